"""Conflicts of numbers, against labels read twice: `judge` on pairs of news sentences.

python -m bench.numeric_bench

The labels, with their rules, are `bench/labels/numeric.tsv`. The second table is a check of
generality on inference pairs with numbers: of the pairs called a conflict of quantities, how many
are labelled a contradiction. Those labels are of whole sentences, so that they tell nothing of
recall; in `sim_news_train` they were made from likeness of text, and many are debatable.
"""

import csv
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .shared import BUILD, SHARED, command, present

LABELS = Path(__file__).resolve().parent / "labels" / "numeric.tsv"
PAIRS = ("data", "compare", "numeric_news_labelled.jsonl")
INFERENCE = ("data", "compare", "nli_numeric_subset.jsonl.gz")
SOURCES = ("base_news_train", "sim_news_train")


def main() -> None:
    """Print both tables, as far as their data are there."""
    if present(*PAIRS):
        print_news()
    if present(*INFERENCE):
        for source in SOURCES:
            print_inference(source)


def labels() -> dict[int, str]:
    """Row of the set, from 0 -> agree, conflict or other."""
    lines = [x for x in LABELS.read_text("utf-8").splitlines() if not x.startswith("#")]
    return {int(row["row"]): row["label"] for row in csv.DictReader(lines, delimiter="\t")}


def print_news() -> None:
    """Precision and recall of conflicts, and the rows that are wrong."""
    lines = SHARED.joinpath(*PAIRS).read_text("utf-8").splitlines()
    judged = judge("numeric-labelled", [_news_pair(json.loads(line)) for line in lines])
    gold = labels()
    called = {n for n, found in enumerate(judged) if found["relation"] == "conflicts"}
    true = {n for n, label in gold.items() if label == "conflict"}
    print(f"numbers in news: {len(judged)} pairs, {len(true)} conflicts; {scores(called, true)}")
    print(f"  called a conflict, and none: rows {_listed(called - true)}")
    print(f"  a conflict, and not called one: rows {_listed(true - called)}")


def print_inference(source: str) -> None:
    """Of the conflicts of quantities found in one source, how many are labelled contradictions."""
    with gzip.open(SHARED.joinpath(*INFERENCE), "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["src"] == source]
    judged = judge(source, [{"a": r["premise"], "b": r["hypothesis"]} for r in rows])
    called = [
        row["label"]
        for row, found in zip(rows, judged, strict=True)
        if found["relation"] == "conflicts" and found["ground"] == "quantity"
    ]
    right = called.count("contradiction")
    print(f"{source}: {len(rows)} pairs; {right} of {len(called)} conflicts are contradictions")


def scores(called: set[int], true: set[int]) -> str:
    """Precision and recall in words."""
    right = len(called & true)
    precision = right / len(called) if called else 0.0
    recall = right / len(true) if true else 0.0
    return f"called {len(called)}, right {right}: P {precision:.2f} R {recall:.2f}"


def judge(name: str, pairs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `sinorus-claims judge` answers, pair by pair."""
    BUILD.mkdir(parents=True, exist_ok=True)
    source, judged = BUILD / f"{name}-pairs.jsonl", BUILD / f"{name}-judged.jsonl"
    text = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
    source.write_text(text, encoding="utf-8")
    command("-q", "judge", str(source), into=judged)
    return [json.loads(line) for line in judged.read_text("utf-8").split("\n") if line]


def _news_pair(row: dict[str, Any]) -> dict[str, Any]:
    sides = (("a", row["a"]), ("b", row["b"]))
    return {
        name: value
        for side, text in sides
        for name, value in (
            (side, text["text"]),
            (f"date_{side}", text["date"]),
            (f"outlet_{side}", text["source"]),
        )
    }


def _listed(rows: set[int]) -> str:
    return ", ".join(map(str, sorted(rows))) or "none"


if __name__ == "__main__":
    main()
