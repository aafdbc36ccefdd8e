"""Claims that share a key, and how blocks that are too large are split."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .claim_index import ClaimIndex
from .columns import Numbers
from .keys import Keys, words_of

DEEPEST = 3
"""Second keys that may be added to a key before its claims are compared with neighbours only."""

Key = tuple[str, ...]
"""The kind of the key, then what is shared."""


@dataclass(frozen=True, slots=True)
class Split:
    """A block that was too large."""

    key: Key
    claims: int
    """Claims under the key."""
    neighbours_only: bool
    """True where further keys did not help, and each claim met only its nearest in sorted order."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Runs of rows that share something: each is compared within itself."""

    rows: Numbers
    """Rows of all blocks, one block after another, ascending within each."""
    starts: Numbers
    sizes: Numbers


def blocks(
    kind: str, keys: Keys, index: ClaimIndex, largest: int, splits: list[Split]
) -> Iterator[Blocks]:
    """Blocks of claims that share a key of this kind, none larger than `largest`.

    What had to be split goes to `splits`.
    """
    codes, found = _runs(*keys)
    fit = found.sizes <= largest
    yield Blocks(found.rows, found.starts[fit], found.sizes[fit])
    for start, size in zip(found.starts[~fit].tolist(), found.sizes[~fit].tolist(), strict=True):
        rows = found.rows[start : start + size]
        key = (kind, *words_of(kind, int(codes[start]), int(rows[0]), index))
        yield from _split(key, rows, index, largest, splits)


def _runs(codes: NDArray[np.generic], rows: Numbers) -> tuple[NDArray[np.generic], Blocks]:
    """Codes sorted, and the runs of two and more rows that have the same; a row counts once."""
    order = np.lexsort((rows, codes))
    codes, rows = codes[order], rows[order]
    new = np.ones(len(codes), bool)
    new[1:] = (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1])
    codes, rows = codes[new], rows[new]
    first = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, int)
    sizes = np.diff(np.r_[first, len(codes)])
    several = sizes > 1
    return codes, Blocks(rows, first[several], sizes[several])


def _split(
    key: Key, rows: Numbers, index: ClaimIndex, largest: int, splits: list[Split]
) -> Iterator[Blocks]:
    """Blocks of at most `largest` claims; what had to be split goes to `splits`."""
    depth = key.count("+")
    splits.append(Split(key, len(rows), neighbours_only=depth >= DEEPEST))
    if depth >= DEEPEST:
        yield _windows(rows, index, largest)
        return
    which, place = index.lemmas.gather(rows)
    lemmas = index.lemmas.values[place]
    free = ~np.isin(lemmas, _known(key, index.words))
    lemmas, which = lemmas[free], which[free]
    codes, found = _runs(lemmas, rows[which])
    useful = found.sizes < len(rows)
    fit = useful & (found.sizes <= largest)
    yield Blocks(found.rows, found.starts[fit], found.sizes[fit])
    for start, size in _of(found, useful & ~fit):
        lemma = index.words[int(codes[start])]
        yield from _split(
            (*key, "+", lemma), found.rows[start : start + size], index, largest, splits
        )
    everywhere = codes[found.starts[~useful]]
    alike = rows[np.setdiff1d(np.arange(len(rows)), which[~np.isin(lemmas, everywhere)])]
    if len(alike) > 1:
        splits.append(Split(key, len(alike), neighbours_only=True))
        yield _windows(alike, index, largest)


def _of(found: Blocks, chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    return zip(found.starts[chosen].tolist(), found.sizes[chosen].tolist(), strict=True)


def _known(key: Key, words: Sequence[str]) -> list[int]:
    """Numbers of the words of a key."""
    places = ((bisect_left(words, word), word) for word in set(key))
    return sorted(at for at, word in places if at < len(words) and words[at] == word)


def _windows(rows: Numbers, index: ClaimIndex, largest: int) -> Blocks:
    """Overlapping runs of claims sorted by their lemmas."""
    ordered = sorted(rows.tolist(), key=lambda row: (index.lemmas.row(row).tolist(), row))
    half = max(1, largest // 2)
    runs = [
        sorted(ordered[start : start + largest])
        for start in range(0, max(1, len(ordered) - largest // 2), half)
    ]
    sizes = np.array([len(run) for run in runs], np.int64)
    every = np.array([row for run in runs for row in run], np.int64)
    return Blocks(every, np.cumsum(sizes) - sizes, sizes)
