"""Labelled pairs to learn from, each set by the part that is for training."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paths

LABELS = ("entailment", "neutral", "contradiction")
COMPARE = paths.DATA / "compare"

NEWS_PARTS = ("sim_news_train", "base_news_train", "newprot_val", "litl_val")
"""Parts of the numeric subset that are neither a development nor a test part of any set."""

MOST = {"breaking_nli": 3000, "cad_snli": 5500}
"""Pairs kept of sets that are far from news: one word exchanged, nine in ten contradictions; what
pictures show."""


@dataclass(frozen=True)
class Pair:
    """Two texts and what is known of them; what is not known is None."""

    left: str
    right: str
    label: int | None = None
    """Place in `LABELS`."""
    weakens: float | None = None
    """How much one weakens the other, 0 to 1."""
    likeness: float | None = None
    """Likeness of meaning, 0 to 1."""
    source: str = ""
    key: str = ""
    """What may not be on both sides of a fold (a claim, a topic)."""


def open_pairs() -> list[Pair]:
    """The open inference pairs, and the news among the numeric ones."""
    found, seen = [], Counter[str]()
    for row in _rows(COMPARE / "nli_train_open.jsonl.gz"):
        seen[row["src"]] += 1
        if seen[row["src"]] <= MOST.get(row["src"], seen.total()):
            found.append(_inference(row))
    numeric = _rows(COMPARE / "nli_numeric_subset.jsonl.gz")
    return found + [_inference(row) for row in numeric if row["src"] in NEWS_PARTS]


def stances() -> list[Pair]:
    """Emergent: headlines against claims."""
    rows = _rows(COMPARE / "emergent_train.jsonl")
    return [
        Pair(r["premise"], r["hypothesis"], LABELS.index(r["label"]), source="emergent",
             key=r["hypothesis"])
        for r in rows
    ]  # fmt: skip


def differences() -> list[Pair]:
    """ClaimDiff: whether one claim strengthens or weakens another."""
    rows = _rows(COMPARE / "claimdiff_train.jsonl")
    return [
        Pair(r["claim_a"], r["claim_b"], weakens=(2 - r["average_response"]) / 4,
             source="claimdiff", key=r["topic"])
        for r in rows
    ]  # fmt: skip


def alike() -> list[Pair]:
    """Similarity of news sentences; headlines are left out, which measure it."""
    rows = _rows(COMPARE / "sts_news.jsonl")
    return [
        Pair(r["a"], r["b"], likeness=r["score"] / 5, source="sts")
        for r in rows
        if "headlines" not in r["src"]
    ]


def news_eval() -> list[Pair]:
    """News pairs that are only measured."""
    return [_inference(r) for r in _rows(COMPARE / "nli_eval_base_news_test.jsonl")]


def rte_eval() -> list[Pair]:
    """RTE-3's development part, only measured."""
    return [_inference(r) for r in _rows(COMPARE / "rte3_3way_en_dev.jsonl")]


def mnli_eval(most: int = 1500) -> list[Pair]:
    """Some of MNLI's development part, only measured."""
    return [_inference(r) for r in _rows(COMPARE / "nli_eval_mnli_dev.jsonl.gz")][::13][:most]


def _inference(row: dict[str, Any]) -> Pair:
    return Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]), source=row["src"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    whole = path.read_bytes()
    text = (gzip.decompress(whole) if path.suffix == ".gz" else whole).decode("utf-8")
    for line in text.split("\n"):
        if line:
            row = json.loads(line)
            # White space as the run-time code has it.
            yield {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in row.items()}
