"""A small neural network over a sequence of rows (lines, elements), in numpy alone.

Each row brings a bag of token numbers and some measured features. The network sees each row with
its neighbours and with the mean of the whole sequence, and gives probabilities for each row:

    bag   = sum of the rows' token vectors / sqrt(number of tokens)
    x     = [bag, (features - mean) / scale]
    h     = relu(x @ input.weight + input.bias)
    h     = h + relu([h[t-d], h[t], h[t+d]] @ layerN.weight + layerN.bias + mean(h) @ layerN.page)
    p     = sigmoid(h @ output.weight + output.bias)

with one `layerN` for each dilation d, rows outside the sequence counted as zero.

A file of weights is an npz archive without pickles:

=================  ==================  ============================================================
`vocabulary`       uint8 [bytes]       the tokens, UTF-8, one a line; the n-th is token number n
`embedding`        int8 [tokens, e]    token vectors, each divided by its scale
`embedding_scale`  float16 [tokens]
`mean`, `scale`    float32 [features]
`dilations`        int32 [layers]      distance of the neighbours that each layer sees, in rows
`input.weight`     float16 [e + f, w]  also `input.bias` [w]
`layerN.weight`    float16 [3 w, w]    also `layerN.bias` [w], `layerN.page` [w, w]; N from 0
`output.weight`    float16 [w, o]      also `output.bias` [o]
`names`            uint8 [bytes]       optional: names of the features, one a line
`threshold`        float32 []          optional: from which probability a row is taken
=================  ==================  ============================================================

Work and memory grow linearly with rows and tokens: about 4 KB of memory a row at width 48.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Layer:
    """Three neighbouring rows and the mean row -> what is added to the row in the middle."""

    dilation: int
    weight: Floats
    bias: Floats
    page: Floats

    def __call__(self, rows: Floats) -> Floats:
        """`rows` [rows, width] with the layer's share added."""
        width = rows.shape[1]
        out: Floats = rows @ self.weight[width : 2 * width]
        step = self.dilation
        if step < len(rows):
            out[step:] += rows[:-step] @ self.weight[:width]
            out[:-step] += rows[step:] @ self.weight[2 * width :]
        out += rows.mean(axis=0) @ self.page + self.bias
        added: Floats = rows + np.maximum(out, 0)
        return added


@dataclass(frozen=True, eq=False)
class Network:
    """Weights, read for use; see the module for what they do."""

    tokens: tuple[str, ...]
    """The vocabulary; a token that is not in it is left out of the bag."""
    embedding: Floats
    mean: Floats
    scale: Floats
    first: tuple[Floats, Floats]
    layers: tuple[Layer, ...]
    last: tuple[Floats, Floats]
    names: tuple[str, ...] = ()
    """Names of the features, in their order."""
    threshold: float = 0.5
    """From which probability a row is taken."""

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Token -> its number."""
        return {token: n for n, token in enumerate(self.tokens)}

    def probabilities(self, bags: Sequence[Sequence[int]], features: Floats) -> Floats:
        """Probabilities [rows, outputs] for `bags` of token numbers and `features` [rows, f]."""
        outputs = self.last[1].shape[0]
        if not len(bags):
            return np.zeros((0, outputs), dtype=np.float32)
        measured = (features.astype(np.float32) - self.mean) / self.scale
        rows = np.concatenate([self._bagged(bags), measured], axis=1)
        rows = np.maximum(rows @ self.first[0] + self.first[1], 0)
        for layer in self.layers:
            rows = layer(rows)
        scores = np.clip(rows @ self.last[0] + self.last[1], -30, 30)
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)

    def _bagged(self, bags: Sequence[Sequence[int]]) -> Floats:
        """Sum of each bag's vectors over the root of its size; zero for an empty bag."""
        sizes = np.fromiter(map(len, bags), dtype=np.int64, count=len(bags))
        found = np.zeros((len(bags), self.embedding.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(sizes)
        if len(filled):
            flat = np.fromiter(chain.from_iterable(bags), dtype=np.int64, count=int(sizes.sum()))
            starts = np.concatenate([[0], np.cumsum(sizes[filled])[:-1]])
            sums = np.add.reduceat(self.embedding[flat], starts, axis=0)
            found[filled] = sums / np.sqrt(sizes[filled])[:, None]
        return found


def load_network(path: Traversable) -> Network:
    """The network whose weights stand in the npz file `path`."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    dilations = arrays["dilations"].tolist()
    scales = arrays["embedding_scale"].astype(np.float32)
    return Network(
        tokens=_lines(arrays["vocabulary"]),
        embedding=arrays["embedding"].astype(np.float32) * scales[:, None],
        mean=arrays["mean"],
        scale=arrays["scale"],
        first=(_floats(arrays, "input.weight"), _floats(arrays, "input.bias")),
        layers=tuple(
            Layer(step, *(_floats(arrays, f"layer{n}.{x}") for x in ("weight", "bias", "page")))
            for n, step in enumerate(dilations)
        ),
        last=(_floats(arrays, "output.weight"), _floats(arrays, "output.bias")),
        names=_lines(arrays["names"]) if "names" in arrays else (),
        threshold=float(arrays.get("threshold", 0.5)),
    )


def _lines(encoded: NDArray[np.uint8]) -> tuple[str, ...]:
    text = encoded.tobytes().decode("utf-8")
    return tuple(text.split("\n")) if text else ()


def _floats(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    return arrays[name].astype(np.float32)
