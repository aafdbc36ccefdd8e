"""Windows as padded arrays: what the network reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .windows import quotation_states

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Columns(Protocol):
    """A text, token by token."""

    @property
    def words(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def lemmas(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def pos(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def deps(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def heads(self) -> NDArray[np.int32]: ...  # noqa: D102
    @property
    def starts(self) -> NDArray[np.bool_]: ...  # noqa: D102
    @property
    def vectors(self) -> NDArray[np.floating]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers of lemmas, parts of speech and relations; 0 is for what is unknown."""

    lemmas: Mapping[str, int]
    pos: Mapping[str, int]
    deps: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """B windows of W tokens."""

    tokens: tuple[tuple[int, ...], ...]
    """Token indices of each window."""
    vectors: Floats
    """[B, W, v]: the pipeline's shared encoder."""
    lemmas: Numbers
    pos: Numbers
    deps: Numbers
    heads: Numbers
    """[B, W]: the syntactic head's place in the window; a token's own where it stands outside."""
    quoted: Numbers
    sentences: Numbers
    """[B, W]: number of the sentence within the window."""
    mask: NDArray[np.bool_]


def inputs(text: Columns, chosen: Sequence[Sequence[int]], known: Vocabulary) -> Inputs:
    """Pad windows of one text to one batch."""
    size, width = len(chosen), max(map(len, chosen))
    vectors = np.zeros((size, width, text.vectors.shape[1]), dtype=np.float32)
    numbers = np.zeros((6, size, width), dtype=np.int64)
    mask = np.zeros((size, width), dtype=np.bool_)
    numbers[3] = np.arange(width)
    for row, tokens in enumerate(chosen):
        count = len(tokens)
        vectors[row, :count] = text.vectors[tokens]
        numbers[:, row, :count] = numbers_of(text, tokens, known)
        mask[row, :count] = True
    lemmas, pos, deps, heads, quoted, sentences = numbers
    return Inputs(
        tuple(map(tuple, chosen)), vectors, lemmas, pos, deps, heads, quoted, sentences, mask
    )


def numbers_of(text: Columns, tokens: Sequence[int], known: Vocabulary) -> Numbers:
    """[6, tokens] for one window, in the order of the fields of `Inputs`."""
    place = {token: n for n, token in enumerate(tokens)}
    heads = text.heads[tokens].tolist()
    return np.array((
        [known.lemmas.get(text.lemmas[t], 0) for t in tokens],
        [known.pos.get(text.pos[t], 0) for t in tokens],
        [known.deps.get(text.deps[t], 0) for t in tokens],
        [place.get(head, n) for n, head in enumerate(heads)],
        quotation_states([text.words[t] for t in tokens]),
        np.cumsum(text.starts[tokens]),
    ), dtype=np.int64)  # fmt: skip


def batches(
    text: Columns, found: Sequence[Sequence[int]], known: Vocabulary, *, size: int
) -> list[Inputs]:
    """Windows of like length together, at most `size` places a batch or one window.

    The grouping depends on the text alone, so that the same text gives the same sums to the bit.
    """
    groups: list[list[Sequence[int]]] = []
    for window in sorted(found, key=lambda w: (len(w), w[0])):
        if not groups or (len(groups[-1]) + 1) * len(window) > size:
            groups.append([])
        groups[-1].append(window)
    return [inputs(text, group, known) for group in groups]
