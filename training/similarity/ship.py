"""The table with one byte a number, into the package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sinorus_claims.groups.similarity.static import Pieces
from torch import Tensor, tensor

import paths

from .student import pearson

SHIPPED = paths.REPOSITORY / "src" / "sinorus_claims" / "groups" / "similarity" / "pieces.npz"


def ship(pieces: Sequence[str], table: Tensor, path: Path = SHIPPED) -> None:
    """Write `pieces`, `vectors` (pieces, width; int8) and `steps` (pieces; half precision).

    A vector is its row times its step.
    """
    found = turned(table.numpy())
    steps = (np.abs(found).max(axis=1) / 127).clip(min=1e-6).astype(np.float16)
    rows = np.round(found / steps.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8)
    again = tensor(rows * steps.astype(np.float32)[:, None])
    np.savez_compressed(
        path, pieces=np.frombuffer("\n".join(pieces).encode(), np.uint8), vectors=rows, steps=steps
    )
    after, size = pearson(again, Pieces(pieces)), path.stat().st_size
    print(f"{len(pieces)} pieces, {size / 1e6:.2f} MB, headlines as shipped: {after:.4f}")


def turned(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same vectors in other axes, the most telling first, and as long as the typical piece's
    largest part is 1: cosines stay, and the steps keep their precision.
    """
    _, _, axes = np.linalg.svd(table.astype(np.float64), full_matrices=False)
    signs = np.where(axes.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    found = table @ (axes * signs).T
    return np.asarray(found / np.median(np.abs(found).max(axis=1)), np.float32)
