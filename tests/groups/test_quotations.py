"""Alignment of quotations, word by word."""

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.features import split_words
from sinorus_claims.groups.quotations import align


def edits(left: str, right: str) -> list[tuple[str, str]]:
    found = align(split_words(left), split_words(right))
    assert found is not None
    return [
        (" ".join(w.norm for w in e.left), " ".join(w.norm for w in e.right)) for e in found.edits
    ]


def test_each_edit_is_named() -> None:
    assert edits(
        "We in this town shall never sell the old harbour to them",
        "we in this town shall sell the harbour to them",
    ) == [("never", ""), ("old", "")]
    assert edits("sell the old harbour to any of them", "sell the old quay to any of them") == [
        ("harbour", "quay")
    ]


def test_quotation_marks_and_case_are_no_edits() -> None:
    assert edits("It’s OUR harbour, for good.", "it's our harbour for good") == []


def test_what_is_cut_at_the_ends_is_counted_not_an_edit() -> None:
    found = align(
        split_words("Well, friends, we shall never sell the harbour"),
        split_words("we shall never sell the harbour or the quay"),
    )
    assert found is not None
    assert (found.edits, found.cut, found.longest) == ((), 5, 6)


def test_chance_words_do_not_align() -> None:
    assert align(split_words("the end of the war is near"), split_words("a war of words")) is None
    assert align((), split_words("a war of words")) is None


@examples(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from("abcdn5"), max_size=12),
    st.lists(st.sampled_from("abcdn5"), max_size=12),
)
def test_edits_turn_left_into_right(left: list[str], right: list[str]) -> None:
    found = align(split_words(" ".join(left)), split_words(" ".join(right)))
    if found is None:
        return
    assert 0 <= found.likeness <= 1
    common = len(found.left) - sum(len(e.left) for e in found.edits)
    assert common == len(found.right) - sum(len(e.right) for e in found.edits)
    assert found.longest <= common
