"""The second training: stances of headlines, weakening claims, likeness; and five folds of it."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import replace

import torch

from contradiction import pairs as sets
from contradiction import train
from contradiction.held_out import canonical, unseen
from contradiction.pairs import Pair

FOLDS = 5
REPLAY = 12_000
"""Open pairs that the shipped weights see in the second training beside the sets of news."""

REPLAY_FOLD = 1_500
"""The same for a fold, whose only purpose is a measure."""

CALIBRATING = 6_000
"""Open pairs never trained on, kept to fit the weights of the evidence."""


def fold_of(key: str, keys: Sequence[str]) -> int:
    """The fold of a claim or topic: its place in the shuffled list of all of them."""
    order = sorted(set(keys))
    random.Random(1).shuffle(order)
    return order.index(key) % FOLDS


def spare() -> tuple[list[Pair], list[Pair]]:
    """Open pairs that the first training did not see: to calibrate with, and to replay."""
    rest = canonical(unseen(train.SEEN))
    random.Random(2).shuffle(rest)
    return rest[:CALIBRATING], rest[CALIBRATING:]


def second(fold: int | None = None) -> None:
    """Go on from the first training; without the pairs of a fold, or with all of them (10 min)."""
    network = train.load("first")
    stances, weakening = canonical(sets.stances()), canonical(sets.differences())
    likeness = canonical(sets.alike())
    random.Random(3).shuffle(likeness)
    _, replay = spare()
    if fold is not None:
        stances, weakening = without(stances, fold), without(weakening, fold)
        data = [*stances, *weakening] * 2 + replay[:REPLAY_FOLD]
    else:
        data = [*stances, *weakening] * 2 + likeness[:2000] + replay[:REPLAY]
    name = "second" if fold is None else f"fold{fold}"
    schedule = replace(train.SECOND, epochs=1.0)
    train.learn(network, data, schedule, name=name)
    torch.save(network.state_dict(), train.where(name))
    if fold is not None:
        _keep_predictions(network, fold)


THIRD = train.Schedule(epochs=1.0, rate=4e-5, seed=7)

SHORT = 160
"""Characters of both texts up to which an open pair is replayed beside the headlines."""


def third(fold: int | None = None) -> None:
    """Headlines once more, three times over, with short open pairs beside them (3 min)."""
    before, after = ("second", "third") if fold is None else (f"fold{fold}", f"fold{fold}")
    network = train.load(before)
    stances = canonical(sets.stances())
    _, replay = spare()
    short = [p for p in replay if len(p.left) + len(p.right) <= SHORT]
    if fold is not None:
        stances = without(stances, fold)
    train.learn(network, stances * 3 + short[: len(stances)], THIRD, name=f"third {after}")
    torch.save(network.state_dict(), train.where(after if fold is None else f"third{fold}"))
    if fold is not None:
        _keep_predictions(network, fold)


def without(data: Sequence[Pair], fold: int) -> list[Pair]:
    """The pairs of all other folds."""
    keys = [p.key for p in data]
    return [p for p in data if fold_of(p.key, keys) != fold]


def _keep_predictions(network: train.Pairs, fold: int) -> None:
    kept = {}
    for name, data in (("emergent", sets.stances()), ("claimdiff", sets.differences())):
        keys = [p.key for p in data]
        rows = [n for n, p in enumerate(data) if fold_of(p.key, keys) == fold]
        answers, degrees = train.predict(network, canonical([data[n] for n in rows]))
        kept[name] = (rows, answers, degrees)
    torch.save(kept, train.where(f"fold{fold}-predictions"))


if __name__ == "__main__":
    step = {"second": second, "third": third}[sys.argv[1]]
    for argument in sys.argv[2:]:
        step(None if argument == "all" else int(argument))
