"""One result, whoever does the work and whatever is killed meanwhile.

Some articles and some kills: `python -m bench.conformance_bench` does all of them.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from sinorus_claims import pipeline
from sinorus_claims.config import Settings, WorkSettings
from sinorus_claims.pipeline.shards import extract_shard, open_parts
from sinorus_claims.reports import json as analysis_json
from sinorus_claims.work.shares import Share

from .command import ROOT

# Of the second shard of two are all but the first.
FILES = [
    "corpus/harbour/evening-lantern_2026-02-14.html",
    "corpus/harbour/norrsea-press-agency_2026-02-13.txt",
    "corpus/harbour/varnmouth-courier_2026-02-15.html",
    "corpus/harbour/tidewatch_2026-02-15.md",
]
SHARD = """
from sinorus_claims.cli import main
from sinorus_claims.work import parts

parts.PIECE_BYTES = 1  # every result is a piece
main()
"""
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc")


def settings(**work: object) -> Settings:
    return Settings(work=WorkSettings.model_validate({"cache": False, **work}))


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares follow from the paths as they are given."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def plain() -> str:
    return analysis_json.dumps(pipeline.analyse(FILES, settings()))


def with_a_kill(chosen: Settings, worker: str) -> tuple[str, int]:
    """The result of a run in which a worker is killed once an article is done; its process id."""
    killed: list[int] = []

    def kill(stage: str, done: int, total: int | None) -> None:
        del total
        if stage == "extracting" and done and not killed:
            victim = next((pid for pid in descendants(os.getpid()) if worker in line(pid)), 0)
            if victim:
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

    result = analysis_json.dumps(pipeline.analyse(FILES, chosen, progress=kill))
    return result, len(killed)


def descendants(pid: int) -> Iterator[int]:
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text("ascii").split()):
            yield child
            yield from descendants(child)


def line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


@needs_proc
@pytest.mark.bad_input(44)
def test_workers_one_of_which_is_killed(plain: str) -> None:
    assert with_a_kill(settings(workers=2), "sinorus_claims.work.worker") == (plain, 1)


@needs_proc
@pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed")
def test_ray_one_process_of_which_is_killed(plain: str) -> None:
    assert with_a_kill(settings(workers=2, engine="ray"), "ray::carry_out") == (plain, 1)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_shards_one_of_which_is_killed_and_started_again(plain: str, tmp_path: Path) -> None:
    share = ["extract", *FILES, "--shard", "2/2", "--work", str(tmp_path), "--no-cache"]
    process = subprocess.Popen([sys.executable, "-c", SHARD, *share], stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 60
    # Three readings, and the claims of one article.
    while len(there := set(tmp_path.rglob("*.jsonl.gz"))) < 4 and time.monotonic() < limit:
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -signal.SIGKILL, "it was not done yet"
    again = extract_shard(FILES, settings(), Share(2, 2), str(tmp_path))
    assert again.articles == 3
    assert {piece.name for piece in there} < set(again.mark.pieces), "nothing was done twice"
    assert extract_shard(FILES, settings(), Share(1, 2), str(tmp_path)).articles == 1
    refusing = settings(engine="tests.engines:Refusing")
    with open_parts(FILES, refusing, str(tmp_path)) as parts:
        assert (parts.of, parts.missing) == (2, ())
        merged = pipeline.analyse(FILES, refusing, stores=(parts.store,))
    assert analysis_json.dumps(merged) == plain
