"""Which entries of their lists many pairs of rows have in common, told at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .columns import Lists, Numbers

_LEFTS = 512
"""Rows that are laid out at once, each on a line of its own."""

_PAIRS = 100_000
"""Pairs that are looked at together, at most."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The left rows of some pairs, laid out as lines of cells, and where the right ones meet them.

    Cells that no entry lies in are met where the two have nothing in common.
    """

    size: int
    """Cells of all lines."""
    cells: Numbers
    """The cell of each entry of the left rows; the same twice for an entry that comes twice."""
    own: Numbers
    """Place of that entry in the values of the lists."""
    met: Numbers
    """For each entry of the right rows, one row after another, the cell that it meets."""
    theirs: Numbers
    """Place of that entry in the values of the lists."""
    pair: Numbers
    """The pair that that entry is of."""

    def laid(self, values: NDArray[Any]) -> NDArray[Any]:
        """What each entry of the right rows meets, of the values of the left rows' entries.

        Zero where it meets nothing; of an entry that comes twice the last.
        """
        found = np.zeros(self.size, values.dtype)
        found[self.cells] = values[self.own]
        met: NDArray[Any] = found[self.met]
        return met

    def summed(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """The same; of an entry that comes several times the sum."""
        found = np.bincount(self.cells, values[self.own], self.size).astype(np.float64, copy=False)
        met: NDArray[np.float64] = found[self.met]
        return met


class Meetings:
    """Meetings of rows of the same lists, the values of which are numbers of words."""

    def __init__(self, lists: Lists, words: int) -> None:
        self._lists = lists
        self._column = np.zeros(words + 1, np.int32)

    def of(self, one: Numbers, other: Numbers) -> Meeting:
        """That of some pairs of rows, among which there are few different left ones."""
        lists, column = self._lists, self._column
        lefts, line = np.unique(one, return_inverse=True)
        which, own = lists.gather(lefts)
        known, place = np.unique(lists.values[own], return_inverse=True)
        width = len(known) + 1
        column[known] = np.arange(1, width)
        pair, theirs = lists.gather(other)
        met = (line * width)[pair] + column[lists.values[theirs]]
        column[known] = 0
        return Meeting(len(lefts) * width, which * width + place + 1, own, met, theirs, pair)


def runs_of_pairs(codes: Numbers, count: int) -> Iterator[Numbers]:
    """Runs of pairs with few different lefts; `codes` are left * `count` + right, sorted."""
    at = 0
    while at < len(codes):
        some = codes[at : at + _PAIRS]
        lefts = some // count
        new = np.flatnonzero(lefts[1:] != lefts[:-1])
        end = int(new[_LEFTS - 1]) + 1 if len(new) >= _LEFTS else len(some)
        yield some[:end]
        at += end
