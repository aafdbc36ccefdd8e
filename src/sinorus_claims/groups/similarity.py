"""How much two claims speak about the same thing, 0 to 1; numbers and negation do not count.

A similarity is made for the claims of a run and then compares any two claims. `SIMILARITIES` names
those that `config.yaml` may choose; `package.module:attribute` names any other factory.
"""

import importlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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


class LexicalSimilarity:
    """Weighted overlap of lemmas, with spelling and named entities as correctives."""

    def __init__(self, claims: Sequence[Claim] = ()) -> None:
        self.weights = Weights(claims)
        self._vectors: dict[Claim, dict[str, float]] = {}

    def compare(self, left: Claim, right: Claim) -> float:
        """Cosine 35%, containment of the smaller in the larger 50%, spelling 15%."""
        one, other = read(left), read(right)
        spelling = _spelling(one, other)
        cosine, contained = self._overlap(left, right)
        likeness = 0.35 * cosine + 0.5 * contained + 0.15 * spelling
        return round(min(1.0, likeness * _entity_factor(one, other)), 6)

    def compare_all(self, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[float]:
        """Likeness of each pair, in order."""
        return (self.compare(left, right) for left, right in pairs)

    def vector(self, claim: Claim) -> dict[str, float]:
        """Unit vector of a claim's lemmas."""
        known = self._vectors.get(claim)
        if known is None:
            known = self._vectors[claim] = self.weights.vector(read(claim))
        return known

    def _overlap(self, left: Claim, right: Claim) -> tuple[float, float]:
        one, other = self.vector(left), self.vector(right)
        shared = sorted(one.keys() & other.keys())
        cosine = math.fsum(one[x] * other[x] for x in shared)
        weight = math.fsum(self.weights[x] for x in shared)
        smaller = min(self._mass(one), self._mass(other))
        # A claim of one or two words is contained in much that has nothing to do with it.
        trust = min(1.0, min(len(one), len(other)) / 3)
        return cosine, trust * weight / smaller if smaller else 0.0

    def _mass(self, vector: dict[str, float]) -> float:
        return math.fsum(self.weights[x] for x in vector)


def _spelling(one: Features, other: Features) -> float:
    left, right = " ".join(sorted(one.lemmas)), " ".join(sorted(other.lemmas))
    return fuzz.ratio(left, right) / 100 if left and right else 0.0


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
