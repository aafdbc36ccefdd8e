"""The full-text index of claims.sqlite."""

from dataclasses import replace
from pathlib import Path

import pytest

from sinorus_claims.reports.tables import sqlite

from ..conftest import build
from .test_sqlite import ask, write

SEARCHES = [
    ("ferry", ["c1"]),
    ("Jose", ["c1"]),
    ("josé", ["c1"]),
    ("speaker: lund", ["c1"]),
    ("headline: fähre", ["c1"]),
    ("headline: fahre", ["c1"]),
    ("frei*", ["c1"]),
    ("island AND autumn", ["c1"]),
    ("text: jose", []),
    ("harbour", []),
]


@pytest.mark.parametrize(("words", "found"), SEARCHES)
def test_full_text_search(words: str, found: list[str], tmp_path: Path) -> None:
    sample = build()
    claim = sample.claims[0]
    assert claim.speaker is not None
    speaker = replace(claim.speaker, canonical="José Lund")
    page = next(a for a in sample.articles if a.id == "post")
    analysis = replace(
        sample,
        articles=(replace(page, title="Neue Fähre"),),
        claims=(replace(claim, speaker=speaker),),
        groups=(),
        threads=(),
        voices=(),
    )
    query = """
        SELECT c.id FROM claims_fts AS f JOIN claims AS c ON c.rowid = f.rowid
        WHERE claims_fts MATCH ?
    """
    assert [row[0] for row in ask(write(analysis, tmp_path), query, words)] == found


def test_without_fts5_the_rest_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = sqlite._script
    monkeypatch.setattr(
        sqlite, "_script", lambda name: whole(name).replace("USING fts5", "USING fts5_missing")
    )
    path = write(build(), tmp_path)
    assert ask(path, "SELECT value FROM meta WHERE key = 'full_text'") == [
        ("none: no such module: fts5_missing",)
    ]
    assert ask(path, "SELECT count(*) FROM claims") == [(12,)]
    assert "FTS5" in caplog.text
