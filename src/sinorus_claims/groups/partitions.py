"""The keys of a run in partitions: all claims under one key are in one of them.

With many claims the keys do not fit into memory at once. They are parted by their number, mixed by
a fixed rule; each partition is small enough to be sorted in memory.
"""

import numpy as np

from .columns import Numbers
from .keys import Codes, scattered


def homes_of(codes: Codes, partitions: int) -> Numbers:
    """The partition of each key; their number is a power of two, and more than one."""
    shift = np.uint64(64 - partitions.bit_length() + 1)
    return (scattered(codes) >> shift).astype(np.int64)
