"""How surely reprints are found, and what a folder of any size costs.

    python -m bench.reprints_bench [quality] [scale] [--sizes 5000,10000,20000]

Articles are halves of the AllSides articles (about 470 words each), PolNeAR and the clusters;
variants are made of them at run time. `quality` hides variants of each kind in a folder and counts
those that are linked to their original, and hard pairs that are linked wrongly. `scale` runs each
size in a process of its own, over texts read from a file, with as thin a sample of runs and as
small a shelf of texts as a million articles would have (64 runs an article), dates at random, and
extrapolates: seconds follow the number of texts that are read. CPU seconds, one core.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from sinorus_claims.articles.reprints.fingerprints import distinct, runs_in_order
from sinorus_claims.articles.reprints.reprints import find_originals

from .reprint_variants import CONTAINMENT, HARD, VARIANTS, age, originals
from .shared import present

EACH = 200
PER_ARTICLE = 64
MILLION = 1_000_000


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", help="quality, scale; both by default")
    parser.add_argument("--sizes", default="5000,10000,20000")
    parser.add_argument("--one", nargs=2, metavar=("FILE", "COUNT"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(measure(Path(options.one[0]), int(options.one[1]))))
        return
    if not present("data", "articles", "allsides-10k.jsonl.gz"):
        return
    parts = options.parts or ["quality", "scale"]
    if "quality" in parts:
        for limit in (10**9, PER_ARTICLE):
            quality(limit)
    if "scale" in parts:
        scale([int(size) for size in options.sizes.split(",")])


def quality(per_article: int) -> None:
    """Recall of each kind of variant, and wrong links of each kind of hard pair."""
    base = originals()
    draw = random.Random(2)
    texts, ages, truth = [], [], {}
    place = 0
    for kind, vary in VARIANTS.items():
        for _ in range(EACH):
            original, other = base[place], base[place + 1]
            place += 2
            truth[len(texts) + 1] = (kind, len(texts))
            texts += [original, vary(original, other, draw)]
            ages += [age("2026-05-04", len(texts)), age("2026-05-05", len(texts) + 1)]
    for kind, pair in HARD.items():
        for _ in range(EACH):
            truth[len(texts) + 1] = (kind, None)
            texts += pair(*base[place : place + 3])
            ages += [age("2026-05-04", len(texts)), age("2026-05-05", len(texts) + 1)]
            place += 3
    texts += base[place:]
    ages += [age("2026-05-03", n) for n in range(place, len(base))]
    found = find_originals(texts, ages, CONTAINMENT, limit=per_article * len(texts))
    whole = "all runs" if per_article > 1000 else f"{per_article} runs an article"
    print(f"{len(texts)} texts, candidates from {whole}")
    for kind in (*VARIANTS, *HARD):
        rows = [(n, old) for n, (k, old) in truth.items() if k == kind]
        right = sum(found[n] == old for n, old in rows if old is not None)
        wrong = sum(found[n] is not None and found[n] != old for n, old in rows)
        # The other half of the pair may be linked wrongly too.
        wrong += sum(found[n - 1] is not None for n, _ in rows)
        recall = f"found {right / len(rows):6.1%}" if kind in VARIANTS else " " * 12
        print(f"  {kind:46} {recall}  linked wrongly {wrong} of {len(rows)}")
    others = sum(f is not None for n, f in enumerate(found) if n >= len(texts) - len(base) + place)
    print(f"  links among the {len(base) - place} other texts: {others}")


class _Texts(Sequence[str]):
    """Texts in a file, read when they are asked for."""

    def __init__(self, path: Path, count: int) -> None:
        self._file = path.open("rb")
        self._starts = np.fromfile(path.with_suffix(".starts"), dtype=np.int64)
        self._count = count
        self.asked = 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, n: int) -> str:  # type: ignore[override]
        if n >= self._count:
            raise IndexError(n)
        self.asked += 1
        self._file.seek(int(self._starts[n]))
        return self._file.read(int(self._starts[n + 1] - self._starts[n])).decode()


def scale(sizes: list[int]) -> None:
    """Seconds and memory for each size, and what a million would take."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts"
        write(folder_of(max(sizes)), path)
        for size in sizes:
            done = subprocess.run(
                [sys.executable, "-m", "bench.reprints_bench", "--one", str(path), str(size)],
                capture_output=True, text=True, check=True,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )  # fmt: skip
            rows.append(json.loads(done.stdout))
    for row in rows:
        print(
            f"{row['size']:8}  {row['words']:4.0f} runs  {row['seconds']:6.2f} s"
            f"  {row['asked']:.3f} texts read an article  peak {row['peak']:5.1f} MB over"
            f" {row['before']:.0f} MB  linked {row['linked']}"
        )
    first, last = rows[0], rows[-1]
    grown = last["size"] / first["size"]
    # How often a text is read again does not hang on how busy the machine is: its growth is exact.
    again = last["asked"] - 1
    power = max(0.0, math.log(again / (first["asked"] - 1)) / math.log(grown))
    asked = 1 + again * (MILLION / last["size"]) ** power
    seconds = last["seconds"] / last["size"] / last["asked"] * asked * MILLION
    held = (last["peak"] - first["peak"]) / (last["size"] - first["size"]) * MILLION
    print(
        f" million  {asked:.2f} texts read an article, {seconds / 60:.1f} min,"
        f" {(held + last['before']) / 1000:.2f} GB"
    )


def folder_of(size: int) -> Iterator[str]:
    """Texts of which three in ten are variants of another one of them, in a mixed order."""
    base, draw = originals(), random.Random(3)
    vary = list(VARIANTS.values())
    fresh = iter(base)
    seen: list[str] = []
    for n in range(size):
        if n % 10 in {3, 6, 9}:
            yield vary[n // 10 % len(vary)](draw.choice(seen), draw.choice(seen), draw)
        else:
            seen.append(next(fresh))
            yield seen[-1]


def write(texts: Iterator[str], path: Path) -> None:
    """Put texts in one file, and their places beside it."""
    starts = [0]
    with path.open("wb") as file:
        for text in texts:
            starts.append(starts[-1] + file.write(text.encode()))
    np.array(starts, dtype=np.int64).tofile(path.with_suffix(".starts"))


def measure(path: Path, size: int) -> dict[str, float]:
    """CPU seconds and peak memory of one size, in this process."""
    texts = _Texts(path, size)
    ages = [age(f"2026-05-{n % 28 + 1:02}", n) for n in range(size)]
    runs_in_order(texts[0])
    count = sum(len(distinct(runs_in_order(texts[n]))) for n in range(0, size, 50))
    before, texts.asked = _peak(), 0
    begin = time.process_time()
    found = find_originals(texts, ages, CONTAINMENT, limit=PER_ARTICLE * size)
    return {
        "size": size,
        "words": count * 50 / size,
        "seconds": time.process_time() - begin,
        "asked": texts.asked / size,
        "before": before,
        "peak": _peak() - before,
        "linked": sum(f is not None for f in found),
    }


def _peak() -> float:
    """Most memory held so far, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


if __name__ == "__main__":
    main()
