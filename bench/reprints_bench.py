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
import gzip
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from sinorus_claims.articles.fingerprints import distinct, runs_in_order
from sinorus_claims.articles.reprints import find_originals

from .shared import SHARED, present

CONTAINMENT = 0.6
EACH = 200
PER_ARTICLE = 64
MILLION = 1_000_000
Age = tuple[str, bool, bool, int, str]


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


def originals() -> list[str]:
    """Real texts, each once: about 20,000, of about 470 words."""
    found = []
    path = SHARED / "data" / "articles" / "allsides-10k.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            words = row["text"].split(" ")
            found += [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    clusters = SHARED / "data" / "clusters" / "news_cluster.json"
    found += [row["text"] for row in json.loads(clusters.read_text("utf-8"))]
    for part in sorted((SHARED / "data" / "polnear").glob("*/text/*.txt")):
        found.append(part.read_text("utf-8"))
    texts = [t for t in dict.fromkeys(found) if 120 <= len(t.split()) <= 3000]
    random.Random(1).shuffle(texts)
    # Reprints among them, real as they are, would blur what is counted.
    linked = find_originals(texts, [_age("", n) for n in range(len(texts))], CONTAINMENT / 2)
    return [t for t, old in zip(texts, linked, strict=True) if old is None]


def _paragraphs(text: str, size: int = 60) -> list[str]:
    words = text.split()
    return [" ".join(words[n : n + size]) for n in range(0, len(words), size)]


def _changed(text: str, share: float, draw: random.Random) -> str:
    return " ".join(draw.choice(_NEW) if draw.random() < share else w for w in text.split())


def _inserted(text: str, other: str, draw: random.Random) -> str:
    """A foreign paragraph of 40 words after every 160 words."""
    strange = _paragraphs(other, 40)
    parts = _paragraphs(text, 160)
    return "\n".join(p + "\n" + draw.choice(strange) for p in parts)


def _shuffled(text: str, draw: random.Random) -> str:
    parts = _paragraphs(text)
    draw.shuffle(parts)
    return "\n\n".join(parts)


def _cut(text: str, share: float, draw: random.Random) -> str:
    """Without a `share` of its words: the end, the beginning, or the middle."""
    words = text.split()
    gone = int(share * len(words))
    start = draw.choice([0, (len(words) - gone) // 2, len(words) - gone])
    return " ".join(words[:start] + words[start + gone :])


_NEW = [f"{a}{b}" for a in ("re", "un", "out", "over", "fore") for b in ("lay", "set", "go", "run")]
VARIANTS: dict[str, Callable[[str, str, random.Random], str]] = {
    "same text, other headline and outlet": lambda t, o, d: t,
    "20 % cut": lambda t, o, d: _cut(t, 0.2, d),
    "50 % cut": lambda t, o, d: _cut(t, 0.5, d),
    "40 foreign words after every 160": _inserted,
    "1 % of words changed": lambda t, o, d: _changed(t, 0.01, d),
    "3 % of words changed": lambda t, o, d: _changed(t, 0.03, d),
    "5 % of words changed": lambda t, o, d: _changed(t, 0.05, d),
    "paragraphs in another order": lambda t, o, d: _shuffled(t, d),
    "50 % cut and 3 % changed": lambda t, o, d: _changed(_cut(t, 0.5, d), 0.03, d),
    "80 words kept, own text of 40": lambda t, o, d: " ".join(t.split()[:80] + o.split()[:40]),
}


def _first(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _sharing_quotations(one: str, other: str, third: str) -> tuple[str, str]:
    """Two reports that each weave in the same five quotations of 25 words."""
    quotations = [f"“{q}”, she said." for q in _paragraphs(_bare(third), 25)[:5]]
    both = [_paragraphs(_first(t, 300)) for t in (one, other)]
    left, right = (
        "\n".join(p + "\n" + q for p, q in zip(b, quotations, strict=False)) for b in both
    )
    return left, right


def _bare(text: str) -> str:
    return re.sub('[“”"]', "", text)


def _boilerplate(share: float) -> Callable[[str, str, str], tuple[str, str]]:
    """Two texts of 300 words in all, a `share` of them the same three paragraphs of the outlet."""

    def pair(one: str, other: str, third: str) -> tuple[str, str]:
        common = _first(third, int(300 * share))
        own = [_first(t, int(300 * (1 - share))) for t in (one, other)]
        return f"{own[0]}\n{common}", f"{own[1]}\n{common}"

    return pair


def _statement(share: float, marks: str) -> Callable[[str, str, str], tuple[str, str]]:
    """Two reports of 300 words, a `share` of them one statement, each paragraph in `marks`."""

    def pair(one: str, other: str, third: str) -> tuple[str, str]:
        parts = _paragraphs(_first(_bare(third), int(300 * share)))
        said = "\n".join(marks[:1] + p + (marks[1:] if p == parts[-1] else "") for p in parts)
        own = [_first(_bare(t), int(300 * (1 - share))) for t in (one, other)]
        return f"{own[0]}\n{said}", f"{own[1]}\n{said}"

    return pair


HARD: dict[str, Callable[[str, str, str], tuple[str, str]]] = {
    "independent reports, the same five quotations": _sharing_quotations,
    "series, 33 % boilerplate": _boilerplate(0.33),
    "series, 50 % boilerplate": _boilerplate(0.5),
    "one statement, 50 %": _statement(0.5, "“”"),
    "one statement, 67 %": _statement(0.67, "“”"),
    "one statement, 67 %, straight quotes": _statement(0.67, '""'),
    "one statement, 67 %, no quotation marks": _statement(0.67, ""),
}


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
            ages += [_age("2026-05-04", len(texts)), _age("2026-05-05", len(texts) + 1)]
    for kind, pair in HARD.items():
        for _ in range(EACH):
            truth[len(texts) + 1] = (kind, None)
            texts += pair(*base[place : place + 3])
            ages += [_age("2026-05-04", len(texts)), _age("2026-05-05", len(texts) + 1)]
            place += 3
    texts += base[place:]
    ages += [_age("2026-05-03", n) for n in range(place, len(base))]
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


def _age(day: str, place: int) -> Age:
    return day, True, False, 0, f"{place:07}"


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
    ages = [_age(f"2026-05-{n % 28 + 1:02}", n) for n in range(size)]
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
