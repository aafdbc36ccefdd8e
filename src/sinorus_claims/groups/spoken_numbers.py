"""Numbers in words and in figures are one number: "twenty-seven", "27"; "2.5 million", "2,500,000".

"One" by itself stays a word: it is a pronoun more often than a number.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: float(value) for value, word in enumerate(_SMALL.split())}
_WHOLE_TENS = {word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def numbers_in(keys: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first word, words, value in figures) of each number among lower-case words, in order."""
    last = 0
    for place in compress(count(), map(_opens, keys)):
        if place < last:
            continue
        value, length = _number(keys, place)
        if length:
            yield place, length, f"{value:.12g}"
        last = place + length


@lru_cache(maxsize=65_536)
def _opens(key: str) -> bool:
    """Whether a number can start with a word; of most it is told at a glance that none does."""
    return key in _UNITS or key in _WHOLE_TENS or key[:1].isdecimal()


def _number(keys: Sequence[str], place: int) -> tuple[float, int]:
    """Value and length in words of the number that starts at a place; 0 words if none does."""
    total, current, kind, length = 0.0, 0.0, "", 0
    for key in keys[place:]:
        this, value = _part(key)
        if this not in _FOLLOWS[kind]:
            break
        if this == "scale":
            total, current = total + current * value, 0.0
        elif this == "hundred":
            current *= value
        else:
            current += value
        kind = this
        length += 1
    return (0.0, 0) if length == 1 and keys[place] == "one" else (total + current, length)


_FOLLOWS: dict[str, tuple[str, ...]] = {
    "": ("figure", "unit", "tens"),
    "figure": ("hundred", "scale"),
    "unit": ("hundred", "scale"),
    "tens": ("unit", "scale"),
    "hundred": ("unit", "tens", "scale"),
    "scale": ("unit", "tens"),
    "word": (),
}
"""Which part of a number may stand behind which."""


def _part(key: str) -> tuple[str, float]:
    """What sort of part of a number a word is, and its value."""
    if key == "hundred":
        return "hundred", 100.0
    for kind, table in (("unit", _UNITS), ("tens", _WHOLE_TENS), ("scale", _SCALES)):
        if key in table:
            return kind, table[key]
    if key[:1].isdecimal() and key.isascii():
        try:
            return "figure", float(key)
        except ValueError:
            return "word", 0.0
    return "word", 0.0
