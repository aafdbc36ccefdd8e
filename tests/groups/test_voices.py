"""Who is who: over a run, and in one group."""

import random

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.voices import group_voices, name_voices, speaker_names
from sinorus_claims.model import Claim

from .conftest import make_claim, make_speaker


def said(*names: str | tuple[str, str]) -> list[Claim]:
    """A claim for each speaker, a person unless a kind stands beside the name."""
    pairs = [n if isinstance(n, tuple) else (n, "person") for n in names]
    texts = ["the quay is wet", "bread is dear in Okar", "a ferry sank", "fog lies on the bay"]
    return [
        make_claim(texts[n % 4], article=f"a{n}", speaker=make_speaker(name, kind))
        for n, (name, kind) in enumerate(pairs)
    ]


def run(*names: str | tuple[str, str]) -> dict[str, int]:
    return {v.name: len(v.claims) for v in name_voices(said(*names))}


def test_a_short_name_belongs_to_the_only_full_one() -> None:
    assert run("Ada Morn", "Morn", "President Ada Morn", "Ivo Brandt") == {
        "President Ada Morn": 3, "Ivo Brandt": 1,
    }  # fmt: skip


def test_a_short_name_that_may_be_two_people_stays_by_itself() -> None:
    assert run("Ada Morn", "Peter Morn", "Morn") == {"Ada Morn": 1, "Peter Morn": 1, "Morn": 1}


def test_a_short_name_belongs_to_the_one_of_whom_nearly_all_speak() -> None:
    assert run(*["Ada Morn"] * 10, "Peter Morn", "Morn") == {"Ada Morn": 11, "Peter Morn": 1}


def test_bodies_and_their_initials() -> None:
    names = [("International Quay Board", "organisation"), ("IQB", "organisation")]
    assert run(*names) == {"International Quay Board": 2}


def test_a_clause_around_a_name_is_no_fuller_name() -> None:
    names = ["Ada Maria Morn", "and Ada Maria Morn is a college professor"]
    assert run(*names) == {"Ada Maria Morn": 2}
    assert run("and Ada Morn is a professor") == {"and Ada Morn is a professor": 1}


def test_the_unnamed_are_in_no_voice() -> None:
    assert run(("officials", "anonymous"), ("he", "unresolved"), "London Mayor") == {}


@examples(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from(["Ada Morn", "Morn", "A. Morn", "Peter Morn", "Brandt"]), max_size=8),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter(names: list[str], shuffler: random.Random) -> None:
    claims = said(*names)
    found = name_voices(claims)
    assert name_voices(sorted(claims, key=lambda _: shuffler.random())) == found
    assert sorted(c for v in found for c in v.claims) == sorted(c.id for c in claims)


def voices(claims: list[Claim]) -> list[str]:
    named = {c: v.name for v in name_voices(claims) for c in v.claims}
    return [v.name for v in group_voices(claims, named)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Ada Morn", "Ivo Brandt"], ["Ada Morn", "Ivo Brandt"]),
        (["Ada Morn", "Morn"], ["Ada Morn"]),
        (["Ada Morn", ("officials", "anonymous"), ("he", "unresolved")], ["Ada Morn"]),
        # Whether the ministry and the minister are two cannot be told.
        (["Ada Morn", ("Vellin Ministry", "government")], ["Vellin Ministry"]),
        (["Manuel Ostrander", "Manual Ostrander"], ["Manual Ostrander"]),
    ],
)
def test_only_those_who_are_surely_others_are_voices(
    names: list[str | tuple[str, str]], found: list[str]
) -> None:
    assert voices(said(*names)) == found


def test_the_very_same_words_are_one_voice_whoever_is_named() -> None:
    words = "most people laugh at such a fraud but many lose all their savings to it"
    claims = [
        make_claim(words, article="a1", speaker="Ada Morn"),
        make_claim(f"{words}, police said", article="a2", speaker="Ivo Brandt"),
    ]
    assert len(voices(claims)) == 1


def test_outlets_in_their_own_voice_are_two() -> None:
    claims = [
        make_claim("the ferry sank", article=a, kind="narrated", cue=None) for a in ("a1", "a2")
    ]
    found = group_voices(claims, {})
    assert [(v.name, v.own) for v in found] == [("Outlet a1", True), ("Outlet a2", True)]


def test_names_of_speakers_once_each() -> None:
    made = said("Ada Morn", "Morn", ("the officials", "anonymous"), ("officials", "anonymous"),
                ("he", "unresolved"))  # fmt: skip
    assert speaker_names(made, {}) == ("Ada Morn", "the officials")
