"""Which pairs of claims are worth judging: those that share something rare, or lie near.

Every claim gets blocking keys: runs of quoted words, its speaker with a topic word, named entities
with a topic word, quantities by noun and unit, rare lemmas. Claims under one key are compared. A
block of more than `max_block` claims is split by second keys and reported, never cut. Beside them
each claim meets its neighbours in the vector space, which may share no word with it.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from ..config import GroupSettings
from ..model import Article, Claim
from ..work.stages import Work
from .blocking import Split, blocks
from .claim_index import ClaimIndex
from .columns import Numbers
from .cosines import Measures
from .indexing import index_claims
from .keys import KINDS
from .neighbours import nearest
from .pairing import KEPT, QUOTED, Alike, Marks, Pairing, Pairs, in_order, united
from .searching.on_disk import search
from .similarity import LexicalSimilarity, Similarity, Weights

_LOG = logging.getLogger(__name__)

NEIGHBOUR = "neighbour"
"""The kind of pair that shares no key but lies near: it needs no word in common."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to look at, by the positions of their claims in the sequence that was given."""

    claims: int
    """Claims of the run."""
    codes: Numbers
    """Pairs as left * number of claims + right, left before right, sorted."""
    marks: Marks
    """`QUOTED`, `NEAR` and `SCREENED`, added up, of each pair."""
    likeness: Measures
    """Of each pair, by words; not a number where it is not one by words."""
    splits: tuple[Split, ...]
    """Sorted."""
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
    *,
    articles: Mapping[str, Article] | None = None,
    work: Work | None = None,
) -> Candidates:
    """Pairs of claims from different articles that share a key and enough rare lemmas, or are near.

    Pairs under one key need half of `candidate_similarity` in cosine of lemmas, so that a dearer
    similarity still sees them, unless they share quoted words; for a likeness by words, pairs that
    are less alike than is asked of them are left out, and those, quoted ones too, in which neither
    claim is among the closest of the other (`closest`). Vectors are those of `similarity` if it has
    any, so that each claim is encoded once a run. With a `folder` what grows with the claims lies
    there meanwhile, and the engine of `work` shares in the search; the pairs are the same.
    """
    by_words = type(similarity) is LexicalSimilarity
    if folder is None:
        index = index_claims(claims, similarity, articles=articles)
        return candidates_of(index, settings, by_words=by_words)
    # Files that are still mapped cannot be removed everywhere; they go with the folder of the run.
    with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as own:
        columns, files = Path(own) / "index", Path(own) / "pairs"
        columns.mkdir()
        files.mkdir()
        index = index_claims(claims, similarity, columns, articles=articles, work=work)
        found, splits = search(index, settings, files, by_words=by_words, work=work)
        return _told(index, found, splits)


def candidates_of(index: ClaimIndex, settings: GroupSettings, *, by_words: bool) -> Candidates:
    """The same for claims that have been read; `by_words` where likeness is one by words."""
    pairing = Pairing(index, settings, by_words=by_words)
    splits: list[Split] = []
    near = pairing.neighbours(_neighbours(index))
    found = _by_key(index, settings.max_block, pairing, splits)
    named, quoted = (
        united([pairs for kind, pairs in found.items() if (kind in KEPT) == kept])
        for kept in (False, True)
    )
    pairs, marks = pairing.kept(near, named, quoted)
    _LOG.info("%d pairs share something, %d of them are close", len(named), len(pairs))
    return _told(index, pairing.alike(pairs, marks).in_order(index.order), splits)


def _told(index: ClaimIndex, pairs: Alike, splits: Sequence[Split]) -> Candidates:
    found = tuple(sorted(splits, key=lambda s: (s.key, s.claims, s.neighbours_only)))
    _report(found)
    codes, marks = pairs.codes, pairs.marks
    return Candidates(len(index), codes, marks, pairs.likeness, found, index.weights())


def pairs_by_kind(
    claims: Sequence[Claim], settings: GroupSettings, similarity: Similarity | None = None
) -> tuple[Mapping[str, Numbers], Sequence[Split]]:
    """(kind of key -> the pairs that it finds, blocks that were split).

    Pairs are left * number of claims + right, sorted: the same pairs of claims whatever the order
    of the claims.
    """
    index = index_claims(claims, similarity)
    splits: list[Split] = []
    pairing = Pairing(index, settings, by_words=False)
    made = _by_key(index, settings.max_block, pairing, splits)
    found = {kind: pairs.codes for kind, pairs in made.items()}
    if len(index) > 1:
        found[NEIGHBOUR] = _neighbours(index)
    return {kind: in_order(codes, index.order)[0] for kind, codes in found.items()}, splits


def _by_key(
    index: ClaimIndex, largest: int, pairing: Pairing, splits: list[Split]
) -> dict[str, Pairs]:
    """Kind of key -> pairs of rows under it; what had to be split goes to `splits`."""
    return {
        kind: pairing.inside(
            blocks(kind, KINDS[kind](index, 0, len(index)), index, largest, splits),
            every=kind in KEPT,
        )
        for kind in sorted(KINDS)
    }


def _neighbours(index: ClaimIndex) -> Numbers:
    if len(index) < 2:
        return np.zeros(0, np.int64)
    left, right = nearest(index.meanings, index.articles)
    return np.sort(left * len(index) + right)


def as_pairs(codes: Numbers, count: int) -> list[tuple[int, int]]:
    """Positions of the claims of each pair."""
    count = max(1, count)
    return list(zip((codes // count).tolist(), (codes % count).tolist(), strict=True))


def _report(splits: Sequence[Split]) -> None:
    """Blocks that were too large, in the log."""
    for split in splits:
        _LOG.info(
            "block %s has %d claims: %s",
            "/".join(split.key),
            split.claims,
            "neighbours compared" if split.neighbours_only else "split by a second key",
        )
