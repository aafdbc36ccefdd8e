"""How well probabilities choose the article: the measure of the article-extraction benchmark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

_TOKEN = re.compile(r"\w+")
_GRAM = 4

Grams = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Score:
    """Means over pages, as the benchmark has them."""

    f1: float
    precision: float
    recall: float


def grams(text: str) -> Grams:
    """Runs of four words of a text; a shorter text is one run."""
    words = _TOKEN.findall(text)
    runs = max(1, len(words) - _GRAM + 1)
    return Counter(tuple(words[n : n + _GRAM]) for n in range(runs)) if words else Counter()


def score(pairs: Sequence[tuple[Grams, Grams]]) -> Score:
    """Score of (true, found) runs of pages."""
    precision, recall = [], []
    for true, found in pairs:
        shared, taken, wanted = (sum(c.values()) for c in (true & found, found, true))
        if taken:
            precision.append(shared / taken)
        if wanted:
            recall.append(shared / wanted)
    p, r = mean(precision), mean(recall)
    return Score(2 * p * r / (p + r), p, r)


def kept_text(lines: Sequence[str], keep: np.ndarray) -> str:
    """The lines that are kept, as one text."""
    return "\n".join(line for line, kept in zip(lines, keep, strict=True) if kept)
