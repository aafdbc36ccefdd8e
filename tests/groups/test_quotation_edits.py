"""What an edit of a quotation may change in the meaning, and what it may not."""

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.features import read
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.groups.quotation_edits import settled
from sinorus_claims.groups.quotations import common_parts
from sinorus_claims.groups.quoted_words import quoted_words
from sinorus_claims.model import Judgement

from .conftest import make_claim


def changes(left: str, right: str) -> list[str]:
    one, other = (quoted_words(read(make_claim(t, kind="direct"))) for t in (left, right))
    (part,) = common_parts(one, other)
    return [c for e in settled(part.edits) for c in e.changes]


def judged(left: str, right: str, one: str | None, other: str | None) -> Judgement:
    left_claim = make_claim(left, kind="direct", speaker=one, article="a1")
    right_claim = make_claim(right, kind="direct", speaker=other, article="a2")
    return judge_pair(left_claim, right_claim, {}, GroupSettings())


@pytest.mark.parametrize(
    ("left", "right", "change"),
    [
        ("we shall mend the quay today", "we shall never mend the quay today", "negation"),
        ("it is now clear that the dam leaks", "it is not clear that the dam leaks", "negation"),
        ("they lost 12 boats in the storm", "they lost nineteen boats in the storm", "number"),
        ("the town may sell the quay now", "the town must sell the quay now", "certainty"),
        ("the crane prices will rise in May", "the crane prices will fall in May", "opposite"),
        ("we shall ask Brandt for the money now", "we shall ask Kowal for the money now", "name"),
    ],
)  # fmt: skip
def test_a_changed_meaning_is_flagged(left: str, right: str, change: str) -> None:
    assert changes(left, right) == [change]
    assert changes(right, left) == [change]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("I ask you not to go down to the quay", "I ask you to not go down to the quay"),
        ("and he told me to mend the quay", "and [the mayor] told me to mend the quay"),
        ("we have about twelve boats in the harbour", "we have boats in the harbour"),
        ("not only the quay but the dam leaks", "the quay but also the dam leaks"),
        ("he said that he would mend the quay", "he said that he will mend the quay"),
        ("we ask for the keys to the Vellin dam", "we ask for the keys to the dam"),
        ("this is not legal in the town of Vellin", "this is illegal in the town of Vellin"),
        ("the f*** quay leaks again this winter", "the fucking quay leaks again this winter"),
        (
            "the quay is ... in need of a new crane",
            "the quay is not dry and in need of a new crane",
        ),
    ],
)
def test_a_harmless_edit_is_not_flagged(left: str, right: str) -> None:
    assert changes(left, right) == []
    assert changes(right, left) == []


LINE = "the crane drivers of this harbour have been cheated for thirty years"


def test_a_sentence_of_a_long_quotation_is_found_in_it() -> None:
    found = judged(
        f"My father built boats. {LINE}. Nobody in the council wants to hear of it.",
        f"{LINE}. We shall strike in the spring, and the ferries with us.",
        "Ada Morn", "Ada Morn",
    )  # fmt: skip
    assert found.relation == "same_quote"


def test_stock_phrases_of_different_statements_are_no_utterance() -> None:
    found = judged(
        "We are deeply concerned about the state of the harbour crane",
        "We are deeply concerned about what the ferry strike does to islanders",
        None, None,
    )  # fmt: skip
    assert found.relation not in ("same_quote", "quote_variant")


def test_two_speakers_need_more_than_a_common_phrase() -> None:
    words = "we want to get to the bottom of this"
    assert judged(words, words, "Ada Morn", "Ivo Brandt").relation != "same_quote"
    assert judged(LINE, LINE, "Ada Morn", "Ivo Brandt").relation == "same_quote"


def test_two_translations_of_a_statement_are_a_variant_that_says_so() -> None:
    found = judged(
        "Vellin is now forced to build boats, new cranes and heavy guns aimed at ports that"
        " threaten islanders",
        "Vellin will be forced into building boats, cranes and guns against those ports which"
        " threaten our islanders",
        "Ada Morn", "Ada Morn",
    )  # fmt: skip
    assert found.relation == "quote_variant"
    assert any("translations" in e.detail for e in found.evidence)
