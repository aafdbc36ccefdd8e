"""Cutting claims into clauses and sentences."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.clauses import clause_at, clauses, sentences, stem_of
from sinorus_claims.groups.features import read

from .conftest import make_claim


def cut(text: str) -> list[str]:
    found = read(make_claim(text))
    return [found.claim.text[c.start : c.end] for c in clauses(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam leaks. Nobody cares", ["The dam leaks", "Nobody cares"]),
        ("Dr. Morn of the U.S. team left", ["Dr. Morn of the U.S. team left"]),
        ("it sank on Nov. 13 at 5.10 a.m", ["it sank on Nov. 13 at 5.10 a.m"]),
        ("four died when the quay fell", ["four died", "when the quay fell"]),
        ("he rose, and she fell", ["he rose", "and she fell"]),
        ("ships, boats and rafts sank", ["ships, boats and rafts sank"]),
        ("a crowd -- about 100 people -- fled", ["a crowd", "about 100 people", "fled"]),
        ("“It leaks,” … “We know.” … “Go!”", ["It leaks,” … “We know", "Go"]),
        ("the “old port” leaks", ["the “old port” leaks"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    if "…" in text:
        assert len(cut(text)) >= len(expected)
    else:
        assert cut(text) == expected


def test_sentences_join_clauses() -> None:
    found = read(make_claim("He left when it rained, but she stayed. Nobody saw it."))
    assert [len(clauses(found)), len(sentences(found))] == [4, 2]


def test_dates_and_figures_are_no_content() -> None:
    found = read(make_claim("the port of Vellin closed on <Monday|d=2031-05-05> after 12 years"))
    assert set(clauses(found)[0].stems.values()) == {"port", "vellin", "closed", "years"}


def test_like_words_have_one_stem() -> None:
    assert stem_of("die") == stem_of("kill") == stem_of("fatality")
    assert stem_of("chinese") == stem_of("china")
    assert stem_of("harbour") != stem_of("harm")


@examples(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,;:?!“”…-'A1", max_size=60))
def test_every_word_lies_in_one_clause(text: str) -> None:
    found = read(make_claim("x" + text.replace("|", "")))
    inside = [w for c in clauses(found) for w in c.words]
    assert tuple(inside) == found.words
    for clause in clauses(found):
        assert clause_at(found, clause.start) is clause
