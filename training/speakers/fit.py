"""Fit the weights of claims/ranker.py, and judge them as the resolver would use them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from speakers.samples import Sample, Text

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
    """Probability of its chain; 0 where the best chain has nothing but pronouns."""
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


def answers(text: Text, weights: Weights, thresholds: dict[str, float]) -> list[Answer]:
    """What the resolver would answer for each sample, in order of the text."""
    chain = list(text.chains)
    final: dict[int, int] = {}
    out = []
    for sample in text.samples:
        shares, nearest = _shares(sample, weights, chain)
        named = [c for c in shares if c >= 0]
        known = any(sample.right[:-1])
        if not named:
            out.append(Answer(sample.kind, 0.0, False, known, sample.asked))
            continue
        best = max(named, key=lambda c: shares[c])
        place = nearest[best]
        target = final.get(sample.candidates[place], sample.candidates[place])
        own = text.entities[sample.number]
        right = own is not None and text.entities[target] == own
        named_one = text.names[target]
        share = shares[best] if named_one else 0.0
        out.append(Answer(sample.kind, share, right, known, sample.asked))
        if share >= thresholds[sample.kind]:
            chain[sample.number] = best
            final[sample.number] = target
    return out


def _shares(
    sample: Sample, weights: Weights, chain: Sequence[int]
) -> tuple[dict[int, float], dict[int, int]]:
    """Probability by chain (-1: nothing), and the place of each chain's nearest candidate."""
    scores = np.array([sum(weights.get(f, 0.0) for f in row) for row in sample.features])
    odds = np.exp(scores - scores.max())
    shares: dict[int, float] = defaultdict(float)
    nearest: dict[int, int] = {}
    for place, (number, share) in enumerate(zip(sample.candidates, odds / odds.sum(), strict=True)):
        own = chain[number] if number >= 0 else -1
        shares[own] += float(share)
        nearest.setdefault(own, place)
    return shares, nearest
