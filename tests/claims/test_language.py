"""The pipeline as we load it, against what spaCy makes of the same files."""

from importlib import resources

import pytest
import spacy
from spacy.language import Language

from sinorus_claims.claims.language import digest

TEXT = (
    "The keepers were saying that boats had been lying below the gates. She left, and the leaves "
    "fell; worse ferries than these have sunk, Mira Tolland argued. Quorbs zanthed."
)


@pytest.fixture(scope="module")
def plain() -> Language:
    with resources.as_file(resources.files("sinorus_claims") / "english") as folder:
        return spacy.load(folder, exclude=["ner", "attributor"])


def test_lemmas_are_those_of_spacy(nlp: Language, plain: Language) -> None:
    ours, theirs = nlp(TEXT), plain(TEXT)
    assert [token.lemma_ for token in ours] == [token.lemma_ for token in theirs]
    assert {"say", "lie", "leaf", "bad"} <= {token.lemma_ for token in ours}


def test_known_base_forms_are_looked_up_and_not_searched_for(nlp: Language) -> None:
    """As lists of ten thousands they took a tenth of the whole pass."""
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert max(len(forms) for forms in index.values()) > 10_000
    assert not any(isinstance(forms, list) for forms in index.values())


def test_the_pipeline_can_still_be_stored(nlp: Language, plain: Language) -> None:
    stored = nlp.get_pipe("lemmatizer").to_bytes()
    again = plain.get_pipe("lemmatizer").from_bytes(stored)
    assert [token.lemma_ for token in plain(TEXT)] == [token.lemma_ for token in nlp(TEXT)]
    assert again.lookups.has_table("lemma_index")


def test_its_files_are_hashed_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(nlp)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("read again"))
    assert digest(nlp) == first
    assert digest(spacy.blank("en")) is None
