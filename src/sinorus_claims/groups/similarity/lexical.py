"""Likeness by words in common."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ...model import Claim
from ..features import Features, read
from .weights import Weights

COSINE, CONTAINED, SPELLING = 0.35, 0.5, 0.15
"""What cosine, containment of the smaller claim in the larger, and spelling add to a likeness."""

OTHER_NAMES = 0.85
"""What is left of the likeness of claims that name only different things."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claim made ready to be compared with many.

    It stays with the claim's features, and must not hold them: what holds itself is let go of late.
    """

    claim: Claim
    entities: frozenset[str]
    vector: dict[str, float]
    """Lemma -> its part of the unit vector."""
    rarity: dict[str, float]
    """Lemma -> its weight."""
    mass: float
    """Weight of all lemmas."""
    spelling: str
    """The lemmas in order of the alphabet, with spaces between."""


class LexicalSimilarity:
    """Weighted overlap of lemmas, with spelling and named entities as correctives."""

    def __init__(self, claims: Sequence[Claim] = ()) -> None:
        self.weights = Weights(claims)

    def compare(self, left: Claim, right: Claim) -> float:
        """Cosine 35%, containment of the smaller in the larger 50%, spelling 15%."""
        return self._likeness(self._prepared(read(left)), self._prepared(read(right)))

    def compare_all(self, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[float]:
        """Likeness of each pair, in order."""
        return (self.compare(left, right) for left, right in pairs)

    def _likeness(self, one: Prepared, other: Prepared) -> float:
        cosine, contained = self._overlap(one, other)
        likeness = COSINE * cosine + CONTAINED * contained
        if one.spelling and other.spelling:
            likeness += SPELLING * fuzz.ratio(one.spelling, other.spelling) / 100
        return round(min(1.0, likeness * _entity_factor(one.entities, other.entities)), 6)

    def _prepared(self, features: Features) -> Prepared:
        """A claim made ready, as it was left with its features for the same weights."""
        known: tuple[object, Prepared] | None = features.notes.get(LexicalSimilarity)
        if known is None or known[0] is not self.weights.mark:
            known = (self.weights.mark, self._prepare(features))
            features.notes[LexicalSimilarity] = known
        return known[1]

    def _prepare(self, features: Features) -> Prepared:
        vector = self.weights.vector(features)
        rarity = {lemma: self.weights[lemma] for lemma in vector}
        spelling = " ".join(sorted(features.lemmas))
        mass = math.fsum(rarity.values())
        return Prepared(features.claim, features.entities, vector, rarity, mass, spelling)

    def _overlap(self, one: Prepared, other: Prepared) -> tuple[float, float]:
        """Cosine, and containment of the smaller claim; exact sums, whatever the order."""
        shared = one.vector.keys() & other.vector.keys()
        smaller = min(one.mass, other.mass)
        if not shared or not smaller:
            return 0.0, 0.0
        first, second, rarity = one.vector, other.vector, one.rarity
        cosine = math.fsum([first[x] * second[x] for x in shared])
        weight = math.fsum([rarity[x] for x in shared])
        # A claim of a few words is contained in much that has nothing to do with it.
        trust = min(1.0, min(len(one.vector), len(other.vector)) / 3)
        return cosine, trust * weight / smaller


def _entity_factor(one: frozenset[str], other: frozenset[str]) -> float:
    """Claims that name only different things are not about the same."""
    return OTHER_NAMES if one and other and one.isdisjoint(other) else 1.0
