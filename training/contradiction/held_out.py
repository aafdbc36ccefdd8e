"""Which open pairs the first training never saw: it is stopped, and its order is known."""

from __future__ import annotations

import random
from collections.abc import Sequence

from contradiction import train
from contradiction.pairs import Pair, open_pairs


def unseen(steps: int) -> list[Pair]:
    """Pairs of `open_pairs` that come after the given number of steps of the first epoch."""
    data = open_pairs()
    encoded = list(train.encode(train.tokenizer(), data))
    batches = train.grouped(encoded, train.FIRST.batch, random.Random(train.FIRST.seed))
    seen = {number for _, rows in zip(range(steps), batches, strict=False) for number in rows}
    return [pair for number, pair in enumerate(data) if number not in seen]


def canonical(data: Sequence[Pair]) -> list[Pair]:
    """The pairs with the longer text first, as the run-time code hands them over."""
    return [_turned(p) if (-len(p.left), p.left) > (-len(p.right), p.right) else p for p in data]


def _turned(pair: Pair) -> Pair:
    return Pair(
        pair.right, pair.left, pair.label, pair.weakens, pair.likeness, pair.source, pair.key
    )
