"""What a text leaves in the vocabulary is bounded, and bounding it changes nothing."""

import pytest
from spacy.language import Language

from sinorus_claims.claims import memory
from sinorus_claims.claims.extract import extract_all, text_claim
from sinorus_claims.claims.places import places
from sinorus_claims.claims.quoting.breaks import segments
from sinorus_claims.config import ClaimSettings

from .conftest import article_of

TEXTS = [
    "Mira Tolland, the harbour master, said on May 3 that 12 boats were waiting below the gates. "
    "“We shall not open before noon,” she said.",
    "Jonas Pell denied that the lock would close. According to the Skerry council, the gates are "
    "sound. He called the report “a heap of weed”.",
    "The ministry warned that the pumps might fail. Tolland said they would hold.",
]
SETTINGS = ClaimSettings()


def strange(number: int) -> str:
    """Words that no vocabulary has."""
    return " ".join(f"Quorb{number}x{n}" for n in range(60)) + f" said Vanter{number} would sink."


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vocabulary that has all the words that it may keep."""
    monkeypatch.setattr(memory, "KEPT_WORDS", 0)


def strings(nlp: Language) -> int:
    return len(nlp.vocab.strings)


@pytest.mark.usefixtures("full")
def test_the_words_of_a_text_go_with_it(nlp: Language) -> None:
    list(extract_all(nlp, [article_of(strange(0))], SETTINGS))
    before = strings(nlp)
    for number in range(1, 6):
        list(extract_all(nlp, [article_of(strange(number))], SETTINGS))
    assert strings(nlp) == before
    assert "Quorb3x7" not in nlp.vocab.strings


def test_the_first_words_are_kept(nlp: Language) -> None:
    list(extract_all(nlp, [article_of("The zanthorb sank, Mira Tolland said.")], SETTINGS))
    assert "zanthorb" in nlp.vocab.strings


def test_long_texts_leave_no_words_whatever_there_is_room_for(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_LONG", 100)
    list(extract_all(nlp, [article_of(strange(77))], SETTINGS))
    assert "Quorb77x7" not in nlp.vocab.strings


def test_claims_are_the_same_with_and_without_room(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any order: what was read before leaves nothing that the next text could see."""
    articles = [article_of(text) for text in TEXTS]
    roomy = [found.claims for found in extract_all(nlp, articles, SETTINGS)]
    assert all(roomy)
    monkeypatch.setattr(memory, "KEPT_WORDS", 0)
    narrow = [found.claims for found in extract_all(nlp, articles, SETTINGS)]
    backwards = [found.claims for found in extract_all(nlp, articles[::-1], SETTINGS)]
    assert narrow == roomy
    assert backwards[::-1] == roomy


@pytest.mark.usefixtures("full")
def test_a_document_that_fails_leaves_the_vocabulary_whole(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [found.claims for found in extract_all(nlp, [article_of(TEXTS[0])], SETTINGS)]
    with monkeypatch.context() as patched:
        patched.setattr("sinorus_claims.claims.extract.claims_of", _fails)
        (failed,) = extract_all(nlp, [article_of(TEXTS[1])], SETTINGS)
        assert failed.failure == "ValueError: no claims today"
    assert not nlp.vocab.in_memory_zone
    assert [found.claims for found in extract_all(nlp, [article_of(TEXTS[0])], SETTINGS)] == wanted


def _fails(*_: object) -> None:
    raise ValueError("no claims today")


def test_no_document_is_held_when_its_claims_are_out(nlp: Language) -> None:
    list(extract_all(nlp, [article_of(TEXTS[0])], SETTINGS))
    assert places.cache_info().currsize == 0
    assert segments.cache_info().currsize == 0


def test_what_the_lemmatizer_keeps_is_bounded(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    lemmatizer = nlp.get_pipe("lemmatizer")
    monkeypatch.setattr(memory, "KEPT_WORDS", 20)
    for number in range(3):
        list(extract_all(nlp, [article_of(strange(number))], SETTINGS))
        assert len(lemmatizer.cache) <= 20


@pytest.mark.usefixtures("full")
def test_a_text_that_is_judged_leaves_nothing_either(nlp: Language) -> None:
    texts = [strange(number) for number in range(200, 205)]
    before = strings(nlp)
    claims = [text_claim(nlp, article_of(text), SETTINGS) for text in texts]
    assert [claim.text for claim in claims] == texts
    assert strings(nlp) == before
    assert places.cache_info().currsize == 0
