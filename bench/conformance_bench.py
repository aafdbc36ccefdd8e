"""One result, whoever does the work and whatever is killed meanwhile: the matrix of it.

Every cell is a run of its own, with a cache of its own; `kill -9` hits a worker, or the command
itself, as soon as some articles are done. A killed command is given again.
"""

import argparse
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HARMS = ("plain", "worker killed", "driver killed")
SHARDS = 2
_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to have the work done."""

    name: str
    options: tuple[str, ...]
    worker: str | None
    """What the command line of a worker process holds; None where there is none."""
    shards: int = 0


WAYS = (
    Way("inline", (), None),
    Way("local", ("--workers", "2"), "sinorus_claims.work.worker"),
    Way("shards + merge", ("--workers", "2"), "sinorus_claims.work.worker", SHARDS),
    Way("ray", ("--workers", "2", "--engine", "ray"), "ray::carry_out"),
)


class Cell:
    """One way, with one thing done to it."""

    def __init__(self, way: Way, harm: str, paths: Sequence[str], scratch: Path) -> None:
        self._way, self._harm, self._paths = way, harm, list(paths)
        self._out, self._cache = scratch / "out", scratch / "cache"
        self._work = scratch / "work"
        self.killed_at: int | None = None

    def run(self) -> str:
        """Digest of the claims.json that it comes to."""
        if self._way.shards:
            for number in range(1, self._way.shards + 1):
                share = ("--shard", f"{number}/{self._way.shards}", "--work", str(self._work))
                command = ("extract", *self._paths, *share, *self._way.options)
                self._command(command, self._harm if number == 1 else "plain")
            merge = (
                "merge",
                *self._paths,
                "--work",
                str(self._work),
                "--strict",
                "--format",
                "json",
            )
            self._command((*merge, "--no-cache", "--out", str(self._out)), "plain")
        else:
            run = ("run", *self._paths, "--out", str(self._out), "--format", "json")
            self._command((*run, *self._way.options), self._harm)
        return hashlib.sha256((self._out / "claims.json").read_bytes()).hexdigest()[:12]

    def _command(self, arguments: Sequence[str], harm: str) -> None:
        process = self._started(arguments)
        if harm != "plain":
            victim = self._victim(process, harm)
            self.killed_at = self._done()
            os.kill(victim, signal.SIGKILL)
        if harm == "driver killed":
            below = tuple(descendants(process.pid))
            process.wait(_PATIENCE)
            _await(lambda: not any(alive(pid) for pid in below), "its processes to end")
            process = self._started(arguments)
        if process.wait(_PATIENCE):
            raise SystemExit(f"{self._way.name}, {harm}: exit code {process.returncode}")

    def _started(self, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "sinorus_claims", "-q", *arguments],
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SINORUS_CLAIMS_CACHE": str(self._cache)},
        )

    def _victim(self, process: "subprocess.Popen[bytes]", harm: str) -> int:
        """The process to be killed, as soon as it is in the midst of its work."""

        def found() -> int:
            if process.poll() is not None:
                raise SystemExit(f"{self._way.name} was done before anything could be killed")
            if self._done() < 2:
                return 0
            if harm == "driver killed":
                return process.pid
            lines = ((pid, command_line(pid)) for pid in descendants(process.pid))
            return next((pid for pid, line in lines if str(self._way.worker) in line), 0)

        return _await(found, "a worker")

    def _done(self) -> int:
        """Results that are kept so far."""
        file = self._cache / "results.sqlite"
        try:
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as base:
                (count,) = base.execute(
                    "SELECT count(*) FROM results WHERE stage LIKE '%extract%'"
                ).fetchone()
                return int(count)
        except sqlite3.Error:
            return 0


def descendants(pid: int) -> Iterator[int]:
    """The processes below a process."""
    try:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, children.read_text("ascii").split()):
                yield child
                yield from descendants(child)
    except OSError:  # it ended meanwhile
        return


def command_line(pid: int) -> str:
    """What a process was started with, or calls itself."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _await(found: Callable[[], int], what: str) -> int:
    deadline = time.monotonic() + _PATIENCE
    while not (value := found()):
        if time.monotonic() > deadline:
            raise SystemExit(f"waited in vain for {what}")
        time.sleep(0.02)
    return value


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the matrix; exit code 1 if any two cells differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["corpus/harbour", "corpus/sino-russian"])
    parser.add_argument("--ways", default=",".join(way.name.split()[0] for way in WAYS))
    asked = parser.parse_args(arguments)
    digests = set()
    print(f"{'':16}" + "".join(f"{harm:>32}" for harm in HARMS))
    for way in WAYS:
        if way.name.split()[0] not in asked.ways.split(","):
            continue
        if way.name == "ray" and not find_spec("ray"):
            print("ray             skipped: it is not installed")
            continue
        print(f"{way.name:16}", end="", flush=True)
        for harm in HARMS:
            text = "(the driver is the worker)"
            if harm != "worker killed" or way.worker:
                text, digest = measured(way, harm, asked.paths)
                digests.add(digest)
            print(f"{text:>32}", end="", flush=True)
        print()
    print("all the same" if len(digests) == 1 else f"DIFFERENT: {len(digests)} results")
    sys.exit(len(digests) != 1)


def measured(way: Way, harm: str, paths: Sequence[str]) -> tuple[str, str]:
    """What is printed of a cell, and its digest."""
    scratch = Path(tempfile.mkdtemp(prefix="conformance-"))
    try:
        cell, start = Cell(way, harm, paths, scratch), time.monotonic()
        digest = cell.run()
        at = "" if cell.killed_at is None else f" (at {cell.killed_at})"
        return f"{digest}{at} {time.monotonic() - start:3.0f} s", digest
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
