"""What the loader loses of clean articles: texts without any page around them, fed as files.

    python bench/clean_bench.py [--folds FOLDER]

The true texts of the pages of `loader_bench`, whose words should all stay, and PolNeAR's articles,
whose attributed statements should.
With `--folds` (see `loader_bench`) each page is read with weights trained without its site.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.loader_bench import SHARED, each_fold, is_english, read_rows
from sinorus_claims.articles.dumps.plain import read_plain

POLNEAR = SHARED / "data" / "polnear"


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each set; 0 also where there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=Path, help="weights trained without a part of the sites")
    folds = parser.parse_args(arguments).folds
    if not POLNEAR.exists():
        print(f"skipped: no texts in {SHARED}")
        return 0
    for name in ("dumps-zyte", "dumps-wcxb"):
        rows = [r for r in read_rows(name) if is_english(r["truth"])]
        for kind, change in (("", str), (" without blank lines", _dense)):
            lost, whole = [], 0
            for part in each_fold(rows, folds) if folds else [rows]:
                for row in part:
                    verdicts = read_plain(change(row["truth"])).verdicts
                    lost.append(sum(len(v.text.split()) for v in verdicts if v.rule is not None))
                    whole += sum(len(v.text.split()) for v in verdicts)
            worst = sorted(lost, reverse=True)[:5]
            share = sum(lost) / whole
            print(f"{name}{kind}: {sum(lost)} of {whole} words lost, {share:.3%}; worst {worst}")
    for part in ("dev", "train"):
        lost, whole = statements_lost(part)
        print(
            f"polnear-{part}: {lost} of {whole} characters of statements lost, {lost / whole:.3%}"
        )
    return 0


def _dense(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())


def statements_lost(part: str) -> tuple[int, int]:
    """Characters of gold contents of PolNeAR that are not in the text, and all of them."""
    lost = whole = 0
    for doc, spans in _contents(POLNEAR / f"gold-{part}.jsonl"):
        source = (POLNEAR / part / "text" / f"{doc}.txt").read_text("utf-8")
        kept = bytearray(len(source))
        for piece in read_plain(source).pieces:
            kept[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
        for start, end in spans:
            text = source[start:end]
            whole += len(text) - sum(map(str.isspace, text))
            lost += sum(
                not kept[n] and not source[n].isspace() for n in range(start, min(end, len(source)))
            )
    return lost, whole


def _contents(path: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        spans.setdefault(row["doc"], []).extend((a, b) for a, b in row["content"])
    yield from sorted(spans.items())


if __name__ == "__main__":
    sys.exit(main())
