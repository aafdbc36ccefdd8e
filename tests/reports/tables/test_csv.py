"""CSV files: read back with the csv module, and safe in a spreadsheet."""

import csv
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.exporters import export
from sinorus_claims.reports.tables.columns import tables
from sinorus_claims.reports.tables.csv import guarded

from ..conftest import alone, build

FILES = ["claims.csv", "groups.csv", "pairs.csv", "articles.csv"]


def write(analysis: Analysis, folder: Path, **more: bool) -> dict[str, list[dict[str, str]]]:
    paths = export(analysis, folder, ReportSettings(formats=["csv"], **more))
    assert [path.name for path in paths] == FILES
    read = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            read[path.stem] = list(csv.DictReader(stream, strict=True))
    return read


def test_every_table_reads_back(sample: Analysis, tmp_path: Path) -> None:
    read = write(sample, tmp_path)
    for name, rows in read.items():
        assert list(rows[0]) == [column.name for column in tables()[name].columns]
    assert {name: len(rows) for name, rows in read.items()} == {
        "claims": 12, "groups": 5, "pairs": 8, "articles": 4,
    }  # fmt: skip
    assert [row["id"] for row in read["claims"]] == [claim.id for claim in sample.claims]


def test_cells(sample: Analysis, tmp_path: Path) -> None:
    row = write(sample, tmp_path)["claims"][11]
    wanted = {
        "id": "c12",
        "speaker": "Some islanders",
        "speaker_id": "",
        "hedged": "true",
        "negated": "false",
        "cue": "expect",
        "score": "1.0",
        "line": "5",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_the_form_is_that_of_rfc_4180(tmp_path: Path) -> None:
    write(alone('She said "no",\nthen left.'), tmp_path)
    raw = (tmp_path / "claims.csv").read_bytes().decode("utf-8")
    assert raw.endswith("\r\n")
    assert raw.count("\r\n") == 2
    assert '"She said ""no"",\nthen left."' in raw


def test_a_newline_in_a_cell_stays_one_cell(tmp_path: Path) -> None:
    (row,) = write(alone("one\r\ntwo\nthree"), tmp_path)["claims"]
    assert row["text"] == "one\r\ntwo\nthree"


def test_the_mark_for_older_excel(sample: Analysis, tmp_path: Path) -> None:
    write(sample, tmp_path / "plain")
    write(sample, tmp_path / "marked", csv_bom=True)
    for name in FILES:
        plain = (tmp_path / "plain" / name).read_bytes()
        assert not plain.startswith(b"\xef\xbb\xbf")
        assert (tmp_path / "marked" / name).read_bytes() == b"\xef\xbb\xbf" + plain


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(build(), tmp_path / name)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


# Row 30 of the bad inputs: what a cell may start with, and what it must become.
FORMULAS = [
    ("=1+1", "'=1+1"),
    ("+1+1", "'+1+1"),
    ("-1+1", "'-1+1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\tword", "'\tword"),
    ("\rword", "'\rword"),
    ("\n=1+1", "'\n'=1+1"),
    (" =1+1", "' =1+1"),
    ("\t =1+1", "'\t '=1+1"),
    ("\xa0=1+1", "'\xa0=1+1"),
    ("\u3000=1+1", "'\u3000=1+1"),
    ("＝1+1", "'＝1+1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠SUM(A1)", "'＠SUM(A1)"),
    ('"=1+1"', "'\"=1+1\""),
    ("- a dash", "'- a dash"),
    ("-5%; -6%", "'-5%; '-6%"),
    ("words;=1+1", "words;'=1+1"),
    ('words; "=1+1', "words; \"'=1+1"),
    ("words\t=1+1", "words\t'=1+1"),
    ("words\n=1+1", "words\n'=1+1"),
    ("words\n- a dash", "words\n'- a dash"),
    ("\u200b=1+1", "<U+200B>=1+1"),
    ("\x00=1+1", "<00>=1+1"),
]  # fmt: skip
PLAIN = [
    "-5", "+5", "-5.25", "-1,234.5", "-5%", "5", "", "words", "well-known", "a = b", "a@b.example",
    "100 – 200", "words; words", "words - words", "\nwords", "'quoted'", "“=1+1”",
]  # fmt: skip


@pytest.mark.bad_input(30)
@pytest.mark.parametrize(("text", "cell"), FORMULAS)
def test_row_30_no_cell_starts_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_formula_stays(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.bad_input(30)
@pytest.mark.parametrize("text", [text for text, _ in FORMULAS if "\0" not in text])
def test_row_30_in_every_cell_that_others_fill(text: str, tmp_path: Path) -> None:
    analysis = alone(text, title=text, outlet=text, path=text)
    article = replace(analysis.articles[0], byline=text, section=text, url=text, notes=(text,))
    read = write(replace(analysis, articles=(article,)), tmp_path)
    safe = guarded(text)
    claim, page = read["claims"][0], read["articles"][0]
    assert {claim[k] for k in ("text", "headline", "outlet", "path", "url")} == {safe}
    assert {page[k] for k in ("title", "path", "byline", "section", "url", "notes")} == {safe}


@pytest.mark.bad_input(30)
def test_the_guard_can_be_switched_off(tmp_path: Path) -> None:
    (row,) = write(alone("=1+1\x1b\u202e"), tmp_path, csv_guard=False)["claims"]
    assert row["text"] == "=1+1\x1b\u202e"


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    analysis = alone("words")
    lower = replace(analysis.claims[0], score=-0.5)
    (row,) = write(replace(analysis, claims=(lower,)), tmp_path)["claims"]
    assert row["score"] == "-0.5"


@pytest.mark.parametrize("guard", [True, False])
def test_what_no_reader_takes_is_written_out(guard: bool, tmp_path: Path) -> None:
    analysis = alone("a\x00b \ud83d c", title="\udfff", path="caf\udce9.txt")
    (row,) = write(analysis, tmp_path, csv_guard=guard)["claims"]
    assert (row["text"], row["headline"], row["path"]) == (
        "a<00>b <U+D83D> c",
        "<U+DFFF>",
        "caf<U+DCE9>.txt",
    )


def test_hidden_characters_are_shown(tmp_path: Path) -> None:
    (row,) = write(alone("pay\u202e evil \x1b[31m now"), tmp_path)["claims"]
    assert row["text"] == "pay<U+202E> evil <1B>[31m now"


@pytest.mark.parametrize("unit", ["\n", " ", '"', ";", "\n=", ";-", "\t\u3000"])
def test_a_long_run_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    guarded("x" + unit * 200_000)
    assert time.process_time() - start < 3


@given(st.text(alphabet="=+-@＝\t\r\n ;\"\xa0'a5.,%\u200b"))
def test_no_cell_starts_a_formula_however_the_file_is_parted(text: str) -> None:
    cell = guarded(text)
    if re.fullmatch(r"[+-]?[\d.,]*\d%?", cell):
        return
    assert cell[:1] not in ("\t", "\r")
    for part in re.split("[;\t\r\n]", cell):
        assert not part.lstrip('" \xa0').startswith(tuple("=+-@＝"))


def test_another_reader_reads_the_same(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: the extra `big`")
    hostile = "He said \"no\",\r\nthen; left\n\n=1+1, 'x' \\ end"
    write(alone(hostile, title="a,b"), tmp_path / "hostile")
    write(build(), tmp_path / "sample")
    for name, folder in (("hostile", tmp_path / "hostile"), ("sample", tmp_path / "sample")):
        for file in FILES:
            with (folder / file).open(encoding="utf-8", newline="") as stream:
                ours = list(csv.reader(stream))
            relation = duckdb.read_csv(
                str(folder / file), header=True, all_varchar=True, delimiter=",", quotechar='"',
                escapechar='"',
            )  # fmt: skip
            theirs = [[cell or "" for cell in row] for row in relation.fetchall()]
            assert [relation.columns, *theirs] == ours, (name, file)
