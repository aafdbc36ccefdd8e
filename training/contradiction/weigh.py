"""Fit the weights of the evidence: from what the judges found to the chances of an answer."""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np
import torch
from scipy.optimize import minimize
from sinorus_claims.claims.extract import text_claim
from sinorus_claims.claims.language import load_language
from sinorus_claims.config import Settings
from sinorus_claims.groups import judges, weighing
from sinorus_claims.groups.contradiction.reading import Reading
from sinorus_claims.model import Article, Claim

from contradiction import folds, train
from contradiction import pairs as sets
from contradiction.held_out import canonical
from contradiction.pairs import Pair

ANSWERS = ("agree", "other", "conflict")
"""In the order of `sets.LABELS`."""

SHARE = {"emergent": 1.0, "claimdiff": 0.3}
"""Weight of a pair; of open inference pairs `OPEN`."""

OPEN = 0.4


@dataclass(frozen=True)
class Weighed:
    """A pair with its signals."""

    pair: Pair
    signals: Mapping[str, float]


def claims_of(data: Sequence[Pair]) -> list[tuple[Claim, Claim]]:
    """Both texts of each pair, read by the pipeline; kept by text in the build folder."""
    kept = train.BUILD / "claims.pkl"
    known: dict[str, Claim] = pickle.loads(kept.read_bytes()) if kept.exists() else {}
    wanted = sorted({t for p in data for t in (p.left, p.right)} - known.keys())
    settings = Settings().claims
    nlp = load_language(settings)
    for text in wanted:
        article = Article(id=str(len(known)), path="", outlet="", title="", text=text)
        known[text] = text_claim(nlp, article, settings)
    if wanted:
        kept.write_bytes(pickle.dumps(known))
    return [(known[p.left], known[p.right]) for p in data]


class Kept:
    """Readings made before, by their texts."""

    def __init__(self, data: Sequence[Pair], answers: torch.Tensor, degrees: torch.Tensor) -> None:
        turned = canonical(data)
        rows = zip(turned, answers.tolist(), degrees.tolist(), strict=True)
        self._known = {(p.left, p.right): Reading(*a, *d) for p, a, d in rows}

    def read_all(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        """A reading for each pair, in order."""
        return (self._known[pair] for pair in pairs)


def weighed(data: Sequence[Pair], reader: Any) -> list[Weighed]:
    """Signals of each pair as a bare pair, with the model's readings from `reader`."""
    with mock.patch.object(judges, "load_reader", return_value=reader):
        found = list(judges.findings(claims_of(data), {}, Settings().groups))
    return [
        Weighed(p, weighing.signals(pair, made))
        for p, (pair, made) in zip(data, found, strict=True)
    ]


def fit(
    table: np.ndarray,
    truth: np.ndarray,
    shares: np.ndarray,
    *,
    prior: np.ndarray | None = None,
    looseness: float = 1.0,
) -> np.ndarray:
    """(2, signals) weights of agree and conflict, against neither, whose weights are nought.

    Regularised towards `prior` (nought if there is none): where there are few pairs, what many
    others taught holds.
    """
    centre = np.zeros((2, table.shape[1])) if prior is None else prior
    wanted = np.eye(3)[truth][:, [0, 2]]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(centre.shape)
        chances = softmax(table @ weights.T)
        correct = np.take_along_axis(chances, truth[:, None], 1)[:, 0]
        away = weights - centre
        penalty = (away**2).sum() / (2 * looseness)
        slope = (shares[:, None] * (chances[:, [0, 2]] - wanted)).T @ table + away / looseness
        return float(-(shares * np.log(correct + 1e-12)).sum() + penalty), slope.ravel()

    return minimize(loss, centre.ravel(), jac=True, method="L-BFGS-B").x.reshape(centre.shape)


def softmax(scores: np.ndarray) -> np.ndarray:
    """(pairs, 2) scores of agree and conflict -> (pairs, 3) chances in the order of `ANSWERS`."""
    whole = np.stack([scores[:, 0], np.zeros(len(scores)), scores[:, 1]], 1)
    odds = np.exp(whole - whole.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def table_of(signals: Sequence[Mapping[str, float]], names: Sequence[str]) -> np.ndarray:
    """(pairs, names): each signal, 0 where it is missing."""
    return np.array([[given.get(n, 0.0) for n in names] for given in signals])


def label(pair: Pair) -> int | None:
    """The place of a pair's answer in `ANSWERS`; what weakens much counts as a conflict."""
    if pair.label is not None:
        return pair.label
    return 2 if pair.weakens is not None and pair.weakens >= 0.8 else 1


def bare(*, read: bool) -> tuple[list[Weighed], dict[str, list[Weighed]]]:
    """Pairs of bare texts to fit with, and others to measure with."""
    calibrating, _ = folds.spare()
    network = train.load("third")
    measured = {"news": sets.news_eval(), "rte": sets.rte_eval(), "mnli": sets.mnli_eval()}

    def made(data: list[Pair]) -> list[Weighed]:
        reader = Kept(data, *train.predict(network, canonical(data))) if read else None
        return weighed(data, reader)

    fitting = made(calibrating)
    for name, data in (("emergent", sets.stances()), ("claimdiff", sets.differences())):
        rows, answers, degrees = _out_of_fold(name)
        left_out = [data[n] for n in rows]
        fitting += weighed(left_out, Kept(left_out, answers, degrees) if read else None)
    return fitting, {name: made(data) for name, data in measured.items()}


def _out_of_fold(name: str) -> tuple[list[int], torch.Tensor, torch.Tensor]:
    """Predictions for each pair (by its row) by the network that did not see its fold."""
    kept = [torch.load(path)[name] for path in sorted(train.BUILD.glob("fold?-predictions.pt"))]
    rows = [row for found, _, _ in kept for row in found]
    return rows, torch.cat([k[1] for k in kept]), torch.cat([k[2] for k in kept])
