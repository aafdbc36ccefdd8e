"""Pronouns and descriptions: what they mean, and what stays open."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from sinorus_claims.claims.found import passages
from sinorus_claims.claims.speakers.antecedents import Roster, roster_of
from sinorus_claims.claims.speakers.ranker import THRESHOLDS, shipped

Read = Callable[[str], Roster]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """Text -> roster."""

    def made(text: str) -> Roster:
        doc = nlp(text)
        return roster_of(doc, passages(doc))

    return made


def meant(roster: Roster, word: str) -> str | None:
    """What the last occurrence of a word is found to mean."""
    token = [t for t in roster.doc if t.lower_ == word][-1]
    found = roster.antecedent(token.i)
    return None if found is None else found.name


CLEAR = [
    ("Henrik Dallow said the quay was closed. He added that it would reopen in May.", "he",
     "Henrik Dallow"),
    ("Maria Lund ran the port for years. Henrik Dallow followed. She said the quay was closed.",
     "she", "Maria Lund"),
    ("Mrs Lund said the quay was closed. Mr Dallow disagreed. She said it would reopen.", "she",
     "Lund"),
    ("Prime Minister Ada Brandt opened the quay. The minister said it was safe.", "minister",
     "Ada Brandt"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "name"), CLEAR)
def test_clear_cases(read: Read, text: str, word: str, name: str) -> None:
    assert meant(read(text), word) == name


def test_a_pronoun_of_the_other_gender_means_nobody_named(read: Read) -> None:
    assert meant(read("Henrik Dallow opened the quay. She said it was safe."), "she") is None


def test_a_pronoun_without_anybody_before_it_stays_open(read: Read) -> None:
    found = read("He said the quay was closed.").antecedent(0)
    assert found is not None
    assert found.name is None
    assert found.rivals == ()


def test_names_are_no_anaphors(read: Read) -> None:
    assert read("Henrik Dallow said the quay was closed.").antecedent(0) is None


def test_shares_add_up_to_one_or_less(read: Read) -> None:
    roster = read("Henrik Dallow met Jonas Pell and Karl Strand. He said he had seen him before.")
    for number in range(len(roster.nominals)):
        if roster.is_anaphor(number):
            shares = roster.weigh(number)
            assert 0.9 < sum(shares.values()) <= 1.0 + 1e-9


def test_the_answer_does_not_depend_on_what_was_asked_before(read: Read) -> None:
    text = (
        "Henrik Dallow opened the quay. He said it was safe. The engineers doubted that. "
        "He called them timid, and they said he had not looked."
    )
    forwards, backwards = read(text), read(text)
    tokens = [n.head for n in forwards.nominals if forwards.is_anaphor(forwards._numbers[n.head])]
    ahead = {t: forwards.antecedent(t) for t in tokens}
    behind = {t: backwards.antecedent(t) for t in reversed(tokens)}
    assert ahead == behind


def test_a_long_row_of_pronouns_is_no_recursion(read: Read) -> None:
    roster = read("Henrik Dallow opened the quay. " + "He said he was glad. " * 400)
    assert roster.antecedent([t.i for t in roster.doc if t.lower_ == "he"][-1]) is not None


def test_weights_are_numbers_for_each_kind_of_anaphor() -> None:
    kinds = {name.split()[0] for name in shipped()}
    assert kinds == {"he", "it", "they", "the"}
    assert kinds <= set(THRESHOLDS)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ilse Marrin is the only candidate who said that the port would close.", "Ilse Marrin"),
        (
            "The story is old, and Odile Quist is a college professor who says the quay was "
            "unsafe.",
            "Odile Quist",
        ),
        ("It was the harbour master who said that the port would close.", "harbour master"),
    ],
)
def test_a_noun_behind_be_names_its_subject_not_the_clause(extract, text, speaker):
    (claim,) = extract(text)
    assert claim.speaker.canonical.removeprefix("the ") == speaker
