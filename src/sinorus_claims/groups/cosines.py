"""How much of the lemmas of many pairs of claims is common, at once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .claim_index import ClaimIndex
from .columns import Numbers

_LEFTS = 512
"""Claims that are laid out at once, each on a line of its own."""

_PAIRS = 100_000
"""Pairs that are looked at together, at most."""

Measures = NDArray[np.float64]


class Cosines:
    """Cosines of the claims' vectors, and the rest of what likeness by words hangs on."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index = index
        self._column = np.zeros(len(index.words) + 1, np.int32)

    def of(self, codes: Numbers) -> Measures:
        """(pairs,) cosines, to nine digits; `codes` are left * claims + right, sorted."""
        count = max(1, len(self._index))
        parts = [self._some(part // count, part % count) for part in _parts(codes, count)]
        return np.concatenate(parts).round(9) if parts else np.zeros(0)

    def _some(self, one: Numbers, other: Numbers) -> Measures:
        """The lefts' vectors are laid out over the words that they have; the rights' are met."""
        lemmas, values = self._index.lemmas, self._index.values
        lefts, line = np.unique(one, return_inverse=True)
        which, place = lemmas.gather(lefts)
        found = lemmas.values[place]
        words, column = np.unique(found, return_inverse=True)
        self._column[words] = np.arange(1, len(words) + 1)
        laid = np.zeros((len(lefts), len(words) + 1))
        laid[which, column + 1] = values[place]
        pair, place = lemmas.gather(other)
        met = laid[line[pair], self._column[lemmas.values[place]]]
        # Term after term, in order of the words: whichever other pairs there are changes no digit.
        cosines = np.bincount(pair, met * values[place], len(other))
        self._column[words] = 0
        return cosines.astype(np.float64)


def _parts(codes: Numbers, count: int) -> Iterator[Numbers]:
    """Runs of pairs with few different lefts."""
    at = 0
    while at < len(codes):
        some = codes[at : at + _PAIRS]
        lefts = some // count
        new = np.flatnonzero(lefts[1:] != lefts[:-1])
        end = int(new[_LEFTS - 1]) + 1 if len(new) >= _LEFTS else len(some)
        yield some[:end]
        at += end
