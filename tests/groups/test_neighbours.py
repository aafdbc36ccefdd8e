"""Nearest claims in the vector space."""

import numpy as np
import pytest

from sinorus_claims.groups import neighbours
from sinorus_claims.groups.neighbours import NEIGHBOURS, nearest
from sinorus_claims.groups.similarity.contract import STEP, exact_units


def units(rows: int, seed: int = 3) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(rows, 8)).astype(np.float32)
    return exact_units(made)


def pairs(vectors: np.ndarray, articles: np.ndarray) -> set[tuple[int, int]]:
    left, right = nearest(vectors, articles)
    return set(zip(left.tolist(), right.tolist(), strict=True))


def test_the_same_as_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_ROWS", 7)
    vectors, articles = units(60), np.arange(60) // 2
    cosines = vectors @ vectors.T
    wanted = set()
    for one in range(60):
        near = [
            (-cosines[one, o], o)
            for o in range(60)
            if articles[o] != articles[one] and cosines[one, o] >= neighbours.NEAR
        ]
        wanted |= {(min(one, o), max(one, o)) for _, o in sorted(near)[:NEIGHBOURS]}
    assert pairs(vectors, articles) == wanted


def test_claims_without_words_have_no_neighbours() -> None:
    vectors = exact_units(np.zeros((3, 8), np.float32))
    assert pairs(vectors, np.arange(3)) == set()


def test_above_the_limit_cells_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, articles = units(200), np.arange(200)
    every = pairs(vectors, articles)
    monkeypatch.setattr(neighbours, "MOST_EXACT", 60)
    assert 0 < len(pairs(vectors, articles) & every) < len(every)
    twins = exact_units(np.repeat(units(100), 2, axis=0))
    assert {(n, n + 1) for n in range(0, 200, 2)} <= pairs(twins, articles)


def test_sums_are_exact_in_any_order() -> None:
    vectors = units(50)
    wide = vectors.astype(np.float64)
    assert np.array_equal((vectors @ vectors.T).astype(np.float64), wide @ wide.T)
    assert np.array_equal(vectors, np.round(vectors / STEP) * STEP)
