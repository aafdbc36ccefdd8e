"""Canonical names, genders by name, and kinds of names and nouns."""

import pytest
from spacy.language import Language

from sinorus_claims.claims.speakers.gender import (
    first_names,
    gender_of_name,
    gender_of_noun,
    titles,
)
from sinorus_claims.claims.speakers.kinds import is_agent, kind_of_name, kind_of_noun
from sinorus_claims.claims.speakers.names import Names, names_of, part_of

PARTS = [
    ("Strand", "Helga Strand", True),
    ("Xi", "Xi Jinping", True),
    ("Helga Strand", "Helga Maria Strand", True),
    ("Helga", "Strand Helgason", False),
    ("Karl Strand", "Helga Strand", False),
    ("", "Helga Strand", False),
]


@pytest.mark.parametrize(("short", "full", "expected"), PARTS)
def test_which_name_is_short_for_which(short: str, full: str, expected: bool) -> None:
    assert part_of(short, full) is expected


def test_one_bearer_is_canonical_and_two_are_not(nlp: Language) -> None:
    one = names_of(nlp("Helga Strand spoke to Jonas Pell. Strand left early."))
    assert one.canonical("Strand", "person") == "Helga Strand"
    two = Names({"Helga Strand": ["Helga Strand"], "Karl Strand": ["Karl Strand"]}, {})
    assert two.bearers("Strand") == ["Helga Strand", "Karl Strand"]
    assert two.canonical("Strand", "person") == "Strand"


def test_initials_stand_for_the_full_name(nlp: Language) -> None:
    names = names_of(nlp(
        "The Northern Harbour Safety Institute warned of floods. The NHSI said so in May. "
        "The NHSI was founded in 1990 by the NHSI Fund."
    ))  # fmt: skip
    assert names.canonical("NHSI", "organisation") in (
        "NHSI", "Northern Harbour Safety Institute"
    )  # fmt: skip
    whole = Names({}, {"nhsi": "Northern Harbour Safety Institute"})
    assert whole.canonical("the NHSI", "organisation") == "Northern Harbour Safety Institute"


GENDERS = [
    ("Helga Strand", (), "f"),
    ("Henrik Dallow", (), "m"),
    ("Dallow", ("mrs",), "f"),
    ("Dallow", (), ""),
    ("Robin Dallow", (), ""),
    ("Dallow", ("the", "spokeswoman"), "f"),
    ("François Pell", (), "m"),
]


@pytest.mark.parametrize(("name", "before", "gender"), GENDERS)
def test_genders(name: str, before: tuple[str, ...], gender: str) -> None:
    assert gender_of_name(name, before) == gender


def test_a_word_ending_tells_women_from_men() -> None:
    assert (gender_of_noun("policewoman"), gender_of_noun("policeman")) == ("f", "m")
    assert gender_of_noun("engineer") == ""


def test_no_first_name_is_in_both_lists_or_a_title() -> None:
    assert set(first_names().values()) == {"m", "f"}
    assert not set(first_names()) & set(titles())


NOUNS = [
    ("investor", "group"), ("dockworker", "person"), ("computer", None), ("weather", None),
    ("ministry", "government"), ("company", "organisation"), ("assessment", "document"),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "kind"), NOUNS)
def test_kinds_of_nouns(noun: str, kind: str | None) -> None:
    assert kind_of_noun(noun) == kind


NAMES = [
    ("the Skerry Times", "outlet"), ("Reuters", "outlet"), ("Kremlin", "government"),
    ("Harbour Company", "organisation"), ("Helga Strand", "person"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_kinds_of_names(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_an_agent_is_no_thing() -> None:
    assert is_agent("dockworker")
    assert not is_agent("container")
