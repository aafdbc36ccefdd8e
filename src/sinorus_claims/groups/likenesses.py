"""How alike the words of many pairs of claims are, at once: what a run of claims goes by.

Up to rounding it is what `LexicalSimilarity` says of two claims alone.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from .claim_index import ClaimIndex
from .columns import Lists, Numbers
from .cosines import ROOM, Measures
from .similarity.lexical import OTHER_NAMES, SPELLING

ROUNDING = 2e-6
"""How much more or less than `LexicalSimilarity` says may be said here."""

_PAIRS = 100_000
"""Pairs that are looked at together."""


class Likenesses:
    """Likeness of pairs of rows."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index = index

    def of(self, codes: Numbers, most: Measures) -> Measures:
        """Likeness of each pair, 0 to 1.

        `codes` are left * claims + right, sorted; `most` what `Overlaps` says that it cannot
        exceed, which supposes that both are spelled alike and name the same.
        """
        parts = [
            self._some(codes[at : at + _PAIRS], most[at : at + _PAIRS])
            for at in range(0, len(codes), _PAIRS)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _some(self, codes: Numbers, most: Measures) -> Measures:
        count = max(1, len(self._index))
        rows, places = np.unique(
            np.concatenate([codes // count, codes % count]), return_inverse=True
        )
        spelled = list(self._spelled(rows))
        one, other = places[: len(codes)].tolist(), places[len(codes) :].tolist()
        left, right = [spelled[n] for n in one], [spelled[n] for n in other]
        alike = cpdist(left, right, scorer=fuzz.ratio, dtype=np.float64).ravel() / 100
        written = np.array([bool(text) for text in spelled])[places]
        alike[~(written[: len(codes)] & written[len(codes) :])] = 0.0
        found = most - ROOM - SPELLING * (1.0 - alike)
        apart = _disjoint(self._index.entities, codes // count, codes % count)
        likeness: Measures = np.minimum(1.0, found * np.where(apart, OTHER_NAMES, 1.0)).round(6)
        return likeness

    def _spelled(self, rows: Numbers) -> Iterator[str]:
        """The lemmas of each row in their order, with spaces between."""
        index = self._index
        which, place = index.lemmas.gather(rows)
        often = index.repeats[place]
        words = [index.words[n] for n in np.repeat(index.lemmas.values[place], often).tolist()]
        ends = np.cumsum(np.bincount(which, often, len(rows)).astype(np.int64)).tolist()
        start = 0
        for end in ends:
            yield " ".join(words[start:end])
            start = end


def _disjoint(lists: Lists, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    """Whether both rows of each pair have entries, and none of them in common."""
    first, at = lists.gather(one)
    second, place = lists.gather(other)
    widest = int(lists.values.max()) + 1 if len(lists.values) else 1
    known = first * widest + lists.values[at]
    met = np.isin(second * widest + lists.values[place], known)
    shared, left, right = (
        np.bincount(entries, minlength=len(one)) > 0 for entries in (second[met], first, second)
    )
    disjoint: NDArray[np.bool_] = left & right & ~shared
    return disjoint
