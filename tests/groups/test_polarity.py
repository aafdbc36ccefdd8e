"""How a speaker stands to what is said."""

import pytest

from sinorus_claims.groups.polarity import stand
from sinorus_claims.model import Attribution

from .conftest import make_claim, make_cue, make_speaker

OWN = [
    ("asserts", False, "for"),
    ("denies", False, "against"),
    ("doubts", False, "doubtful"),
    ("demands", False, "open"),
    ("asserts", True, "open"),
]


@pytest.mark.parametrize(("stance", "negated", "expected"), OWN)
def test_the_cue_tells(stance: str, negated: bool, expected: str) -> None:
    claim = make_claim("the lock leaks", cue=make_cue("put", stance, negated=negated))
    assert stand(claim) == expected


def test_without_a_cue_the_words_stand() -> None:
    assert stand(make_claim("the lock leaks", cue=None)) == "for"


@pytest.mark.parametrize(
    ("stance", "negated", "expected"),
    [("asserts", False, "for"), ("denies", False, "open"), ("asks", False, "open"),
     ("doubts", False, "open"), ("asserts", True, "open")],
)  # fmt: skip
def test_a_report_that_is_denied_tells_nothing(stance: str, negated: bool, expected: str) -> None:
    outer = Attribution(make_speaker("Pell"), make_cue("put", stance, negated=negated))
    assert stand(make_claim("the lock leaks", via=(outer,))) == expected
