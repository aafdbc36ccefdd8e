"""The pairs of a run that are worth judging, judged here or by several workers."""

import logging
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..config import GroupSettings
from ..model import Article, Judgement
from ..work.inline import InlineEngine
from ..work.shelf import Shelf
from ..work.stages import Work
from .bonds import Pair
from .candidates import Candidates, find_candidates
from .chronology import Chronology
from .columns import Numbers
from .cosines import Measures
from .judged import Judgements, LookedAt
from .judges import judge_all
from .keeping import forget_readings
from .pairing import QUOTED, SCREENED, Marks, asked_of
from .portions import Asked, judge_alike, judge_by_engine, judging_stage, portable
from .side_by_side import side_by_side
from .similarity import LexicalSimilarity, Weights, load_similarity

_LOG = logging.getLogger(__name__)

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

    judgements: Judgements
    weights: Weights
    """How rare lemmas are in the run."""


def judge_candidates(
    claims: Chronology,
    articles: Mapping[str, Article],
    settings: GroupSettings,
    wanted: Iterable[Pair],
    place: Place,
) -> Found:
    """Judge what is worth it, and the pairs that are `wanted` whether or not they look alike.

    Pairs that were screened out are judged when somebody asks for the reasons.
    """
    work = place.engine_for(settings)
    there = work is not None and place.folder is not None
    similarity = load_similarity(settings, () if there else claims)
    folder = place.folder if there else None
    candidates = find_candidates(
        claims, settings, similarity, folder, articles=articles, work=work if there else None
    )
    if isinstance(similarity, LexicalSimilarity):
        similarity.weights = candidates.weights

    def judge(pair: Pair) -> Judgement:
        both = claims[pair[0]], claims[pair[1]]
        alike = [kept.likeness(pair)]
        return next(judge_all([both], articles, settings, similarity=similarity, likeness=alike))

    asking = _asking(candidates, settings, wanted)
    _LOG.info("%d pairs are alike, %d of them are judged", len(asking.codes), len(asking))
    kept = Judgements(asking.pairs(), place.shelf(Judgement), judge)
    if work is not None and (there or len(asking) >= WORTH_SHARING):
        stage = judging_stage(settings, candidates.weights)
        for judged in judge_by_engine(asking.side_by_side(), claims, articles, stage, work):
            kept.add(judged)
    else:
        asked = list(asking.side_by_side())
        for made in judge_alike(asked, claims, articles, settings, similarity=similarity):
            one, other = asked[made.pair][:2]
            kept.put((one, other), made.likeness, made.judgement)
    return Found(kept, candidates.weights)


@dataclass(frozen=True, slots=True)
class _Asking:
    """The pairs of a run that are looked at."""

    codes: Numbers
    """Left * number of claims + right, sorted."""
    marks: Marks
    """What is known of each."""
    likeness: Measures
    """Of each, by words; not a number where it is not known yet."""
    least: float
    """`candidate_similarity`: how much alike they must be hangs on it and on the marks."""
    claims: int

    def pairs(self) -> LookedAt:
        """What is known of them before any is judged."""
        decided = self.likeness >= self.least
        return LookedAt(self.codes, self.screened, decided, self.likeness, self.claims)

    @property
    def screened(self) -> NDArray[np.bool_]:
        """Which are not judged before somebody asks."""
        found: NDArray[np.bool_] = (self.marks & SCREENED) > 0
        return found

    def __len__(self) -> int:
        return len(self.codes) - int(np.count_nonzero(self.screened))

    def side_by_side(self) -> Iterator[Asked]:
        """Those that are judged, in an order in which the same claims come soon again."""
        open_ = np.flatnonzero(~self.screened)
        places = open_[side_by_side(self.codes[open_], self.claims)]
        for at in range(0, len(places), _TOGETHER):
            yield from self._at(places[at : at + _TOGETHER])

    def _at(self, places: Numbers) -> Iterator[Asked]:
        one, other = np.divmod(self.codes[places], max(1, self.claims))
        asked = asked_of(self.marks[places], self.least).tolist()
        alike = (None if math.isnan(known) else known for known in self.likeness[places].tolist())
        return zip(one.tolist(), other.tolist(), asked, alike, strict=True)


def _asking(found: Candidates, settings: GroupSettings, wanted: Iterable[Pair]) -> _Asking:
    """What is looked at: the candidates, and wanted pairs as if they shared quoted words."""
    count = max(1, found.claims)
    special = np.array(sorted({one * count + other for one, other in wanted}), np.int64)
    if not len(special):
        least = settings.candidate_similarity
        return _Asking(found.codes, found.marks, found.likeness, least, count)
    codes = np.union1d(found.codes, special)
    marks, likeness = np.zeros(len(codes), np.uint8), np.full(len(codes), np.nan)
    places = np.searchsorted(codes, found.codes)
    marks[places], likeness[places] = found.marks, found.likeness
    places = np.searchsorted(codes, special)
    marks[places] = marks[places] & ~np.uint8(SCREENED) | QUOTED
    return _Asking(codes, marks, likeness, settings.candidate_similarity, count)
