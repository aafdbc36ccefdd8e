"""What a similarity offers, and what it may be made from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ...model import Claim

Vectors = NDArray[np.float32]


class Similarity(Protocol):
    """Compares claims."""

    def compare(self, left: Claim, right: Claim) -> float:
        """Likeness of content, 0 to 1, symmetric."""
        ...

    def compare_all(self, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[float]:
        """Likeness of each pair, in order."""
        ...


class Encoder(Protocol):
    """Makes vectors of claims."""

    def encode(self, claims: Sequence[Claim]) -> Vectors:
        """(claims, width) vectors of any length; zero for claims that say nothing to it."""
        ...


STEP = 2.0**-11
"""To a multiple of this the parts of unit vectors are rounded: products and their sums are then
exact in single precision, and no order of summation, thread or processor changes a likeness."""


def exact_units(vectors: Vectors) -> Vectors:
    """The vectors to unit length, rounded to `STEP`; zero vectors stay zero."""
    wide = vectors.astype(np.float64)
    lengths = np.sqrt(np.square(wide).sum(axis=1, keepdims=True))
    units = wide / np.where(lengths > 0, lengths, 1.0)
    return (np.round(units / STEP) * STEP).astype(np.float32)
