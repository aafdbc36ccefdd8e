"""Alignment of quotations, word by word."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.features import read
from sinorus_claims.groups.quotations import Part, common_parts
from sinorus_claims.groups.quoted_words import Quoted, quoted_words
from sinorus_claims.model import Claim

from .conftest import make_claim

Make = Callable[..., Claim]


def quoted(text: str) -> Quoted:
    return quoted_words(read(make_claim(text, kind="direct")))


def parts(left: str, right: str) -> tuple[Part, ...]:
    return common_parts(quoted(left), quoted(right))


def edits(left: str, right: str) -> list[tuple[str, str]]:
    (part,) = parts(left, right)
    return [(" ".join(w.key for w in e.left), " ".join(w.key for w in e.right)) for e in part.edits]


def test_each_edit_is_named() -> None:
    assert edits(
        "We in this town shall never sell the old harbour to them",
        "we in this town shall sell the harbour to them",
    ) == [("never", ""), ("old", "")]
    assert edits("sell the old harbour to any of them", "sell the old quay to any of them") == [
        ("harbor", "quay")
    ]


def test_marks_case_spelling_contractions_and_figures_are_no_edits() -> None:
    assert edits("It’s OUR harbour, for good.", "it is our harbor for good") == []
    assert edits("The two of us don't organise 27 cranes", "the 2 of us do not organize "
                 "twenty-seven cranes") == []  # fmt: skip
    assert edits("[T]he crane drivers cover up a leak", "The crane drivers coverup a leak") == []
    assert (
        edits("We told the U.S. fleet to leave", "we told the United States fleet to leave") == []
    )


def test_the_first_and_last_words_of_both_are_replaced_not_cut() -> None:
    assert edits("They shall sell the harbour tomorrow", "We shall sell the harbour today") == [
        ("they", "we"),
        ("tomorrow", "today"),
    ]


def test_what_is_cut_at_the_ends_is_no_edit() -> None:
    (part,) = parts(
        "Well, friends, we shall never sell the harbour",
        "we shall never sell the harbour or the quay",
    )
    assert (part.edits, part.longest, part.likeness) == ((), 6, 1.0)


def test_an_ellipsis_stands_for_what_the_other_has() -> None:
    (part,) = parts(
        "We shall mend the old quay ... before the winter comes",
        "We shall mend the old quay, which my mother built with her own hands and two borrowed"
        " cranes, before the winter comes",
    )
    assert [e.open for e in part.edits] == [True]
    assert part.likeness == 1.0


def test_a_long_drop_without_a_mark_makes_two_parts() -> None:
    found = parts(
        "We shall mend the old quay before the winter comes",
        "We shall mend the old quay, which my mother built with her own hands and with two"
        " borrowed cranes in a single summer, before the winter comes",
    )
    assert [" ".join(p.equal) for p in found] == [
        "we shall mend the old quay",
        "before the winter comes",
    ]


def test_sentences_told_in_another_order_are_two_parts() -> None:
    begin, end = "We shall never sell the harbour.", "Our boats were built on this very quay."
    assert len(parts(f"{begin} {end}", f"{end} {begin}")) == 2


def test_chance_words_do_not_align() -> None:
    assert parts("the end of the war is near", "a war of words") == ()
    assert parts("", "a war of words") == ()


def test_only_the_quoted_words_of_a_mixed_claim_count() -> None:
    claim = make_claim(
        "the mayor would “mend the old quay before the winter” and call it “a triumph”",
        kind="mixed",
    )
    assert " ".join(quoted_words(read(claim)).keys) == (
        "mend the old quay before the winter a triumph"
    )


words = st.lists(
    st.sampled_from(["a", "b", "c", "d", "not", "5", "five", "...", "[e]"]), max_size=14
)


@examples(max_examples=200, deadline=None)
@given(words, words)
def test_edits_turn_left_into_right(left: list[str], right: list[str]) -> None:
    one, other = quoted(" ".join(left)), quoted(" ".join(right))
    found = common_parts(one, other)
    for part in found:
        assert 0 < part.likeness <= 1
        equal = len(part.left) - sum(len(e.left) for e in part.edits)
        assert equal == len(part.right) - sum(len(e.right) for e in part.edits) == len(part.equal)
        assert part.longest <= equal
        first, second = part.places
        assert one.words[first : first + len(part.left)] == part.left
        assert other.words[second : second + len(part.right)] == part.right
    assert common_parts(other, one) == tuple(p.mirrored() for p in found)


def test_words_that_sound_alike_are_equal_and_not_written_alike() -> None:
    (part,) = parts(
        "they knew of the cover-up in the old town hall",
        "they knew of the coverup in the old town hall",
    )
    assert "coverup" in part.equal
    assert "coverup" not in part.written_alike
    assert part.written_alike == tuple(key for key in part.equal if key != "coverup")
