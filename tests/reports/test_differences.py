import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sinorus_claims.reports.differences import Edit, differing, edits

WORDS = st.lists(st.sampled_from(["a", "b", "c", "70%", "it's"]), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("We will not yield.", "We will not yield", []),
        ("We will not yield", "WE WILL NOT YIELD!", []),
        ("it’s over", "it's over", []),
        ("we will never yield", "we will yield", [Edit("dropped", "never", "")]),
        ("we will yield", "we will not yield", [Edit("added", "", "not")]),
        ("about 70% of it", "about 60.5% of it", [Edit("replaced", "70%", "60.5%")]),
        ("a b c d", "x b c", [Edit("replaced", "a", "x"), Edit("dropped", "d", "")]),
        ("", "", []),
    ],
)
def test_edits(left: str, right: str, expected: list[Edit]) -> None:
    assert list(edits(left, right)) == expected


def test_texts_with_little_in_common_have_no_marks() -> None:
    assert differing("the quay is open", "nobody saw a ship there") == ((), ())


@given(WORDS, WORDS)
@hypothesis_settings(max_examples=60)
def test_unmarked_words_are_the_same_on_both_sides(left: str, right: str) -> None:
    ours, theirs = differing(left, right)
    if not ours and not theirs:
        return
    rest = []
    for text, spans in ((left, ours), (right, theirs)):
        kept = "".join(
            " " if any(s.start <= n < s.end for s in spans) else c for n, c in enumerate(text)
        )
        rest.append(kept.split())
    assert rest[0] == rest[1]
