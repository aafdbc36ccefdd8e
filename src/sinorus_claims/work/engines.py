"""The table of engines: name -> function that makes one from the settings."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from ..config import WorkSettings
from ..errors import ConfigError
from .contract import Engine
from .inline import InlineEngine
from .processes import ProcessEngine

ENGINES: dict[str, str] = {
    "local": f"{__package__}.engines:local",
    "ray": f"{__package__}.cluster:RayEngine",
}
"""Names that `work.engine` may have, and what makes each."""


def local(settings: WorkSettings) -> Engine:
    """The engine of this machine: this process alone, or workers."""
    return InlineEngine() if settings.workers == 1 else ProcessEngine(settings)


def load_engine(settings: WorkSettings) -> Engine:
    """The engine that the settings name.

    Raises `ConfigError` for a name that is not in the table and cannot be imported.
    """
    name = settings.engine
    module, colon, attribute = ENGINES.get(name, name).partition(":")
    if not (colon and module and attribute):
        raise ConfigError(
            f"work.engine: unknown engine {name!r}; "
            f"choose from {', '.join(ENGINES)}, or give package.module:attribute"
        )
    try:
        make = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"work.engine: {name!r} cannot be imported: {error}") from error
    return cast(Callable[[WorkSettings], Engine], make)(settings)
