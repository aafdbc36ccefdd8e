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
from .closest import CLOSEST, CONTRARY, QUOTING, Measures, closest
from .columns import Numbers
from .cosines import Overlaps
from .likenesses import ROUNDING, Likenesses
from .neighbours import nearest
from .partitions import partitions
from .similarity import LexicalSimilarity, Similarity, Weights

_LOG = logging.getLogger(__name__)

KEPT = frozenset({"quote", "charge"})
"""Keys whose pairs are judged however little else they share."""

NEIGHBOUR = "neighbour"
"""The kind of pair that shares no key but lies near: it needs no word in common."""

_PAIRS = 2_000_000
"""Pairs of overlapping blocks that are collected before doubles are dropped, 16 MB."""


WORDS_ALONE = 7 / 6
"""How many times `candidate_similarity` a pair must be alike that shares words, but neither lies
near nor quotes the same. There are more of them than of all others together, the more the more
claims there are; of 24,000 that fall away among 300 articles none was found to say the same or the
contrary, and three were held for possible conflicts."""

QUOTED, NEAR = 1, 2
"""What is known of a pair beside that it shares a key: one of `KEPT`; that it lies near."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to look at, by the positions of their claims in the sequence that was given."""

    claims: int
    """Claims of the run."""
    codes: Numbers
    """Pairs as left * number of claims + right, left before right, sorted."""
    marks: NDArray[np.uint8]
    """`QUOTED` and `NEAR`, added up, of each pair."""
    splits: tuple[Split, ...]
    weights: Weights
    """How rare lemmas are in the run."""

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs as positions."""
        return tuple(as_pairs(self.codes, self.claims))

    @property
    def quoted(self) -> frozenset[tuple[int, int]]:
        """Those that share a run of quoted words, or are a charge and its denial."""
        return frozenset(as_pairs(self.codes[(self.marks & QUOTED) > 0], self.claims))


def find_candidates(
    claims: Sequence[Claim],
    settings: GroupSettings,
    similarity: Similarity | None = None,
    folder: Path | None = None,
) -> Candidates:
    """Pairs of claims from different articles that share a key and enough rare lemmas, or are near.

    Pairs under one key need half of `candidate_similarity` in cosine of lemmas, so that a dearer
    similarity still sees them, unless they share quoted words; for a likeness by words, pairs that
    cannot reach what is asked of it are left out, and those, quoted ones too, in which neither
    claim is among the closest of the other (`closest`). Vectors are those of `similarity` if it has
    any, so that each claim is encoded once a run. With a `folder` what grows with the claims lies
    there meanwhile.
    """
    index = index_claims(claims, similarity, folder)
    return candidates_of(
        index, settings, by_words=type(similarity) is LexicalSimilarity, folder=folder
    )


def candidates_of(
    index: ClaimIndex, settings: GroupSettings, *, by_words: bool, folder: Path | None = None
) -> Candidates:
    """The same for claims that have been read; `by_words` where likeness is one by words."""
    splits: list[Split] = []
    least = settings.candidate_similarity
    pairs = _Pairs(index, settings, least=WORDS_ALONE * least if by_words else 0.0)
    near = pairs.reaching(_neighbours(index), least)
    found = dict(_by_key(index, settings.max_block, pairs, splits, folder))
    quoted = pairs.closest(union([codes for kind, codes in found.items() if kind in KEPT]), QUOTING)
    others = union([near, *(codes for kind, codes in found.items() if kind not in KEPT)])
    near_enough = pairs.closest(others)
    _LOG.info("%d pairs are left out for closer ones", len(others) - len(near_enough))
    every = union([near_enough, quoted])
    marks = np.isin(every, quoted).astype(np.uint8) * QUOTED
    marks |= np.isin(every, near).astype(np.uint8) * NEAR
    if by_words:
        worth = pairs.alike(every, asked_of(marks, least))
        every, marks = every[worth], marks[worth]
    _report(splits)
    codes, order = _in_order(every, index.order)
    return Candidates(len(index), codes, marks[order], tuple(splits), index.weights)


def asked_of(marks: NDArray[np.uint8], least: float) -> Measures:
    """How much alike pairs must be to be judged; `least` is `candidate_similarity`."""
    asked = np.full(len(marks), min(1.0, WORDS_ALONE * least))
    asked[(marks & NEAR) > 0] = least
    asked[(marks & QUOTED) > 0] = 0.0
    return asked


def pairs_by_kind(
    claims: Sequence[Claim], settings: GroupSettings, similarity: Similarity | None = None
) -> tuple[Mapping[str, Numbers], Sequence[Split]]:
    """(kind of key -> the pairs that it finds, blocks that were split).

    Pairs are left * number of claims + right, sorted: the same pairs of claims whatever the order
    of the claims.
    """
    index = index_claims(claims, similarity)
    splits: list[Split] = []
    pairs = _Pairs(index, settings, least=0.0)
    found = dict(_by_key(index, settings.max_block, pairs, splits, None))
    if len(index) > 1:
        found[NEIGHBOUR] = _neighbours(index)
    return {kind: _in_order(codes, index.order)[0] for kind, codes in found.items()}, splits


def _by_key(
    index: ClaimIndex, largest: int, pairs: "_Pairs", splits: list[Split], folder: Path | None
) -> Iterator[tuple[str, Numbers]]:
    """(kind of key, pairs of rows under it); what had to be split goes to `splits`."""
    for kind, parts in partitions(index, folder):
        every = kind in KEPT
        yield (
            kind,
            union(
                [
                    pairs.inside(blocks(kind, keys, index, largest, splits), every=every)
                    for keys in parts
                ]
            ),
        )


def _neighbours(index: ClaimIndex) -> Numbers:
    if len(index) < 2:
        return np.zeros(0, np.int64)
    left, right = nearest(index.meanings, index.articles)
    return np.sort(left * len(index) + right)


def _in_order(codes: Numbers, order: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of rows as pairs of positions as given, sorted, and how they moved."""
    count = max(1, len(order))
    one, other = order[codes // count], order[codes % count]
    moved = np.minimum(one, other) * count + np.maximum(one, other)
    places = np.argsort(moved)
    return moved[places], places


def union(found: Sequence[Numbers]) -> Numbers:
    """Pairs of all, each once, sorted."""
    if not found:
        return np.zeros(0, np.int64)
    # By sorting alone: `np.unique` of newer versions of numpy hashes first, three times as long.
    every = np.sort(np.concatenate(found))
    return every[np.diff(every, prepend=-1) > 0]


def as_pairs(codes: Numbers, count: int) -> list[tuple[int, int]]:
    """Positions of the claims of each pair."""
    count = max(1, count)
    return list(zip((codes // count).tolist(), (codes % count).tolist(), strict=True))


class _Pairs:
    """Pairs of claims from two articles, each once, however many blocks they share."""

    def __init__(self, index: ClaimIndex, settings: GroupSettings, *, least: float) -> None:
        self._articles, self._count = index.articles, len(index)
        self._overlaps, self._likenesses = Overlaps(index), Likenesses(index)
        self._denies = index.denies
        self._cosine = settings.candidate_similarity / 2
        self._least = min(1.0, least)

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
        if every:
            return self.closest(codes, QUOTING)
        cosines, most = self._overlaps.of(codes)
        worth = (cosines >= self._cosine) & (most >= self._least)
        # One bound for all, the widest: with several, what goes here would change the ranks that
        # the others have in the end, and so what is found with the portions.
        return self._closest(codes[worth], most[worth], max(CLOSEST, CONTRARY))

    def closest(self, codes: Numbers, most: int | None = None) -> Numbers:
        """Those in which one claim is among the closest of the other.

        All, if likeness is not one by words: how close two claims are is then told by that alone.
        """
        if not self._least:
            return codes
        return self._closest(codes, self._overlaps.of(codes)[1], most)

    def _closest(self, codes: Numbers, measures: Measures, most: int | None = None) -> Numbers:
        if not self._least:
            return codes
        count = max(1, self._count)
        contrary = self._denies[codes // count] != self._denies[codes % count]
        limits = np.where(contrary, CONTRARY, CLOSEST) if most is None else most
        return closest(codes, measures, self._count, limits)

    def reaching(self, codes: Numbers, likeness: float) -> Numbers:
        """The pairs whose likeness may be so great; all, if likeness is not one by words."""
        if not self._least:
            return codes
        _, most = self._overlaps.of(codes)
        return codes[most >= likeness]

    def alike(self, codes: Numbers, asked: Measures) -> NDArray[np.bool_]:
        """Whether each pair may be as much alike as it must be."""
        found = self._likenesses.of(codes, self._overlaps.of(codes)[1])
        worth: NDArray[np.bool_] = found >= asked - ROUNDING
        return worth

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


def _report(splits: Sequence[Split]) -> None:
    """Blocks that were too large, in the log."""
    for split in splits:
        _LOG.info(
            "block %s has %d claims: %s",
            "/".join(split.key),
            split.claims,
            "neighbours compared" if split.neighbours_only else "split by a second key",
        )
