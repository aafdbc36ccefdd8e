"""What `import sinorus_claims` offers to Python: read, compare, load, save, tables.

Nothing is printed; every error is a `ClaimsError`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from .config import Asked, Settings, load_corrections, load_settings
from .errors import ConfigError
from .model import Analysis
from .reports import json as analysis_json
from .reports.exporters import export
from .reports.notebook import page
from .reports.tables.cells import Cell
from .reports.tables.rows import article_rows, claim_rows, group_rows, pair_rows

if TYPE_CHECKING:  # it brings spaCy, which takes seconds and which `load` and `tables` never need
    from .pipeline import Progress

AnyPath = str | os.PathLike[str]
AnySettings = Settings | Mapping[str, Any] | AnyPath | None
"""Settings, a dict of the same form as config.yaml, or the path of a YAML file."""

Table = list[dict[str, Cell]]


def analyse(
    sources: AnyPath | Iterable[AnyPath],
    *,
    settings: AnySettings = None,
    corrections: AnyPath | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Read articles, find who said what, compare: what `sinorus-claims run` does.

    `sources` are files, folders or glob patterns, one or several. `corrections` is an analyst's
    file of them. `progress` is told the stage, how many are done, and of how many (None while
    unknown); without it nothing is shown. A bad file is listed in `Analysis.skipped`.

    Raises `ReadError` for a source that does not exist, `ConfigError` for a bad setting or
    correction, `PipelineError` where the language pipeline cannot be loaded.
    """
    from . import pipeline  # noqa: PLC0415 - see above

    chosen = _settings(settings)
    return pipeline.analyse(
        _sources(sources),
        chosen,
        corrections=_asked(corrections, settings, chosen),
        progress=progress or _silent,
    )


def compare(
    analysis: Analysis, *, settings: AnySettings = None, corrections: AnyPath | None = None
) -> Analysis:
    """The same articles and claims, grouped anew with other settings or corrections.

    Claims that were corrected before are compared as they were found, unless the same corrections
    are given again.
    """
    from . import pipeline  # noqa: PLC0415 - see above

    chosen = _settings(settings)
    return pipeline.compare(analysis, chosen, _asked(corrections, settings, chosen))


def load(path: AnyPath) -> Analysis:
    """The analysis in a claims.json, or in the claims.json of a folder.

    Raises `ReadError` where there is none and `ClaimsError` for what is no analysis.
    """
    place = _path(path, "path")
    return analysis_json.read(place / "claims.json" if place.is_dir() else place)


def save(
    analysis: Analysis,
    folder: AnyPath,
    *,
    formats: str | Sequence[str] | None = None,
    settings: AnySettings = None,
) -> tuple[Path, ...]:
    """Write reports into a folder; the paths of what was written.

    `formats` are names as in `sinorus-claims run --format` and default to those of the settings.
    Raises `ConfigError` for an unknown one, before anything is written.
    """
    reports = _settings(settings).reports
    if formats is not None:
        names = _several(formats, "formats")
        if unnamed := [name for name in names if not isinstance(name, str)]:
            raise ConfigError(f"formats: {unnamed[0]!r} is no name of a format")
        reports = reports.model_copy(update={"formats": names})
    return export(analysis, _path(folder, "folder"), reports)


def tables(analysis: Analysis) -> dict[str, Table]:
    """`articles`, `claims`, `groups` and `pairs` as lists of flat dicts, columns as in the CSVs.

    `pandas.DataFrame(tables(analysis)["claims"])` takes one as it is, polars too.
    """
    return {
        "articles": list(article_rows(analysis)),
        "claims": list(claim_rows(analysis)),
        "groups": list(group_rows(analysis)),
        "pairs": list(pair_rows(analysis)),
    }


def _silent(stage: str, done: int, total: int | None) -> None:
    """No progress is shown."""


def _sources(given: Any) -> list[str]:
    """Sources as they were written: a path would lose the `./` and the last `/` of a pattern."""
    several = _several(given, "sources")
    for source in several:
        _path(source, "sources")
    return [os.fspath(source) for source in several]


def _several(given: Any, name: str) -> list[Any]:
    """One thing or several as a list; a string is one."""
    if isinstance(given, str | os.PathLike):
        return [given]
    if not isinstance(given, Iterable) or isinstance(given, bytes):
        raise ConfigError(f"{name}: one or several are wanted, not {given!r}")
    return list(given)


def _path(given: Any, name: str, wanted: str = "a path") -> Path:
    """The path; Python would say of other values neither which one nor what is allowed."""
    if not isinstance(given, str | os.PathLike):
        raise ConfigError(f"{name}: {wanted} is wanted, not {given!r}")
    return Path(given)


def _settings(given: AnySettings) -> Settings:
    if given is None or isinstance(given, Settings):
        return given or Settings()
    if not isinstance(given, Mapping):
        return load_settings(
            _path(given, "settings", "Settings, a dict of the form of config.yaml, or a path")
        )
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise ConfigError("\n".join(map(_fault, error.errors()))) from error


def _fault(error: Any) -> str:
    """`settings: groups.max_blok: unknown key; known here: ...`, as of a file of settings."""
    *sections, _ = error["loc"]
    place = ".".join(map(str, error["loc"]))
    model: Any = Settings
    for section in sections:
        field = getattr(model, "model_fields", {}).get(section)
        model = field.annotation if field else None
    if error["type"] == "extra_forbidden" and hasattr(model, "model_fields"):
        return f"settings: {place}: unknown key; known here: {', '.join(model.model_fields)}"
    return f"settings: {place}: {error['msg']} (given: {error.get('input')!r})"


def _asked(file: AnyPath | None, given: AnySettings, settings: Settings) -> tuple[Asked, ...]:
    """The corrections of that file, else of the one that the settings name beside themselves."""
    named = settings.groups.corrections
    if file is None and named is not None:
        beside = isinstance(given, str | os.PathLike)
        file = Path(given).parent / named if beside else named  # type: ignore[arg-type]
    return () if file is None else load_corrections(_path(file, "corrections"))


# A notebook asks the value that it shows for this method. The model is plain values and knows no
# report, so the method is lent to it here, where the two meet.
Analysis._repr_html_ = page  # type: ignore[attr-defined]
