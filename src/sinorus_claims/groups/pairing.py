"""Pairs of claims that share something, with how alike their words can make them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..config import GroupSettings
from .blocking import Blocks
from .claim_index import ClaimIndex
from .closest import CLOSEST, CONTRARY, QUOTING, closest
from .columns import Numbers, in_order_of, union
from .cosines import Measures, Overlaps
from .likenesses import Likenesses
from .screening import Screening

KEPT = frozenset({"quote", "charge"})
"""Keys whose pairs are judged however little else they share."""

QUOTED, NEAR, SCREENED = 1, 2, 4
"""What is known of a pair beside that it shares a key: one of `KEPT`; that it lies near; that no
judge can find more in it than one matter."""

WORDS_ALONE = 7 / 6
"""How many times `candidate_similarity` a pair must be alike that shares words, but neither lies
near nor quotes the same. There are more of them than of all others together, the more the more
claims there are; of 24,000 that fall away among 300 articles none was found to say the same or the
contrary, and three were held for possible conflicts."""

_PAIRS = 2_000_000
"""Pairs of overlapping blocks that are collected before doubles are dropped, 16 MB."""

_LARGE = 40
"""Claims from which it pays to look at a block as a whole before its pairs are looked at."""

Marks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows, each once."""

    codes: Numbers
    """Left * number of claims + right, left before right, sorted."""
    most: Measures
    """What no likeness by words of the two exceeds; 0 where likeness is not one by words."""

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, chosen: NDArray[np.bool_]) -> "Pairs":
        """Those that are chosen."""
        return Pairs(self.codes[chosen], self.most[chosen])


NONE = Pairs(np.zeros(0, np.int64), np.zeros(0))


def united(found: Sequence[Pairs]) -> Pairs:
    """Pairs of all."""
    if len(found) < 2:
        return found[0] if found else NONE
    codes = np.concatenate([pairs.codes for pairs in found])
    return _distinct(codes, np.concatenate([pairs.most for pairs in found]))


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs that are as much alike as they must be, or may be."""

    codes: Numbers
    """As in `Pairs`."""
    marks: Marks
    """`QUOTED`, `NEAR` and `SCREENED`, added up."""
    likeness: Measures
    """By words; not a number where it is not one by words."""

    def in_order(self, order: Numbers) -> "Alike":
        """Pairs of rows as pairs of positions as given, sorted."""
        codes, places = in_order(self.codes, order)
        return Alike(codes, self.marks[places], self.likeness[places])


def pairs_of(codes: Numbers, most: Measures, chosen: NDArray[np.bool_]) -> Pairs:
    """Those that are chosen of codes in any order, which may come several times."""
    return _distinct(codes[chosen], most[chosen])


def _distinct(codes: Numbers, most: Measures) -> Pairs:
    # What is said of a pair is the same wherever it was found.
    order = in_order_of([codes], [int(codes.max(initial=0))])
    codes = codes[order]
    new = np.diff(codes, prepend=-1) > 0
    return Pairs(codes[new], most[order[new]])


def in_order(codes: Numbers, order: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of rows as pairs of positions as given, sorted, and how they moved."""
    count = max(1, len(order))
    one, other = order[codes // count], order[codes % count]
    moved = np.minimum(one, other) * count + np.maximum(one, other)
    places = np.argsort(moved)
    return moved[places], places


def asked_of(marks: Marks, least: float) -> Measures:
    """How much alike pairs must be to be judged; `least` is `candidate_similarity`."""
    asked = np.full(len(marks), min(1.0, WORDS_ALONE * least))
    asked[(marks & NEAR) > 0] = least
    asked[(marks & QUOTED) > 0] = 0.0
    return asked


class Pairing:
    """Which pairs of claims from two articles are worth more than a look."""

    def __init__(self, index: ClaimIndex, settings: GroupSettings, *, by_words: bool) -> None:
        """With `by_words` likeness is one by words, and tells what is close."""
        self._index, self._count = index, max(1, len(index))
        self._overlaps, self._likenesses = Overlaps(index), Likenesses(index)
        self._screening = Screening(index, settings)
        self._near = settings.candidate_similarity
        self._least = min(1.0, WORDS_ALONE * self._near) if by_words else 0.0
        self._bounds = (self._near / 2, self._least)

    def inside(self, found: Iterator[Blocks], *, every: bool) -> Pairs:
        """The pairs of these blocks; without `every` those that share enough lemmas.

        Of both kinds those are left out that `closest` would leave out.
        """
        kept: list[Pairs] = []
        waiting: list[Numbers] = []
        count = 0
        for codes in (codes for block in found for codes in self._of(block, every=every)):
            waiting.append(codes)
            count += len(codes)
            if count > _PAIRS:
                kept.append(self._worth(waiting, every=every))
                waiting, count = [], 0
        return united([*kept, self._worth(waiting, every=every)])

    def _worth(self, waiting: Sequence[Numbers], *, every: bool) -> Pairs:
        codes = union(waiting)
        if every:
            return self.quoting(self.measured(codes))
        cosines, most = self._overlaps.of(codes)
        least, reached = self._bounds
        worth = (cosines >= least) & (most >= reached)
        # One bound for all, the widest: with several, what goes here would change the ranks that
        # the others have in the end, and so what is found with the portions.
        return self._closest(Pairs(codes[worth], most[worth]), max(CLOSEST, CONTRARY))

    def measured(self, codes: Numbers) -> Pairs:
        """Pairs, sorted, with how alike their words can make them."""
        return Pairs(codes, self._overlaps.of(codes)[1] if self._least else np.zeros(len(codes)))

    def neighbours(self, codes: Numbers) -> Pairs:
        """Those pairs of neighbours, sorted, that may be as much alike as these must be."""
        pairs = self.measured(codes)
        return pairs.at(pairs.most >= self._near) if self._least else pairs

    def closest(self, pairs: Pairs, ends: tuple[int, int] | None = None) -> Pairs:
        """Those in which one claim is among the closest of the other.

        All, if likeness is not one by words: how close two claims are is then told by that alone.
        With `ends` only claims of that range of rows count, whose pairs must all be there.
        """
        denies = self._index.denies
        contrary = denies[pairs.codes // self._count] != denies[pairs.codes % self._count]
        return self._closest(pairs, np.where(contrary, CONTRARY, CLOSEST), ends)

    def quoting(self, pairs: Pairs, ends: tuple[int, int] | None = None) -> Pairs:
        """The same of pairs that were found by a key of `KEPT`."""
        return self._closest(pairs, QUOTING, ends)

    def _closest(
        self, pairs: Pairs, most: Numbers | int, ends: tuple[int, int] | None = None
    ) -> Pairs:
        if not self._least:
            return pairs
        return pairs.at(closest(pairs.codes, pairs.most, self._count, most, ends=ends))

    def kept(
        self, near: Pairs, named: Pairs, quoted: Pairs, ends: tuple[int, int] | None = None
    ) -> tuple[Pairs, Marks]:
        """The closest of the pairs that lie near, share a key, or share one of `KEPT`; their marks.

        With `ends` as for `closest`; `QUOTED` then says that a claim of that range knows it.
        """
        close = self.closest(united([near, named]), ends)
        quoting = self.quoting(quoted, ends)
        every = united([close, quoting])
        marks = np.isin(every.codes, quoting.codes).astype(np.uint8) * QUOTED
        marks |= np.isin(every.codes, near.codes).astype(np.uint8) * NEAR
        return every, marks

    def alike(self, pairs: Pairs, marks: Marks) -> Alike:
        """The pairs that are as much alike as they must be to be judged, or may be."""
        codes = pairs.codes
        if not self._least:
            return Alike(codes, marks, np.full(len(codes), np.nan))
        found = self._likenesses.of(codes, pairs.most)
        worth = found >= asked_of(marks, self._near)
        codes, marks, found = codes[worth], marks[worth], found[worth]
        screened = self._screening.out(codes, found)
        return Alike(codes, marks | SCREENED * screened.astype(np.uint8), found)

    def _of(self, found: Blocks, *, every: bool) -> Iterator[Numbers]:
        """All pairs of the blocks, blocks of one size together; without `every` what may do."""
        articles = self._index.articles
        for size in np.unique(found.sizes).tolist():
            one, other = _corners(size)
            starts = found.starts[found.sizes == size]
            step = max(1, _PAIRS // max(1, len(one)))
            for at in range(0, len(starts), step):
                rows = found.rows[starts[at : at + step, None] + np.arange(size)]
                left, right = rows[:, one], rows[:, other]
                apart = articles[left] != articles[right]
                if size >= _LARGE and not every:
                    for place, block in enumerate(rows):
                        apart[place] &= self._overlaps.may_reach(block, *self._bounds)[one, other]
                yield left[apart] * self._count + right[apart]


@lru_cache(maxsize=256)
def _corners(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of so many positions, left before right."""
    one, other = np.triu_indices(size, 1)
    return one, other
