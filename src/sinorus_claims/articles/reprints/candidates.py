"""Which pairs of articles are worth counting: those that share enough sampled runs.

A join by sorting, in flat arrays: no dictionary of runs, no list of owners. Pairs are counted for
a range of articles at a time, so that memory is bounded whatever the folder holds.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fingerprints import Hashes, Sketches

Ranks = NDArray[np.int64]

# So many owners of a run are remembered: the first ones, among which the original is.
_COMMON = 50
# A third of the runs that are expected will do: a sample may lie ill, and of runs that many share
# only the first owners are known.
_SLACK = 3.0
# Pairs counted at a time for each hash that may be held: counting takes some 60 bytes a pair.
_PAIRS = 1 / 32
# A block has at least so many pairs.
_BLOCK = 20_000


def candidate_pairs(
    sketches: Sketches, order: Ranks, containment: float
) -> Iterator[tuple[Ranks, Ranks]]:
    """Pairs of ranks (later, earlier), sorted, in blocks without a later article in common.

    `order` lists the articles from the earliest to the latest; a rank is a place in it. A pair is
    named if, as far as the sample tells, the two may share `containment` (0 to 1) of the runs of
    the shorter, and half that share of the later one's. While no more than 50 articles share a
    run and the sample holds all runs, no such pair is missed. Empties
    `sketches`.
    """
    count = len(order)
    bits = max(1, (count - 1).bit_length())
    ranks = np.empty(count, dtype=np.uint64)
    ranks[order] = np.arange(count, dtype=np.uint64)
    sizes = np.array(sketches.sizes, dtype=np.float64)[order]
    owners, firsts, earlier = _shared(sketches.keys(ranks, bits), bits)
    block = max(_BLOCK, int(sketches.limit * _PAIRS))
    for low, high in _ranges(np.bincount(owners, weights=earlier, minlength=count), block):
        later, old, shared = _count_pairs(owners, firsts, earlier, low, high)
        shorter = np.minimum(sizes[later], sizes[old])
        wanted = containment * np.maximum(sizes[later] / 2, shorter)
        sampled = np.floor(wanted / (_SLACK * 2.0**sketches.halvings))
        worth = (shared >= sampled) & (sizes[old] >= np.floor(wanted))
        yield later[worth], old[worth]


def _shared(
    keys: Hashes, bits: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    """The entries whose run has two owners or more, grouped by run, owners ascending.

    For each the rank of its owner, the place of the first entry of its run, and the number of
    earlier owners that are remembered.
    """
    shift = np.uint64(bits)
    runs = keys >> shift
    same = runs[1:] == runs[:-1]
    del runs
    follows = np.zeros(len(keys), dtype=bool)
    follows[1:] = same
    member = follows.copy()
    member[:-1] |= same
    keys, follows = keys[member], follows[member]
    owners = (keys & np.uint64((1 << bits) - 1)).astype(np.uint32)
    place = np.arange(len(keys), dtype=np.uint32)
    firsts = np.maximum.accumulate(np.where(follows, np.uint32(0), place))
    return owners, firsts, np.minimum(place - firsts, _COMMON).astype(np.uint8)


def _ranges(pairs: NDArray[Any], block: int) -> Iterator[tuple[int, int]]:
    """Ranges of ranks with at most `block` pairs each, unless one article has more."""
    ends = np.cumsum(pairs)
    low = 0
    while low < len(ends):
        done = ends[low - 1] if low else 0.0
        high = max(low + 1, int(np.searchsorted(ends, done + block, side="right")))
        yield low, high
        low = high


def _count_pairs(
    owners: NDArray[np.uint32],
    firsts: NDArray[np.uint32],
    earlier: NDArray[np.uint8],
    low: int,
    high: int,
) -> tuple[Ranks, Ranks, NDArray[np.int64]]:
    """Pairs (later, earlier) whose later rank lies in `low`..`high`, and the runs they share."""
    chosen = np.flatnonzero((owners >= low) & (owners < high) & (earlier > 0))
    counts = earlier[chosen].astype(np.int64)
    total = int(counts.sum())
    offset = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    old = owners[np.repeat(firsts[chosen].astype(np.int64), counts) + offset]
    pairs = np.repeat(owners[chosen].astype(np.uint64) << np.uint64(32), counts) | old
    pairs.sort()
    heads = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)])
    shared = np.diff(np.append(heads, len(pairs)))
    unique = pairs[heads]
    later = (unique >> np.uint64(32)).astype(np.int64)
    return later, (unique & np.uint64(0xFFFFFFFF)).astype(np.int64), shared
