"""How much memory a run takes, with all its processes, by the number of articles.

    python -m bench.memory_bench [--articles 100 1000] [--workers 1 2] [--held-claims N]

Real articles of ../shared, evenly drawn; each run is a process of its own with an empty cache. Ten
times a second the memory of the process and of all below it is added up from /proc: the share of
each in the pages that it has (PSS), so that what processes share counts once. Linux only.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .shared import present
from .speed_bench import NEWS, news

_EVERY = 0.1
_ROW = "{:>8} {:>7} {:>12} {:>12} {:>12} {:>8} {:>10}"


@dataclass(frozen=True)
class Peak:
    """What a run took, in MB and seconds."""

    together: float
    """All processes at their common peak."""
    first: float
    """The process that was started, at its own peak."""
    below: float
    """The largest of its children."""
    processes: int
    seconds: float
    code: int


def main(arguments: list[str] | None = None) -> None:
    """Print a table: a line for each number of articles and of workers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[100], metavar="N")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument(
        "--held-claims", type=int, metavar="N", help="work.held_claims: more lie on disk"
    )
    parser.add_argument("--command", choices=("run", "extract"), default="run")
    options = parser.parse_args(arguments)
    if not present(*NEWS):
        return
    if not Path("/proc/self/smaps_rollup").exists():
        print("skipped: memory is read from /proc")
        return
    print(_ROW.format("articles", "workers", "together MB", "parent MB", "worker MB", "at once",
                      "seconds"))  # fmt: skip
    for count in options.articles:
        for workers in options.workers:
            found = measured(count, workers, options.command, options.held_claims)
            failed = "" if found.code == 0 else f"  exit code {found.code}"
            print(
                _ROW.format(
                    count, workers, f"{found.together:.0f}", f"{found.first:.0f}",
                    f"{found.below:.0f}", found.processes, f"{found.seconds:.0f}",
                ) + failed,
                flush=True,
            )  # fmt: skip


def measured(count: int, workers: int, command: str, held: int | None) -> Peak:
    """Run the command over so many articles and watch it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news(count, folder / "news.jsonl")
        config = folder / "config.yaml"
        config.write_text(f"work:\n  held_claims: {held}\n" if held else "{}\n", "utf-8")
        given = [command, str(folder / "news.jsonl"), "--config", str(config)]
        given += ["--workers", str(workers)]
        if command == "run":
            given += ["--out", str(folder / "out"), "--format", "json"]
        environment = {**os.environ, "SINORUS_CLAIMS_CACHE": str(folder / "cache")}
        started = subprocess.Popen(
            [sys.executable, "-m", "sinorus_claims", "-q", *given],
            env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return _watched(started)


def _watched(started: "subprocess.Popen[bytes]") -> Peak:
    begun = time.monotonic()
    together = first = below = 0.0
    processes = 0
    while started.poll() is None:
        sizes = {pid: _megabytes(pid) for pid in tree(started.pid)}
        together = max(together, sum(sizes.values()))
        first = max(first, sizes.pop(started.pid, 0.0))
        below = max([below, *sizes.values()])
        processes = max(processes, 1 + len(sizes))
        time.sleep(_EVERY)
    seconds = time.monotonic() - begun
    return Peak(together, first, below, processes, seconds, started.returncode)


def tree(pid: int) -> set[int]:
    """A process and all below it."""
    above = dict(_parents())
    found, fresh = {pid}, {pid}
    while fresh:
        fresh = {child for child, parent in above.items() if parent in fresh} - found
        found |= fresh
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name in the middle may hold blanks and brackets.
            fields = file.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        yield int(file.parent.name), int(fields[1])


def _megabytes(pid: int) -> float:
    """The share of a process in its pages; 0 for one that has just gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    main()
