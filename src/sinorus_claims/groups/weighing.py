"""From what the judges found to chances: a logistic model of a few readable weights.

P(conflict) and P(agree) come of a softmax over three answers, the third being that neither holds.
Each signal is the strength of one judge's finding, 0 to 1, a likeness less what is usual, or a log
odds of the model's reading, so that a weight says what the signal is worth.
`training/contradiction/weigh.py` fits the weights on training parts; docs/comparison.md shows how
well they are calibrated.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from .alignment import footing, subjects
from .comparison import Comparison, Finding
from .contradiction.choice import closest_share, turned_round
from .quantities import unmatched
from .traits import traits

GROUNDS = ("denial", "quantity", "date", "negation", "antonym")
MOST_CERTAIN = 0.98
"""Probabilities of the model are cut here: it knows nothing more certainly."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities, 0 to 1, that add up to one with that of neither."""

    agree: float
    conflict: float


def chances(pair: Comparison, found: Sequence[Finding]) -> Chances:
    """How likely the pair agrees and conflicts, by all that was found."""
    kind = ("bare" if pair.bare else "run") + ("" if pair.reading else "_unread")
    # Most signals are 0: what they are weighed with adds nothing.
    given = {name: strength for name, strength in signals(pair, found).items() if strength}
    agree, conflict = (_odds(given, row) for row in _rows(kind))
    total = 1.0 + math.fsum((agree, conflict))
    return Chances(round(agree / total, 4), round(conflict / total, 4))


def _odds(given: Mapping[str, float], row: Mapping[str, float]) -> float:
    """Odds against neither; the sum is exact, so that no order of the signals changes it."""
    return math.exp(
        min(30.0, math.fsum([row[name] * given[name] for name in given if name in row]))
    )


def signals(pair: Comparison, found: Sequence[Finding]) -> dict[str, float]:
    """What the weights are for, by name; a signal that is missing counts as 0."""
    given = _about_one_thing(pair)
    for finding in found:
        if finding.evidence and finding.evidence[0].feature == "contradiction":
            continue  # the model's own finding: its reading is a signal
        if finding.relation == "conflicts" and finding.ground in GROUNDS:
            given[finding.ground] = max(finding.score, given.get(finding.ground, 0.0))
            given["pointed"] = 1.0  # some judge can show the words
        elif finding.relation in ("restates", "agrees"):
            given["agreement"] = finding.score
    if pair.reading is not None:
        given |= _read(pair)
    return given


def _about_one_thing(pair: Comparison) -> dict[str, float]:
    left, right = pair.left.claim, pair.right.claim
    one, other = traits(pair.left), traits(pair.right)
    return {
        "always": 1.0,
        "likeness": pair.topic - 0.5,
        "aligned": closest_share(pair) - 0.5,
        "subjects": subjects(pair) - 0.6,
        "footing": footing(pair) - 1.0,
        "same_speaker": float(pair.voices == "same_speaker"),
        "hedged": float(left.hedged != right.hedged),
        "negated": float(left.negated != right.negated),
        "open": float(one.open or other.open),
        "asked": float(one.asking != other.asking),
        "figures_apart": float(one.measured and other.measured and all(unmatched(pair))),
        "tentative": float(one.tentative != other.tentative),
        "refuted": float(one.refuting != other.refuting),
    }


def _read(pair: Comparison) -> dict[str, float]:
    reading = pair.reading
    assert reading is not None  # noqa: S101 - its only caller asks
    contradicts, follows = _log_odds(reading.contradiction), _log_odds(reading.entailment)
    if turned_round(pair):
        contradicts, follows = follows, contradicts
    return {
        "read": 1.0,
        "contradiction": contradicts,
        "entailment": follows,
        "weakens": _log_odds(reading.weakens),
        "same_meaning": _log_odds(reading.likeness),
        "contradiction_alike": contradicts * (pair.topic - 0.5),
    }


def _log_odds(chance: float) -> float:
    chance = min(MOST_CERTAIN, max(1 - MOST_CERTAIN, chance))
    return math.log(chance / (1 - chance))


@cache
def _rows(kind: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The weights for agreement and for conflict."""
    found = weights()[kind]
    return found["agree"], found["conflict"]


@cache
def weights() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """`bare` or `run`, with `_unread` where no model read the pair -> `agree` or `conflict` ->
    signal -> weight.
    """
    text = resources.files(__package__).joinpath("data", "weights.json").read_text("utf-8")
    loaded: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(text)
    return loaded
