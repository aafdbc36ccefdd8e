"""Texts that are built to keep a program busy, through reading and extraction, at full size."""

import time
from pathlib import Path

import pytest

from sinorus_claims import pipeline
from sinorus_claims.config import Settings

from .articles.conftest import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)
# Processor seconds; what grows with the square of its length takes an hour.
SECONDS = 15


def seconds_of(path: Path, text: str) -> float:
    """What reading and extraction take; the claims of the article around it are found."""
    path.write_text(text, "utf-8")
    begin = time.process_time()
    articles, skipped = pipeline.read([str(path)], Settings())
    assert skipped == ()
    assert pipeline.claims_of(articles, Settings())
    return time.process_time() - begin


@pytest.mark.bad_input(22)
@pytest.mark.parametrize("run", ["a" * 900_000, "." * 200_000, "https://a.b/c?" * 60_000])
def test_endless_runs_are_read_and_searched_in_seconds(tmp_path: Path, run: str) -> None:
    assert seconds_of(tmp_path / "a.txt", f"{BODY}\n\n{run}") < SECONDS


@pytest.mark.bad_input(23)
@pytest.mark.parametrize("unit", ["[", "<a ", '"'])
def test_a_megabyte_against_patterns_takes_linear_time(tmp_path: Path, unit: str) -> None:
    run = unit * (1_000_000 // len(unit))
    assert seconds_of(tmp_path / "a.txt", f"{BODY}\n\n{run}") < SECONDS


@pytest.mark.bad_input(21)
def test_a_text_of_more_than_a_million_characters_is_cut_at_a_paragraph(tmp_path: Path) -> None:
    parts = (BODY.replace("pier", f"pier {n}") for n in range(1_200_000 // len(BODY)))
    (tmp_path / "a.txt").write_text("\n\n".join(parts), "utf-8")
    begin = time.process_time()
    (article,), _ = pipeline.read([str(tmp_path)], Settings())
    assert time.process_time() - begin < SECONDS
    assert 990_000 < len(article.text) <= 1_000_000
    assert article.text.endswith(tuple(p[-12:] for p in PARAGRAPHS))
    assert article.notes == ("cut: the text is longer than 1000000 characters",)
