"""Reprints are found after cuts, insertions and edits, and point to the earliest original."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.reprints.reprints import age_of, find_originals, link_reprints
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
    credited = replace(paper, id="z", text=f"LUNMARK (Reuters) - {paper.text}", path="z")
    assert origins(agency, paper, credited) == {"x": None, "y": "x", "z": "x"}
    assert origins(paper, credited) == {"y": None, "z": "y"}


def test_the_agency_that_the_file_credits_makes_a_copy():
    text = words(1)
    credited = replace(article("a", text, "2026-05-04"), wire="Reuters")
    assert origins(credited, article("b", text, "2026-05-04")) == {"a": "b", "b": None}


def test_reprints_of_an_absent_copy_have_one_original():
    text = words(1)
    papers = [
        replace(article(n, text[:k]), wire="Reuters")
        for n, k in zip("abc", (300, 250, 200), strict=True)
    ]
    assert origins(*papers) == {"a": None, "b": "a", "c": "a"}


def test_two_reports_that_share_a_roundup_do_not_become_one():
    one, other = words(1, 200), words(2, 200)
    roundup = article("roundup", one + other, "2026-05-06")
    first, second = article("one", one, "2026-05-04"), article("other", other, "2026-05-05")
    found = origins(first, second, roundup)
    assert (found["one"], found["other"]) == (None, None)


def report(own: list[str], said: list[str], marks: str) -> list[str]:
    return [*own[:60], f"\n{marks[:1]}{' '.join(said)}{marks[1:]}\n", *own[60:]]


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_two_reports_that_quote_one_statement_are_two_reports(marks):
    said = words(5, 250)
    left, right = (article(n, report(words(k, 100), said, marks)) for n, k in (("a", 1), ("b", 2)))
    assert not any(origins(left, right).values())
    # The same reports in words of their own that are shared too.
    copy = article("c", report(words(1, 100), said, marks)[:90])
    assert origins(left, copy)["c"] == "a"


def test_a_missing_quotation_mark_hides_no_reprint():
    own, said = words(1, 100), words(5, 250)
    whole = " ".join(report(own, said, '""')).replace("\n", "")
    broken = article("b", whole.replace('"', "", 1).split()[20:], "2026-05-05")
    assert origins(article("a", whole.split(), "2026-05-04"), broken)["b"] == "a"


def test_a_statement_without_marks_is_taken_for_a_common_text():
    said = words(5, 250)
    found = origins(article("a", words(1, 100) + said), article("b", words(2, 100) + said))
    assert list(found.values()).count(None) == 1


def wanted(texts: list[list[str]], ages: list, containment: float) -> list[int | None]:
    """All pairs, by sets of words: what the index must equal."""
    runs = [{tuple(t[n : n + 5]) for n in range(len(t) - 4)} for t in texts]
    roots: dict[int, int] = {}
    seen: list[int] = []
    for new in sorted(range(len(texts)), key=lambda n: ages[n]):
        found = []
        for old in seen:
            shared, least = len(runs[new] & runs[old]), min(len(runs[new]), len(runs[old]))
            cut = shared >= containment * len(runs[old])
            cut = cut and shared >= containment / 2 * len(runs[new])
            if least >= 20 and shared and (shared >= containment * len(runs[new]) or cut):
                found.append(roots[old])
        roots[new] = min(found, key=lambda n: ages[n], default=new)
        seen.append(new)
    return [None if roots[n] == n else roots[n] for n in range(len(texts))]


# Articles made of parts of a few sources, so that every share of overlap occurs.
PARTS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 12), st.integers(1, 8)), min_size=1, max_size=4
)
FOLDER = st.lists(st.tuples(PARTS, st.sampled_from("345")), min_size=2, max_size=12)


@settings(max_examples=25, deadline=None)
@given(FOLDER, st.sampled_from([0.3, 0.6, 1.0]), st.randoms(use_true_random=False))
def test_the_index_equals_all_pairs_in_any_order(folder, containment, draw):
    sources = {k: words(k, 200) for k in (1, 2, 3)}
    made = [
        article(f"{n:02}", [w for k, at, size in parts for w in sources[k][10 * at :][: 10 * size]],
                f"2026-05-0{day}")
        for n, (parts, day) in enumerate(folder)
    ]  # fmt: skip
    ages = [age_of(a) for a in made]
    expected = wanted([a.text.split() for a in made], ages, containment)
    assert find_originals([a.text for a in made], ages, containment) == expected
    named = {
        a.id: None if old is None else made[old].id for a, old in zip(made, expected, strict=True)
    }
    draw.shuffle(made)
    assert {a.id: a.reprint_of for a in link_reprints(made, containment)} == named


def test_a_thin_sample_finds_what_all_runs_find():
    texts = [w for n in range(60) for w in (words(n, 300), edited(words(n, 300)[:220], 0.02))]
    made = [article(f"{n:03}", t) for n, t in enumerate(texts)]
    bodies, ages = [a.text for a in made], [age_of(a) for a in made]
    whole = find_originals(bodies, ages, 0.6)
    assert sum(old is not None for old in whole) == 60
    assert find_originals(bodies, ages, 0.6, limit=len(made) * 32) == whole


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_or_empty_articles(count):
    made = [article(str(n), []) for n in range(count)]
    assert origins(*made) == {str(n): None for n in range(count)}


def test_hundreds_of_copies_have_one_original():
    text = words(1, 80)
    copies = [article(f"{n:04}", [*text, *words(n, 8)]) for n in range(300)]
    assert sum(a.reprint_of is None for a in link_reprints(copies, 0.6)) == 1


def test_thousands_of_articles_take_seconds():
    many = [article(f"{n:04}", words(n % 1000, 100)) for n in range(2000)]
    assert sum(1 for a in link_reprints(many, 0.6) if a.reprint_of) == 1000
