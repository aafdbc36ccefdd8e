"""Likeness of content."""

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.errors import ConfigError
from sinorus_claims.groups.features import crude_lemma, place, position, read
from sinorus_claims.groups.similarity import LexicalSimilarity, Weights, load_similarity
from sinorus_claims.model import TextSpan

from .conftest import make_claim

SAME = (
    "the minister resigned over the grain contract",
    "over the contract for grain a minister resigned",
)


def likeness(left: str, right: str) -> float:
    return LexicalSimilarity().compare(make_claim(left), make_claim(right))


def test_more_in_common_is_more_alike() -> None:
    same, near = likeness(*SAME), likeness(SAME[0], "the minister signed the grain contract")
    far = likeness(SAME[0], "the orchestra played until midnight")
    assert 0.9 < same <= 1.0
    assert far < 0.2 < near < same


def test_numbers_and_negation_do_not_count() -> None:
    assert likeness("12 ships sank", "19 ships did not sink") == likeness(
        "12 ships sank", "ships sink"
    )


def test_rare_words_weigh_more() -> None:
    weights = Weights()
    assert weights["people"] < weights["harbour"]
    used = Weights([make_claim("the harbour is closed", at=i) for i in range(2000)])
    assert used["harbour"] < weights["harbour"]


def test_lemmas_of_the_claim_are_preferred() -> None:
    assert read(make_claim("ships sank", lemmas=("ship", "sink"))).lemmas == ("ship", "sink")
    assert read(make_claim("ships sank")).lemmas == ("ship", "sink")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("killed", "kill"), ("making", "make"), ("countries", "country"), ("stopped", "stop"),
        ("rose", "rise"), ("glass", "glass"), ("people's", "people"), ("vellin", "vellin"),
    ],
)  # fmt: skip
def test_crude_lemma(word: str, lemma: str) -> None:
    assert crude_lemma(word) == lemma


def test_places_over_an_interruption() -> None:
    text = "We shall never sell ... the harbour to anyone"
    claim = make_claim(text, content=(TextSpan(100, 119), TextSpan(130, 151)))
    assert place(claim, 9, 14) == TextSpan(109, 114)
    assert place(claim, 28, 35) == TextSpan(134, 141)
    assert position(claim, TextSpan(134, 141)) == 28
    assert place(claim, 19, 23) is None
    assert place(make_claim("a b", content=(TextSpan(0, 90),)), 0, 1) is None


def test_unknown_names_are_told_with_the_choices() -> None:
    with pytest.raises(ConfigError, match="known: embedded, lexical"):
        load_similarity(GroupSettings(similarity="semantic"))
    with pytest.raises(ConfigError, match="cannot be loaded"):
        load_similarity(GroupSettings(similarity="no.such.module:Thing"))


def test_another_similarity_by_name() -> None:
    name = "sinorus_claims.groups.similarity:LexicalSimilarity"
    assert isinstance(load_similarity(GroupSettings(similarity=name)), LexicalSimilarity)
