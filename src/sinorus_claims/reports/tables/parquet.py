"""claims.parquet, groups.parquet, pairs.parquet, articles.parquet, written by DuckDB.

The module cannot be imported without DuckDB, so that the table of exporters says so before any
work is done.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ...config import ReportSettings
from ...errors import ClaimsError
from ...model import Analysis
from ..files import drafted
from .cells import Row, Value, storable
from .claims import claims
from .columns import tables
from .groups import groups
from .pairs import pairs
from .sources import articles

try:
    import duckdb
except ImportError as error:
    raise ImportError("it wants DuckDB: pip install 'sinorus-claims[big]'") from error

_ROWS: dict[str, Callable[[Analysis], Iterator[Row]]] = {
    "claims": claims,
    "groups": groups,
    "pairs": pairs,
    "articles": articles,
}
_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def export(analysis: Analysis, folder: Path, _: ReportSettings) -> tuple[Path, ...]:
    """Write the four files, compressed with Zstandard, rows in the analysis's order.

    Days are of type DATE and lists of type LIST. Raises `ClaimsError` that names the file.
    """
    facts = {
        "schema_version": analysis.schema_version,
        "settings_digest": analysis.settings_digest,
    }
    return tuple(
        _write(folder / f"{name}.parquet", name, rows(analysis), facts)
        for name, rows in _ROWS.items()
    )


def _write(path: Path, table: str, rows: Iterator[Row], facts: dict[str, str]) -> Path:
    # DuckDB takes rows by the thousand from a file only, and reads a name as a pattern: both its
    # files stand in a folder of ours, whatever the user's is called.
    with TemporaryDirectory(prefix="sinorus-claims-") as name, drafted(path) as draft:
        source, made = Path(name, "rows.jsonl"), Path(name, "rows.parquet")
        with source.open("x", encoding="utf-8") as stream:
            stream.writelines(_line(row) for row in rows)
        try:
            _copy(source, made, table, facts)
        except duckdb.Error as error:
            raise ClaimsError(f"{path}: cannot be written: {error}") from error
        shutil.copyfile(made, draft)
    return path


def _line(row: Row) -> str:
    body = {name: _stored(value) for name, value in row.items()}
    return json.dumps(body, ensure_ascii=False) + "\n"


def _stored(value: Value) -> object:
    if isinstance(value, tuple):
        return [storable(item) for item in value]
    return storable(value) if isinstance(value, str) else value


def _copy(source: Path, made: Path, table: str, facts: dict[str, str]) -> None:
    # Nothing is fetched, and one thread writes the same bytes every time.
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": str(source.parent),
    }
    columns = ", ".join(f"{c.name}: '{_TYPES[c.type]}'" for c in tables()[table].columns)
    metadata = ", ".join(f"{key}: {_quoted(value)}" for key, value in facts.items())
    with duckdb.connect(config=config) as base:
        base.execute(
            f"COPY (SELECT * FROM read_json({_quoted(str(source))}, "  # noqa: S608 - quoted
            f"format = 'newline_delimited', columns = {{{columns}}})) "
            f"TO {_quoted(str(made))} "
            f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{metadata}}})"
        )


def _quoted(text: str) -> str:
    """A string of SQL."""
    return "'" + storable(text).replace("'", "''") + "'"
