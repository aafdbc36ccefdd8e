"""The quoted words of a claim as they are compared: written alike where they are said alike.

"Don't" is "do not", "27" is "twenty-seven", "colour" is "color", "[T]he" is "the", "U.S." is
"United States". The text itself is never changed: each word keeps its place in `Claim.text`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ..model import Claim
from .features import SHORTEST_PASSAGE, Features
from .keeping import noted
from .lexicon import families_of, rows, words
from .spoken_numbers import numbers_in

GRAM = 3
"""Words in a row by which two claims find what they have in common."""

_TOKEN = re.compile(
    r"(\d+(?:[.,]\d+)*%?"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:\[[^\W\d_]{1,2}\])?[^\W\d_]+(?:['’][^\W\d_]+)*(?:[\[(][^\W\d_]{1,2}[\])])?"
    r"|&)"
)
"""Captured, so that a text splits into words and what stands between them."""

_OMITTED = re.compile(r"\.\s?\.\s?\.|…|\[\s?\]")
_MASKED = re.compile(r"[-–—*_]{2,}|\*")
_STOP = re.compile(r"[.!?…](?=[\s\"'’”)\]]|$)|\n")
_SQUARE = re.compile(r"\[[^\[\]]*\]")
_QUOTED = re.compile(r"“[^“”\"]+[”\"]?|\"[^\"]+\"?|«[^«»]+»?|''.+?''|``.+?''|‘[^‘’]+’(?!\w)")
_CLOSING = frozenset({"]", ")"})
_ABBREVIATED = frozenset({"mr", "mrs", "ms", "dr", "gen", "gov", "sen", "rep", "st", "lt", "col"})


class QuotedWord(NamedTuple):
    """A word of a quotation."""

    key: str
    """What it is compared by."""
    start: int
    """First character, in `Claim.text`."""
    end: int
    """One past the last character, in `Claim.text`."""
    inserted: bool = False
    """Whether it stands in square brackets: the editor's word, not the speaker's."""
    masked: bool = False
    """Whether letters of it are replaced by dashes or asterisks."""
    after_gap: bool = False
    """Whether an ellipsis or words that are not quoted stand before it."""
    opens: bool = False
    """Whether it is the first word of a sentence or of a quoted passage."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a claim quotes, read once."""

    claim: Claim
    words: tuple[QuotedWord, ...]
    """Every quoted word, in order."""
    keys: tuple[str, ...]
    """The words' keys."""
    grams: Mapping[str, Sequence[int]]
    """Runs of `GRAM` keys, with spaces between -> the numbers of their first words."""
    sentences: tuple[tuple[int, int], ...]
    """Half-open ranges of words."""
    shouted: bool
    """Whether capital letters tell nothing: all of it, or each word, has them."""


@noted
def quoted_words(features: Features) -> Quoted:
    """What a claim quotes."""
    claim = features.claim
    if not _tells(features):
        return Quoted(claim, words=(), keys=(), grams={}, sentences=(), shouted=False)
    found = tuple(_words_of(claim))
    keys = tuple(w.key for w in found)
    starts = [i for i, w in enumerate(found) if w.opens]
    ends = [*starts[1:], len(found)]
    return Quoted(
        claim=claim,
        words=found,
        keys=keys,
        grams=_grams(keys),
        sentences=tuple(zip(starts, ends, strict=False)),
        shouted=_shouted(claim.text, found),
    )


def _grams(keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    runs = list(map(" ".join, zip(*(keys[n:] for n in range(GRAM)), strict=False)))
    # Tuples of numbers, unlike lists, are none of the collector's business.
    grams: dict[str, tuple[int, ...]] = dict(zip(runs, zip(range(len(runs))), strict=True))
    if len(grams) < len(runs):
        grams.clear()
        for i, run in enumerate(runs):
            grams[run] = (*grams.get(run, ()), i)
    return grams


def _tells(features: Features) -> bool:
    """Whether a claim is a quotation, or quotes enough to be told from a slogan."""
    if features.claim.kind == "direct":
        return True
    longest = max((len(p) for p in features.passages), default=0)
    return longest > SHORTEST_PASSAGE + 1 or (
        longest >= SHORTEST_PASSAGE
        and sum(len(p) for p in features.passages) >= 0.4 * len(features.words)
    )


def _words_of(claim: Claim) -> Iterator[QuotedWord]:
    """All of a direct quotation; else the words in marks, short passages too."""
    text = claim.text
    ranges = [(0, len(text))]
    if claim.kind != "direct":
        ranges = [m.span() for m in _QUOTED.finditer(text)]
    for start, end in ranges:
        found = read_words(text, start, end)
        if found and start:
            found[0] = found[0]._replace(after_gap=True)
        yield from found


def read_words(text: str, start: int = 0, end: int | None = None) -> list[QuotedWord]:
    """The words of a passage as they are compared."""
    end = len(text) if end is None else end
    square = [m.span() for m in _SQUARE.finditer(text, start, end)]
    masks = _MASKED.search(text, start) is not None
    parts = _TOKEN.split(text[start:end])
    found: list[QuotedWord] = []
    last = past = start
    for between, token in zip(parts[::2], parts[1::2], strict=False):
        first = past + len(between)
        past = first + len(token)
        if len(token) == 3 and token.lower() == "sic" and text[past : past + 1] in _CLOSING:
            continue
        opens, gap = not found, False
        if between != " " or last + 1 != first:
            before = text[last:first]
            opens = opens or _stops(before, found[-1].key) or ("…" in before and "“" in before)
            gap = bool(_OMITTED.search(before))
        inserted = bool(square) and _inserted((first, past), token, square)
        masked = masks and len(token) < 3 and bool(_MASKED.match(text, past))
        for key in _keys(token):
            found.append(_made(QuotedWord, (key, first, past, inserted, masked, gap, opens)))
            gap = opens = False
        last = past
    return _with_numbers(found)


_made = tuple.__new__
"""Faster than the type itself, which is a function written in Python."""


def _inserted(place: tuple[int, int], token: str, square: Sequence[tuple[int, int]]) -> bool:
    """Whether a word stands in square brackets, not as a letter of another word."""
    first, past = place
    around = any(a < first and past < b and b - a > 4 for a, b in square)
    return around and not token.startswith("[")


def _with_numbers(found: Sequence[QuotedWord]) -> list[QuotedWord]:
    """The words, with each number as one word whose key is its value in figures."""
    out: list[QuotedWord] = []
    last = 0
    for place, length, value in numbers_in([w.key for w in found]):
        out += found[last:place]
        last = place + length
        out.append(found[place]._replace(key=value, end=found[last - 1].end))
    return [*out, *found[last:]]


def _stops(between: str, before: str) -> bool:
    return bool(_STOP.search(between)) and before not in _ABBREVIATED


@lru_cache(maxsize=65_536)
def _keys(token: str) -> tuple[str, ...]:
    """The words that a token is compared by."""
    plain = token.lower().replace("’", "'").translate(_NO_BRACKETS)
    number = plain.removesuffix("%")
    if number[:1].isdigit():
        value = number.replace(",", "")
        return (value, "per", "cent") if plain.endswith("%") else (value,)
    written = _written().get(token) or _written().get(plain)
    if written is not None:
        return written
    return (_spelled(plain.rstrip(".")),)


_NO_BRACKETS = {ord(c): None for c in "[]()"}


@cache
def _written() -> dict[str, tuple[str, ...]]:
    return {one: tuple(other.split()) for one, other in rows("written_alike")}


@lru_cache(maxsize=65_536)
def _spelled(word: str) -> str:
    """A word in the spelling that it is compared by; its possessive ending is kept."""
    table = families_of_spellings()
    for length in range(len(word), 3, -1):
        if word[:length] in table:
            word = table[word[:length]] + word[length:]
            break
    return _ISE.sub(r"\1z\2", word)


_ISE = re.compile(r"^(\w{3,}[iy])s(e[ds]?|ing|ers?|ations?)$")


@cache
def families_of_spellings() -> Mapping[str, str]:
    """Stem in another spelling -> the stem that it is compared by."""
    return families_of("spellings")


def _shouted(text: str, found: Sequence[QuotedWord]) -> bool:
    plain = [text[w.start] for w in found if _plain(w.key)]
    return sum(map(str.isupper, plain)) > 0.7 * len(plain)


@lru_cache(maxsize=65_536)
def _plain(key: str) -> bool:
    return key.isalpha() and key not in words("function_words")
