"""Vectors of claims from a table of word pieces: nothing to install, nothing to download.

The table was made by `training/similarity` to imitate the sentence encoder all-MiniLM-L6-v2. A
claim's vector is the sum of its words' vectors, a word's that of its pieces; how much a piece
weighs is in its length.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ...model import Claim
from ..features import Word, is_number, negates, read
from .contract import Vectors

GRAIN = 2.0**-12
"""To a multiple of this the vectors of words are rounded, so that their sums are exact."""

_AT_ONCE = 2000
"""Claims whose words are summed together: 50,000 words of 128 numbers each, 26 MB."""

_MOST_WORDS = 200_000
_LONGEST_WORD = 60


def spoken_words(found: Iterable[Word]) -> Iterator[str]:
    """The words that have a vector, without figures, negations and possessive endings."""
    for word in found:
        if _has_vector(word.norm):
            yield word.norm.removesuffix("'s")


def _has_vector(norm: str) -> bool:
    return not negates(norm) and not is_number(norm)


class Pieces:
    """Word pieces, greedily matched from the left; all but the first of a word begin with `##`."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(known)}

    def split(self, word: str) -> tuple[int, ...]:
        """Numbers of a word's pieces, accents and apostrophes left aside; none if it has others."""
        letters = word
        if not (word.isascii() and word.isalpha()):
            letters = "".join(c for c in unicodedata.normalize("NFD", word) if c.isalpha())
        if len(letters) > _LONGEST_WORD:
            return ()
        found, start = [], 0
        while start < len(letters):
            number, start = self._longest(letters, start)
            if number is None:
                return ()
            found.append(number)
        return tuple(found)

    def _longest(self, letters: str, start: int) -> tuple[int | None, int]:
        mark = "##" if start else ""
        for end in range(len(letters), start, -1):
            number = self._numbers.get(mark + letters[start:end])
            if number is not None:
                return number, end
        return None, start


class StaticEncoder:
    """Encodes claims with the table that ships with the package, or with another one."""

    def __init__(self, table: Mapping[str, NDArray[np.generic]] | None = None) -> None:
        self._table = shipped() if table is None else table
        self._rows: dict[str, int] = {}
        self._words: Vectors = np.zeros((1024, self._table["vectors"].shape[1]), np.float32)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(bytes(self._table["pieces"]).decode().split("\n"))

    def encode(self, claims: Sequence[Claim]) -> Vectors:
        """(claims, width) sums of the words' vectors; zero for a claim without words."""
        width = self._table["vectors"].shape[1]
        sums = np.zeros((len(claims), width), np.float32)
        for at in range(0, len(claims), _AT_ONCE):
            self._encode(claims[at : at + _AT_ONCE], sums[at : at + _AT_ONCE])
        return sums

    def _encode(self, claims: Sequence[Claim], sums: Vectors) -> None:
        """Fill the rows of `sums`."""
        found = [read(c).norms for c in claims]
        self._learn(chain.from_iterable(found))
        rows = list(map(self._rows.__getitem__, chain.from_iterable(found)))
        _add_up(self._words.take(rows, axis=0), map(len, found), sums)

    def _learn(self, met: Iterable[str]) -> None:
        """Vectors of words not met before; zero for those that have none, and so add nothing."""
        if len(self._rows) >= _MOST_WORDS:
            self._rows.clear()
        new = [word for word in dict.fromkeys(met) if word not in self._rows]
        first, needed = len(self._rows), len(self._rows) + len(new)
        if needed > len(self._words):
            more = np.zeros((max(needed, 2 * len(self._words)), self._words.shape[1]), np.float32)
            more[:first] = self._words[:first]
            self._words = more
        self._rows.update((word, first + n) for n, word in enumerate(new))
        self._words[first:needed] = self._vectors(new)

    def _vectors(self, new: Sequence[str]) -> Vectors:
        table, steps = self._table["vectors"], self._table["steps"]
        made = np.zeros((len(new), table.shape[1]), np.float32)
        split = self._pieces.split
        pieces = [split(word.removesuffix("'s")) if _has_vector(word) else () for word in new]
        rows = list(chain.from_iterable(pieces))
        parts = table[rows].astype(np.float32) * steps[rows].astype(np.float32)[:, None]
        np.round(parts / GRAIN, out=parts)
        parts *= GRAIN
        _add_up(parts, map(len, pieces), made)
        return made


def _add_up(parts: Vectors, sizes: Iterable[int], sums: Vectors) -> None:
    """Fill each row of `sums` with the sum of the next so many parts: zero for none.

    One after another: `reduceat` takes twice as long for rows of this width.
    """
    end = 0
    for total, size in zip(sums, sizes, strict=True):
        np.add.reduce(parts[end : end + size], axis=0, out=total)
        end += size


@cache
def static_encoder() -> StaticEncoder:
    """The encoder of the shipped table; words met once stay known."""
    return StaticEncoder()


@cache
def shipped() -> Mapping[str, NDArray[np.generic]]:
    """The table of the package: `pieces`, `vectors` (pieces, width) and `steps` (pieces)."""
    path = files("sinorus_claims.groups.similarity") / "pieces.npz"
    with path.open("rb") as file, np.load(file) as table:
        return {name: table[name] for name in table.files}
