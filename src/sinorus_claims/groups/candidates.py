"""Which pairs of claims are worth judging: those that share something rare, or lie near.

Every claim gets blocking keys: runs of quoted words, its speaker with a topic word, named entities
with a topic word, quantities by noun and unit, rare lemmas. Claims under one key are compared. A
block of more than `max_block` claims is split by second keys and reported, never cut. Beside them
each claim meets its neighbours in the vector space, which may share no word with it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..config import GroupSettings
from ..model import Claim
from .blocking import Blocks, Split, blocks
from .claim_index import ClaimIndex, index_claims
from .columns import Numbers
from .cosines import Cosines
from .neighbours import nearest
from .partitions import partitions
from .similarity import Similarity

_LOG = logging.getLogger(__name__)

KEPT = frozenset({"quote", "charge"})
"""Keys whose pairs are judged however little else they share."""

NEIGHBOUR = "neighbour"
"""The kind of pair that shares no key but lies near: it needs no word in common."""

_PAIRS = 2_000_000
"""Pairs of overlapping blocks that are collected before doubles are dropped, 16 MB."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to judge, as positions in the sequence of claims, left before right, in order."""

    pairs: tuple[tuple[int, int], ...]
    quoted: frozenset[tuple[int, int]]
    """Those of them that share a run of quoted words, or are a charge and its denial."""
    splits: tuple[Split, ...]


def find_candidates(
    claims: Sequence[Claim], settings: GroupSettings, similarity: Similarity | None = None
) -> Candidates:
    """Pairs of claims from different articles that share a key and enough rare lemmas, or are near.

    Pairs that share quoted words are always kept; others under one key need half of
    `candidate_similarity` in cosine of lemmas, so that a dearer similarity still sees them. Vectors
    are those of `similarity` if it has any, so that each claim is encoded once a run.
    """
    kinds, splits = pairs_by_kind(claims, settings, similarity)
    quoted = as_pairs(union([kinds[k] for k in sorted(kinds) if k in KEPT]), len(claims))
    pairs = as_pairs(union([kinds[k] for k in sorted(kinds)]), len(claims))
    return Candidates(tuple(pairs), frozenset(quoted), tuple(splits))


def pairs_by_kind(
    claims: Sequence[Claim], settings: GroupSettings, similarity: Similarity | None = None
) -> tuple[Mapping[str, Numbers], Sequence[Split]]:
    """(kind of key -> the pairs that it finds, blocks that were split).

    Pairs are left * number of claims + right, sorted: the same pairs of claims whatever the order
    of the claims.
    """
    index = index_claims(claims, similarity)
    splits: list[Split] = []
    found = {k: in_order(c, index.order) for k, c in find_pairs(index, settings, splits)}
    return found, splits


def find_pairs(
    index: ClaimIndex, settings: GroupSettings, splits: list[Split], folder: Path | None = None
) -> Iterator[tuple[str, Numbers]]:
    """(kind of key, pairs of rows under it) kind after kind; what had to be split goes to `splits`.

    Keys lie in partitions in `folder`, if there is one.
    """
    pairs = _Pairs(index, settings.candidate_similarity / 2)
    for kind, parts in partitions(index, folder):
        found = [
            pairs.inside(blocks(kind, keys, index, settings.max_block, splits), every=kind in KEPT)
            for keys in parts
        ]
        yield kind, union(found)
    report(splits)
    if len(index) > 1:
        left, right = nearest(index.meanings, index.articles)
        yield NEIGHBOUR, np.sort(left * len(index) + right)


def in_order(codes: Numbers, order: Numbers) -> Numbers:
    """Pairs of rows as pairs of positions in the sequence that was given, sorted."""
    count = max(1, len(order))
    one, other = order[codes // count], order[codes % count]
    return np.sort(np.minimum(one, other) * count + np.maximum(one, other))


def union(found: Sequence[Numbers]) -> Numbers:
    """Pairs of all, each once, sorted."""
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def as_pairs(codes: Numbers, count: int) -> list[tuple[int, int]]:
    """Positions of the claims of each pair."""
    count = max(1, count)
    return list(zip((codes // count).tolist(), (codes % count).tolist(), strict=True))


class _Pairs:
    """Pairs of claims from two articles, each once, however many blocks they share."""

    def __init__(self, index: ClaimIndex, needed: float) -> None:
        self._articles, self._count = index.articles, len(index)
        self._cosines = Cosines(index)
        self._needed = needed

    def inside(self, found: Iterator[Blocks], *, every: bool) -> Numbers:
        """The pairs of these blocks, sorted; without `every` those that share enough lemmas."""
        kept: list[Numbers] = []
        waiting: list[Numbers] = []
        for codes in (codes for block in found for codes in self._of(block)):
            waiting.append(codes)
            if sum(map(len, waiting)) > _PAIRS:
                kept.append(self._worth(waiting, every=every))
                waiting = []
        return union([*kept, self._worth(waiting, every=every)])

    def _worth(self, waiting: Sequence[Numbers], *, every: bool) -> Numbers:
        codes = union(waiting)
        return codes if every else codes[self._cosines.of(codes) >= self._needed]

    def _of(self, found: Blocks) -> Iterator[Numbers]:
        """All pairs of the blocks, blocks of one size together."""
        for size in np.unique(found.sizes).tolist():
            one, other = _corners(size)
            starts = found.starts[found.sizes == size]
            step = max(1, _PAIRS // max(1, len(one)))
            for at in range(0, len(starts), step):
                rows = found.rows[starts[at : at + step, None] + np.arange(size)]
                left, right = rows[:, one].ravel(), rows[:, other].ravel()
                apart = self._articles[left] != self._articles[right]
                yield left[apart] * self._count + right[apart]


@lru_cache(maxsize=256)
def _corners(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of so many positions, left before right."""
    one, other = np.triu_indices(size, 1)
    return one, other


def report(splits: Sequence[Split]) -> None:
    """Blocks that were too large, in the log."""
    for split in splits:
        _LOG.info(
            "block %s has %d claims: %s",
            "/".join(split.key),
            split.claims,
            "neighbours compared" if split.neighbours_only else "split by a second key",
        )
