"""The pairs of a run that are worth judging, judged here or by several workers."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from ..config import GroupSettings
from ..model import Article, Claim
from ..work.inline import InlineEngine
from ..work.shelf import Shelf
from ..work.stages import Work
from .bonds import Judged, Pair
from .candidates import NEAR, QUOTED, WORDS_ALONE, Candidates, find_candidates
from .judged import JudgedOnDisk, Likeness
from .keeping import forget_readings
from .ordered import Ordered
from .portions import Asked, judge_alike, judge_by_engine, judging_stage, portable
from .similarity import LexicalSimilarity, Similarity, Weights, load_similarity

_HELD = 1 << 40
_AT_HAND = 256


class Place:
    """Where the comparison of a run is carried out, and where its values lie meanwhile."""

    def __init__(self, work: Work | None, scratch: Path | None, *, on_disk: bool) -> None:
        # What is judged hangs on all claims of a run: a cache would hardly meet it again.
        self._work = Work(work.engine if work is not None else InlineEngine())
        self._own = tempfile.TemporaryDirectory() if on_disk and scratch is None else None
        self.folder: Path | None = None
        """For files that go with what uses them; None where values stay in memory."""
        if on_disk:
            self.folder = Path(self._own.name) if self._own is not None else scratch

    def shelf(self, kind: Any) -> Shelf[Any]:
        """A shelf for values of this type."""
        held = 0 if self.folder is not None else _HELD
        return Shelf(kind, held=held, folder=self.folder, at_hand=_AT_HAND)

    def let_go(self) -> None:
        """Forget what was read of claims that will be read from disk anew."""
        if self.folder is not None:
            forget_readings()

    def engine_for(self, settings: GroupSettings) -> Work | None:
        """Who judges portions; None where all pairs are judged here, one after another."""
        shared = self.folder is not None or self._work.engine.width > 1
        return self._work if shared and portable(settings) else None


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs worth judging, by the positions of their claims."""

    judgements: Judged
    likeness: Likeness
    weights: Weights | None
    """How rare lemmas are in the run, if that is known."""


def in_order(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Ordered[Claim]:
    """The claims in order of publication, then by id."""
    keys = [(_published(c, articles), c.id) for c in claims]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    twins = {keys[a] for a, b in pairwise(order) if keys[a] == keys[b]}
    if twins:
        order.sort(key=lambda n: (keys[n], claims[n].text if keys[n] in twins else ""))
    return Ordered(claims, np.array(order, np.int64))


def _published(claim: Claim, articles: Mapping[str, Article]) -> str:
    article = articles.get(claim.article)
    return (article.published or "9999") if article else "9999"


def judge_candidates(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    wanted: Iterable[Pair],
    place: Place,
) -> Found:
    """Judge what is worth it, and the pairs that are `wanted` whether or not they look alike."""
    work = place.engine_for(settings)
    if work is None:
        similarity = load_similarity(settings, claims)
        candidates = find_candidates(claims, settings, similarity)
        pairs = list(_asked(candidates, settings, wanted))
        return _judged_here(pairs, claims, articles, settings, similarity)
    candidates = find_candidates(claims, settings, load_similarity(settings), place.folder)
    stage = judging_stage(settings, candidates.weights)
    asked = _asked(candidates, settings, wanted)
    told = judge_by_engine(asked, claims, articles, stage, work)
    if place.folder is None:
        found = list(told)
        judgements = {pair: judgement for pair, _, judgement in found}
        return Found(judgements, {pair: alike for pair, alike, _ in found}, candidates.weights)
    kept = JudgedOnDisk(len(claims), place.folder)
    for pair, likeness, judgement in told:
        kept.put(pair, likeness, judgement)
    return Found(kept, {}, candidates.weights)


def _judged_here(
    pairs: Sequence[Asked],
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    similarity: Similarity,
) -> Found:
    told = list(judge_alike(pairs, claims, articles, settings, similarity=similarity))
    named = [((pairs[t.pair][0], pairs[t.pair][1]), t) for t in told]
    weights = similarity.weights if isinstance(similarity, LexicalSimilarity) else None
    judgements = {pair: t.judgement for pair, t in named}
    return Found(judgements, {pair: t.likeness for pair, t in named}, weights)


def _asked(found: Candidates, settings: GroupSettings, wanted: Iterable[Pair]) -> Iterator[Asked]:
    """The pairs in order, and how much alike each must be: quoted and wanted ones need not."""
    count = max(1, found.claims)
    special = np.array(sorted({one * count + other for one, other in wanted}), np.int64)
    codes = np.union1d(found.codes, special) if len(special) else found.codes
    least = np.full(len(codes), min(1.0, WORDS_ALONE * settings.candidate_similarity))
    least[np.searchsorted(codes, found.codes[(found.marks & NEAR) > 0])] = (
        settings.candidate_similarity
    )
    least[np.searchsorted(codes, found.codes[(found.marks & QUOTED) > 0])] = 0.0
    least[np.searchsorted(codes, special)] = 0.0
    for code, needed in zip(codes, least, strict=True):
        one, other = divmod(int(code), count)
        yield one, other, float(needed)
