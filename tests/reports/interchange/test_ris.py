"""RIS as `rispy` reads it."""

from dataclasses import replace
from pathlib import Path

import rispy

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.interchange.ris import dumps, export

from ..conftest import build
from .conftest import hostile


def read(analysis: Analysis) -> list[dict[str, object]]:
    text = dumps(analysis)
    records: list[dict[str, object]] = rispy.loads(text)
    assert not [r for r in records if "unknown_tag" in r]
    return records


def test_one_record_an_article(any_analysis: Analysis) -> None:
    records = read(any_analysis)
    assert [r["id"] for r in records] == [a.id for a in any_analysis.articles]
    assert {r["type_of_reference"] for r in records} <= {"NEWS"}


def test_fields() -> None:
    analysis = build()
    post = analysis.articles[1]
    known = replace(
        post, byline="By Ada Lund, Quay staff", section="Harbour", language="en", digest="ab" * 32
    )
    record = read(replace(analysis, articles=(known,)))[0]
    assert record == {
        "type_of_reference": "NEWS",
        "id": "post",
        "title": "Ferry to take most freight",
        "authors": ["Lund, Ada", "Quay staff"],
        "secondary_title": "Osterby Post",
        "year": "2031",
        "date": "2031/05/02/",
        "section": "Harbour",
        "keywords": ["Harbour"],
        "language": "en",
        "urls": ["https://post.example/ferry?id=1&x=2"],
        "notes": [
            "4 attributed claims found; Read from ferry/osterby-post.txt; "
            f"SHA-256 of the file: {'ab' * 32}"
        ],
        "database_provider": "sinorus-claims 0.1.0",
    }


def test_a_reprint_says_of_what_and_a_guess_says_so() -> None:
    note = str(read(build())[0]["notes"])
    assert "Reprint or light edit of “Ferry to take most freight”, Osterby Post" in note
    assert "outlet: file name (guessed)" in note


def test_text_cannot_open_a_record_or_pass_on_an_address_that_acts() -> None:
    text = dumps(hostile())
    assert text.count("\nER  - ") == 1
    assert "UR  - " not in text
    assert "DA  - " not in text
    assert "\x1b" not in text
    assert all(line == "" or line[2:6] == "  - " for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_the_same_bytes_and_nothing_from_nothing(tmp_path: Path, any_analysis: Analysis) -> None:
    path = export(any_analysis, tmp_path, ReportSettings())
    assert path == tmp_path / "sources.ris"
    assert path.read_bytes() == dumps(any_analysis).encode()
    assert bool(path.read_bytes()) == bool(any_analysis.articles)
