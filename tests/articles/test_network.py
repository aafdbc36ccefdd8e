"""The network over rows: the formulas of its docstring, row by row, and the file of weights."""

import io
import math

import numpy as np
import pytest

from sinorus_claims.articles.network import Layer, Network, load_network

TOKENS = ("pier", "menu", "ferry")


class Stored:
    """A file of weights in memory."""

    def __init__(self, **arrays):
        self.bytes = io.BytesIO()
        np.savez(self.bytes, **arrays)

    def open(self, _mode):
        return io.BytesIO(self.bytes.getvalue())


def arrays(width: int = 4, features: int = 2, embedded: int = 3) -> dict[str, np.ndarray]:
    numbers = np.random.default_rng(7)

    def half(*shape: int) -> np.ndarray:
        return numbers.normal(0, 0.5, shape).astype(np.float16)

    found = {
        "vocabulary": np.frombuffer("\n".join(TOKENS).encode(), dtype=np.uint8),
        "embedding": numbers.integers(-127, 127, (len(TOKENS), embedded)).astype(np.int8),
        "embedding_scale": half(len(TOKENS)),
        "mean": np.ones(features, dtype=np.float32),
        "scale": np.full(features, 2, dtype=np.float32),
        "dilations": np.array([1, 2], dtype=np.int32),
        "input.weight": half(embedded + features, width),
        "input.bias": half(width),
        "output.weight": half(width, 1),
        "output.bias": half(1),
        "threshold": np.float32(0.4),
    }
    for n in range(2):
        found[f"layer{n}.weight"] = half(3 * width, width)
        found[f"layer{n}.bias"] = half(width)
        found[f"layer{n}.page"] = half(width, width)
    return found


def by_hand(stored: dict[str, np.ndarray], bags, features) -> list[float]:
    """The same with one row at a time and no shortcut."""
    weights = {k: v.astype(np.float64) for k, v in stored.items()}
    vectors = weights["embedding"] * weights["embedding_scale"][:, None]
    rows = []
    for bag, measured in zip(bags, features, strict=True):
        total = sum((vectors[n] for n in bag), np.zeros(vectors.shape[1]))
        x = np.concatenate(
            [total / math.sqrt(max(1, len(bag))), (measured - weights["mean"]) / weights["scale"]]
        )
        rows.append(np.maximum(x @ weights["input.weight"] + weights["input.bias"], 0))
    for n, step in enumerate(stored["dilations"].tolist()):
        page = np.mean(rows, axis=0) @ weights[f"layer{n}.page"]
        zero = np.zeros_like(rows[0])
        added = []
        for t in range(len(rows)):
            before = rows[t - step] if t >= step else zero
            behind = rows[t + step] if t + step < len(rows) else zero
            near = np.concatenate([before, rows[t], behind])
            out = near @ weights[f"layer{n}.weight"] + weights[f"layer{n}.bias"] + page
            added.append(rows[t] + np.maximum(out, 0))
        rows = added
    scores = [float(r @ weights["output.weight"][:, 0] + weights["output.bias"][0]) for r in rows]
    return [1 / (1 + math.exp(-s)) for s in scores]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_the_probabilities_are_those_of_the_formulas(count):
    stored = arrays()
    numbers = np.random.default_rng(count)
    bags = [[], [0], [1, 2, 2], [2], [], [0, 1], [1]][:count]
    features = numbers.normal(0, 1, (count, 2)).astype(np.float32)
    found = load_network(Stored(**stored)).probabilities(bags, features)
    assert found.shape == (count, 1)
    assert found[:, 0] == pytest.approx(by_hand(stored, bags, features), abs=1e-5)


def test_a_sequence_without_rows_has_no_probabilities():
    found = load_network(Stored(**arrays())).probabilities([], np.zeros((0, 2), np.float32))
    assert found.shape == (0, 1)


def test_the_file_gives_back_vocabulary_and_threshold():
    network = load_network(Stored(**arrays()))
    assert network.tokens == TOKENS
    assert network.number == {"pier": 0, "menu": 1, "ferry": 2}
    assert network.threshold == pytest.approx(0.4)
    assert network.names == ()


def test_extreme_scores_do_not_overflow():
    wide = np.full((1, 1), 1e6, dtype=np.float32)
    one = np.zeros(1, dtype=np.float32)
    network = Network((), np.zeros((0, 0), np.float32), one, one + 1, (wide, one), (), (wide, one))
    with np.errstate(all="raise"):
        assert network.probabilities([[]], wide)[0, 0] == pytest.approx(1.0)


def test_a_step_longer_than_the_sequence_sees_no_neighbour():
    layer = Layer(
        5, np.ones((3, 1), np.float32), np.zeros(1, np.float32), np.zeros((1, 1), np.float32)
    )
    assert layer(np.array([[1.0], [2.0]], np.float32))[:, 0].tolist() == [2.0, 4.0]
