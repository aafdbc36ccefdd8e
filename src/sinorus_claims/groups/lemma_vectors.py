"""Unit vectors of the lemmas of many claims, and the rarest lemmas of each."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .columns import Column, Lists, Numbers

KEY_LEMMAS = 8
"""Rarest lemmas of a claim that make blocking keys."""

_ROWS = 100_000
"""Rows whose vectors are made together."""

Values = NDArray[np.float64]


class LemmaVectors:
    """Exactly as `Weights.vector` makes them, column by column."""

    def __init__(self, rarity: Values, column: Callable[[str], Column]) -> None:
        """`rarity` is the weight of each word; `column` makes the columns that are filled."""
        self._rarity = rarity
        self._lemmas, self._repeats = column("lemmas.values"), column("repeats")
        self._values, self._masses = column("values"), column("masses")
        self._rarest, self._sizes = column("rarest.values"), Column("i4")

    def make(self, lemmas: Lists, counts: Lists, ranks: NDArray[np.int32]) -> Numbers:
        """How many lemmas are the rarest of each row; `ranks` are the final numbers of words."""
        most = max((int(part.max()) for part in _parts(counts.values)), default=0)
        logarithms = np.array([0.0, *(1 + math.log(n) for n in range(1, most + 1))])
        for first in range(0, len(lemmas), _ROWS):
            end = min(first + _ROWS, len(lemmas))
            row, found = lemmas.part(first, end)
            often = counts.part(first, end)[1]
            order = np.lexsort((ranks[found], row))
            row, found, often = row[order] - first, ranks[found][order], often[order]
            self._lemmas.put(found)
            self._repeats.put(often)
            self._part(row, found, logarithms[often], end - first)
        return self._sizes.array()

    def _part(self, row: Numbers, found: NDArray[np.int32], often: Values, count: int) -> None:
        weights = self._rarity[found]
        raw = often * weights
        squares, ends = (raw * raw).tolist(), np.cumsum(np.bincount(row, minlength=count)).tolist()
        starts = [0, *ends[:-1]]
        norms = [
            math.sqrt(math.fsum(squares[a:b])) or 1.0 for a, b in zip(starts, ends, strict=True)
        ]
        values = raw / np.array(norms)[row] if count else raw
        by_weight = np.lexsort((found, -values, row))
        place = np.arange(len(row)) - np.array(starts, np.int64)[row]
        first = by_weight[place < KEY_LEMMAS]
        self._values.put(values)
        self._masses.put(np.bincount(row, weights, count))
        self._rarest.put(found[first])
        self._sizes.put(np.bincount(row[first], minlength=count))


def _parts(values: NDArray[np.int32]) -> list[NDArray[np.int32]]:
    return [values[at : at + (1 << 20)] for at in range(0, len(values), 1 << 20)]
