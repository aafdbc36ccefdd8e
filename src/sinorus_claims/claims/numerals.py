"""Numbers in words and digits: "43", "3.5 million", "twenty-five", "two thirds", "a dozen"."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from .cues import words

_DIGITS = re.compile(r"^[+-]?\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$")
_GLUED = re.compile(r"^(\d[\d,.]*)(k|m|bn|tn|mn|million|billion)?(km|kg|mw|gw|m)?$", re.I)
_SMALL = {word: float(number) for number, word in enumerate(words("numbers.txt")[:20])}
_TENS = {word: 10.0 * (n + 2) for n, word in enumerate(words("numbers.txt")[20:])}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
"""Words that multiply the number before them."""
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0,
              "quarters": 25.0, "fifth": 20.0, "fifths": 20.0, "tenth": 10.0}  # fmt: skip
_ALONE = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen"})
"""Scales that a mere "a" may stand before."""
_SHARED = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 50.0, 100.0, 1000.0})
"""Of how many a share is told: "one in five"."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number among the tokens of a text."""

    value: float
    after: int
    """The token after it."""
    percent: bool = False
    """Whether it is a share told in words, `value` being percent."""
    round: bool = False
    """Whether it is as vague as "a dozen"."""


def numeral(doc: Doc, i: int, end: int) -> Numeral | None:
    """The number that starts at token `i`; None if there is none."""
    first = _simple(doc[i].lower_)
    if first is None:
        return _article(doc, i, end) or _half(doc, i, end)
    value, i = first, i + 1
    while i < end:
        fraction = _fraction(doc, i, end)
        if fraction is not None and value < 10:
            return Numeral(value * fraction[0], fraction[1], percent=True)
        grown = _grown(doc, i, end, value)
        if grown is None:
            break
        value, i = grown
    return _one_in(doc, i, end, value) or Numeral(value, i)


def _fraction(doc: Doc, i: int, end: int) -> tuple[float, int] | None:
    """(percent, token after it) of "thirds" or "-thirds"."""
    i += doc[i].text == "-" and i + 1 < end
    word = doc[i].lower_
    return (_FRACTIONS[word], i + 1) if word in _FRACTIONS else None


def _grown(doc: Doc, i: int, end: int, value: float) -> tuple[float, int] | None:
    """(number, token after it) with the next token taken in: a scale, or the units after a ten."""
    word = doc[i].lower_
    if word in SCALES and (doc[i].pos_ != "NOUN" or word not in ("m", "k")):
        return value * SCALES[word], i + 1
    i += word in ("-", "and") and i + 1 < end
    more = _simple(doc[i].lower_)
    if more is None or not doc[i].is_alpha or more == 0:
        return None
    spelled = doc[i - 1].is_alpha
    tens = value in _TENS.values() and more < 10 and word != "and"
    hundreds = spelled and value >= 100 and value % 100 == 0 and more < 100 and doc[i].is_alpha
    # "one hundred and two", but not "a rise of 200 and two more": digits are never gone on with.
    if (tens and (spelled or word == "-")) or (hundreds and word != "-"):
        return value + more, i + 1
    return None


def _one_in(doc: Doc, i: int, end: int, value: float) -> Numeral | None:
    """ "one in five voters": a share."""
    if i + 2 >= end or doc[i].lower_ != "in" or not 0 < value < 10:
        return None
    whole = numeral(doc, i + 1, end)
    if whole is None or whole.value not in _SHARED or whole.value <= value or whole.percent:
        return None
    counted = whole.after < end and doc[whole.after].pos_ in ("NOUN", "ADJ", "PROPN")
    if not counted or doc[whole.after].lower_ in _TIMES:
        return None
    return Numeral(100 * value / whole.value, whole.after, percent=True)


_TIMES = frozenset(words("times.txt")) | {
    f"{unit}{ending}"
    for unit in ("second", "minute", "hour", "day", "week", "month", "year", "game", "match")
    for ending in ("", "s")
}
"""Words of time: "two in ten years" is no share."""


def _article(doc: Doc, i: int, end: int) -> Numeral | None:
    """ "a dozen", "a million", "half a dozen"."""
    half = doc[i].lower_ == "half"
    i += half
    if i + 1 >= end or doc[i].lower_ not in ("a", "an") or doc[i + 1].lower_ not in _ALONE:
        return None
    return Numeral(SCALES[doc[i + 1].lower_] * (0.5 if half else 1), i + 2, round=True)


def _half(doc: Doc, i: int, end: int) -> Numeral | None:
    """ "half of", "a third of"."""
    word = doc[i].lower_
    if word in _FRACTIONS and i + 1 < end and doc[i + 1].lower_ in ("of", "the"):
        return Numeral(_FRACTIONS[word], i + 1, percent=True)
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
        return number * SCALES.get((glued.group(2) or "").lower(), 1.0)
    return None
