"""The network's sums, in numpy: see training/attribution for how it is taught.

    x   = norm(V vectors + H vectors[head] + lemma + part of speech + relation + quotation state)
    x   = layers(x)                        attention with a bias for relative place, head, children
    p   = sigmoid(cue(norm(x)))            is the token a cue's head
    y   = T x + C x[cue] + place relative to the cue + branch of the tree + same sentence
    r   = softmax(role(relu(norm(layer(y)))))     none, content, source, cue: for each cue anew

All linear maps act on rows; arrays are float32 [.., tokens, width].
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .inputs import Floats, Inputs, Numbers

DEPTH = 14
"""Steps in the tree that are followed."""
NOWHERE, ITSELF, ABOVE, BRANCHES = range(4)
_EPSILON = np.float32(1e-5)
_MASKED = np.float32(-1e4)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Named arrays, as `training/attribution` exports them: linear maps are [inputs, outputs]."""

    arrays: Mapping[str, Floats]

    @property
    def depth(self) -> int:
        """Number of encoder layers."""
        return sum(name.endswith(".asked.weight") for name in self.arrays) - 1

    def states(self, given: Inputs) -> Floats:
        """[B, W, width]: each token in its context."""
        rows = np.arange(len(given.heads))[:, None]
        x = self._linear("encoder.vector", given.vectors)
        x += self._linear("encoder.head", given.vectors)[rows, given.heads]
        x += self.arrays["encoder.lemma.weight"][given.lemmas]
        x += self.arrays["encoder.pos.weight"][given.pos]
        x += self.arrays["encoder.dep.weight"][given.deps]
        x += self.arrays["encoder.quoted.weight"][given.quoted]
        x = self._norm("encoder.norm", x)
        for number in range(self.depth):
            x = self._layer(f"encoder.layers.{number}", x, given.mask, given.heads)
        return self._norm("last", x)

    def cues(self, states: Floats, mask: NDArray[np.bool_]) -> Floats:
        """[B, W]: how likely each token is the head of a cue; 0 where nothing stands."""
        hidden = np.maximum(self._linear("cue.0", states), 0)
        scores = self._linear("cue.3", hidden)[..., 0]
        return np.asarray(np.where(mask, 1 / (1 + np.exp(-scores)), 0), dtype=np.float32)

    def roles(self, states: Floats, given: Inputs, places: Numbers) -> Floats:
        """[C, W, 4]: probabilities of the roles for C cues, whose `places` are [C, 2]."""
        rows, columns = places[:, 0], places[:, 1]
        heads, sentences = given.heads[rows], given.sentences[rows]
        own = np.arange(len(rows))
        x = self._linear("token", states)[rows]
        x += self._linear("of_cue", states[rows, columns])[:, None]
        far = self.arrays["far.weight"]
        x += far[_relative(states.shape[1], len(far) // 2)[columns]]
        x += self.arrays["branch.weight"][branches(heads, given.deps[rows], columns)]
        together = sentences == sentences[own, columns][:, None]
        x += self.arrays["together.weight"][together.astype(np.int64)]
        x = self._layer("deep", x, given.mask[rows], heads)
        return _softmax(self._linear("role", np.maximum(self._norm("norm", x), 0)))

    def _linear(self, name: str, x: Floats) -> Floats:
        weight = self.arrays[f"{name}.weight"]
        flat = x.reshape(-1, x.shape[-1]) @ weight
        flat += self.arrays[f"{name}.bias"]
        return flat.reshape(*x.shape[:-1], weight.shape[1])

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + _EPSILON)
        scaled: Floats = centred / spread * self.arrays[f"{name}.weight"]
        scaled += self.arrays[f"{name}.bias"]
        return scaled

    def _layer(self, name: str, x: Floats, mask: NDArray[np.bool_], heads: Numbers) -> Floats:
        bias = self._bias(name, mask, heads)
        size, length, width = x.shape
        count = bias.shape[1]
        asked = self._linear(f"{name}.asked", self._norm(f"{name}.before", x))
        q, k, v = asked.reshape(size, length, 3, count, -1).transpose(2, 0, 3, 1, 4)
        scores = q @ k.transpose(0, 1, 3, 2)
        scores *= np.float32((width // count) ** -0.5)
        scores += bias
        seen = (_softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(size, length, width)
        x = x + self._linear(f"{name}.given", seen)
        hidden = np.maximum(self._linear(f"{name}.up", self._norm(f"{name}.between", x)), 0)
        x += self._linear(f"{name}.down", hidden)
        return x

    def _bias(self, name: str, mask: NDArray[np.bool_], heads: Numbers) -> Floats:
        """[B, heads of attention, W, W]."""
        size, length = heads.shape
        far, (above, below) = self.arrays[f"{name}.far"], self.arrays[f"{name}.near"]
        bias = np.repeat(far[None, :, _relative(length, far.shape[1] // 2)], size, axis=0)
        rows, steps = np.arange(size)[:, None], np.arange(length)[None]
        bias[rows, :, steps, heads] += above
        # A token is a root's own head: both terms then fall on one cell, as in training.
        bias[rows, :, heads, steps] += below
        bias += np.where(mask, np.float32(0), _MASKED)[:, None, None, :]
        return bias


def branches(heads: Numbers, deps: Numbers, cues: Numbers) -> Numbers:
    """[C, W]: how each token hangs on a cue; `heads`, `deps` are [C, W], `cues` [C].

    `NOWHERE`, `ITSELF`, `ABOVE` it in the tree; else `BRANCHES` and the relation of the cue's child
    through which the token descends from it.
    """
    count, length = heads.shape
    rows = np.arange(count)
    every = rows[:, None]
    out = np.zeros((count, length), dtype=np.int64)
    below = np.broadcast_to(np.arange(length), (count, length))
    for _ in range(DEPTH):
        above = heads[every, below]
        arrived = (above == cues[:, None]) & (below != above) & (out == NOWHERE)
        out = np.where(arrived, BRANCHES + deps[every, below], out)
        below = above
    upward = cues
    for _ in range(DEPTH):
        upward = heads[rows, upward]
        out[rows, upward] = ABOVE
    out[rows, cues] = ITSELF
    return out


def _relative(length: int, reach: int) -> Numbers:
    """[W, W]: how far the column stands behind the row, from 0 to twice the reach."""
    steps = np.arange(length)
    places: Numbers = np.clip(steps[None] - steps[:, None], -reach, reach) + reach
    return places


def _softmax(scores: Floats) -> Floats:
    out: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out /= out.sum(axis=-1, keepdims=True)
    return out
