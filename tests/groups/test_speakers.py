"""Names that are one speaker, and names that are not."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.speakers import same_speaker
from sinorus_claims.model import Speaker

from .conftest import make_speaker

ONE = [
    ("Putin", "Vladimir Putin", "person"),
    ("Vladimir Putin", "Russian President Vladimir Putin", "person"),
    ("Xi", "Xi Jinping", "person"),
    ("Kim Jong Un", "Kim Jong-un", "person"),
    ("J. Morn", "Joanna Morn", "person"),
    ("Joanna K. Morn", "Joanna Morn", "person"),
    ("Morn, the lead author", "Joanna Morn", "person"),
    ("Mr Morn", "Prime Minister Joanna Morn", "person"),
    ("Chinese Foreign Ministry", "China's Foreign Ministry", "government"),
    ("the Foreign Ministry", "Chinese Foreign Ministry", "government"),
    ("U.S. Treasury", "American Treasury", "government"),
    ("IAEA", "International Atomic Energy Agency", "organisation"),
    ("Beijing", "China", "government"),
]
TWO = [
    ("Joanna Morn", "Peter Morn", "person"),
    ("Kim Jong Un", "Kim Yo Jong", "person"),
    ("Wang Yi", "Wang Wentao", "person"),
    ("Chinese Foreign Ministry", "Russian Foreign Ministry", "government"),
    ("Chinese Foreign Ministry", "Chinese Defence Ministry", "government"),
    ("Vellin Times", "Vellin Post", "outlet"),
]
OPEN = [
    ("officials", "officials", "anonymous"),
    ("he", "he", "unresolved"),
    ("protesters", "protesters", "group"),
    ("Beijing", "China's Foreign Ministry", "government"),
    ("the minister", "Joanna Morn", "person"),
    ("London Mayor", "Joanna Morn", "person"),
    ("French President", "French President", "person"),
    ("Manuel Ostrander", "Manual Ostrander", "person"),
    ("Sergei Ostrander", "Sergey Ostrander", "person"),
    ("Police", "the police", "organisation"),
    ("airline", "Vellin Airways", "organisation"),
    ("statement", "Vellin Airways", "document"),
    ("China", "Chinese Foreign Ministry", "government"),
]


@pytest.mark.parametrize(("left", "right", "kind"), ONE)
def test_one_speaker(left: str, right: str, kind: str) -> None:
    likeness = same_speaker(make_speaker(left, kind), make_speaker(right, kind))
    assert likeness is not None
    assert likeness >= 0.7


@pytest.mark.parametrize(("left", "right", "kind"), TWO)
def test_two_speakers(left: str, right: str, kind: str) -> None:
    assert same_speaker(make_speaker(left, kind), make_speaker(right, kind)) == 0.0


@pytest.mark.parametrize(("left", "right", "kind"), OPEN)
def test_cannot_be_told(left: str, right: str, kind: str) -> None:
    assert same_speaker(make_speaker(left, kind), make_speaker(right, kind)) is None


def test_a_person_and_a_body_are_not_compared() -> None:
    person, body = make_speaker("Dmitri Brandt"), make_speaker("the ministry", "government")
    assert same_speaker(person, body) is None
    assert same_speaker(None, person) is None


NAMES = st.lists(
    st.sampled_from(["Ada", "Morn", "A.", "President", "Chinese", "Ministry", "Beijing", "-"]),
    max_size=4,
).map(" ".join)
KINDS = st.sampled_from(["person", "government", "outlet", "anonymous"])
SPEAKERS = st.builds(make_speaker, NAMES | st.text(max_size=8), KINDS)


@examples(max_examples=150, deadline=None)
@given(SPEAKERS, SPEAKERS)
def test_sides_may_be_exchanged(left: Speaker, right: Speaker) -> None:
    assert same_speaker(left, right) == same_speaker(right, left)


def test_a_name_that_begins_with_a_comma_is_told_from_none() -> None:
    assert same_speaker(make_speaker(",A", "person"), make_speaker("Ada Morn", "person")) is None
