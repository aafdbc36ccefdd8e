"""The pairs of a run that are worth judging, judged here or by several workers."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..config import GroupSettings
from ..model import Article, Claim
from ..work.inline import InlineEngine
from ..work.shelf import Shelf
from ..work.stages import Work
from .bonds import Judged, Pair
from .candidates import Candidates, asked_of, find_candidates
from .chronology import Chronology
from .judged import JudgedOnDisk, Likeness
from .judges import judge_all
from .keeping import forget_readings
from .portions import Asked, judge_by_engine, judging_stage, portable
from .similarity import Similarity, Weights, load_similarity

WORTH_SHARING = 10_000
"""Pairs that take longer to judge than workers take to start."""

FEWEST_WORKERS = 5
"""Workers from which judging is shared out: in a portion each claim is read anew, so that a pair
takes four times as long as where all of them stay at hand."""

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
        shared = self.folder is not None or self._work.engine.width >= FEWEST_WORKERS
        return self._work if shared and portable(settings) else None


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs worth judging, by the positions of their claims."""

    judgements: Judged
    likeness: Likeness
    weights: Weights
    """How rare lemmas are in the run."""


def judge_candidates(
    claims: Chronology,
    articles: Mapping[str, Article],
    settings: GroupSettings,
    wanted: Iterable[Pair],
    place: Place,
) -> Found:
    """Judge what is worth it, and the pairs that are `wanted` whether or not they look alike."""
    work = place.engine_for(settings)
    if work is not None and place.folder is not None:
        candidates = find_candidates(claims, settings, load_similarity(settings), place.folder)
        stage = judging_stage(settings, candidates.weights)
        kept = JudgedOnDisk(len(claims), place.folder)
        asked = _asked(candidates, settings, wanted)
        for told in judge_by_engine(asked, claims, articles, stage, work):
            kept.put(*told)
        return Found(kept, {}, candidates.weights)
    similarity = load_similarity(settings, claims)
    candidates = find_candidates(claims, settings, similarity)
    likeness = _alike(list(_asked(candidates, settings, wanted)), claims, similarity)
    if work is None or len(likeness) < WORTH_SHARING:
        both = ((claims[one], claims[other]) for one, other in likeness)
        made = judge_all(both, articles, settings, similarity=similarity)
        return Found(dict(zip(likeness, made, strict=True)), likeness, candidates.weights)
    stage = judging_stage(settings, candidates.weights)
    pairs = ((*pair, 0.0) for pair in likeness)
    told_all = judge_by_engine(pairs, claims, articles, stage, work)
    judged = {pair: judgement for pair, _, judgement in told_all}
    return Found(judged, likeness, candidates.weights)


def _alike(
    asked: Sequence[Asked], claims: Sequence[Claim], similarity: Similarity
) -> dict[Pair, float]:
    """Likeness of the pairs that are as much alike as they must be, in order."""
    compared = similarity.compare_all((claims[i], claims[j]) for i, j, _ in asked)
    pairs = zip(asked, compared, strict=True)
    return {(one, other): alike for (one, other, least), alike in pairs if alike >= least}


def _asked(found: Candidates, settings: GroupSettings, wanted: Iterable[Pair]) -> Iterator[Asked]:
    """The pairs in order, and how much alike each must be: quoted and wanted ones need not."""
    count = max(1, found.claims)
    special = np.array(sorted({one * count + other for one, other in wanted}), np.int64)
    codes = np.union1d(found.codes, special) if len(special) else found.codes
    least = np.zeros(len(codes))
    least[np.searchsorted(codes, found.codes)] = asked_of(
        found.marks, settings.candidate_similarity
    )
    least[np.searchsorted(codes, special)] = 0.0
    for code, needed in zip(codes, least, strict=True):
        one, other = divmod(int(code), count)
        yield one, other, float(needed)
