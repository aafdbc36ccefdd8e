"""docs/tables.md: its columns are ours, its queries run and find something."""

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.reports.exporters import export
from sinorus_claims.reports.json import loads
from sinorus_claims.reports.tables.columns import tables

from ...conftest import CorpusRun
from .page import PAGE, page, views

_TEXT = PAGE.read_text("utf-8")
_QUERIES = re.findall(r"(?ms)^```sql\n(.*?)^```$", _TEXT)
_JQ = re.findall(r"(?m)^jq (?:-\w )*'(.*)' out/claims\.jsonl", _TEXT)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, corpus_run: CorpusRun) -> Path:
    """A folder with the corpus's analysis in `out`, in every format of the page."""
    folder = tmp_path_factory.mktemp("tables")
    analysis = loads((corpus_run.out / "claims.json").read_text("utf-8"))
    export(analysis, folder / "out", ReportSettings(formats=["sqlite", "jsonl"]))
    return folder


def test_the_columns_are_those_of_the_program() -> None:
    assert page() == _TEXT, "run `make docs`"


def test_descriptions_are_one_line_and_whole() -> None:
    described = [*tables().values(), *(c for t in tables().values() for c in t.columns)]
    for one in described:
        assert re.fullmatch(r"[A-Za-z].*[.:\w]", one.description), one.name
        assert "|" not in one.description
    names = [(t.name, c.name) for t in tables().values() for c in t.columns]
    assert len(set(names)) == len(names)


def test_every_view_is_described(place: Path) -> None:
    with closing(sqlite3.connect(place / "out" / "claims.sqlite")) as base:
        made = base.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    assert {name for _, name in views()} == {name for (name,) in made}


@pytest.mark.parametrize("query", [q for q in _QUERIES if "parquet" not in q])
def test_queries_on_sqlite(query: str, place: Path) -> None:
    with closing(sqlite3.connect(place / "out" / "claims.sqlite")) as base:
        assert base.execute(query).fetchall()


@pytest.mark.parametrize("query", [q for q in _QUERIES if "parquet" in q])
def test_queries_on_parquet(
    query: str, place: Path, corpus_run: CorpusRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: the extra `big`")
    analysis = loads((corpus_run.out / "claims.json").read_text("utf-8"))
    export(analysis, place / "out", ReportSettings(formats=["parquet"]))
    monkeypatch.chdir(place)
    with duckdb.connect() as base:
        assert base.execute(query).fetchall()


@pytest.mark.parametrize("program", _JQ)
def test_queries_on_lines_of_json(program: str, place: Path) -> None:
    jq = shutil.which("jq")
    if jq is None:
        pytest.skip("jq is not installed")
    call = [jq, "-r", program, "out/claims.jsonl"]
    assert subprocess.run(call, cwd=place, capture_output=True, check=True).stdout


def test_there_are_queries_of_each_kind() -> None:
    assert len([q for q in _QUERIES if "parquet" in q]) == 2
    assert len(_QUERIES) == 6
    assert len(_JQ) == 2


def test_datasettes_file_names_what_is_there() -> None:
    (block,) = re.findall(r"(?ms)^```json\n(.*?)^```$", _TEXT)
    described = json.loads(block)["databases"]["claims"]["tables"]
    assert described
    for name, wanted in described.items():
        named = {*wanted.get("facets", ()), wanted["label_column"], wanted.get("sort_desc")}
        assert named - {None} <= {column.name for column in tables()[name].columns}
