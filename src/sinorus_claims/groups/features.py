"""What the judges look at in one claim, read once: words with places, lemmas, quoted passages.

A claim may come without lemmas, frame or spans (bare text, another extractor): what is missing is
derived crudely from the text, and nothing here fails for want of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, filterfalse, repeat
from typing import Any, NamedTuple

from ..model import Claim, Quantity, TextSpan
from .keeping import Recent
from .lexicon import background, irregular, words

_JOINT = re.compile(r" (?:\.\.\.|…) ")
"""What stands between the pieces of an interrupted content in `Claim.text`."""

SHORTEST_PASSAGE = 4
"""Words that a quoted passage must have to be told from a slogan or a scare quote."""

_WORD = re.compile(r"(\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*)")
"""Captured, so that a text splits into words and what stands between them."""

_QUOTED = re.compile(r"“([^“”\"]+)[”\"]?|\"([^\"]+)\"?|«([^«»]+)»?|''(.+?)''|``(.+?)''")


class Word(NamedTuple):
    """A word of `Claim.text`: a tuple, since of all that is read there are most of these."""

    norm: str
    """Lower case, straight apostrophe."""
    start: int
    """First character, in `Claim.text`."""
    end: int
    """One past the last character, in `Claim.text`."""


@dataclass(frozen=True, slots=True)
class Features:
    """A claim and what is read from it."""

    claim: Claim
    words: tuple[Word, ...]
    """All words, in order."""
    norms: tuple[str, ...]
    """The same words without their places."""
    lemmas: tuple[str, ...]
    """Content lemmas, in order; numbers left out, so that two figures for one thing are alike."""
    lemma_set: frozenset[str]
    """The content lemmas as a set."""
    passages: tuple[tuple[Word, ...], ...]
    """The quoted passages of at least `SHORTEST_PASSAGE` words; all of a direct quotation."""
    negators: tuple[Word, ...]
    """Words that negate."""
    entities: frozenset[str]
    """Words of the named entities, lower case."""
    notes: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What else was read of it, by whatever read it: see `keeping.noted`."""


def split_words(text: str) -> tuple[Word, ...]:
    """Words of a text, with places."""
    return _placed(_WORD.split(text))


def _placed(parts: Sequence[str]) -> tuple[Word, ...]:
    """Words with places, of a text's parts: every other part is a word.

    A claim has fifteen words, and a comparison reads millions: no step here takes them one by one.
    """
    ends = list(accumulate(map(len, parts)))
    placed = zip(_norms(parts[1::2]), ends[::2], ends[1::2], strict=False)
    return tuple(map(tuple.__new__, repeat(Word), placed))


def _norms(found: Sequence[str]) -> list[str]:
    """Words in lower case with straight apostrophes; no word has a line break in it."""
    return "\n".join(found).lower().replace("’", "'").split("\n") if found else []


@lru_cache(maxsize=65_536)
def is_number(lemma: str) -> bool:
    """Whether a lemma is a figure or a number word."""
    return lemma[:1].isdigit() or lemma in words("number_words")


@lru_cache(maxsize=65_536)
def crude_lemma(word: str) -> str:
    """A word's likely lemma: an ending is cut where that leaves a word known from news."""
    if word in irregular():
        return irregular()[word]
    _, known = background()
    base = word.removesuffix("'s").removesuffix("'")
    for ending, stems in _ENDINGS:
        if base.endswith(ending) and len(base) > len(ending) + 2:
            cut = base[: -len(ending)]
            tried = [cut + s for s in stems]
            if ending != "s" and len(cut) > 2 and cut[-1] == cut[-2]:
                tried.append(cut[:-1])
            found = [t for t in tried if t in known]
            if found:
                return max(found, key=lambda t: (known[t], t))
    return base


_ENDINGS = (
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
)


_KNOWN: Recent[str, Features] = Recent()


def read(claim: Claim) -> Features:
    """Features of a claim.

    They are kept by the claim's id and hold for an equal one too: claims that lie on disk come as
    new objects each time. All else that is read of a claim hangs on the one in its features.
    """
    known = _KNOWN.young.get(claim.id) or _KNOWN.get(claim.id)
    if known is None or (known.claim is not claim and known.claim != claim):
        known = _features(claim)
        _KNOWN.put(claim.id, known)
    return known


def _features(claim: Claim) -> Features:
    found = split_words(claim.text)
    given = claim.lemmas or crude_lemmas(found)
    lemmas = tuple(filterfalse(is_number, given))
    norms = tuple([w.norm for w in found])
    negating = any(map(negates, norms))
    return Features(
        claim=claim,
        words=found,
        norms=norms,
        lemmas=lemmas,
        lemma_set=frozenset(lemmas),
        passages=_passages(claim, found),
        negators=tuple([w for w in found if negates(w.norm)]) if negating else (),
        entities=_names(claim),
    )


@lru_cache(maxsize=65_536)
def negates(norm: str) -> bool:
    """Whether a word negates: "not", "never", "isn't"."""
    return norm in words("negators") or norm.endswith("n't")


def _names(claim: Claim) -> frozenset[str]:
    if not claim.entities:
        return frozenset()
    found = _norms([word for entity in claim.entities for word in _WORD.findall(entity.text)])
    return frozenset([w.removesuffix("'s") for w in found]) - words("function_words")


def crude_lemmas(found: Sequence[Word]) -> tuple[str, ...]:
    """Content lemmas of bare words."""
    function = words("function_words") | words("negators")
    return tuple(crude_lemma(w.norm) for w in found if w.norm not in function)


def _passages(claim: Claim, found: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    if claim.kind == "direct":
        inside = [tuple(found)]
    else:
        ranges = [m.span() for m in _QUOTED.finditer(claim.text)]
        inside = [tuple([w for w in found if a <= w.start and w.end <= b]) for a, b in ranges]
    return tuple([p for p in inside if len(p) >= SHORTEST_PASSAGE])


def place(claim: Claim, start: int, end: int) -> TextSpan | None:
    """Where characters [start, end) of `Claim.text` stand in the article; None if not known."""
    for offset, piece in _pieces(claim):
        length = piece.end - piece.start
        if offset <= start < offset + length:
            return TextSpan(piece.start + start - offset, piece.start + min(end - offset, length))
    return None


def position(claim: Claim, span: TextSpan) -> int | None:
    """Where a place of the article stands in `Claim.text`; None if it is not known."""
    for offset, piece in _pieces(claim):
        if piece.start <= span.start < piece.end:
            return offset + span.start - piece.start
    return None


def _pieces(claim: Claim) -> Iterator[tuple[int, TextSpan]]:
    """(start in `Claim.text`, place in the article) of the pieces that are of one length in both.

    White space may have been joined in the claim's text: the places inside such a piece are lost.
    """
    if len(claim.content) == 1:
        bounds = [(0, len(claim.text))]
    else:
        joints = [m.span() for m in _JOINT.finditer(claim.text)]
        starts, ends = [0, *(j[1] for j in joints)], [*(j[0] for j in joints), len(claim.text)]
        bounds = list(zip(starts, ends, strict=True))
    if len(bounds) != len(claim.content):
        return
    for (start, end), piece in zip(bounds, claim.content, strict=True):
        if end - start == piece.end - piece.start:
            yield start, piece


def context_of(
    features: Features, quantity: Quantity, *, reach: int = 6, all_words: bool = False
) -> frozenset[str]:
    """Content lemmas (or all words) within `reach` words of a quantity, its own words left out.

    All the claim's lemmas if the quantity's place in the text is not known.
    """
    claim = features.claim
    start = position(claim, quantity.span)
    if start is None:
        return features.lemma_set
    end = start + quantity.span.end - quantity.span.start
    before = [w for w in features.words if w.end <= start][-reach:]
    after = [w for w in features.words if w.start >= end][:reach]
    if all_words:
        return frozenset(w.norm for w in (*before, *after))
    near = crude_lemmas([*before, *after])
    return frozenset(lemma for lemma in near if not is_number(lemma))
