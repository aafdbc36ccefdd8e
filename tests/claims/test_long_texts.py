"""Long texts: parsed in parts, read as one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sinorus_claims.claims import long_texts
from sinorus_claims.claims.extract import extract_all, plain_spaces, text_claim
from sinorus_claims.claims.long_texts import annotate, cut
from sinorus_claims.config import ClaimSettings
from sinorus_claims.model import Claim, TextSpan

from .conftest import article_of

PARAGRAPHS = (
    "Mira Tolland, the harbour master, said that 12 boats were waiting below the gates.",
    "The lock was built ninety years ago, and nobody has painted it since.",
    "“We shall not open before noon,” Tolland said. “The pumps need rest.”",
    "Jonas Pell denied that the lock would close in May.",
)
TEXT = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_texts, "PART", 120)


@pytest.mark.usefixtures("short_parts")
def test_parts_end_with_paragraphs() -> None:
    assert [part.strip() for part in cut(TEXT)] == list(PARAGRAPHS)


@given(st.text(alphabet="ab \n.", max_size=600))
def test_parts_are_the_text(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(long_texts, "PART", 50)
        parts = cut(text)
    assert "".join(parts) == text
    assert all(len(part) <= 50 for part in parts)


@pytest.mark.usefixtures("short_parts")
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n\n", "\n"), TEXT.replace("\n\n", " "),
                                  "a" * 500, "“" * 300])  # fmt: skip
def test_offsets_are_those_of_the_text(nlp: Language, text: str) -> None:
    doc = annotate(nlp, text)
    assert doc.text == text
    assert doc.tensor.shape[0] == len(doc)


def test_claims_are_those_of_the_text_in_one_piece(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The speaker of the third paragraph has her full name in the first."""
    (whole,) = extract_all(nlp, [article_of(TEXT)], ClaimSettings())
    monkeypatch.setattr(long_texts, "PART", 120)
    (parted,) = extract_all(nlp, [article_of(TEXT)], ClaimSettings())
    assert parted.failure is None
    assert [told(claim) for claim in parted.claims] == [told(claim) for claim in whole.claims]
    assert {told(claim)[1] for claim in parted.claims} == {"Mira Tolland", "Jonas Pell"}


@pytest.mark.usefixtures("short_parts")
def test_a_text_that_is_judged_may_be_long_too(nlp: Language) -> None:
    longest = nlp.max_length
    try:
        nlp.max_length = 150  # what spaCy takes at a time
        claim = text_claim(nlp, article_of(TEXT), ClaimSettings())
    finally:
        nlp.max_length = longest
    assert claim.content == (TextSpan(0, len(TEXT)),)
    assert [quantity.value for quantity in claim.quantities] == [12, 90]


def told(claim: Claim) -> tuple[tuple[TextSpan, ...], str | None]:
    """Where it stands and whose it is; a tagger may read words at a border otherwise."""
    return claim.content, claim.speaker.canonical if claim.speaker else None


@pytest.mark.parametrize("piece", ["a", ".", "“", "1,", "a-", "https://skerry.example/?x=1&"])
def test_a_run_without_a_blank_is_tokenized_in_linear_time(nlp: Language, piece: str) -> None:
    """20,000 opening marks took spaCy's tokenizer a minute."""
    text = f"{PARAGRAPHS[0]} {piece * (20_000 // len(piece))}"
    started = time.process_time()
    plain = plain_spaces(text)
    doc = nlp.make_doc(plain)
    assert time.process_time() - started < 5
    assert len(doc.text) == len(text)
    assert plain.startswith(PARAGRAPHS[0])


def test_words_as_people_write_them_are_left_alone() -> None:
    text = f"{'a' * 999} Tolland\u00a0said https://skerry.example/{'x' * 300}"
    assert plain_spaces(text) == text.replace("\u00a0", " ")
