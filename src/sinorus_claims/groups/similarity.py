"""How much two claims speak about the same thing, 0 to 1; numbers and negation do not count.

A similarity is made for the claims of a run and then compares any two claims. `SIMILARITIES` names
those that `config.yaml` may choose; `package.module:attribute` names any other factory.
"""

import importlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from rapidfuzz import fuzz

from ..config import GroupSettings
from ..errors import ConfigError
from ..model import Claim
from .features import Features, read
from .lexicon import background


class Similarity(Protocol):
    """Compares claims."""

    def compare(self, left: Claim, right: Claim) -> float:
        """Likeness of content, 0 to 1, symmetric."""
        ...

    def compare_all(self, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[float]:
        """Likeness of each pair, in order."""
        ...


PRIOR_CLAIMS = 2000
"""The background counts as much as this many claims: a folder of five articles leans on it, a run
over twenty thousand claims on itself."""

_UNSEEN = 20
"""Sentences of the background in which a lemma that its table leaves out is taken to stand."""


_MOST_PREPARED = 100_000


class Weights:
    """Inverse document frequency of lemmas: that of the run smoothed by that of ordinary news."""

    def __init__(self, claims: Sequence[Claim] = ()) -> None:
        self._claims = len(claims)
        self._found = Counter(lemma for c in claims for lemma in read(c).lemma_set)
        self._cache: dict[str, float] = {}

    def __getitem__(self, lemma: str) -> float:
        """Weight of a lemma, at least 0.1."""
        weight = self._cache.get(lemma)
        if weight is None:
            sentences, table = background()
            expected = PRIOR_CLAIMS * table.get(lemma, _UNSEEN) / sentences
            share = (expected + self._found[lemma]) / (PRIOR_CLAIMS + self._claims)
            weight = self._cache[lemma] = max(0.1, -math.log(share))
        return weight

    def vector(self, features: Features) -> dict[str, float]:
        """Unit vector of a claim's lemmas; repeated lemmas count by the logarithm."""
        counts = Counter(features.lemmas)
        raw = {lemma: (1 + math.log(n)) * self[lemma] for lemma, n in sorted(counts.items())}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {lemma: v / norm for lemma, v in raw.items()}


@dataclass(frozen=True, slots=True)
class _Prepared:
    features: Features
    vector: dict[str, float]
    mass: float
    spelling: str


class LexicalSimilarity:
    """Weighted overlap of lemmas, with spelling and named entities as correctives."""

    def __init__(self, claims: Sequence[Claim] = ()) -> None:
        self.weights = Weights(claims)
        self._prepared: dict[int, _Prepared] = {}

    def compare(self, left: Claim, right: Claim) -> float:
        """Cosine 35%, containment of the smaller in the larger 50%, spelling 15%."""
        one, other = self._prepare(left), self._prepare(right)
        cosine, contained = self._overlap(one, other)
        likeness = 0.35 * cosine + 0.5 * contained
        if one.spelling and other.spelling:
            likeness += 0.15 * fuzz.ratio(one.spelling, other.spelling) / 100
        return round(min(1.0, likeness * _entity_factor(one.features, other.features)), 6)

    def compare_all(self, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[float]:
        """Likeness of each pair, in order."""
        return (self.compare(left, right) for left, right in pairs)

    def _prepare(self, claim: Claim) -> _Prepared:
        known = self._prepared.get(id(claim))
        if known is None or known.features.claim is not claim:
            if len(self._prepared) >= _MOST_PREPARED:
                self._prepared.clear()
            features = read(claim)
            vector = self.weights.vector(features)
            mass = math.fsum(self.weights[lemma] for lemma in vector)
            spelling = " ".join(sorted(features.lemmas))
            known = self._prepared[id(claim)] = _Prepared(features, vector, mass, spelling)
        return known

    def _overlap(self, one: _Prepared, other: _Prepared) -> tuple[float, float]:
        """Cosine, and containment of the smaller claim; exact sums, whatever the order."""
        shared = one.vector.keys() & other.vector.keys()
        smaller = min(one.mass, other.mass)
        if not shared or not smaller:
            return 0.0, 0.0
        cosine = math.fsum(one.vector[x] * other.vector[x] for x in shared)
        weight = math.fsum(self.weights[x] for x in shared)
        # A claim of a few words is contained in much that has nothing to do with it.
        trust = min(1.0, min(len(one.vector), len(other.vector)) / 3)
        return cosine, trust * weight / smaller


def _entity_factor(one: Features, other: Features) -> float:
    """Claims that name only different things are not about the same."""
    if not one.entities or not other.entities or one.entities & other.entities:
        return 1.0
    return 0.85


SIMILARITIES: dict[str, Callable[[Sequence[Claim]], Similarity]] = {"lexical": LexicalSimilarity}


def load_similarity(settings: GroupSettings, claims: Sequence[Claim] = ()) -> Similarity:
    """The similarity that the settings name, made for the claims of a run.

    Raises `ConfigError` for a name that is neither in the table nor can be imported.
    """
    return factory(settings.similarity)(claims)


@cache
def factory(name: str) -> Callable[[Sequence[Claim]], Similarity]:
    """The maker of the similarity with this name; raises `ConfigError`."""
    if name in SIMILARITIES:
        return SIMILARITIES[name]
    module, colon, attribute = name.partition(":")
    choices = ", ".join(sorted(SIMILARITIES))
    if not colon:
        raise ConfigError(
            f"groups.similarity: {name!r} is unknown; known: {choices}, or package.module:attribute"
        )
    try:
        made: Callable[[Sequence[Claim]], Similarity] = getattr(
            importlib.import_module(module), attribute
        )
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(
            f"groups.similarity: {name!r} cannot be loaded ({error}); known: {choices}"
        ) from error
    return made
