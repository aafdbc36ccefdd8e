"""Numbers in a claim with what they count: value, unit, head noun, bound.

Years, clock times, ordinals, identifiers ("Tu-95") and numbers inside dates are no quantities.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from spacy.tokens import Doc, Token

from ..model import Bound, Quantity, TextSpan
from . import syntax
from .cues import words
from .labels import children, relation

_DIGITS = re.compile(r"^[+-]?\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$")
_GLUED = re.compile(r"^(\d[\d,.]*)(k|m|bn|tn|mn|million|billion)?(km|kg|mw|gw|m)?$", re.I)
_SMALL = {word: float(number) for number, word in enumerate(words("numbers.txt")[:20])}
_TENS = {word: 10.0 * (n + 2) for n, word in enumerate(words("numbers.txt")[20:])}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0,
              "quarters": 25.0, "fifth": 20.0, "fifths": 20.0, "tenth": 10.0}  # fmt: skip
_CLOCK = frozenset(("a.m.", "p.m.", "am", "pm", "gmt", "est", "edt", "utc", "o'clock"))
_YEAR = re.compile(r"^(?:1[5-9]|20|21)\d\d$")


def quantities(doc: Doc, start: int, end: int, taken: frozenset[int]) -> Iterator[Quantity]:
    """Quantities among the tokens of a range; `taken` are tokens of dates."""
    i = start
    while i < end:
        read = None if i in taken else _number(doc, i, end)
        if read is None:
            i += 1
            continue
        value, after, percent = read
        if not _is_counted(doc, i, after, value):
            i = after
            continue
        found, i = _quantity(doc, (start, i, after, end), value, percent=percent)
        yield found


def _number(doc: Doc, i: int, end: int) -> tuple[float, int, bool] | None:
    """(value, token after it, whether a fraction gives percent) of the number that starts at i."""
    first = _simple(doc[i].lower_)
    if first is None:
        return _half(doc, i, end)
    value, i = first, i + 1
    while i < end:
        word = doc[i].lower_
        if word in _SCALES and (doc[i].pos_ != "NOUN" or word not in ("m", "k")):
            value, i = value * _SCALES[word], i + 1
        elif word == "-" and i + 1 < end and _simple(doc[i + 1].lower_) and value in _TENS.values():
            value, i = value + cast(float, _simple(doc[i + 1].lower_)), i + 2
        elif word in _FRACTIONS and value < 10:
            return value * _FRACTIONS[word], i + 1, True
        elif word == "-" and i + 1 < end and doc[i + 1].lower_ in _FRACTIONS and value < 10:
            return value * _FRACTIONS[doc[i + 1].lower_], i + 2, True
        else:
            break
    return value, i, False


def _half(doc: Doc, i: int, end: int) -> tuple[float, int, bool] | None:
    """ "half of", "a third of", "dozens of"."""
    word = doc[i].lower_
    if word in _FRACTIONS and i + 1 < end and doc[i + 1].lower_ in ("of", "the"):
        return _FRACTIONS[word], i + 1, True
    return None


def _simple(word: str) -> float | None:
    if word in _SMALL:
        return _SMALL[word]
    if word in _TENS:
        return _TENS[word]
    if _DIGITS.match(word):
        return float(re.sub(r"[,  ]", "", word))
    head, _, tail = word.partition("-")
    if head in _TENS and tail in _SMALL:
        return _TENS[head] + _SMALL[tail]
    glued = _GLUED.match(word)
    if glued and any(c.isalpha() for c in word) and glued.group(1).count(".") < 2:
        number = float(glued.group(1).replace(",", "").rstrip("."))
        return number * _SCALES.get((glued.group(2) or "").lower(), _million(glued.group(2)))
    return None


def _million(word: str | None) -> float:
    return {"million": 1e6, "billion": 1e9}.get((word or "").lower(), 1.0)


def _is_counted(doc: Doc, start: int, after: int, value: float) -> bool:
    """Not a year, a clock time, an identifier, a score or the pronoun "one"."""
    token, following = doc[start], doc[after].lower_ if after < len(doc) else ""
    if following in _CLOCK or (following == ":" and after + 1 < len(doc) and
                               doc[after + 1].text[:1].isdigit()):  # fmt: skip
        return False
    if _YEAR.match(token.text) and after == start + 1 and following not in _unit_words():
        return relation(token) == "number" and token.head.i > token.i and token.head.pos_ == "NOUN"
    before = doc[start - 1] if start else None
    if before is not None and before.text in ("-", "–", "/", ":", "#", "№") and start > 1:
        return not doc[start - 2].text[-1:].isalpha() and before.text != ":"
    if token.lower_ == "one":
        return relation(token) == "number" and token.head.i > token.i
    return value == value  # noqa: PLR0124 - NaN is no quantity


def _quantity(
    doc: Doc, place: tuple[int, int, int, int], value: float, *, percent: bool
) -> tuple[Quantity, int]:
    """The quantity, and the token after it."""
    low, start, after, end = place
    unit, first, last = _unit(doc, start, after, end)
    if percent and unit is None:
        unit = "percent"
    high = None
    nested = _range_end(doc, last, end)
    if nested is not None:
        high, last = nested
        if unit is None:
            unit, _, last = _unit(doc, last, last, end)
    bound, first, last = _bound(doc, low, first, last, end)
    if high is not None:
        bound = "range"
    span = doc[first:last]
    words = TextSpan(span.start_char, span.end_char)
    head = _head(doc, start, last, unit)
    return Quantity(words, span.text, value, high, unit, head, bound), max(last, after)


def _unit(doc: Doc, start: int, after: int, end: int) -> tuple[str | None, int, int]:
    """(unit, first token, token after) with a sign before or a word after the number."""
    if start and doc[start - 1].lower_ in _unit_words() and not doc[start - 1].text.isalpha():
        return _unit_words()[doc[start - 1].lower_], start - 1, after
    if start and doc[start - 1].lower_ == "us$":
        return "USD", start - 1, after
    for step in (0, 1):
        k = after + step
        if step and (k >= len(doc) or doc[after].text != "-"):
            break
        if k < min(end + 2, len(doc)) and doc[k].lower_ in _unit_words():
            unit = _unit_words()[doc[k].lower_]
            if unit == "percent" and k + 1 < end and doc[k + 1].lower_ in ("point", "points"):
                return "percentage_point", start, k + 2
            return unit, start, k + 1
    if after + 1 < end and doc[after : after + 2].text.lower() == "per cent":
        return "percent", start, after + 2
    if after + 1 < end and doc[after].lower_ == "percentage":
        return "percentage_point", start, after + 2
    return None, start, after


def _range_end(doc: Doc, after: int, end: int) -> tuple[float, int] | None:
    """The upper end of "10 to 15", "between 10 and 15", "10-15"."""
    if after + 1 >= end or doc[after].lower_ not in ("to", "-", "–", "and"):
        return None
    if doc[after].lower_ == "and" and not any(
        t.lower_ == "between" for t in doc[max(0, after - 4) : after]
    ):
        return None
    read = _number(doc, after + 1, end)
    return (read[0], read[1]) if read else None


def _bound(doc: Doc, low: int, first: int, last: int, end: int) -> tuple[Bound, int, int]:
    for phrase, bound, behind in _bounds():
        size = len(phrase)
        if behind:
            if tuple(t.lower_ for t in doc[last : min(end, last + size)]) == phrase:
                return bound, first, last + size
        elif first - size >= low and tuple(t.lower_ for t in doc[first - size : first]) == phrase:
            return bound, first - size, last
    return "exact", first, last


def _head(doc: Doc, start: int, last: int, unit: str | None) -> str | None:
    """Lemma of the counted noun: "tools" of "70% of the machine tools", of "43 boats" boat."""
    here: Token = doc[start]
    for _ in range(3):
        if relation(here) in ("number", "compound", "adjective") and here.head.i != here.i:
            here = here.head
        else:
            break
    for word, noun, _ in syntax.prepositional(here):
        if unit is not None and noun is not None and word in ("of", "in") and noun.i >= last - 1:
            return noun.lemma_.lower()
    counted = here.i >= start and here.pos_ in ("NOUN", "PROPN")
    if counted and here.lower_ not in _unit_words() and here.lower_ not in _SCALES:
        return here.lemma_.lower()
    for child in children(here, "oblique", "compound"):
        if child.pos_ == "NOUN":
            return child.lemma_.lower()
    if last < len(doc) and doc[last].pos_ == "NOUN":
        return doc[last].lemma_.lower()
    return None


@lru_cache(maxsize=1)
def _unit_words() -> dict[str, str]:
    out = {}
    for line in words("units.txt"):
        unit, _, names = line.partition(":")
        out.update(dict.fromkeys(names.split(), unit.strip()))
    return out


@lru_cache(maxsize=1)
def _bounds() -> tuple[tuple[tuple[str, ...], Bound, bool], ...]:
    """Longest phrase first."""
    out = []
    for line in words("bounds.txt"):
        bound, _, phrase = line.partition(":")
        parts = phrase.split()
        behind = parts[0] == "+"
        out.append((tuple(parts[behind:]), cast(Bound, bound), behind))
    return tuple(sorted(out, key=lambda b: (-len(b[0]), b[0])))
