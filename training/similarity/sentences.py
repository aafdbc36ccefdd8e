"""What the table learns from: sentences and headlines of news, and pairs of one meaning."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paths

COMPARE = paths.DATA / "compare"
ARTICLES = paths.DATA / "articles"

NEWS, OPEN = 28_000, 16_000
"""Sentences of articles, and texts of open inference pairs; headlines and pairs come on top."""

MOST = 16_000
"""Of all these, the texts that the encoder reads: two to three minutes of one core."""

_STOP = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘A-Z])")


@dataclass(frozen=True)
class Scored:
    """Two texts and how alike people found them, 0 to 5."""

    left: str
    right: str
    score: float


def texts() -> list[str]:
    """All that the encoder is to read, each once, in an order that mixes the kinds."""
    shuffler = random.Random(5)
    news = shuffler.sample(sorted(set(_news())), NEWS)
    open_pairs = shuffler.sample(sorted({t for pair in entailed() for t in pair}), OPEN)
    known = {t for pair in scored("headlines", outside=True) for t in (pair.left, pair.right)}
    every = sorted({*news, *open_pairs, *known, *_headlines()})
    shuffler.shuffle(every)
    return every[:MOST]


def scored(part: str, *, outside: bool = False) -> list[Scored]:
    """Pairs of news sentences of the sets whose name has `part` (or has it not)."""
    rows = _rows(COMPARE / "sts_news.jsonl")
    return [Scored(r["a"], r["b"], r["score"]) for r in rows if (part in r["src"]) != outside]


def entailed() -> list[tuple[str, str]]:
    """Open pairs of which one text follows from the other."""
    rows = _rows(COMPARE / "nli_train_open.jsonl.gz")
    return [(r["premise"], r["hypothesis"]) for r in rows if r["label"] == "entailment"]


def clustered() -> set[str]:
    """Ids of articles that stand in a cluster: quotations and figures of these are measured."""
    rows = _rows(ARTICLES / "allsides-clusters.jsonl")
    return {ident for row in rows for ident in row["articles"]}


def _news() -> Iterator[str]:
    measured = clustered()
    for row in _rows(ARTICLES / "allsides-10k.jsonl.gz"):
        if row["id"] not in measured:
            for paragraph in row["text"].split("\n"):
                yield from (s for s in _STOP.split(paragraph) if 5 <= len(s.split()) <= 40)


def _headlines() -> Iterator[str]:
    measured = clustered()
    rows = _rows(ARTICLES / "allsides-10k.jsonl.gz")
    return (r["title"] for r in rows if r["title"] and r["id"] not in measured)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)
    else:
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
