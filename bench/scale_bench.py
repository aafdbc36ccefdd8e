"""What a run costs by its size, and what that makes of a million articles.

    python -m bench.scale_bench [--articles 100 1000] [--workers 2] [--kept FOLDER]

Takes so many articles of ../shared/data/articles at random (seed 7), runs each set with an empty
cache in a process of its own, then once more with ten articles added. Prints seconds by room, pairs
and bytes a claim, and peak memory; over the sizes the exponent of comparing; from the largest size
what 1, 10 and 100 million articles would take. Times are by the clock and hold for a machine that
does nothing else; processor time is beside them. Figures are kept in FOLDER, one JSON a size, so
that a size that is there is not run again.
"""

import argparse
import gzip
import itertools
import json
import logging
import math
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from sinorus_claims.config import Settings
from sinorus_claims.pipeline import analyse
from sinorus_claims.reports.exporters import export
from sinorus_claims.work.limits import collect_seldom

from .shared import BUILD, SHARED, present

SOURCE = SHARED / "data" / "articles" / "allsides-10k.jsonl.gz"
ADDED = 10
MILLIONS = (1, 10, 100)


def main(arguments: list[str] | None = None) -> None:
    """Print the table of sizes, the exponent and the extrapolation."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path, default=BUILD / "scale")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one is not None:
        print(json.dumps(one(options.one, options.workers)))
    elif present("data", "articles", SOURCE.name):
        sizes = [size(count, options.workers, options.kept) for count in options.articles]
        table(sizes)
        extrapolated(sizes)


def size(count: int, workers: int, kept: Path) -> dict[str, Any]:
    """Figures of a run over so many articles, kept or made now."""
    figures = kept / f"{count}.json"
    if not figures.exists():
        folder = kept / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        rows = _rows()
        first, second = folder / "first.jsonl", folder / "second.jsonl"
        first.write_text("".join(rows[:count]), "utf-8")
        second.write_text("".join(rows[: count + ADDED]), "utf-8")
        found = {"first": _in_process(first, workers), "second": _in_process(second, workers)}
        figures.write_text(json.dumps(found, indent=1), "utf-8")
    found = json.loads(figures.read_text("utf-8"))
    return {"asked": count, **found}


def _rows() -> list[str]:
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        rows = list(lines)
    random.Random(7).shuffle(rows)
    return rows


def _in_process(source: Path, workers: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.scale_bench", "--one", str(source)]
    done = subprocess.run(
        [*command, "--workers", str(workers)], check=True, capture_output=True, text=True
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


class _Counted(logging.Handler):
    """Reads the number of judgements off what comparing logs."""

    judged = 0

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.endswith("grouping") and isinstance(record.args, tuple):
            self.judged = int(str(record.args[1]))


def one(source: Path, workers: int) -> dict[str, Any]:
    """Figures of one run, in this process and its workers."""
    counted = _Counted()
    logging.getLogger("sinorus_claims").setLevel(logging.INFO)
    logging.getLogger("sinorus_claims").addHandler(counted)
    cache = source.parent / "cache"
    work = {"workers": workers, "cache_folder": str(cache)}
    settings = Settings.model_validate({"work": work, "articles": {"max_file_mb": 500}})
    collect_seldom()  # as the command line does
    started = time.perf_counter()
    analysis = analyse([str(source)], settings)
    analysed = time.perf_counter()
    export(analysis, source.parent / "out", settings.reports)
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "workers": workers,
        "articles": len(analysis.articles),
        "claims": len(analysis.claims),
        "groups": len(analysis.groups),
        "judged": counted.judged,
        "rooms": {**analysis.timings, "reports": time.perf_counter() - analysed},
        "seconds": time.perf_counter() - started,
        "processor": sum(x.ru_utime + x.ru_stime for x in (own, children)),
        "peak_mb": own.ru_maxrss / 1000,
        "worker_mb": children.ru_maxrss / 1000,
        "cache_mb": _megabytes(cache),
        "output_mb": _megabytes(source.parent / "out"),
    }


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def table(sizes: list[dict[str, Any]]) -> None:
    """A line a size, and the exponent of comparing between each two."""
    print(
        "articles claims  pairs/claim  read s  extract s  compare s  (share)  reports s  "
        "peak MB  worker MB  cache MB  output MB  with ten more s"
    )
    for found in sizes:
        first, rooms = found["first"], found["first"]["rooms"]
        share = rooms["groups"] / sum(rooms.values())
        print(
            f"{first['articles']:<8} {first['claims']:<7} "
            f"{first['judged'] / max(1, first['claims']):<12.2f} {rooms['articles']:<7.1f} "
            f"{rooms['claims']:<10.1f} {rooms['groups']:<10.1f} {share:<8.1%} "
            f"{rooms['reports']:<10.1f} {first['peak_mb']:<8.0f} {first['worker_mb']:<10.0f} "
            f"{first['cache_mb']:<9.1f} {first['output_mb']:<10.1f} "
            f"{found['second']['seconds']:.1f}"
        )
    for less, more in itertools.pairwise(sizes):
        print(
            f"comparing grows with articles ^ {_exponent(less['first'], more['first']):.2f} "
            f"from {less['first']['articles']} to {more['first']['articles']}"
        )


def _exponent(less: dict[str, Any], more: dict[str, Any]) -> float:
    times = more["rooms"]["groups"] / max(0.001, less["rooms"]["groups"])
    return math.log(times) / math.log(more["articles"] / less["articles"])


def extrapolated(sizes: list[dict[str, Any]]) -> None:
    """What the largest size makes of millions; comparing by the exponent between the last two."""
    last = sizes[-1]["first"]
    power = max(1.0, _exponent(sizes[-2]["first"], last)) if len(sizes) > 1 else 1.0
    cores = last["workers"] or 1
    per_article = last["rooms"]["claims"] * cores / last["articles"]
    print(
        f"extraction {1 / per_article:.2f} articles/s a core; "
        f"{last['claims'] / last['articles']:.1f} claims an article; "
        f"cache {last['cache_mb'] * 1000 / last['articles']:.1f} KB an article;"
        f" output {last['output_mb'] * 1e6 / last['claims']:.0f} B a claim"
    )
    for million in MILLIONS:
        articles = million * 1e6
        times = articles / last["articles"]
        print(
            f"{million} million: extraction {articles * per_article / 3600:,.0f} core hours, "
            f"comparing {last['rooms']['groups'] * cores * times**power / 3600:,.0f} core hours "
            f"(^ {power:.2f}), cache {last['cache_mb'] * times / 1e3:,.0f} GB, "
            f"output {last['output_mb'] * times / 1e3:,.0f} GB"
        )


if __name__ == "__main__":
    main()
