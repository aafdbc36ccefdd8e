"""Reprints are found after cuts, insertions and edits, and point to the earliest original."""

import random
from dataclasses import replace

import pytest

from sinorus_claims.articles.reprints import link_reprints
from sinorus_claims.model import Article

NOUNS = ("pier", "ferry", "council", "harbour", "engineer", "pillar", "captain", "budget", "quay")
VERBS = ("closed", "opened", "saw", "questioned", "repaired", "left", "praised", "visited", "sold")


def words(seed: int, count: int = 300) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(NOUNS + VERBS) + draw.choice(["", "s", "ing"]) for _ in range(count)]


def article(name: str, text: list[str], published: str | None = None, outlet: str = "") -> Article:
    return Article(name, name, outlet or name, name, " ".join(text), published=published)


def origins(*articles: Article) -> dict[str, str | None]:
    return {a.id: a.reprint_of for a in link_reprints(articles, 0.6)}


def edited(text: list[str], share: float) -> list[str]:
    draw = random.Random(7)
    return [f"new{draw.randrange(999)}" if draw.random() < share else w for w in text]


LIGHT_EDITS = {
    "exact": lambda t: t,
    "first 80%": lambda t: t[: int(0.8 * len(t))],
    "last 50%": lambda t: t[len(t) // 2 :],
    "middle 50% cut out": lambda t: t[: len(t) // 4] + t[3 * len(t) // 4 :],
    "insertions": lambda t: t[:100] + words(91, 40) + t[100:200] + words(92, 40) + t[200:],
    "3% of words changed": lambda t: edited(t, 0.03),
    "cut and changed": lambda t: edited(t[: len(t) // 2], 0.03),
}


@pytest.mark.parametrize("edit", LIGHT_EDITS.values(), ids=LIGHT_EDITS)
def test_a_reprint_points_to_the_earlier_article(edit):
    original = article("wire", words(1), "2026-05-04")
    copy = article("paper", edit(words(1)), "2026-05-05")
    assert origins(original, copy, article("other", words(2)))["paper"] == "wire"


@pytest.mark.parametrize("edit", LIGHT_EDITS.values(), ids=LIGHT_EDITS)
def test_without_dates_one_of_the_two_is_still_the_reprint(edit):
    found = origins(article("wire", words(1)), article("paper", edit(words(1))))
    assert len([r for r in found.values() if r]) == 1


def test_articles_on_one_subject_are_no_reprints():
    shared = words(5, 40)
    left, right = words(1) + shared, words(2) + shared
    assert not any(origins(article("a", left), article("b", right)).values())


def test_an_article_that_embeds_a_short_one_has_words_of_its_own():
    brief, long = words(1, 80), words(1, 80) + words(2, 300)
    found = origins(article("brief", brief, "2026-05-04"), article("long", long, "2026-05-05"))
    assert found["long"] is None


def test_a_chain_is_folded_to_its_root_in_any_order():
    text = words(1)
    chain = [
        article("a", text, "2026-05-01"),
        article("b", text[: 240] + words(8, 30), "2026-05-02"),
        article("c", text[80: 240] + words(8, 30), "2026-05-03"),
        article("d", words(3), "2026-05-01"),
    ]  # fmt: skip
    for seed in range(4):
        random.Random(seed).shuffle(chain)
        assert origins(*chain) == {"a": None, "b": "a", "c": "a", "d": None}


def test_of_one_day_the_agency_is_the_original_and_the_credit_tells_the_copy():
    text = words(1)
    agency = article("x", text[:200], "2026-05-04", "Reuters")
    paper = article("y", text, "2026-05-04")
    credited = replace(paper, id="z", text=f"LUNMARK (Reuters) {paper.text}", path="z")
    assert origins(agency, paper, credited) == {"x": None, "y": "x", "z": "x"}
    assert origins(paper, credited) == {"y": None, "z": "y"}


def test_thousands_of_articles_take_seconds():
    many = [article(f"{n:04}", words(n % 1500, 120)) for n in range(3000)]
    assert sum(1 for a in link_reprints(many, 0.6) if a.reprint_of) == 1500
