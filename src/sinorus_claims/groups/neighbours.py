"""Claims that lie near one another in a vector space, whatever words they share."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .columns import in_order_of, union, within_runs
from .similarity.contract import STEP, Vectors

NEIGHBOURS = 10
"""Nearest claims of other articles that a claim is compared with."""

NEAR = 0.45
"""Cosine from which two claims are neighbours."""

MOST_EXACT = 10_000
"""Claims among which all are held against all; more are first parted into halves, and halves of
halves, each at the middle of the direction in which they are spread most. Of 346 relations among
26,000 claims one is lost by that, and one more where only 3,500 are."""

_ROWS = 256
"""Claims whose cosines are made at once: with 10,000 others, 10 MB."""

_PAIRS = 1_000_000
"""Near pairs that wait until the farther ones are let go, 20 MB."""

Positions = NDArray[np.int64]

_NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))

Steps = NDArray[np.int16]
"""Unit vectors in steps of `STEP`."""


def nearest(vectors: Vectors | Steps, articles: Positions) -> tuple[Positions, Positions]:
    """(left, right) positions of neighbouring claims, left before right, each pair once.

    `vectors` are unit vectors (claims, width), exact to `STEP`, or as steps; `articles` the number
    of each claim's article; two claims of one article are no neighbours. Of claims equally near the
    first count.
    """
    found = [neighbours_in(vectors, articles, cell) for cell in cells_of(vectors)]
    left, right = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    return left, right


def neighbours_in(
    vectors: Vectors | Steps, articles: Positions, cell: Positions
) -> tuple[Positions, Positions]:
    """The same among the positions of one cell."""
    return _within(cell, _units(vectors[cell]), articles[cell])


def _units(vectors: Vectors | Steps) -> Vectors:
    found = vectors * np.float32(STEP) if vectors.dtype == np.int16 else vectors
    return found.astype(np.float32, copy=False)


def _steps(vectors: Vectors | Steps) -> NDArray[np.int64]:
    whole = vectors if vectors.dtype == np.int16 else np.round(vectors / STEP)
    return whole.astype(np.int64)


def cells_of(vectors: Vectors | Steps) -> Iterator[Positions]:
    """Positions in cells of at most `MOST_EXACT`; those that lie near are likely to share one."""
    waiting = [np.arange(len(vectors))]
    while waiting:
        cell = waiting.pop()
        if len(cell) <= MOST_EXACT:
            yield cell
            continue
        values = vectors[cell, _widest(vectors, cell)]
        order = np.argsort(values, kind="stable")
        middle = len(cell) // 2
        waiting += [np.sort(cell[order[:middle]]), np.sort(cell[order[middle:]])]


def _widest(vectors: Vectors | Steps, cell: Positions) -> int:
    """The direction of the greatest variance, in whole numbers: the first of equals."""
    sums = [0] * vectors.shape[1]
    squares = [0] * vectors.shape[1]
    for at in range(0, len(cell), MOST_EXACT):
        steps = _steps(vectors[cell[at : at + MOST_EXACT]])
        sums = [a + b for a, b in zip(sums, steps.sum(axis=0).tolist(), strict=True)]
        squares = [a + b for a, b in zip(squares, (steps**2).sum(axis=0).tolist(), strict=True)]
    spread = [len(cell) * b - a * a for a, b in zip(sums, squares, strict=True)]
    return spread.index(max(spread))


def _within(cell: Positions, vectors: Vectors, articles: Positions) -> tuple[Positions, Positions]:
    """Neighbours among the claims of a cell, as positions in the whole.

    Of a claim all later ones are met at once, the earlier ones bit by bit: of those the nearest so
    far are kept.
    """
    count = len(cell)
    kept: list[Positions] = []
    one, other, cosines = _NOTHING
    for at in range(0, count, _ROWS):
        ones, others, found = _near(at, vectors, articles)
        kept.append((ones * count + others)[_foremost(ones, found)])
        one, other = np.concatenate([one, ones]), np.concatenate([other, others])
        cosines = np.concatenate([cosines, found])
        if len(one) > _PAIRS or at + _ROWS >= count:
            near = _foremost(other, cosines)
            one, other, cosines = one[near], other[near], cosines[near]
    codes = union([*kept, one * count + other])
    return cell[codes // max(1, count)], cell[codes % max(1, count)]


def _near(at: int, vectors: Vectors, articles: Positions) -> tuple[Positions, Positions, Vectors]:
    """Pairs of a row from `at` on and a later claim of another article, with their cosines."""
    cosines = vectors[at : at + _ROWS] @ vectors[at:].T
    places = np.flatnonzero(cosines >= NEAR)
    one, other = np.divmod(places, cosines.shape[1])
    fit = (one < other) & (articles[at + one] != articles[at + other])
    return at + one[fit], at + other[fit], cosines.ravel()[places[fit]]


def _foremost(one: Positions, cosines: Vectors) -> NDArray[np.bool_]:
    """Of each pair whether the other claim is among the nearest of `one`; of equals the first."""
    # Of numbers above zero in single precision the greater has the greater bits.
    bits = cosines.view(np.int32).astype(np.int64)
    most, least = int(bits.max(initial=0)), int(bits.min(initial=1 << 31))
    order = in_order_of([one, most - bits], [int(one.max(initial=0)), max(0, most - least)])
    kept = np.zeros(len(one), bool)
    kept[order] = within_runs(one[order]) < NEIGHBOURS
    return kept
