"""The stage of extraction: what is kept of it, and what is tried again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from sinorus_claims.claims import extract
from sinorus_claims.config import ClaimSettings
from sinorus_claims.errors import PipelineError
from sinorus_claims.model import Article, Claim, Skipped
from sinorus_claims.pipeline.extracting import extract_claims
from sinorus_claims.work.cache import Cache
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.stages import Stage, Work

ARTICLES = [
    Article(f"a{n}", f"{n}.txt", "The Skerry Post", "T", f"Ann Smith said that {n} gates leak.")
    for n in (7, 8)
]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with Cache(tmp_path / "results.sqlite") as opened:
        yield opened


def found(work: Work) -> list[tuple[Claim, ...] | Skipped]:
    return list(extract_claims(ARTICLES, ClaimSettings(), work))


def raising(error: BaseException, article: str = "a7") -> Any:
    """Extraction that raises for one article."""
    real = extract.claims_of

    def claims_of(doc: Any, one: Article, settings: ClaimSettings) -> tuple[Claim, ...]:
        if one.id == article:
            raise error
        return real(doc, one, settings)

    return mock.patch.object(extract, "claims_of", claims_of)


@pytest.mark.parametrize(
    "error", [RecursionError("too deep"), ZeroDivisionError("0"), RuntimeError("odd"), KeyError(5)]
)
def test_what_a_library_raises_costs_one_article_and_is_not_kept(
    cache: Cache, error: Exception
) -> None:
    handed_on: list[str] = []

    def told(stage: Stage, key: str, value: bytes) -> None:
        del stage, value
        handed_on.append(key)

    with raising(error):
        lost, claims = found(Work(InlineEngine(), cache, told=told))
    assert isinstance(lost, Skipped)
    assert (lost.path, lost.reason) == ("7.txt", "extraction_failed")
    assert lost.detail.startswith(type(error).__name__)
    assert isinstance(claims, tuple)
    assert len(claims) == len(handed_on) == 1
    again = found(Work(InlineEngine(), cache))
    assert [len(claims) for claims in again if isinstance(claims, tuple)] == [1, 1]
    assert again == found(Work(InlineEngine()))


@pytest.mark.parametrize("error", [MemoryError(), OSError(5, "disk"), PipelineError("no model")])
def test_what_says_nothing_of_the_article_ends_the_run_or_its_worker(
    cache: Cache, error: Exception
) -> None:
    with raising(error), pytest.raises(type(error)):
        found(Work(InlineEngine(), cache))
    assert all(isinstance(claims, tuple) for claims in found(Work(InlineEngine(), cache)))
