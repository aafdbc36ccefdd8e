"""Sentences, paragraphs and entities of a document, looked up in constant time.

spaCy's `token.sent` and `doc.ents` walk over the whole document at each call, which makes long
articles quadratic.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span

_DASHES = frozenset(("-", "–", "—", "--"))
_DATELINE = 14


@dataclass(frozen=True, slots=True)
class Places:
    """Token ranges of a document, in order."""

    sentences: tuple[tuple[int, int], ...]
    """Half-open token ranges."""
    paragraphs: tuple[tuple[int, int], ...]
    """Token ranges of the lines that hold a word."""
    entities: tuple[Span, ...]
    datelines: frozenset[int]
    """Tokens of "PORT, March 3 (Agency) -" at the head of a paragraph; no part of what is said."""

    def sentence(self, token: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        return self.sentences[max(0, bisect_right(self.sentences, (token, 1 << 60)) - 1)]

    def sentence_back(self, token: int, count: int) -> int:
        """First token of the sentence `count` sentences before that of a token."""
        here = max(0, bisect_right(self.sentences, (token, 1 << 60)) - 1)
        return self.sentences[max(0, here - count)][0]

    def paragraph(self, token: int) -> int:
        """Number of the paragraph that holds a token; -2 if none does."""
        here = bisect_right(self.paragraphs, (token, 1 << 60)) - 1
        inside = here >= 0 and token < self.paragraphs[here][1]
        return here if inside else -2

    def entities_within(self, start: int, end: int) -> list[Span]:
        """Entities that overlap a token range."""
        first = bisect_right(self.entities, start, key=lambda e: e.end)
        out = []
        for entity in self.entities[first:]:
            if entity.start >= end:
                break
            out.append(entity)
        return out


@lru_cache(maxsize=1)
def places(doc: Doc) -> Places:
    """The places of a document; kept for the one that is being worked on."""
    sentences = tuple((s.start, s.end) for s in doc.sents)
    paragraphs = tuple(_paragraphs(doc))
    datelines = frozenset(i for start, end in paragraphs for i in _dateline(doc, start, end))
    return Places(sentences, paragraphs, tuple(doc.ents), datelines)


def _dateline(doc: Doc, start: int, end: int) -> range:
    """A place in capitals, then a dash within the first words and nothing said before it."""
    if not (doc[start].text.isupper() and len(doc[start].text) > 2):
        return range(0)
    for token in doc[start : min(end, start + _DATELINE)]:
        if token.text in _DASHES:
            return range(start, token.i + 1)
        if token.pos_ in ("VERB", "AUX"):
            break
    return range(0)


def _paragraphs(doc: Doc) -> list[tuple[int, int]]:
    out, start = [], 0
    for token in doc:
        if "\n" in token.text:
            if start < token.i:
                out.append((start, token.i))
            start = token.i + 1
    if start < len(doc):
        out.append((start, len(doc)))
    return out
