"""Agree or conflict, against labelled pairs: `judge` on the sets of the shared data.

python -m bench.pairs_bench [SET ...]
"""

import argparse
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
}
DEFAULT = ("numeric", "base_news", "rte3")


def main(arguments: list[str] | None = None) -> None:
    """Print the referee's table for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}", metavar="SET")
    for name in parser.parse_args(arguments).sets or DEFAULT:
        if present("data", "compare", SETS[name]):
            print(f"{name}: {measure(name)}")


def measure(name: str) -> str:
    """The referee's words for one set."""
    rows = [json.loads(line) for line in (COMPARE / SETS[name]).open(encoding="utf-8")]
    pairs, gold = BUILD / f"{name}-pairs.jsonl", BUILD / f"{name}-gold.jsonl"
    BUILD.mkdir(parents=True, exist_ok=True)
    _write(pairs, (_pair(row) for row in rows))
    _write(gold, ({"label": row["label"]} for row in rows))
    judged = BUILD / f"{name}-judged.jsonl"
    command("-q", "judge", str(pairs), into=judged)
    return referee("pairs", "--gold", str(gold), "--pred", str(judged))


def _pair(row: dict[str, Any]) -> dict[str, Any]:
    if "premise" in row:
        return {"a": row["premise"], "b": row["hypothesis"]}
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
