"""How like people the similarity judges, and how fast.

    python -m bench.similarity_bench [NAME ...]      lexical and embedded unless names are given

Pearson's correlation with people's scores of pairs of headlines (2013 to 2016; nothing was taught
with them). Then quotations: how often a pair of wordings of one utterance is more alike than two
quotations of one story that are not (area under the curve; silver, made by comparing words, which
flatters the lexical likeness). Speed in processor time: sentences a second to prepare a claim and
pairs a second to compare.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Claim, TextSpan

from .shared import SHARED, present

COMPARE = SHARED / "data" / "compare"
DEFAULT = ("lexical", "embedded")
MOST = 1500
"""Pairs of quotations of each sort."""

Texts = Sequence[tuple[str, str]]


def main(arguments: list[str] | None = None) -> None:
    """Print a line for each similarity."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    names = parser.parse_args(arguments).names or DEFAULT
    if not all(present("data", "compare", f"{n}.jsonl") for n in ("sts_news", SILVER)):
        return
    rows = [r for r in _rows(COMPARE / "sts_news.jsonl") if "headlines" in r["src"]]
    pairs = [(r["a"], r["b"]) for r in rows]
    same, others = quotations()
    for name in names:
        found, seconds = likeness(name, pairs)
        people = np.corrcoef(found, [r["score"] for r in rows])[0, 1]
        area = _area(likeness(name, same)[0], likeness(name, others)[0])
        print(
            f"{name:24} headlines {people:.3f}  quotations {area:.3f}"
            f"  {2 * len(pairs) / seconds:.0f} sentences/s"
        )


SILVER = "quote_variants_silver"


def quotations() -> tuple[Texts, Texts]:
    """Wordings of one utterance, and as many pairs of one story that share no row's utterance."""
    stories = defaultdict(list)
    for row in _rows(COMPARE / f"{SILVER}.jsonl"):
        stories[row["cluster"]].append((row["a"]["text"], row["b"]["text"]))
    same = [pair for _, found in sorted(stories.items()) for pair in found][:MOST]
    others = [
        (one[0], other[1])
        for _, found in sorted(stories.items())
        for one, other in pairwise(found)
        if not _overlap(one, other)
    ]
    return same, others[:MOST]


def _overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two rows may speak of one utterance: a third of the words in common."""
    left, right = (set(" ".join(pair).lower().split()) for pair in (one, other))
    return len(left & right) * 3 > min(len(left), len(right))


def likeness(name: str, pairs: Texts) -> tuple[list[float], float]:
    """Of each pair, and the seconds that it took, the second time over."""
    seconds, found = 0.0, list[float]()
    for _ in range(2):  # the first time word lists are read
        claims = [(_claim(a, 2 * n), _claim(b, 2 * n + 1)) for n, (a, b) in enumerate(pairs)]
        begin = time.process_time()
        similarity = load_similarity(GroupSettings(similarity=name))
        found = list(similarity.compare_all(claims))
        seconds = time.process_time() - begin
    return found, seconds


def _claim(text: str, number: int) -> Claim:
    span = TextSpan(0, len(text))
    return Claim(
        id=str(number), article=str(number), outlet="", kind="indirect", text=text,
        content=(span,), sentence=span, speaker=None, cue=None,
    )  # fmt: skip


def _area(same: Sequence[float], others: Sequence[float]) -> float:
    """Chance that one of `same` is above one of `others`; half for a tie."""
    low = np.sort(others)
    above = np.searchsorted(low, same, "left") + np.searchsorted(low, same, "right")
    return float(above.mean() / 2 / len(low))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
