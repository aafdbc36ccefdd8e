"""The table of exporters: what `reports.formats` in config.yaml may name."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ..config import ReportSettings
from ..errors import ConfigError
from ..model import Analysis
from . import html, json, jsonl, markdown
from .files import write_whole

Exporter = Callable[[Analysis, Path, ReportSettings], Path]


def export_markdown(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write report.md."""
    return write_whole(folder / "report.md", markdown.render(analysis, settings))


def export_html(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write report.html."""
    return write_whole(folder / "report.html", html.render(analysis, settings))


def export_json(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:  # noqa: ARG001
    """Write claims.json, the whole analysis."""
    return write_whole(folder / "claims.json", json.dumps(analysis))


def export_jsonl(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:  # noqa: ARG001
    """Write claims.jsonl, one claim a line."""
    return write_whole(folder / "claims.jsonl", jsonl.dumps(analysis))


EXPORTERS: dict[str, Exporter] = {
    "markdown": export_markdown,
    "html": export_html,
    "json": export_json,
    "jsonl": export_jsonl,
}


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> tuple[Path, ...]:
    """Run the exporters that the settings name, in their order; the files written.

    Raises `ConfigError` for an unknown name, before anything is written.
    """
    exporters = [find(name) for name in settings.formats]
    return tuple(exporter(analysis, folder, settings) for exporter in exporters)


def find(name: str) -> Exporter:
    """The exporter of that name, or the function that `package.module:attribute` names."""
    if name in EXPORTERS:
        return EXPORTERS[name]
    module, colon, attribute = name.partition(":")
    if not (colon and module and attribute):
        raise ConfigError(
            f"reports.formats: unknown format {name!r}; "
            f"choose from {', '.join(EXPORTERS)}, or give package.module:attribute"
        )
    return _imported(name, module, attribute)


def _imported(name: str, module: str, attribute: str) -> Exporter:
    try:
        found: Exporter = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"reports.formats: {name!r} cannot be imported: {error}") from error
    if not callable(found):
        raise ConfigError(f"reports.formats: {name!r} is not a function")
    return found
