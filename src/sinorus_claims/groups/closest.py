"""Of the many pairs that share something, those in which a claim is among the closest of another.

Without a bound of this kind pairs grow with the square of the claims: among ten times as many
claims each finds ten times as many that share two words with it. What says the same or the contrary
is close; of what is farther only a denial is worth a look, since it is often worded far from what
it denies.
"""

import numpy as np
from numpy.typing import NDArray

from .columns import Numbers

CLOSEST = 8
"""A pair is judged if one claim is among so many closest of the other. Among 9,000 claims of 300
articles all of the 311 pairs without a common quotation that were found to say the same or the
contrary stay; with 6 four are lost, and two thirds of the pairs are."""

CONTRARY = 24
"""The same for pairs of which one claim denies: with 8 three of a hundred conflicts are lost."""

QUOTING = 32
"""The same for pairs with a run of quoted words, or of a charge and its denial. Claims that quote
one sentence are all close to the first of them, which is what holds their group together."""

Measures = NDArray[np.float64]


def closest(codes: Numbers, measures: Measures, count: int, most: Numbers | int) -> Numbers:
    """Those of the pairs in which one claim is among the `most` closest of the other, sorted.

    `codes` are left * `count` + right, `measures` (0 to 1) say how close the two are; of equally
    close ones the first count. `most` is one number, or one for each pair. What is left out among
    some of the pairs would be left out among all of them too.
    """
    return codes[_ranks(codes, measures, count) < most]


def _ranks(codes: Numbers, measures: Measures, count: int) -> Numbers:
    """How many are closer to one of the two claims; the smaller number of both."""
    one, other = codes // max(1, count), codes % max(1, count)
    claim, partner = np.concatenate([one, other]), np.concatenate([other, one])
    far = np.tile(-measures.round(6), 2)
    order = np.lexsort((partner, far, claim))
    ordered = claim[order]
    ranks = np.empty(len(claim), np.int64)
    ranks[order] = np.arange(len(claim)) - np.searchsorted(ordered, ordered, side="left")
    return np.minimum(ranks[: len(codes)], ranks[len(codes) :])
