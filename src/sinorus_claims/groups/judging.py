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
from .candidates import Candidates, find_candidates
from .chronology import Chronology
from .columns import Numbers
from .judged import JudgedOnDisk, Likeness
from .judges import judge_all
from .keeping import forget_readings
from .pairing import QUOTED, Marks, asked_of
from .portions import Asked, judge_by_engine, judging_stage, portable
from .side_by_side import side_by_side
from .similarity import Similarity, Weights, load_similarity

WORTH_SHARING = 10_000
"""Pairs that take longer to judge than workers take to start."""

FEWEST_WORKERS = 5
"""Workers from which judging is shared out: in a portion each claim is read anew, so that a pair
takes four times as long as where all of them stay at hand."""

_TOGETHER = 1 << 20
"""Pairs that are told one by one at once."""

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
        similarity = load_similarity(settings)
        candidates = find_candidates(claims, settings, similarity, place.folder, work=work)
        asking = _asking(candidates, settings, wanted)
        stage = judging_stage(settings, candidates.weights)
        kept = JudgedOnDisk(asking.codes, len(claims), place.folder)
        for told in judge_by_engine(asking.side_by_side(), claims, articles, stage, work):
            kept.put(*told)
        return Found(kept, {}, candidates.weights)
    similarity = load_similarity(settings, claims)
    candidates = find_candidates(claims, settings, similarity)
    asking = _asking(candidates, settings, wanted)
    likeness = _alike(asking.in_order(), claims, similarity)
    pairs = [
        (one, other, 0.0) for one, other, _ in asking.side_by_side() if (one, other) in likeness
    ]
    if work is None or len(pairs) < WORTH_SHARING:
        both = ((claims[one], claims[other]) for one, other, _ in pairs)
        alike = (likeness[pair[:2]] for pair in pairs)
        made = judge_all(both, articles, settings, similarity=similarity, likeness=alike)
        judged = {pair[:2]: found for pair, found in zip(pairs, made, strict=True)}
    else:
        stage = judging_stage(settings, candidates.weights)
        told_all = judge_by_engine(pairs, claims, articles, stage, work)
        judged = {pair: judgement for pair, _, judgement in told_all}
    return Found({p: judged[p] for p in likeness if p in judged}, likeness, candidates.weights)


def _alike(
    pairs: Iterator[Asked], claims: Sequence[Claim], similarity: Similarity
) -> dict[Pair, float]:
    """Likeness of the pairs that are as much alike as they must be, in order."""
    asked = list(pairs)
    compared = similarity.compare_all((claims[i], claims[j]) for i, j, _ in asked)
    found = zip(asked, compared, strict=True)
    return {(one, other): alike for (one, other, least), alike in found if alike >= least}


@dataclass(frozen=True, slots=True)
class _Asking:
    """The pairs of a run that are looked at."""

    codes: Numbers
    """Left * number of claims + right, sorted."""
    marks: Marks
    """What is known of each."""
    least: float
    """`candidate_similarity`: how much alike they must be hangs on it and on the marks."""
    claims: int

    def in_order(self) -> Iterator[Asked]:
        """One after another."""
        return self._at(slice(None))

    def side_by_side(self) -> Iterator[Asked]:
        """In an order in which the same claims come soon again."""
        places = side_by_side(self.codes, self.claims)
        for at in range(0, len(places), _TOGETHER):
            yield from self._at(places[at : at + _TOGETHER])

    def _at(self, places: Numbers | slice) -> Iterator[Asked]:
        one, other = np.divmod(self.codes[places], max(1, self.claims))
        asked = asked_of(self.marks[places], self.least)
        return zip(one.tolist(), other.tolist(), asked.tolist(), strict=True)


def _asking(found: Candidates, settings: GroupSettings, wanted: Iterable[Pair]) -> _Asking:
    """What is looked at: the candidates, and wanted pairs as if they shared quoted words."""
    count = max(1, found.claims)
    special = np.array(sorted({one * count + other for one, other in wanted}), np.int64)
    if not len(special):
        return _Asking(found.codes, found.marks, settings.candidate_similarity, count)
    codes = np.union1d(found.codes, special)
    marks = np.zeros(len(codes), np.uint8)
    marks[np.searchsorted(codes, found.codes)] = found.marks
    marks[np.searchsorted(codes, special)] |= QUOTED
    return _Asking(codes, marks, settings.candidate_similarity, count)
