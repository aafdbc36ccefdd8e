"""The keys of a run in partitions: all claims under one key are in one of them.

With many claims the keys do not fit into memory at once. They are parted by their number, mixed by
a fixed rule, into files of one folder; each partition is small enough to be sorted in memory.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .claim_index import ClaimIndex
from .columns import Column
from .keys import KINDS, Keys, scattered

PARTITIONS = 64
"""Partitions of the keys of one kind, where they lie on disk; a power of two."""

_ROWS = 20_000
"""Claims whose keys are made at once."""

_SHIFT = np.uint64(58)


def partitions(index: ClaimIndex, folder: Path | None) -> Iterator[tuple[str, Iterator[Keys]]]:
    """(kind, its keys, partition after partition); one partition without a folder."""
    for kind in sorted(KINDS):
        if folder is None:
            yield kind, iter((KINDS[kind](index, 0, len(index)),))
        else:
            yield kind, _parted(kind, index, folder)


def _parted(kind: str, index: ClaimIndex, folder: Path) -> Iterator[Keys]:
    files = [(Column("u8", folder), Column("i4", folder)) for _ in range(PARTITIONS)]
    for first in range(0, len(index), _ROWS):
        codes, rows = KINDS[kind](index, first, min(first + _ROWS, len(index)))
        homes = (scattered(codes) >> _SHIFT).astype(np.int64)
        order = np.argsort(homes, kind="stable")
        ends = np.cumsum(np.bincount(homes, minlength=PARTITIONS)).tolist()
        for (keys, members), start, end in zip(files, [0, *ends[:-1]], ends, strict=True):
            keys.put(codes[order[start:end]])
            members.put(rows[order[start:end]])
    while files:
        keys, members = files.pop(0)
        yield np.array(keys.array()), members.array().astype(np.int64)
