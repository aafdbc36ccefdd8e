"""Words of a text, with their places in it."""

import pytest

from sinorus_claims.groups.features import read, split_words

from .conftest import make_claim

SPLIT = [
    ("", []),
    (" … ", []),
    ("The Orvel-Tarn dam", ["the", "orvel", "tarn", "dam"]),
    ("They DON’T pay 1,250.50 or 5%", ["they", "don't", "pay", "1,250.50", "or", "5%"]),
    ("12km of snake_case", ["12", "km", "of", "snake", "case"]),
    # One letter whose lower case has two characters; one whose lower case hangs on its neighbours.
    ("İzmir, ΟΔΟΣ\nΟΔΟΣ", ["i̇zmir", "οδος", "οδος"]),
    ("two\nlines\u2028three", ["two", "lines", "three"]),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT, ids=[repr(t) for t, _ in SPLIT])
def test_words_are_told_in_lower_case_with_straight_apostrophes(
    text: str, expected: list[str]
) -> None:
    assert [word.norm for word in split_words(text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in SPLIT])
def test_words_stand_where_they_say(text: str) -> None:
    for norm, start, end in split_words(text):
        assert text[start:end].lower().replace("’", "'") == norm


def test_words_that_negate_keep_their_places() -> None:
    features = read(make_claim("The dam isn’t safe, nor will it be, not ever."))
    assert [(w.norm, w.start) for w in features.negators] == [
        ("isn't", 8),
        ("nor", 20),
        ("not", 36),
    ]
    assert features.norms == tuple(w.norm for w in features.words)
