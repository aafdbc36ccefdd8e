"""Attributed claims across news outlets: who said what, who agrees, who differs, and on what.

    import sinorus_claims as sc

    analysis = sc.analyse("articles")
    sc.save(analysis, "out", formats=["html", "csv"])

docs/python.md shows the rest. Importing the package loads nothing: every `spacy.blank()` on a
machine where it is installed does so.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import analyse, compare, load, save, tables
    from .config import Settings
    from .errors import ClaimsError
    from .model import Analysis

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "ClaimsError",
    "Settings",
    "__version__",
    "analyse",
    "compare",
    "load",
    "save",
    "tables",
]

_PLACES = {
    "Analysis": "model",
    "ClaimsError": "errors",
    "Settings": "config",
    "analyse": "api",
    "compare": "api",
    "load": "api",
    "save": "api",
    "tables": "api",
}


if not TYPE_CHECKING:  # it would make a checker believe that there is every name

    def __getattr__(name: str) -> Any:
        """Load what is asked for when it is first asked for."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """What completion offers."""
    return sorted({*globals(), *__all__})
