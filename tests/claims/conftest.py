"""Texts that carry their own answer: [speaker] {cue} <content>; and documents built by hand."""

import re
from collections.abc import Iterable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sinorus_claims.claims.extract import claims_of
from sinorus_claims.claims.language import load_language
from sinorus_claims.config import ClaimSettings
from sinorus_claims.model import Article, Claim

_MARKS = {"[": "speaker", "{": "cue", "<": "content"}
_ENDS = {"]": "[", "}": "{", ">": "<"}


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The plain text, and the marked words by role."""
    roles: dict[str, list[str]] = {"speaker": [], "cue": [], "content": []}
    for opening, role in _MARKS.items():
        closing = next(c for c, o in _ENDS.items() if o == opening)
        for found in re.finditer(re.escape(opening) + r"(.*?)" + re.escape(closing), marked, re.S):
            roles[role].append(re.sub(r"[\[\]{}<>]", "", found.group(1)))
    return re.sub(r"[\[\]{}<>]", "", marked), roles


def article_of(text: str, published: str | None = "2024-06-05") -> Article:
    """An article that holds nothing but a text."""
    return Article("a1", "a.txt", "The Skerry Post", "Title", text, published=published)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline with the component."""
    return load_language(ClaimSettings())


@pytest.fixture(scope="session")
def extract(nlp):
    """Text -> claims, with the default settings."""
    return lambda text: claims_of(nlp(text), article_of(text), ClaimSettings())


def extract_with(text: str, **chosen) -> tuple[Claim, ...]:
    """Text -> claims, with other settings."""
    settings = ClaimSettings(**chosen)
    return claims_of(load_language(settings)(text), article_of(text), settings)


def doc_of(rows: Iterable[str]) -> Doc:
    """A document from lines "word lemma POS TAG head dep": head is the 1-based row, 0 for the root.

    A blank row starts a sentence; heads count from the start of the document.
    """
    vocab = spacy.blank("en").vocab
    cells = [row.split() for row in rows]
    heads = [int(c[4]) - 1 if c[4] != "0" else i for i, c in enumerate(cells)]
    words = [c[0] for c in cells]
    spaces = [not re.fullmatch(r"[,.:;?!”]|'s|n't", following) and word != "“"
              for word, following in zip(words, [*words[1:], "."], strict=True)]  # fmt: skip
    return Doc(
        vocab, words=words, spaces=spaces, heads=heads, lemmas=[c[1] for c in cells],
        pos=[c[2] for c in cells], tags=[c[3] for c in cells], deps=[c[5] for c in cells],
    )  # fmt: skip
