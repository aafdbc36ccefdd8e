"""The table of exporters: what `reports.formats` in config.yaml may name."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from ..config import ReportSettings
from ..errors import ConfigError
from ..model import Analysis
from .files import writing_into

Exporter = Callable[[Analysis, Path, ReportSettings], Path | tuple[Path, ...]]
"""Writes into the folder and returns what a person would open: a file, files, or a folder."""

# By place, not by value: a format that nobody asked for costs no import.
EXPORTERS: dict[str, str] = {
    "markdown": f"{__package__}.markdown:export",
    "html": f"{__package__}.html:export",
    "json": f"{__package__}.json:export",
    "jsonl": f"{__package__}.jsonl:export",
    "obsidian": f"{__package__}.obsidian:export",
    "csv": f"{__package__}.tables.csv:export",
    "sqlite": f"{__package__}.tables.sqlite:export",
    "parquet": f"{__package__}.tables.parquet:export",
    "gexf": f"{__package__}.interchange.gexf:export",
    "label-studio": f"{__package__}.interchange.label_studio:export",
    "web-annotation": f"{__package__}.interchange.web_annotation:export",
    "schema-org": f"{__package__}.interchange.schema_org:export",
    "ris": f"{__package__}.interchange.ris:export",
    "ftm": f"{__package__}.interchange.follow_the_money:export",
}


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> tuple[Path, ...]:
    """Run the exporters that the settings name, in their order; what they wrote.

    Another run that writes into the folder is waited for. Raises `ConfigError` for an unknown name,
    before anything is written, and for an exporter that does not return paths.
    """
    written: list[Path] = []
    exporters = [(name, find(name)) for name in settings.formats]
    with writing_into(folder):
        for name, exporter in exporters:
            written += _paths(name, exporter(analysis, folder, settings))
    return tuple(written)


def _paths(name: str, made: object) -> Sequence[Path]:
    """What an exporter returned; it may be anybody's, whatever its type says."""
    several = made if isinstance(made, tuple | list) else (made,)
    if not all(isinstance(path, Path) for path in several):
        raise ConfigError(
            f"reports.formats: {name!r} returned {made!r}; "
            "an exporter returns the Path of what it wrote, or a tuple of them"
        )
    return several


def find(name: str) -> Exporter:
    """The exporter of that name, or the function that `package.module:attribute` names."""
    module, colon, attribute = EXPORTERS.get(name, name).partition(":")
    if not (colon and module and attribute):
        raise ConfigError(
            f"reports.formats: unknown format {name!r}; "
            f"choose from {', '.join(EXPORTERS)}, or give package.module:attribute"
        )
    try:
        found: Exporter = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"reports.formats: {name!r} cannot be imported: {error}") from error
    if not callable(found):
        raise ConfigError(f"reports.formats: {name!r} is not a function")
    return found
