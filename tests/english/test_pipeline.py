"""What the claims code relies on in the shipped pipeline, on sentences of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

ENGLISH = Path(__file__).parents[2] / "src" / "sinorus_claims" / "english"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(ENGLISH)


def relations(doc: Doc) -> dict[str, tuple[str, str]]:
    """Word -> (relation, head) of each token."""
    return {token.text: (token.dep_, token.head.text) for token in doc}


def test_content_of_said_that_is_ccomp(nlp: Language) -> None:
    found = relations(nlp("The minister said that the bridge would open in May."))
    assert found["open"] == ("ccomp", "said")
    assert found["minister"] == ("nsubj", "said")
    assert found["that"] == ("mark", "open")
    assert found["said"][0] == "ROOT"


def test_content_without_that_is_ccomp(nlp: Language) -> None:
    found = relations(nlp("Officials said the harbour was closed on Monday."))
    assert found["closed"] == ("ccomp", "said")
    assert found["Officials"] == ("nsubj", "said")


def test_passive_labels(nlp: Language) -> None:
    found = relations(nlp("The report was published by the council."))
    assert found["report"] == ("nsubj:pass", "published")
    assert found["was"] == ("aux:pass", "published")


def test_sentences_come_from_the_parser(nlp: Language) -> None:
    doc = nlp("The ship left the port. Nobody saw it again.\n\nThe owner declined to comment.")
    starts = [sentence.text.split()[0] for sentence in doc.sents]
    assert starts == ["The", "Nobody", "The"]


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("She said it was late.", "said", "say"),
        ("They were told to wait.", "told", "tell"),
        ("The talks were held there.", "held", "hold"),
        ("He denies the charges.", "denies", "deny"),
        ("Two countries signed it.", "countries", "country"),
    ],
)
def test_lemmas(nlp: Language, text: str, word: str, lemma: str) -> None:
    assert {token.text: token.lemma_ for token in nlp(text)}[word] == lemma


def test_entities(nlp: Language) -> None:
    doc = nlp("President Vladimir Putin met Chinese officials in Beijing.")
    found = {entity.text: entity.label_ for entity in doc.ents}
    assert found["Vladimir Putin"] == "PERSON"
    assert found["Beijing"] == "LOC"


def test_tags_and_features(nlp: Language) -> None:
    said = nlp("Maria said nothing.")[1]
    assert (said.pos_, said.tag_) == ("VERB", "VBD")
    assert said.morph.get("Tense") == ["Past"]


def test_ships_no_path_of_the_machine_it_was_made_on() -> None:
    for name in ("config.cfg", "meta.json", "README.md"):
        text = (ENGLISH / name).read_text(encoding="utf8")
        assert not re.search(r"[\"' (]/[a-z]+/", text), name


def test_is_small_enough_to_commit() -> None:
    size = sum(file.stat().st_size for file in ENGLISH.rglob("*") if file.is_file())
    assert size < 25_000_000
