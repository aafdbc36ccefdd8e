"""Which words a text negates, by which words."""

import pytest

from sinorus_claims.groups.features import read
from sinorus_claims.groups.polarity import negated_words

from .conftest import make_claim

NEGATED = [
    ("the ministry did not close the lock", {"close": "not"}),
    ("nobody saw the ferry", {"see": "nobody"}),
    ("the lock no longer opens", {"open": "no"}),
    ("she hardly knew him", {"know": "hardly"}),
    ("the ministry failed to close the lock", {"close": "failed"}),
    ("the ministry did not fail to close the lock", {"fail": "not"}),
    ("it was not without success", {}),
    ("we never said nothing", {}),
    ("not only the ferry sank", {}),
    ("no fewer than 12 people came", {}),
    ("there is no doubt that it leaks", {}),
    ("whether or not it sank is open", {}),
    ("it is not necessarily closed", {}),
    ("they could not, he added, open it", {}),
    ("a failure closed the lock", {}),
]


@pytest.mark.parametrize(("text", "expected"), NEGATED, ids=[t for t, _ in NEGATED])
def test_negated_words(text: str, expected: dict[str, str]) -> None:
    found = negated_words(read(make_claim(text)))
    assert {lemma: word.norm for lemma, word in found.items()} == expected


def test_what_one_does_not_think_is_negated() -> None:
    found = negated_words(read(make_claim("he does not think that the lock will close")))
    assert "close" in found


def test_the_comma_of_a_figure_ends_the_search_as_any_comma_does() -> None:
    found = negated_words(read(make_claim("they do not think 1,000 ferries sank")))
    assert list(found) == ["think", "1,000"]
