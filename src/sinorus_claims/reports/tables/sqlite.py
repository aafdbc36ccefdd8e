"""claims.sqlite: the whole analysis in related tables, with a full-text index and views."""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from ...config import ReportSettings
from ...errors import ClaimsError
from ...model import Analysis
from ..files import drafted
from . import details, provenance, relations
from .cells import Cell, Row, Value, storable
from .claims import claims
from .columns import tables
from .ddl import create, indexes
from .groups import groups
from .pairs import pairs
from .sources import articles
from .speakers import speakers

_log = logging.getLogger(__name__)

_ROWS: dict[str, Callable[[Analysis], Iterator[Row]]] = {
    "articles": articles,
    "speakers": speakers,
    "claims": claims,
    "content": details.content,
    "quantities": details.quantities,
    "dates": details.dates,
    "entities": details.entities,
    "attributions": details.attributions,
    "groups": groups,
    "origins": relations.origins,
    "members": relations.members,
    "pairs": pairs,
    "group_pairs": relations.group_pairs,
    "evidence": relations.evidence,
    "sides": relations.sides,
    "side_claims": relations.side_claims,
    "threads": relations.threads,
    "thread_claims": relations.thread_claims,
    "skipped": provenance.skipped,
    "corrections": provenance.corrections,
    "texts": provenance.texts,
}
_NOT_WHOLE = "claims.sqlite cannot be written, the analysis is not whole"
_array = json.JSONEncoder(ensure_ascii=False).encode
# A draft that is renamed when whole needs no journal of its own.
_DRAFTING = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE"


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write claims.sqlite.

    Raises `ClaimsError` if the analysis is not whole (two claims of one id, a name that leads to
    nothing) or the file cannot be written. Where SQLite was built without FTS5 the full-text index
    is left out, and the table `meta` says so.
    """
    path = folder / "claims.sqlite"
    with drafted(path) as draft:
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as base:
                base.executescript(_DRAFTING)
                _fill(base, analysis, settings)
        except sqlite3.IntegrityError as error:
            raise ClaimsError(f"{_NOT_WHOLE}: {error}; run the analysis again") from error
        except sqlite3.Error as error:
            raise ClaimsError(f"{path}: cannot be written: {error}") from error
    return path


def _fill(base: sqlite3.Connection, analysis: Analysis, settings: ReportSettings) -> None:
    base.execute("BEGIN")
    for table in tables().values():
        base.execute(create(table))
    for name, rows in _ROWS.items():
        if name != "texts" or settings.article_text:
            _insert(base, name, rows(analysis))
    for table in tables().values():
        for index in indexes(table):
            base.execute(index)
    base.execute("COMMIT")
    base.executescript(_script("schema.sql"))
    facts = {"article_text": str(settings.article_text).lower(), "full_text": _searchable(base)}
    if settings.title:
        facts["title"] = settings.title
    _insert(base, "meta", provenance.meta(analysis, facts))
    _check(base)


def _insert(base: sqlite3.Connection, table: str, rows: Iterator[Row]) -> None:
    marks = ", ".join("?" * len(tables()[table].columns))
    base.executemany(
        f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - names of our own
        ([_stored(value) for value in row.values()] for row in rows),
    )


def _stored(value: Value) -> Cell:
    """What SQLite takes: a list as a JSON array, which its own functions and Datasette read."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return _array([storable(item) for item in value]) if value else "[]"
    return value


def _searchable(base: sqlite3.Connection) -> str:
    """Make the full-text index; what `meta` says of it."""
    try:
        base.executescript(_script("search.sql"))
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        _log.warning("claims.sqlite has no full-text index: this Python's SQLite lacks FTS5")
        return f"none: {error}"
    return "claims_fts"


def _script(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _check(base: sqlite3.Connection) -> None:
    """Raises `ClaimsError` for the first reference that leads nowhere."""
    broken = base.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row, parent, _ = broken
        raise ClaimsError(
            f"{_NOT_WHOLE}: row {row} of {table} names one of {parent} that is not "
            "there; run the analysis again"
        )
