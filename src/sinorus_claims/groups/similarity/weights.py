"""How rare a lemma is: in the claims of the run, and in ordinary news."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from ...model import Claim
from ..features import Features, read
from ..keeping import kept
from ..lexicon import background

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
        self.mark = object()
        """Nobody else's: what was made with these weights is told by it."""
        self.mass = kept(self._mass)

    @staticmethod
    def counted(claims: int, found: Mapping[str, int]) -> "Weights":
        """Those of a run of so many claims, by lemma the number of claims that have it."""
        made = Weights()
        made._claims, made._found = claims, Counter(found)
        return made

    @property
    def counts(self) -> tuple[int, Mapping[str, int]]:
        """(claims of the run, lemma -> claims that have it)."""
        return self._claims, self._found

    def __getitem__(self, lemma: str) -> float:
        """Weight of a lemma, at least 0.1, and at most that in ordinary news.

        What claims leave out of their lemmas ("get", "million") would else weigh the more the more
        claims there are, until a few such words made a quotation.
        """
        weight = self._cache.get(lemma)
        if weight is None:
            sentences, table = background()
            usual = table.get(lemma, _UNSEEN) / sentences
            found = PRIOR_CLAIMS * usual + self._found[lemma]
            share = max(usual, found / (PRIOR_CLAIMS + self._claims))
            weight = self._cache[lemma] = max(0.1, -math.log(share))
        return weight

    def _mass(self, stems: Mapping[str, str]) -> float:
        """Weight of all words of a table stem -> word."""
        return sum(self[stems[s]] for s in sorted(stems))

    def vector(self, features: Features) -> dict[str, float]:
        """Unit vector of a claim's lemmas; repeated lemmas count by the logarithm."""
        counts = Counter(features.lemmas)
        raw = {lemma: (1 + math.log(n)) * self[lemma] for lemma, n in sorted(counts.items())}
        norm = math.sqrt(math.fsum(v * v for v in raw.values())) or 1.0
        return {lemma: v / norm for lemma, v in raw.items()}
