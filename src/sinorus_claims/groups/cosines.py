"""How much of the lemmas of many pairs of claims is common, at once."""

import numpy as np
from numpy.typing import NDArray

from .claim_index import ClaimIndex
from .columns import Numbers
from .meetings import Meetings, runs_of_pairs
from .similarity.lexical import CONTAINED, COSINE, SPELLING

ROOM = 1e-5
"""Room for rounding in what no likeness exceeds."""

_MARGIN = 1e-4
"""More than single precision can be wrong in what is at most a hundred words long."""

Measures = NDArray[np.float64]


class Overlaps:
    """Cosines of the claims' vectors, and how alike their words can make two claims."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index = index
        self._meetings = Meetings(index.lemmas, len(index.rarity))
        self._trust = np.minimum(1.0, np.diff(index.lemmas.starts) / 3)

    def of(self, codes: Numbers) -> tuple[Measures, Measures]:
        """(cosines to nine digits, what no likeness by words exceeds) of pairs.

        `codes` are left * claims + right, sorted.
        """
        count = max(1, len(self._index))
        parts = [self._some(part // count, part % count) for part in runs_of_pairs(codes, count)]
        if not parts:
            return np.zeros(0), np.zeros(0)
        cosines, most = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
        return cosines.round(9), most

    def may_reach(self, rows: Numbers, cosine: float, most: float) -> NDArray[np.bool_]:
        """Of each pair of some rows (rows, rows) whether both of its measures may be so great.

        By products of matrices, whose last digits hang on the processor: it errs to the side of
        yes, so that whoever asks for the measures of what is left finds the same everywhere.
        """
        lemmas = self._index.lemmas
        which, place = lemmas.gather(rows)
        words, column, counts = np.unique(
            lemmas.values[place], return_inverse=True, return_counts=True
        )
        shared = counts[column] > 1
        which, place, column = which[shared], place[shared], column[shared]
        laid = np.zeros((len(rows), len(words)), np.float32)
        laid[which, column] = self._index.values[place]
        cosines = laid @ laid.T
        fit: NDArray[np.bool_] = cosines >= cosine - _MARGIN
        laid[which, column] = np.sqrt(self._index.rarity[words[column]])
        masses, trusts = self._index.masses[rows].astype(np.float32), self._trust[rows]
        smaller = np.minimum.outer(masses, masses)
        trust = np.minimum.outer(trusts, trusts).astype(np.float32)
        contained = trust * (laid @ laid.T) / np.where(smaller > 0, smaller, 1)
        fit &= COSINE * cosines + CONTAINED * contained + SPELLING + ROOM >= most - _MARGIN
        return fit

    def _some(self, one: Numbers, other: Numbers) -> tuple[Measures, Measures]:
        index = self._index
        found = self._meetings.of(one, other)
        met, pair, place = found.laid(index.values), found.pair, found.theirs
        # Term after term, in order of the words: whichever other pairs there are changes no digit.
        cosines = np.bincount(pair, met * index.values[place], len(other)).astype(np.float64)
        rarity = index.rarity[index.lemmas.values[place]]
        common = np.bincount(pair, rarity * (met > 0), len(other))
        smaller = np.minimum(self._index.masses[one], self._index.masses[other])
        trust = np.minimum(self._trust[one], self._trust[other])
        contained = trust * common / np.where(smaller > 0, smaller, 1.0)
        # The sum of `LexicalSimilarity`, had both the same spelling; and room for rounding.
        return cosines, COSINE * cosines + CONTAINED * contained + SPELLING + ROOM
