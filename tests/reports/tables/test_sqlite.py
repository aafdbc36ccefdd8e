"""claims.sqlite: whole, related, searchable, and the same bytes every time."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.errors import ClaimsError
from sinorus_claims.model import (
    Analysis,
    ClaimGroup,
    Correction,
    DateMention,
    Entity,
)
from sinorus_claims.reports.exporters import export
from sinorus_claims.reports.tables.columns import tables
from sinorus_claims.reports.tables.pairs import judgements

from ..conftest import RADIO, alone, build, nothing, span

Rows = list[tuple[object, ...]]


def write(analysis: Analysis, folder: Path, **more: bool) -> Path:
    (path,) = export(analysis, folder, ReportSettings(formats=["sqlite"], **more))
    assert path.name == "claims.sqlite"
    return path


def ask(path: Path, query: str, *values: object) -> Rows:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query, values).fetchall()


def rich() -> Analysis:
    """The sample with something in every table."""
    sample = build()
    places = {word: span(RADIO, word) for word in ("Some islanders", "the fares", "so far")}
    changed = replace(
        sample.claims[11],
        entities=(Entity(places["Some islanders"], "islanders", "NORP"),),
        dates=(DateMention(places["so far"], "so far", "2031-01-01", "2031-05-04"),),
    )
    done = Correction(
        "not_same", ("c1", "c5"), "corrections.yaml:3", note="read both", claims=("c1", "c5")
    )
    return replace(sample, claims=(*sample.claims[:-1], changed), corrections=(done,),
                   digests={"language": "ab12"})  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = write(rich(), tmp_path_factory.mktemp("sqlite"))
    with closing(sqlite3.connect(path)) as made:
        yield made


def test_the_file_is_sound(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("table", tables())
def test_every_table_has_its_columns_and_rows(base: sqlite3.Connection, table: str) -> None:
    found = base.execute(f"PRAGMA table_info({table})").fetchall()
    assert [row[1] for row in found] == [column.name for column in tables()[table].columns]
    assert [row[1] for row in found if row[5]] == [c.name for c in tables()[table].columns if c.key]
    (count,) = base.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    assert count > 0


@pytest.mark.parametrize("table", tables())
def test_every_reference_is_declared_and_indexed(base: sqlite3.Connection, table: str) -> None:
    found = base.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    wanted = {c.name: (c.references, "id") for c in tables()[table].columns if c.references}
    assert {row[3]: (row[2], row[4]) for row in found} == wanted
    leading = {
        base.execute(f"PRAGMA index_info({row[1]})").fetchone()[2]
        for row in base.execute(f"PRAGMA index_list({table})").fetchall()
    }
    assert wanted.keys() <= leading


@pytest.mark.parametrize("table", tables())
def test_every_column_is_described_where_it_is_made(base: sqlite3.Connection, table: str) -> None:
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    (sql,) = base.execute(query, (table,)).fetchone()
    assert tables()[table].description in sql
    for column in tables()[table].columns:
        (line,) = (x for x in sql.splitlines() if x.split()[0] == column.name)
        assert f"-- {column.description}" in line


def test_names_want_no_quotes(base: sqlite3.Connection) -> None:
    names = [row[0] for row in base.execute("SELECT name FROM sqlite_master").fetchall()]
    names += [column.name for table in tables().values() for column in table.columns]
    assert [name for name in names if not name.replace("_", "a").isalnum()] == []


def test_lists_are_json_arrays(base: sqlite3.Connection) -> None:
    query = "SELECT value FROM groups, json_each(groups.outlets) WHERE groups.id = 'g1'"
    assert base.execute(query).fetchall() == [("Osterby Post",), ("Isle Today",), ("Quay Times",)]


def test_rows_of_the_tables_about_claims(base: sqlite3.Connection) -> None:
    assert base.execute("SELECT * FROM quantities WHERE claim_id = 'c8'").fetchall() == [
        ("c8", 1, "4 million crowns", 4e6, None, None, None, "exact", 230, 246)
    ]
    assert base.execute("SELECT * FROM dates").fetchall() == [
        ("c12", 1, "so far", "2031-01-01", "2031-05-04", 161, 167)
    ]
    assert base.execute("SELECT claim_id, position, name, label FROM entities").fetchall() == [
        ("c12", 1, "islanders", "NORP")
    ]
    assert base.execute("SELECT * FROM attributions").fetchall() == [
        ("c8", 1, "North Wire", "outlet", None, "asserts", 0)
    ]
    query = "SELECT position, text, line, suffix FROM content WHERE claim_id = 'c12'"
    assert base.execute(query).fetchall() == [(1, "the fares to rise", 5, ".\n")]


def test_rows_of_the_tables_about_groups(base: sqlite3.Connection) -> None:
    query = """
        SELECT m.claim_id, m.position, o.name, o.found, m.voice
        FROM members AS m JOIN origins AS o ON o.id = m.origin_id WHERE m.group_id = 'g1'
        ORDER BY m.position
    """
    assert base.execute(query).fetchall() == [
        ("c1", 1, "Osterby Post", '["own", "reprint"]', "Ada Lund"),
        ("c5", 2, "Osterby Post", '["own", "reprint"]', "Ada Lund"),
        ("c6", 3, "Quay Times", '["own"]', "Ada Lund"),
    ]
    query = """
        SELECT s.label, s.share, s.ground, group_concat(c.claim_id)
        FROM sides AS s JOIN side_claims AS c ON c.side_id = s.id
        WHERE s.group_id = 'g1' GROUP BY s.id
    """
    assert base.execute(query).fetchall() == [
        ("70%", 0.6667, "quantity", "c1,c5"),
        ("60%", 0.3333, "quantity", "c6"),
    ]
    query = "SELECT feature, detail, left_value, right_value FROM evidence WHERE pair_id = 'c1-c6'"
    assert base.execute(query).fetchall() == [
        ("quantity", "70% against 60% of the island's freight", "70%", "60%"),
        ("date", "both name autumn", None, None),
    ]
    assert base.execute("SELECT * FROM thread_claims").fetchall() == [
        ("t1", 1, "c1", None, None, None),
        ("t1", 2, "c6", 1, "conflicts", "quantity"),
    ]


def test_rows_of_the_tables_about_the_run(base: sqlite3.Connection) -> None:
    assert base.execute("SELECT * FROM skipped").fetchall() == [
        (1, "ferry/empty.txt", "empty", "0 bytes")
    ]
    assert base.execute("SELECT * FROM corrections").fetchall() == [
        (1, "not_same", '["c1", "c5"]', None, "read both", "corrections.yaml:3", 1, "",
         '["c1", "c5"]')
    ]  # fmt: skip
    assert dict(base.execute("SELECT * FROM meta").fetchall()) == {
        "schema_version": rich().schema_version,
        "settings_digest": "0123456789ab",
        "version.python": "3.11",
        "version.sinorus-claims": "0.1.0",
        "digest.language": "ab12",
        "article_text": "true",
        "full_text": "claims_fts",
    }


def test_a_pair_of_two_groups_stands_once_and_in_both(tmp_path: Path) -> None:
    sample = build()
    again = replace(sample.groups[2], id="g9")
    path = write(replace(sample, groups=(*sample.groups, again)), tmp_path)
    assert ask(path, "SELECT count(*) FROM pairs") == [(len(tuple(judgements(sample))),)]
    assert ask(path, "SELECT group_id FROM group_pairs WHERE pair_id = 'c3-c10'") == [
        ("g3",),
        ("g9",),
    ]


def test_articles_texts_can_be_left_out(tmp_path: Path) -> None:
    kept = write(build(), tmp_path / "kept")
    left = write(build(), tmp_path / "left", article_text=False)
    assert ask(kept, "SELECT text FROM texts WHERE article_id = 'radio'") == [(RADIO,)]
    assert ask(left, "SELECT count(*) FROM texts") == [(0,)]
    assert ask(left, "SELECT value FROM meta WHERE key = 'article_text'") == [("false",)]
    assert RADIO.encode() in kept.read_bytes()
    assert RADIO.encode() not in left.read_bytes()


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    one, two = (write(build(), tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    again = write(build(), tmp_path / "one")
    assert again.read_bytes() == two.read_bytes()
    assert [p.name for p in (tmp_path / "one").iterdir()] == ["claims.sqlite"]


def test_the_title_is_kept_and_the_folder_may_be_called_anything(tmp_path: Path) -> None:
    settings = ReportSettings(formats=["sqlite"], title="The ferry")
    (path,) = export(build(), tmp_path / "it's [a] caf\udce9", settings)
    assert ask(path, "SELECT value FROM meta WHERE key = 'title'") == [("The ferry",)]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "claims.sqlite").mkdir()
    with pytest.raises(ClaimsError, match=r"claims\.sqlite: cannot be written"):
        write(build(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["claims.sqlite"]


def test_nothing_makes_an_empty_file(tmp_path: Path) -> None:
    path = write(nothing(), tmp_path)
    assert ask(path, "SELECT count(*) FROM claims") == [(0,)]
    assert ask(path, "SELECT count(*) FROM conflicts") == [(0,)]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    text = "'); DROP TABLE claims; --\x1b\u202e \x00 \ud83d end"
    path = write(alone(text, title="'\"", outlet='"; --', path="caf\udce9.txt"), tmp_path)
    assert ask(path, "SELECT text, outlet, path FROM claims") == [
        ("'); DROP TABLE claims; --\x1b\u202e <00> <U+D83D> end", '"; --', "caf<U+DCE9>.txt")
    ]
    assert json.loads(str(ask(path, "SELECT rules FROM claims")[0][0])) == []


def test_an_analysis_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    sample = build()
    twice = replace(sample, claims=(*sample.claims, sample.claims[0]))
    with pytest.raises(ClaimsError, match=r"not whole: UNIQUE constraint failed"):
        write(twice, tmp_path)
    stray = replace(sample.threads[0], claims=("c1", "gone"))
    with pytest.raises(ClaimsError, match="of thread_claims names one of claims"):
        write(replace(sample, threads=(stray,)), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_group_that_stands_twice_is_one(tmp_path: Path) -> None:
    sample = build()
    once = write(sample, tmp_path / "once")
    twice = write(replace(sample, groups=(*sample.groups, sample.groups[0])), tmp_path / "twice")
    assert once.read_bytes() == twice.read_bytes()


def test_a_claim_listed_twice_in_a_group_is_one_member(tmp_path: Path) -> None:
    double = ClaimGroup("g", "label", ("c1", "c1", "c2"), ())
    path = write(replace(build(), groups=(double,)), tmp_path)
    assert ask(path, "SELECT claim_id FROM members") == [("c1",), ("c2",)]


def test_places_point_into_the_text(base: sqlite3.Connection) -> None:
    query = """
        SELECT count(*), sum(substr(t.text, c.text_start + 1, c.text_end - c.text_start) = c.text)
        FROM content AS c JOIN claims AS k ON k.id = c.claim_id
        JOIN texts AS t ON t.article_id = k.article_id
    """
    assert base.execute(query).fetchone() == (12, 12)
