"""The views of claims.sqlite, each with its rows."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.reports.exporters import export

from ..conftest import alone, build

CONFLICTS = [
    ("c1-c6", "quantity", 0.9, "Ada Lund", "said", "Osterby Post", "Ada Lund", "Quay Times",
     "70%", "60%"),
    ("c5-c6", "quantity", 0.85, "Ada Lund", "said", "Isle Today", "Ada Lund", "Quay Times",
     "70%", "60%"),
    ("c9-c4", "denial", 0.8, "The ferry company", "denied", "Skerry Radio", "the Pilots' Guild",
     "Osterby Post", "denied", "plans to close the night service"),
]  # fmt: skip
SPEAKERS = [
    ("Ada Lund", "person", "transport minister", 3, 3, 0, 0, 3, "2031-05-02", "2031-05-03"),
    ("Jon Reff", "person", "harbour master", 2, 2, 2, 0, 0, "2031-05-02", "2031-05-03"),
    ("the Pilots' Guild", "organisation", None, 2, 1, 0, 0, 1, "2031-05-02", "2031-05-02"),
    ("Ina Holm", "person", "mayor", 1, 1, 0, 0, 0, "2031-05-04", "2031-05-04"),
    ("The ferry company", "organisation", None, 1, 1, 0, 1, 1, "2031-05-04", "2031-05-04"),
]
ONE_SIDED = [
    ("Isle Today", "asserts", "70%", "asserts", "60%", ["Quay Times"]),
    ("Osterby Post", "asserts", "70%", "asserts", "60%", ["Quay Times"]),
    ("Osterby Post", "asserts", "The company plans to close the night service",
     "denies", "it plans to close the night service", ["Skerry Radio"]),
    ("Quay Times", "asserts", "60%", "asserts", "70%", ["Isle Today", "Osterby Post"]),
    ("Skerry Radio", "denies", "it plans to close the night service",
     "asserts", "The company plans to close the night service", ["Osterby Post"]),
]  # fmt: skip
OUTLET_PAIRS = [
    ("Osterby Post", "Skerry Radio", 3, 1, 1, 0, 0, 0, 1),
    ("Osterby Post", "Quay Times", 2, 1, 0, 0, 1, 0, 0),
    ("Isle Today", "Quay Times", 1, 1, 0, 0, 0, 0, 0),
    ("Isle Today", "Osterby Post", 1, 0, 0, 1, 0, 0, 0),
    ("Quay Times", "Skerry Radio", 1, 0, 0, 0, 0, 1, 0),
]
MATRIX = [
    ("g1", "conflict", "Isle Today", 1, ["asserts"], ["70%"]),
    ("g1", "conflict", "Osterby Post", 1, ["asserts"], ["70%"]),
    ("g1", "conflict", "Quay Times", 1, ["asserts"], ["60%"]),
    ("g2", "conflict", "Osterby Post", 1, ["asserts"],
     ["The company plans to close the night service"]),
    ("g2", "conflict", "Skerry Radio", 2, ["denies", "predicts"],
     ["denies: it plans to close the night service"]),
    ("g3", "corroborated", "Osterby Post", 1, ["asserts"], []),
    ("g3", "corroborated", "Skerry Radio", 1, ["asserts"], []),
    ("g4", "reported", "Osterby Post", 1, ["asserts"], []),
    ("g4", "reported", "Quay Times", 1, ["asserts"], []),
    ("g5", "reported", "Quay Times", 1, ["asserts"], []),
    ("g5", "reported", "Skerry Radio", 1, ["asserts"], []),
]  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("views")
    (path,) = export(build(), folder, ReportSettings(formats=["sqlite"]))
    with closing(sqlite3.connect(path)) as made:
        yield made


def test_every_view_is_here(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY 1")
    assert [name for (name,) in found] == [
        "conflicts", "corroborated", "one_sided", "outlet_matrix", "outlet_pairs", "said_over_time",
        "single_source", "speaker_counts", "who_said_what",
    ]  # fmt: skip


def test_conflicts_side_by_side(base: sqlite3.Connection) -> None:
    query = """
        SELECT pair_id, ground, score, left_speaker, left_cue, left_outlet, right_speaker,
            right_outlet, left_value, right_value
        FROM conflicts
    """
    assert base.execute(query).fetchall() == CONFLICTS
    query = "SELECT left_text, right_text, left_url, right_place FROM conflicts LIMIT 1"
    assert base.execute(query).fetchall() == [
        ("The new ferry will carry 70% of the island's freight by autumn",
         "the new ferry will carry 60% of the island's freight by autumn",
         "https://post.example/ferry?id=1&x=2", "ferry/quay-times.txt:3")
    ]  # fmt: skip


def test_who_said_what(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT speaker, claim_id FROM who_said_what").fetchall()
    assert found == [
        ("a port official", "c8"), ("Ada Lund", "c1"), ("Ada Lund", "c5"), ("Ada Lund", "c6"),
        ("Ina Holm", "c10"), ("Jon Reff", "c2"), ("Jon Reff", "c7"), ("Some islanders", "c12"),
        ("the auditors", "c11"), ("The ferry company", "c9"), ("the Pilots' Guild", "c3"),
        ("the Pilots' Guild", "c4"),
    ]  # fmt: skip
    query = "SELECT role, cue, stance, text, outlet, date, line FROM who_said_what LIMIT 1 OFFSET 6"
    assert base.execute(query).fetchall() == [
        ("harbour master", "said", "asserts", "The old pier is safe and will stay open all winter",
         "Quay Times", "2031-05-03", 5)
    ]  # fmt: skip


def test_corroborated(base: sqlite3.Connection) -> None:
    query = "SELECT group_id, label, independent_count, speakers, last_date FROM corroborated"
    assert base.execute(query).fetchall() == [
        ("g3", "About 300 people work on the ferry line", 2, '["the Pilots\' Guild", "Ina Holm"]',
         "2031-05-04")
    ]  # fmt: skip


def test_single_source(base: sqlite3.Connection, tmp_path: Path) -> None:
    assert base.execute("SELECT * FROM single_source").fetchall() == []
    (path,) = export(alone("Some words."), tmp_path, ReportSettings(formats=["sqlite"]))
    with closing(sqlite3.connect(path)) as other:
        query = "SELECT claim_id, speaker, text FROM single_source"
        assert other.execute(query).fetchall() == [("k1", None, "Some words.")]
        # Its speaker is the outlet in its own voice.
        assert other.execute("SELECT speaker FROM who_said_what").fetchall() == [("O",)]


def test_outlets_against_groups(base: sqlite3.Connection) -> None:
    query = "SELECT group_id, verdict, outlet, claims, stances, sides FROM outlet_matrix"
    found = [
        (*row[:4], sorted(json.loads(row[4])), json.loads(row[5])) for row in base.execute(query)
    ]
    assert found == MATRIX


def test_one_sided_coverage(base: sqlite3.Connection) -> None:
    query = """
        SELECT outlet, carried_stance, carried, left_out_stance, left_out, left_out_in
        FROM one_sided
    """
    found = [(*row[:5], json.loads(row[5])) for row in base.execute(query)]
    assert found == ONE_SIDED


def test_outlets_against_outlets(base: sqlite3.Connection) -> None:
    assert base.execute("SELECT * FROM outlet_pairs").fetchall() == OUTLET_PAIRS


def test_speakers_counted(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT * FROM speaker_counts").fetchall()
    assert [row[:-1] for row in found] == SPEAKERS
    known = {row[0] for row in base.execute("SELECT id FROM speakers")}
    assert {row[-1] for row in found} == known


def test_said_over_time(base: sqlite3.Connection) -> None:
    query = "SELECT speaker, topic, claim_id, days, relation, ground FROM said_over_time"
    assert base.execute(query).fetchall() == [
        ("Ada Lund", '["freight", "ferry"]', "c1", None, None, None),
        ("Ada Lund", '["freight", "ferry"]', "c6", 1, "conflicts", "quantity"),
    ]
