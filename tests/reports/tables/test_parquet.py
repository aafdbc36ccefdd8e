"""Parquet files: typed, read back with DuckDB."""

import builtins
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.errors import ConfigError
from sinorus_claims.model import Analysis
from sinorus_claims.reports.exporters import export, find
from sinorus_claims.reports.tables.columns import FLAT, tables

from ..conftest import alone, build, nothing

FILES = ["claims.parquet", "groups.parquet", "pairs.parquet", "articles.parquet"]
TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def write(analysis: Analysis, folder: Path) -> Path:
    pytest.importorskip("duckdb", reason="DuckDB is not installed: the extra `big`")
    paths = export(analysis, folder, ReportSettings(formats=["parquet"]))
    assert [path.name for path in paths] == FILES
    return folder


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as base:
        for table in FLAT:
            file = str(folder / f"{table}.parquet").replace("'", "''")
            base.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{file}')")  # noqa: S608
        return base.execute(query).fetchall()


@pytest.mark.parametrize("table", FLAT)
def test_columns_are_typed(sample: Analysis, table: str, tmp_path: Path) -> None:
    found = ask(write(sample, tmp_path), f"DESCRIBE {table}")
    wanted = [(column.name, TYPES[column.type]) for column in tables()[table].columns]
    assert [row[:2] for row in found] == wanted


def test_rows_are_those_of_the_analysis_in_its_order(sample: Analysis, tmp_path: Path) -> None:
    folder = write(sample, tmp_path)
    assert ask(folder, "SELECT id FROM claims") == [(claim.id,) for claim in sample.claims]
    assert ask(folder, "SELECT id FROM groups") == [(group.id,) for group in sample.groups]
    assert ask(folder, "SELECT count(*) FROM pairs") == [(8,)]
    assert ask(folder, "SELECT id FROM articles") == [(page.id,) for page in sample.articles]


def test_cells(sample: Analysis, tmp_path: Path) -> None:
    folder = write(sample, tmp_path)
    query = """
        SELECT date, speaker_id, hedged, quantities, group_ids, relation_score, line
        FROM claims WHERE id = 'c8'
    """
    assert ask(folder, query) == [
        (date(2031, 5, 3), None, False, ["4 million crowns (=4000000)"], ["g5"], 0.7, 7)
    ]
    assert ask(folder, "SELECT outlets, first_date FROM groups WHERE id = 'g1'") == [
        (["Osterby Post", "Isle Today", "Quay Times"], date(2031, 5, 2))
    ]


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = '\'); DROP; "quoted"\r\n\tline \x1b\u202e é 😀 \x00 \ud83d'
    folder = write(alone(text, path="caf\udce9.txt"), tmp_path / "it's [a] *folder*")
    assert ask(folder, "SELECT text, path FROM claims") == [
        ('\'); DROP; "quoted"\r\n\tline \x1b\u202e é 😀 <00> <U+D83D>', "caf<U+DCE9>.txt")
    ]


def test_nothing_makes_empty_files(tmp_path: Path) -> None:
    folder = write(nothing(), tmp_path)
    for table in FLAT:
        assert ask(folder, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    one, two = (write(build(), tmp_path / name) for name in ("one", "two"))
    for name in FILES:
        assert (one / name).read_bytes() == (two / name).read_bytes()
    assert sorted(p.name for p in one.iterdir()) == sorted(FILES)


def test_the_file_says_what_made_it(tmp_path: Path) -> None:
    folder = write(replace(build(), settings_digest="it's"), tmp_path)
    file = str(folder / "pairs.parquet")
    found = ask(folder, f"SELECT key, value FROM parquet_kv_metadata('{file}')")  # noqa: S608
    assert dict(found) == {
        b"schema_version": build().schema_version.encode(),
        b"settings_digest": b"it's",
    }


def test_without_duckdb_the_next_step_is_named_before_any_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real: Callable[..., object] = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> object:
        if name == "duckdb":
            raise ImportError("No module named 'duckdb'")
        return real(name, globals, locals, fromlist, level)

    monkeypatch.delitem(sys.modules, "sinorus_claims.reports.tables.parquet", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigError, match=r"DuckDB: pip install 'sinorus-claims\[big\]'"):
        find("parquet")
