"""Weights with their vocabulary: from a text's columns to proposed attributions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from .inputs import Columns, Floats, Inputs, Vocabulary, batches
from .network import Network
from .windows import windows

NONE, CONTENT, SOURCE, CUE = range(4)
FLOOR = 0.1
"""Tokens less likely to be a cue are not looked at further."""
_BATCH, _CUES = 500, 16
_MANY, _SCALE = 2000, ".scale"
_BETWEEN = "\0"  # words of the vocabulary may hold line breaks


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible attribution; token indices, each in order."""

    head: int
    """The cue's head."""
    score: float
    """How likely it is one, 0 to 1: of the cue, times the mean of its content's tokens."""
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A network and the numbers of its words."""

    network: Network
    vocabulary: Vocabulary

    @property
    def width(self) -> int:
        """Width of the pipeline vectors that it was taught with."""
        return int(self.network.arrays["encoder.vector.weight"].shape[0])

    def proposals(self, text: Columns) -> list[Proposal]:
        """Everything that could be an attribution, in order of the cue.

        On one thread: these matrices are too small to share out, and the sums of several threads
        may differ in their last bits with the number of threads.
        """
        found = windows(text.words, text.starts.tolist())
        with _threads().limit(limits=1, user_api="blas"):
            made = [
                proposal
                for given in batches(text, found, self.vocabulary, size=_BATCH)
                for proposal in self._of(given)
            ]
        return sorted(made, key=lambda p: p.head)

    def _of(self, given: Inputs) -> Iterator[Proposal]:
        states = self.network.states(given)
        likely = self.network.cues(states, given.mask)
        places = np.argwhere(likely >= FLOOR)
        for start in range(0, len(places), _CUES):
            some = places[start : start + _CUES]
            roles = self.network.roles(states, given, some)
            for (row, column), shares in zip(some.tolist(), roles, strict=True):
                tokens = given.tokens[row]
                made = _proposal(tokens, column, float(likely[row, column]), shares)
                if made is not None:
                    yield made


def _proposal(
    tokens: tuple[int, ...], column: int, score: float, shares: Floats
) -> Proposal | None:
    shares = shares[: len(tokens)]
    best = shares.argmax(axis=-1)
    content, source, cue = (
        tuple(tokens[n] for n in np.flatnonzero(best == role)) for role in (CONTENT, SOURCE, CUE)
    )
    if not content:
        return None
    head = tokens[column]
    sure = float(shares[best == CONTENT, CONTENT].mean())
    return Proposal(head, score * sure, cue or (head,), source, content)


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def save(model: Model, file: IO[bytes]) -> None:
    """Write an npz archive, without pickles: half precision, the words' vectors as bytes with a
    scale for each word.
    """
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, value in model.network.arrays.items():
        if len(value) > _MANY:
            scale = np.maximum(np.abs(value).max(axis=1) / 127, 1e-8).astype(np.float16)
            arrays[name + _SCALE] = scale
            arrays[name] = np.rint(value / scale[:, None].astype(np.float32)).astype(np.int8)
        else:
            arrays[name] = value.astype(np.float16)
    for name in ("lemmas", "pos", "deps"):
        table: Mapping[str, int] = getattr(model.vocabulary, name)
        lines = _BETWEEN.join(sorted(table, key=table.__getitem__))
        arrays[name] = np.frombuffer(lines.encode(), dtype=np.uint8)
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def load(file: IO[bytes]) -> Model:
    """Read what `save` wrote. Raises `ValueError` or `KeyError` for anything else."""
    with np.load(file, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    tables = [_table(arrays.pop(name)) for name in ("lemmas", "pos", "deps")]
    scales = {n: arrays.pop(n).astype(np.float32) for n in list(arrays) if n.endswith(_SCALE)}
    floats = {name: value.astype(np.float32) for name, value in arrays.items()}
    for name, scale in scales.items():
        floats[name.removesuffix(_SCALE)] *= scale[:, None]
    return Model(Network(floats), Vocabulary(*tables))


def _table(encoded: NDArray[np.uint8]) -> dict[str, int]:
    return {word: n for n, word in enumerate(encoded.tobytes().decode().split(_BETWEEN), 1)}
