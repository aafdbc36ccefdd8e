"""Vectors of claims from a table of word pieces: nothing to install, nothing to download.

The table was made by `training/similarity` to imitate the sentence encoder all-MiniLM-L6-v2. A
claim's vector is the sum of its words' vectors, a word's that of its pieces; how much a piece
weighs is in its length.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ...model import Claim
from ..features import Word, is_number, read
from ..lexicon import words
from .contract import Vectors

GRAIN = 2.0**-12
"""To a multiple of this the vectors of words are rounded, so that their sums are exact."""

_AT_ONCE = 2000
"""Claims whose words are summed together: 50,000 words of 128 numbers each, 26 MB."""

_MOST_WORDS = 200_000
_LONGEST_WORD = 60


def spoken_words(found: Iterable[Word]) -> Iterator[str]:
    """The words that have a vector, without figures, negations and possessive endings."""
    negators = words("negators")
    for word in found:
        norm = word.norm
        if norm not in negators and not norm.endswith("n't") and not is_number(norm):
            yield norm.removesuffix("'s")


class Pieces:
    """Word pieces, greedily matched from the left; all but the first of a word begin with `##`."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(known)}

    def split(self, word: str) -> tuple[int, ...]:
        """Numbers of a word's pieces, accents and apostrophes left aside; none if it has others."""
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
        spoken = [list(spoken_words(read(c).words)) for c in claims]
        self._learn(word for found in spoken for word in found)
        numbers = [self._rows[word] for found in spoken for word in found]
        filled = np.array([n for n, found in enumerate(spoken) if found])
        if not numbers:
            return
        starts = np.cumsum([0, *(len(found) for found in spoken if found)])[:-1]
        sums[filled] = np.add.reduceat(self._words[numbers], starts, axis=0)

    def _learn(self, met: Iterable[str]) -> None:
        """Vectors of words not met before."""
        if len(self._rows) >= _MOST_WORDS:
            self._rows.clear()
        new = list(dict.fromkeys(word for word in met if word not in self._rows))
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
        for number, word in enumerate(new):
            found = list(self._pieces.split(word))
            if found:
                rows = table[found].astype(np.float32) * steps[found].astype(np.float32)[:, None]
                made[number] = (np.round(rows / GRAIN) * GRAIN).sum(axis=0)
        return made


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
