"""Weighs the candidates for an antecedent: a linear model over named features.

`words/antecedents.tsv` holds one weight per feature, fitted by training/speakers to the entity
chains of GUM's training part (conditional log-likelihood of the right candidates, L2 penalty).
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..cues import words
from .anaphora import Candidate

THRESHOLDS = {"he": 0.55, "it": 0.4, "they": 0.65, "the": 0.5, "called": 0.4}
"""Least probability with which an antecedent is named, by kind of anaphor; chosen by
cross-validation on GUM's training part so that about five per cent of the speakers are wrong."""
LEANING = {"he": 0.4, "it": 0.2, "they": 0.45}
"""Enough for a pronoun whose likeliest antecedent is the speaker before it."""


def probabilities(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """How likely each candidate is the antecedent; they sum up to one."""
    scores = [sum(weights.get(f, 0.0) for f in c.features) for c in candidates]
    highest = max(scores)
    shares = [math.exp(s - highest) for s in scores]
    total = sum(shares)
    return [s / total for s in shares]


@lru_cache(maxsize=1)
def shipped() -> dict[str, float]:
    """Feature -> weight."""
    rows = (line.split("\t") for line in words("antecedents.tsv"))
    return {name: float(weight) for name, weight in rows}
