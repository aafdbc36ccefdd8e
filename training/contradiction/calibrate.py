"""Fit every set of weights, write them, and print how good and how well calibrated they are."""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from sinorus_claims.groups import weighing

from contradiction import folds, run_pairs, weigh
from contradiction.weigh import ANSWERS, Weighed

PLACE = Path(weighing.__file__).parent / "data" / "weights.json"

SHARES = {"typed": 1.0, "contra": 2.0, "agree": 1.5, "entail": 1.5, "rest": 3.0}
"""Weight of a labelled pair of a run by why it was picked: of those that some judge suspected every
fourth was labelled, of those that nothing was found in one in a thousand."""

HEADLINES = frozenset({"tentative", "refuted", "asked"})
"""Signals of bare texts only: of attributed claims the cue says as much, and better."""

BELIEF = {"always": -2.5, "pointed": -4.3} | dict.fromkeys(weighing.GROUNDS, 12.0)
"""What is believed of a conflict before any pair of a run is seen: a judge's strength of 0.57 is as
good as none, 0.75 nearly certain. Few pairs are labelled, so they move that only so far."""

LOOSENESS = 0.1

BINS = (0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


def main(parts: Sequence[str] = ("read", "unread")) -> None:
    """Fit, write, print; weights of the parts that are not named stay as they are."""
    made: dict[str, dict[str, dict[str, float]]] = {}
    for part in parts:
        suffix = "" if part == "read" else "_unread"
        names = _bare(made, read=part == "read", suffix=suffix)
        _run(made, names, read=part == "read", suffix=suffix)
    known = json.loads(PLACE.read_text("utf-8")) if PLACE.exists() else {}
    PLACE.write_text(json.dumps(known | made, indent=1, sort_keys=True) + "\n", "utf-8")


def _bare(made: dict, *, read: bool, suffix: str) -> list[str]:
    fitting, measured = weigh.bare(read=read)
    names = sorted({n for w in fitting for n in w.signals})
    table = weigh.table_of([w.signals for w in fitting], names)
    truth = np.array([weigh.label(w.pair) for w in fitting])
    shares = np.array([weigh.SHARE.get(w.pair.source, weigh.OPEN) for w in fitting])
    print(f"\n== bare{suffix}: {len(fitting)} pairs")
    _folds(fitting, table, truth, shares)
    weights = weigh.fit(table, truth, shares)
    made[f"bare{suffix}"] = _named(weights, names)
    for name, data in measured.items():
        chances = weigh.softmax(weigh.table_of([w.signals for w in data], names) @ weights.T)
        _print(name, chances, np.array([weigh.label(w.pair) for w in data]))
    return names


def _folds(
    fitting: Sequence[Weighed], table: np.ndarray, truth: np.ndarray, shares: np.ndarray
) -> None:
    """Chances of Emergent and ClaimDiff by weights that did not see the pair's claim or topic."""
    for name in ("emergent", "claimdiff"):
        rows = np.array([n for n, w in enumerate(fitting) if w.pair.source == name])
        keys = [fitting[n].pair.key for n in rows]
        places = np.array([folds.fold_of(k, keys) for k in keys])
        chances = np.zeros((len(rows), 3))
        for fold in range(folds.FOLDS):
            left_out = rows[places == fold]
            others = np.setdiff1d(np.arange(len(fitting)), left_out)
            weights = weigh.fit(table[others], truth[others], shares[others])
            chances[places == fold] = weigh.softmax(table[left_out] @ weights.T)
        _print(f"{name}, 5 folds", chances, truth[rows])


def _run(made: dict, names: list[str], *, read: bool, suffix: str) -> None:
    names = [n for n in names if n not in HEADLINES]
    prior = _belief(names)
    pairs = run_pairs.labelled() if read else run_pairs.labelled(without_model=True)
    table = weigh.table_of([p.signals for p in pairs], names)
    truth = np.array([p.answer for p in pairs])
    shares = np.array([SHARES[p.picked] for p in pairs])
    even = np.array([int(p.cluster.partition("-")[2]) % 2 == 0 for p in pairs])
    print(f"\n== run{suffix}: {len(pairs)} pairs, {Counter(p.label for p in pairs)}")
    chances = np.zeros((len(pairs), 3))
    for part in (even, ~even):
        weights = weigh.fit(
            table[~part], truth[~part], shares[~part], prior=prior, looseness=LOOSENESS
        )
        chances[part] = weigh.softmax(table[part] @ weights.T)
    _print("the other half of the clusters", chances, truth)
    for threshold in (0.4, 0.5, 0.6, 0.65, 0.7, 0.8):
        shown = chances[:, 2] >= threshold
        right = (truth[shown] == 2).sum()
        agreeing = chances[:, 0] >= threshold
        print(f"  from {threshold}: {shown.sum()} conflicts, {right} right, "
              f"of {(truth == 2).sum()}; "
              f"{agreeing.sum()} agreements, {(truth[agreeing] == 0).sum()} right, "
              f"of {(truth == 0).sum()}")  # fmt: skip
    weights = weigh.fit(table, truth, shares, prior=prior, looseness=LOOSENESS)
    made[f"run{suffix}"] = _named(weights, names)


def _belief(names: Sequence[str]) -> np.ndarray:
    prior = np.zeros((2, len(names)))
    for number, name in enumerate(names):
        prior[1, number] = BELIEF.get(name, 0.0)
        prior[0, number] = -2.0 if name in weighing.GROUNDS else float(name == "agreement")
    return prior


def _named(weights: np.ndarray, names: Sequence[str]) -> dict[str, dict[str, float]]:
    return {
        answer: {n: round(float(x), 3) for n, x in zip(names, weights[row], strict=True)}
        for row, answer in enumerate(("agree", "conflict"))
    }


def _print(name: str, chances: np.ndarray, truth: np.ndarray) -> None:
    likeliest = chances.argmax(1)
    scores = [f"{_f(likeliest == n, truth == n):.3f}" for n in range(3)]
    print(f"{name}: {len(truth)} pairs, accuracy {(likeliest == truth).mean():.3f}, "
          f"F1 of {', '.join(ANSWERS)}: {', '.join(scores)}, "
          f"conflict AP {_average_precision(chances[:, 2], truth == 2):.3f}")  # fmt: skip
    cells = []
    for low, high in pairwise(BINS):
        inside = (chances[:, 2] >= low) & (chances[:, 2] < high + (high == 1))
        if inside.any():
            mean, share = chances[inside, 2].mean(), (truth[inside] == 2).mean()
            cells.append(f"{low}-{high}: {inside.sum()} said {mean:.2f} is {share:.2f}")
    print("  p_conflict " + "; ".join(cells))


def _f(said: np.ndarray, true: np.ndarray) -> float:
    both = (said & true).sum()
    return float(2 * both / max(1, said.sum() + true.sum()))


def _average_precision(scores: np.ndarray, true: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = true[order].cumsum()
    return float((hits / np.arange(1, len(true) + 1))[true[order]].mean()) if true.any() else 0.0


if __name__ == "__main__":
    main(sys.argv[1:] or ("read", "unread"))
