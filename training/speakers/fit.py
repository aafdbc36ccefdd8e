"""Fit the weights of claims/speakers/ranker.py, and judge them as the resolver would use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from speakers.samples import Text

LEAST = 3
"""Features seen less often get no weight."""
PENALTY = 4.0
"""Of the squared weights; 1 and 8 were worse in cross-validation."""
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best antecedent of one sample."""

    kind: str
    share: float
    """Probability of its chain."""
    right: bool
    known: bool
    """Whether any candidate is right."""
    asked: bool


def fit(texts: Sequence[Text]) -> Weights:
    """Weights that make the right candidates likeliest: conditional log-likelihood, summed over
    the candidates that are right, with an L2 penalty.
    """
    samples = [s for t in texts for s in t.samples]
    counts = Counter(f for s in samples for row in s.features for f in row)
    index = {f: i for i, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST))}
    held = [[index[f] for f in row if f in index] for s in samples for row in s.features]
    ends = np.cumsum([0, *map(len, held)])
    flat = np.array([i for row in held for i in row])
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(held), len(index)))
    right = np.array([r for s in samples for r in s.right], dtype=float)
    starts = np.cumsum([0, *(len(s.right) for s in samples)])[:-1]
    group = np.repeat(np.arange(len(samples)), [len(s.right) for s in samples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total, good = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        value = np.log(total).sum() - np.log(good).sum() + 0.5 * PENALTY * weights @ weights
        slope = shares / total[group] - shares * right / good[group]
        return float(value), matrix.T @ slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 200})  # fmt: skip
    return {f: float(found.x[i]) for f, i in index.items()}


def answers(text: Text, weights: Weights) -> list[Answer]:
    """What the resolver finds likeliest for each sample, in order of the text."""
    roster = text.roster
    told = dict(roster.scene.chains.gender)
    roster.weights = weights
    roster.shares.clear()
    out = []
    for sample in text.samples:
        shares = roster.likely(sample.number)
        best = roster.telling(sample.number, shares)[:1]
        own = text.entities[sample.number]
        right = bool(best) and own is not None and text.entities[best[0]] == own
        known = any(sample.right[:-1])
        share = shares[best[0]] if best else 0.0
        out.append(Answer(sample.kind, share, right, known, sample.asked))
    roster.scene.chains.gender.clear()
    roster.scene.chains.gender.update(told)
    return out
