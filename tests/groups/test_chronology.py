"""The order in which claims are compared."""

from pathlib import Path
from random import Random

import pytest

from sinorus_claims.groups.chronology import UNDATED, Chronology
from sinorus_claims.groups.heads import ClaimHead, heads_of
from sinorus_claims.model import Article, Claim
from sinorus_claims.work.shelf import Shelf

from .conftest import make_article, make_claim, make_speaker

DAYS = {"a0": "2031-05-05", "a1": "2031-05", "a2": None, "a3": "2030-12-31T10:00", "a4": "2031-05"}


def known() -> dict[str, Article]:
    return {name: make_article(name, day) for name, day in DAYS.items()}


def many() -> list[Claim]:
    homes = [*DAYS, "lost"]
    made = [make_claim(f"claim {n} of many", article=homes[n % 6], at=n) for n in range(40)]
    twin = make_claim("another claim of many", article="a1", at=1)
    made += [twin, make_claim("a third claim", article="a1", at=1)]
    Random(3).shuffle(made)
    return made


def expected(claims: list[Claim]) -> list[Claim]:
    articles = known()

    def key(claim: Claim) -> tuple[str, str, str]:
        article = articles.get(claim.article)
        return (article.published if article else None) or UNDATED, claim.id, claim.text

    return sorted(claims, key=key)


@pytest.mark.parametrize("on_disk", [True, False])
def test_by_day_then_by_id_then_by_text(on_disk: bool, tmp_path: Path) -> None:
    claims = many()
    shelf: Shelf[Claim] = Shelf(Claim, held=0, folder=tmp_path)
    shelf.extend(claims)
    found = Chronology(shelf if on_disk else claims, known())
    assert list(found) == expected(claims)
    assert [found.home(n) for n in range(len(found))] == [c.article for c in found]
    lines = Shelf(Claim, held=9)
    lines.extend(found)
    assert [found.line(n).rstrip() for n in range(len(found))] == [
        lines.line(n).rstrip() for n in range(len(found))
    ]


@pytest.mark.parametrize("on_disk", [True, False])
def test_who_says_it_is_told_without_reading_the_whole(on_disk: bool, tmp_path: Path) -> None:
    said = make_claim("a claim", article="a1", outlet="Post", speaker=make_speaker("Anna Morn"))
    shelf: Shelf[Claim] = Shelf(Claim, held=0, folder=tmp_path)
    shelf.put(said)
    (head,) = heads_of(shelf if on_disk else [said])
    assert isinstance(head, ClaimHead if on_disk else Claim)
    for name in ("id", "article", "outlet", "speaker", "via"):
        assert getattr(head, name) == getattr(said, name)


def test_no_claims() -> None:
    assert list(Chronology([], known())) == []
