"""Pairs in which no judge can find more than that both are about one matter, if that.

Most of the pairs that a run looks at are of this kind. Each condition here is one without which a
judge finds nothing that holds two claims together, whatever else it looks at: what is screened out
would be judged `related` (or `unsure`, where it is too little alike for that), and is judged when
somebody asks for the reasons. Nothing is lost by it; `tests/groups/test_screening.py` judges all
pairs and compares.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..config import GroupSettings
from .alignment import FAR_APART
from .attributed_content import COVERED, LEAST_ALIKE, LEAST_LIKE, SAME_WORDS
from .claim_index import UNKNOWN, UNKNOWN_DAY, ClaimIndex
from .columns import Numbers
from .cosines import Measures
from .footholds import (
    AGAINST,
    BRIEF,
    DATED,
    DIRECT,
    FOR,
    MEASURED,
    NEGATED,
    OPPOSING,
    PHRASE,
    SAID,
    STATES,
    TURNING,
)
from .meetings import Meetings, runs_of_pairs
from .retellings import TOPIC
from .screening_quotations import QuotationScreening

_MARGIN = 1e-4
"""More than weights in single precision, added up in any order, can be wrong."""

Chosen = NDArray[np.bool_]


class Screening:
    """Screens pairs of rows of an index."""

    def __init__(self, index: ClaimIndex, settings: GroupSettings) -> None:
        self._index, self._count, self._settings = index, max(1, len(index)), settings
        self._stems, self._quotations = _Stems(index), QuotationScreening(index)

    def out(self, codes: Numbers, likeness: Measures) -> Chosen:
        """Of each pair whether it is screened out.

        `codes` are left * claims + right, sorted; `likeness` is theirs, by words.
        """
        out = ~self._noticed(codes, likeness)
        out[out] = ~self._worded(codes[out], likeness[out])
        left, right = np.divmod(codes[out], self._count)
        out[out] = ~self._quotations.may_be_one(codes[out], self._far(left, right))
        return out

    def _noticed(self, codes: Numbers, likeness: Measures) -> Chosen:
        """Whether a judge may find something for what the claims have, each by itself."""
        left, right = np.divmod(codes, self._count)
        one, other = self._index.flags[left], self._index.flags[right]
        both, near = one & other, ~self._far(left, right)
        # Two judges say `related` of pairs that are else too little alike even for that.
        unlike = likeness < self._settings.candidate_similarity
        certain = unlike & (likeness >= self._settings.agree_similarity)
        denied = _has(one, AGAINST) & _has(other, FOR) | _has(one, FOR) & _has(other, AGAINST)
        retold = near & _has(both, DIRECT) & (likeness >= TOPIC)
        counted = _has(both, MEASURED | FOR) & (near | unlike)
        dated = _has(both, DATED | FOR | STATES)
        opposed = _has(both, OPPOSING | FOR | STATES)
        found: Chosen = denied | retold | counted | dated | opposed | certain
        return found

    def _far(self, left: Numbers, right: Numbers) -> Chosen:
        """Whether it is known that weeks lie between the articles of two claims."""
        days = self._index.days
        one, other = days[left], days[right]
        known = (one != UNKNOWN_DAY) & (other != UNKNOWN_DAY)
        far: Chosen = known & (np.abs(one - other) > FAR_APART)
        return far

    def _worded(self, codes: Numbers, likeness: Measures) -> Chosen:
        """Whether one claim may negate words of the other, or say most of what it says."""
        index = self._index
        left, right = np.divmod(codes, self._count)
        most, least, turned = self._stems.of(codes)
        one, other = index.flags[left], index.flags[right]
        both, either = one & other, one | other
        turned |= _has(either, TURNING)
        negated = turned & _has(both, FOR | STATES)
        said = (likeness >= LEAST_LIKE) & ~_has(either, PHRASE)
        again = said & (least >= SAME_WORDS - _MARGIN)
        ours, theirs = index.predicates[left], index.predicates[right]
        known = (ours != UNKNOWN) & (theirs != UNKNOWN)
        same = known & (ours == theirs)
        needed = COVERED + np.where(known, np.where(same, -0.1, 0.08), 0.0)
        stating = said & _has(both, STATES) & ~_has(either, BRIEF) & ~self._far(left, right)
        covered = stating & (most >= needed - _MARGIN)
        following = stating & (same | ~known) & (likeness >= LEAST_ALIKE)
        found: Chosen = negated | again | covered | following
        return found


def _has(flags: NDArray[np.int32], wanted: int) -> Chosen:
    """Whether all of these flags are set; for `either` claim's flags one is asked for at a time."""
    found: Chosen = flags & wanted == wanted
    return found


class _Stems:
    """What the words of two claims have in common, clause boundaries left aside."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index = index
        self._meetings = Meetings(index.stems, len(index.rarity))

    def of(self, codes: Numbers) -> tuple[Measures, Measures, Chosen]:
        """(the greater and the smaller share of one claim's words that the other has, at least what
        `alignment.coverage` finds; whether one negates a word that the other only says).
        """
        count = max(1, len(self._index))
        parts = [self._some(*np.divmod(some, count)) for some in runs_of_pairs(codes, count)]
        if not parts:
            return np.zeros(0), np.zeros(0), np.zeros(0, np.bool_)
        most, least, turned = (np.concatenate(column) for column in zip(*parts, strict=True))
        return most, least, turned

    def _some(self, one: Numbers, other: Numbers) -> tuple[Measures, Measures, Chosen]:
        index = self._index
        found = self._meetings.of(one, other)
        mine, theirs = found.laid(index.stem_marks), index.stem_marks[found.theirs]
        shared = (mine & theirs & SAID) > 0
        turned = _opposite(mine, theirs) | _opposite(theirs, mine)
        masses, pair = index.stem_masses, found.pair
        ours = _share(pair, found.summed(index.stem_weights) * shared, masses[one])
        said = _share(pair, index.stem_weights[found.theirs] * shared, masses[other])
        turned = np.bincount(pair, turned, len(other)) > 0
        return np.maximum(ours, said), np.minimum(ours, said), turned


def _opposite(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> Chosen:
    """Whether a stem is negated in the one claim, and only said in the other."""
    found: Chosen = ((one & NEGATED) > 0) & (other == SAID)
    return found


def _share(pair: Numbers, common: NDArray[np.floating[Any]], masses: Measures) -> Measures:
    """What is common of each pair, as a share of these masses."""
    found = np.bincount(pair, common, len(masses)).astype(np.float64)
    share: Measures = found / np.where(masses > 0, masses, 1.0)
    return share
