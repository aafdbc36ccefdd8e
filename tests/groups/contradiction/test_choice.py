"""Which pairs the model reads, and in which order it gets their words."""

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.comparison import Comparison, Finding
from sinorus_claims.groups.contradiction.choice import texts, turned_round, worth_reading
from sinorus_claims.groups.similarity import LexicalSimilarity
from sinorus_claims.model import Claim

from ..conftest import make_article, make_claim, make_cue

LEFT = "the dam above Vellin broke on Monday night after a week of rain"
RIGHT = "the dam above Vellin held on Monday night"
ASSERTS = {"cue": make_cue("say", "asserts"), "frame": "dam hold"}


def compared(left: Claim, right: Claim, days: str = "2031-05-05") -> Comparison:
    articles = {"a1": make_article("a1", "2031-05-05"), "a2": make_article("a2", days)}
    return Comparison(left, right, articles, GroupSettings(), LexicalSimilarity(), in_run=True)


def pair(right: str = RIGHT, days: str = "2031-05-05", **more) -> Comparison:
    one = make_claim(LEFT, article="a1", **ASSERTS)
    return compared(one, make_claim(right, article="a2", **{**ASSERTS, **more}), days)


def test_what_concerns_one_thing_is_read() -> None:
    assert worth_reading(pair(), [])


@pytest.mark.parametrize(
    "other",
    [
        pair("the mayor of Okar likes herring"),
        pair(days="2031-07-05"),
        pair(cue=make_cue("confirm", "asserts", negated=True)),
        pair("to open the dam above Vellin on Monday night"),
    ],
    ids=["another thing", "months apart", "no commitment", "an infinitive"],
)
def test_what_is_not_read(other: Comparison) -> None:
    assert not worth_reading(other, [])


def test_what_no_reading_could_decide_is_not_read() -> None:
    """Another predicate: whatever the model says, the claims are related and no more."""
    other = pair("the dam above Vellin was paid for by the town of Okar", frame="dam pay")
    assert not worth_reading(other, [])


def test_a_conflict_that_a_judge_has_shown_is_read() -> None:
    other = pair("the dam above Vellin was paid for by the town of Okar", frame="dam pay")
    assert worth_reading(other, [Finding("conflicts", 0.7, (), ground="negation")])


def test_a_quotation_is_settled() -> None:
    assert not worth_reading(pair(), [Finding("same_quote", 0.9, ())])


def test_the_longer_text_comes_first() -> None:
    one, other = make_claim(LEFT, article="a1"), make_claim(RIGHT, article="a2")
    assert texts(compared(one, other)) == texts(compared(other, one)) == (LEFT, RIGHT)


def test_of_long_utterances_the_sentences_in_common_are_read() -> None:
    long = "The market was full. The dam above Vellin broke on Monday night. Nobody slept."
    read = texts(compared(make_claim(long, article="a1"), make_claim(RIGHT, article="a2")))
    assert read == ("The dam above Vellin broke on Monday night.", RIGHT)


def test_denials_turn_the_question_round() -> None:
    assert not turned_round(pair())
    assert turned_round(pair(cue=make_cue("deny", "denies")))
