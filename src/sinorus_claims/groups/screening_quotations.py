"""Pairs of claims that cannot quote one utterance: what they quote alike tells too little.

No part of two quotations is more telling than all the words that both quote
(`utterances.telling`), and how telling it must be hangs on who speaks, and when.
"""

import numpy as np
from numpy.typing import NDArray

from ..model import Speaker
from .claim_index import UNKNOWN, ClaimIndex
from .columns import Numbers
from .comparison import SAME_VOICE
from .cosines import Measures
from .footholds import ACCUSING
from .meetings import Meetings, runs_of_pairs
from .speakers import same_speaker
from .utterances import FAR, NEEDED, WORD

_MARGIN = 1e-3
"""More than weights in single precision, added up in any order, can be wrong."""

Chosen = NDArray[np.bool_]


class QuotationScreening:
    """Looks at pairs of rows of an index."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index, self._count = index, max(1, len(index))
        self._meetings = Meetings(index.keys, len(index.rarity))
        self._speakers: dict[int, Speaker | None] = {UNKNOWN: None}

    def may_be_one(self, codes: Numbers, far: Chosen) -> Chosen:
        """Whether two claims may quote one utterance.

        `codes` are left * claims + right, sorted; `far` says of which it is known that weeks lie
        between their articles.
        """
        sizes = np.diff(self._index.keys.starts)
        left, right = np.divmod(codes, self._count)
        found: Chosen = (sizes[left] > 0) & (sizes[right] > 0)
        telling = self._telling(codes[found]) + _MARGIN - FAR * far[found]
        quoting = np.flatnonzero(found)
        found[quoting] = telling >= NEEDED["same_speaker"]
        telling, quoting = telling[found[quoting]], quoting[found[quoting]]
        found[quoting] = telling >= self._needed(left[quoting], right[quoting])
        return found

    def _telling(self, codes: Numbers) -> Measures:
        """How telling all words are that both claims quote."""
        parts = [
            self._some(*np.divmod(some, self._count)) for some in runs_of_pairs(codes, self._count)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _some(self, one: Numbers, other: Numbers) -> Measures:
        index = self._index
        found = self._meetings.of(one, other)
        often = np.minimum(found.laid(index.key_counts), index.key_counts[found.theirs])
        weights = WORD * often + index.key_weights[found.theirs] * (often > 0)
        telling: Measures = np.bincount(found.pair, weights, len(other)).astype(np.float64)
        return telling

    def _needed(self, left: Numbers, right: Numbers) -> Measures:
        """The least that may be asked for of two claims, by who speaks."""
        voices, flags = self._index.voices, self._index.flags
        both = np.stack([voices[left], voices[right]], axis=1)
        distinct, places = np.unique(both, axis=0, return_inverse=True)
        needed = np.array([self._least(one, other) for one, other in distinct.tolist()])
        # Who accuses himself was taken for somebody else: it is not known who speaks.
        accusing = (flags[left] | flags[right]) & ACCUSING > 0
        found: Measures = needed[places.ravel()] if len(needed) else np.zeros(0)
        return np.where(accusing, np.minimum(found, NEEDED["unknown"]), found)

    def _least(self, one: int, other: int) -> float:
        likeness = same_speaker(self._speaker(one), self._speaker(other))
        if likeness is None:
            return NEEDED["unknown"]
        return NEEDED["same_speaker" if likeness >= SAME_VOICE else "two_speakers"]

    def _speaker(self, number: int) -> Speaker | None:
        if number not in self._speakers:
            kind, _, name = self._index.words[number].partition(" ")
            self._speakers[number] = Speaker(name=name, canonical=name, kind=kind)  # type: ignore[arg-type]
        return self._speakers[number]
