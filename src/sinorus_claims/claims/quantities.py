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
from .numerals import SCALES, Numeral, numeral

_CLOCK = frozenset(("a.m.", "p.m.", "am", "pm", "gmt", "est", "edt", "utc", "o'clock"))
_AREAS = {"square": "square", "sq": "square", "cubic": "cubic"}
_YEAR = re.compile(r"^(?:1[5-9]|20|21)\d\d$")


def quantities(doc: Doc, start: int, end: int, taken: frozenset[int]) -> Iterator[Quantity]:
    """Quantities among the tokens of a range; `taken` are tokens of dates."""
    i = start
    while i < end:
        read = None if i in taken else numeral(doc, i, end)
        if read is None:
            i += 1
            continue
        past = _past_score(doc, i, read, end)
        if past or not _is_counted(doc, i, read.after, read.value):
            i = past or read.after
            continue
        found, i = _quantity(doc, (start, i, end), read)
        yield found


def _past_score(doc: Doc, i: int, read: Numeral, end: int) -> int | None:
    """The token after a score or a string of digits ("3-1", "1-800-555"); None if it is none.

    Who scores is told by the clause, not by the noun counted: no two scores can be aligned.
    """
    after, last, joints, falling = read.after, read.value, 0, False
    while after + 1 < end and doc[after].text in ("-", "–") and doc[after + 1].text[:1].isdigit():
        following = numeral(doc, after + 1, end)
        if following is None:
            break
        falling = falling or following.value <= last
        joints, after, last = joints + 1, following.after, following.value
    return after if joints > 1 or (joints and falling and doc[i].text[:1].isdigit()) else None


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
    if token.lower_ == "one" and after == start + 1:
        return relation(token) == "number" and token.head.i > token.i
    if before is not None and after == start + 1 and _labels(before, token):
        return False
    return value == value  # noqa: PLR0124 - NaN is no quantity


def _labels(before: Token, token: Token) -> bool:
    """Whether a number is the name of one thing: "Boeing 737", "train 91", "No. 11"."""
    named = before.pos_ in ("PROPN", "NOUN") and before.lower_ not in _unit_words()
    return named and token.text.isdigit() and token.head.i <= before.i


def _quantity(doc: Doc, place: tuple[int, int, int], read: Numeral) -> tuple[Quantity, int]:
    """The quantity, and the token after it; `place`: low end of the range, token, its high end."""
    low, start, end = place
    value, after = read.value, read.after
    unit, first, last = _unit(doc, start, after, end)
    if read.percent and unit is None:
        unit = "percent"
    high = None
    nested = _range_end(doc, last, end)
    if nested is not None and nested[0] > value and not _changes(doc, first, low):
        high, last = nested
        if unit is None:
            unit, _, last = _unit(doc, last, last, end)
    bound, first, last = _bound(doc, low, first, last, end)
    if bound == "exact" and read.round:
        bound = "about"
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
        if k + 1 < end and doc[k].lower_ in _AREAS and doc[k + 1].lower_ in _unit_words():
            return f"{_AREAS[doc[k].lower_]} {_unit_words()[doc[k + 1].lower_]}", start, k + 2
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
    read = numeral(doc, after + 1, end)
    return (read.value, read.after) if read else None


def _changes(doc: Doc, first: int, low: int) -> bool:
    """Whether a figure is where a change begins: "from 10 to 15" is no range."""
    return first > low and doc[first - 1].lower_ == "from"


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
    if counted and here.lower_ not in _unit_words() and here.lower_ not in SCALES:
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
