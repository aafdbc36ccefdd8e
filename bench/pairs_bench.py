"""Agree or conflict, against labelled pairs: `judge` on the sets of the shared data.

python -m bench.pairs_bench [SET ...]
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .shared import BUILD, SHARED, command, present, referee

COMPARE = SHARED / "data" / "compare"
SETS = {
    "numeric": "numeric_news_labelled.jsonl",
    "base_news": "nli_eval_base_news_test.jsonl",
    "rte3": "rte3_3way_en_dev.jsonl",
    "emergent": "emergent_train.jsonl",
    "claimdiff": "claimdiff_train.jsonl",
    "mnli": "nli_eval_mnli_dev.jsonl.gz",
}
DEFAULT = ("numeric", "base_news", "rte3")
"""Sets that nothing was taught with; the shipped model has seen `emergent` and `claimdiff`: what it
makes of unseen claims and topics of theirs is measured in five folds by `training/make.py
contradiction`."""

MNLI_STEP = 13
"""Every so many pairs of MNLI are judged."""


def main(arguments: list[str] | None = None) -> None:
    """Print the referee's table for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}", metavar="SET")
    for name in parser.parse_args(arguments).sets or DEFAULT:
        if present("data", "compare", SETS[name]):
            print(f"{name}: {measure(name)}")


def measure(name: str) -> str:
    """The referee's words for one set."""
    rows = _rows(name)
    pairs, gold = BUILD / f"{name}-pairs.jsonl", BUILD / f"{name}-gold.jsonl"
    BUILD.mkdir(parents=True, exist_ok=True)
    _write(pairs, (_pair(row) for row in rows))
    _write(gold, ({"label": _label(row)} for row in rows))
    judged = BUILD / f"{name}-judged.jsonl"
    command("-q", "judge", str(pairs), into=judged)
    return referee("pairs", "--gold", str(gold), "--pred", str(judged))


def _rows(name: str) -> list[dict[str, Any]]:
    path = COMPARE / SETS[name]
    whole = path.read_bytes()
    text = (gzip.decompress(whole) if path.suffix == ".gz" else whole).decode("utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return rows[::MNLI_STEP] if name == "mnli" else rows


def _label(row: dict[str, Any]) -> str:
    """The label; of ClaimDiff, what people said weakens the other claim is a conflict."""
    if "average_response" in row:
        return "conflict" if row["average_response"] < 0 else "other"
    return str(row["label"])


def _pair(row: dict[str, Any]) -> dict[str, Any]:
    if "premise" in row:
        return {"a": row["premise"], "b": row["hypothesis"]}
    if "claim_a" in row:
        return {"a": row["claim_a"], "b": row["claim_b"]}
    one, other = row["a"], row["b"]
    return {
        "a": one["text"], "b": other["text"], "date_a": one["date"], "date_b": other["date"],
        "outlet_a": one["source"], "outlet_b": other["source"],
    }  # fmt: skip


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main()
