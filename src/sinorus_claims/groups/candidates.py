"""Which pairs of claims are worth judging: those that share something rare, or lie near.

Every claim gets blocking keys: runs of quoted words, its speaker with a topic word, named entities
with a topic word, quantities by noun and unit, rare lemmas. Claims under one key are compared. A
block of more than `max_block` claims is split by second keys and reported, never cut. Beside them
each claim meets its neighbours in the vector space, which may share no word with it.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..config import GroupSettings
from ..model import Claim
from .blocking import Split, blocks, rarest
from .features import read
from .neighbours import nearest
from .similarity import EmbeddedSimilarity, Similarity, Weights

_LOG = logging.getLogger(__name__)

KEPT = frozenset({"quote", "charge"})
"""Keys whose pairs are judged however little else they share."""

NEIGHBOUR = "neighbour"
"""The kind of pair that shares no key but lies near: it needs no word in common."""

_WAITING = 2_000_000
"""Pairs of overlapping blocks that are collected before doubles are dropped, 16 MB."""

Codes = NDArray[np.int64]
"""Pairs as left * number of claims + right, sorted."""


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
    _report(splits)
    quoted = _pairs(_union([kinds[k] for k in sorted(kinds) if k in KEPT]), len(claims))
    pairs = _pairs(_union([kinds[k] for k in sorted(kinds)]), len(claims))
    return Candidates(tuple(pairs), frozenset(quoted), tuple(splits))


def pairs_by_kind(
    claims: Sequence[Claim], settings: GroupSettings, similarity: Similarity | None = None
) -> tuple[Mapping[str, Codes], Sequence[Split]]:
    """(kind of key -> the pairs that it finds, blocks that were split).

    The same pairs of claims whatever the order of the claims.
    """
    order = np.array(sorted(range(len(claims)), key=lambda n: (claims[n].id, claims[n].text)), int)
    ordered = [claims[n] for n in order]
    readings = [read(c) for c in ordered]
    numbers = {article: n for n, article in enumerate(sorted({c.article for c in ordered}))}
    articles = np.array([numbers[c.article] for c in ordered], np.int64)
    weights = Weights(ordered)
    vectors = [weights.vector(r) for r in readings]
    splits: list[Split] = []
    kinds: dict[str, _Collector] = defaultdict(lambda: _Collector(articles))
    rare = [rarest(v) for v in vectors]
    for kind, block in blocks(readings, rare, settings.max_block, splits):
        kinds[kind].add(block)
    likeness = _Cosines(vectors)
    needed = settings.candidate_similarity / 2
    found = {k: c.codes() for k, c in kinds.items()}
    found = {k: c if k in KEPT else c[likeness.of(c) >= needed] for k, c in found.items()}
    if len(ordered) > 1:
        near = similarity if isinstance(similarity, EmbeddedSimilarity) else EmbeddedSimilarity()
        left, right = nearest(near.vectors(ordered), articles)
        found[NEIGHBOUR] = left * len(ordered) + right
    return {kind: _in_order(codes, order) for kind, codes in found.items()}, splits


def _in_order(codes: Codes, order: NDArray[np.int64]) -> Codes:
    """Codes of positions in the sequence that was given."""
    count = max(1, len(order))
    one, other = order[codes // count], order[codes % count]
    return np.sort(np.minimum(one, other) * count + np.maximum(one, other))


def _union(found: Sequence[Codes]) -> Codes:
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _pairs(codes: Codes, count: int) -> list[tuple[int, int]]:
    count = max(1, count)
    return list(zip((codes // count).tolist(), (codes % count).tolist(), strict=True))


class _Collector:
    """Pairs of claims from two articles, each once, however many blocks they share."""

    def __init__(self, articles: NDArray[np.int64]) -> None:
        self._articles = articles
        self._found: list[Codes] = []
        self._waiting = 0

    def add(self, block: Sequence[int]) -> None:
        """All pairs of a block; its positions ascend."""
        members = np.array(block, np.int64)
        one, other = _corners(len(members))
        one, other = members[one], members[other]
        apart = self._articles[one] != self._articles[other]
        self._found.append(one[apart] * len(self._articles) + other[apart])
        self._waiting += int(apart.sum())
        if self._waiting > _WAITING:
            self._found = [self.codes()]
            self._waiting = 0

    def codes(self) -> Codes:
        """The pairs so far."""
        return _union(self._found)


@lru_cache(maxsize=64)
def _corners(size: int) -> tuple[Codes, Codes]:
    """All pairs of so many positions, left before right."""
    one, other = np.triu_indices(size, 1)
    return one, other


class _Cosines:
    """Cosines of many pairs of sparse vectors at once."""

    def __init__(self, vectors: Sequence[Mapping[str, float]]) -> None:
        self._count = len(vectors)
        lemmas = {lemma: n for n, lemma in enumerate(sorted({x for v in vectors for x in v}))}
        self._width = max(1, len(lemmas))
        self._starts = np.cumsum([0, *map(len, vectors)])
        rows = [sorted((lemmas[x], w) for x, w in v.items()) for v in vectors]
        self._columns = np.array([c for row in rows for c, _ in row], np.int64)
        self._values = np.array([w for row in rows for _, w in row])
        sizes = np.diff(self._starts)
        self._places = np.repeat(np.arange(self._count), sizes) * self._width + self._columns

    def of(self, codes: Codes) -> NDArray[np.float64]:
        """(pairs,) cosines, to nine digits."""
        parts = [self._some(codes[at : at + 100_000]) for at in range(0, len(codes), 100_000)]
        return np.concatenate(parts).round(9) if parts else np.zeros(0)

    def _some(self, codes: Codes) -> NDArray[np.float64]:
        one, other = codes // self._count, codes % self._count
        sizes = self._starts[one + 1] - self._starts[one]
        pair = np.repeat(np.arange(len(codes)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        entry = self._starts[one][pair] + within
        sought = other[pair] * self._width + self._columns[entry]
        place = np.searchsorted(self._places, sought)
        place = np.minimum(place, len(self._places) - 1)
        hit = self._places[place] == sought
        products = np.where(hit, self._values[entry] * self._values[place], 0.0)
        return np.bincount(pair, products, len(codes)).astype(np.float64)


def _report(splits: Sequence[Split]) -> None:
    for split in splits:
        _LOG.info(
            "block %s has %d claims: %s",
            "/".join(split.key),
            split.claims,
            "neighbours compared" if split.neighbours_only else "split by a second key",
        )
