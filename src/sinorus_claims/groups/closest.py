"""Of the many pairs that share something, those in which a claim is among the closest of another.

Without a bound of this kind pairs grow with the square of the claims: among ten times as many
claims each finds ten times as many that share two words with it. What says the same or the contrary
is close; of what is farther only a denial is worth a look, since it is often worded far from what
it denies.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .columns import Numbers, in_order_of, within_runs

CLOSEST = 8
"""A pair is judged if one claim is among so many closest of the other. Among 9,000 claims of 300
articles all of the 311 pairs without a common quotation that were found to say the same or the
contrary stay; with 6 four are lost, and two thirds of the pairs are."""

CONTRARY = 24
"""The same for pairs of which one claim denies: with 8 three of a hundred conflicts are lost."""

QUOTING = 32
"""The same for pairs with a run of quoted words, or of a charge and its denial. Claims that quote
one sentence are all close to the first of them, which is what holds their group together."""

_AT_ONCE = 2_000_000
"""Pairs that are ranked at once, each seen from both its claims: some 150 MB."""

_FINEST = 1_000_000
"""Steps in which it is told how close two claims are."""

_FARTHEST = 2 * _FINEST
"""More than any measure, which may be a little above one."""

Measures = NDArray[np.float64]


def closest(
    codes: Numbers,
    measures: Measures,
    count: int,
    most: Numbers | int,
    *,
    ends: tuple[int, int] | None = None,
) -> NDArray[np.bool_]:
    """Of each pair whether one claim is among the `most` closest of the other.

    `codes` are left * `count` + right, sorted, `measures` (0 to 1) say how close the two are; of
    equally close ones the first count. `most` is one number, or one for each pair. What is left out
    among some of the pairs would be left out among all of them too. With `ends` only the claims
    [first, end) are asked, and only their pairs are needed.
    """
    near: NDArray[np.bool_] = _ranks(codes, measures, count, ends or (0, count)) < most
    return near


def _ranks(codes: Numbers, measures: Measures, count: int, ends: tuple[int, int]) -> Numbers:
    """How many are closer to one of the two claims; the smaller number of both."""
    count = max(1, count)
    ranks = np.full(len(codes), np.iinfo(np.int64).max)
    one, other = np.divmod(codes, count)
    order = in_order_of([other], [count])
    far = _FARTHEST - np.rint(measures * _FINEST).astype(np.int64)
    lefts, rights = (_starts(side, count)[ends[0] : ends[1] + 1] for side in (one, other))
    for low, high in _portions(lefts + rights):
        left = np.arange(lefts[low], lefts[high])
        right = order[rights[low] : rights[high]]
        # Of equally close ones the first goes first: a claim's lefts in order, then its rights.
        both = np.concatenate([right, left])
        claim = np.concatenate([other[right], one[left]]) - ends[0] - low
        place = in_order_of([claim, far[both]], [high - low, _FARTHEST])
        found = np.empty(len(both), np.int64)
        found[place] = within_runs(claim[place])
        ranks[left] = np.minimum(ranks[left], found[len(right) :])
        ranks[right] = np.minimum(ranks[right], found[: len(right)])
    return ranks


def _starts(claims: Numbers, count: int) -> Numbers:
    """Where the pairs of each claim begin, of so many claims; then the number of all pairs."""
    return np.concatenate(([0], np.cumsum(np.bincount(claims, minlength=count))))


def _portions(starts: Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of claims with some millions of pairs each: what sorting takes is bounded."""
    low = 0
    while low < len(starts) - 1:
        high = int(np.searchsorted(starts, starts[low] + _AT_ONCE, side="right")) - 1
        high = max(low + 1, high)
        yield low, high
        low = high
