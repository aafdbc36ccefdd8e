"""Runs that are killed or stopped in the middle, and what the next one makes of it."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from sinorus_claims.claims import extract

from ..command import call
from .conftest import FILL, MORE, write
from .forking import Child, Server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no fork, no such signals")

ARTICLES = 9
# However busy the machine is, the signal comes in time.
LASTING = """
import time
from sinorus_claims.pipeline import extracting
def lasting(*arguments, left=[5], real=extracting.extract_all):
    left[0] -= 1
    time.sleep(0 if left[0] > 0 else 30)
    return real(*arguments)
extracting.extract_all = lasting
"""
REPORTS = ("claims.json", "report.md", "report.html")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles enough to be killed among."""
    told = "Mira Tolland said that {} boats were waiting. The council denied that.\n\n"
    names = (f"outlet-{n:02}_2026-03-{n + 1:02}.txt" for n in range(ARTICLES))
    texts = {
        name: f"Day {n} at the lock\n\n{told.format(n + 20) if n < 3 else ''}{FILL}\n\n{MORE}\n"
        for n, name in enumerate(names)
    }
    return write(tmp_path_factory.mktemp("corpus") / "in", texts)


@pytest.fixture(scope="module")
def never_stopped(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run writes that nobody stops."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert call("run", str(corpus), "--out", str(out), "--no-cache").code == 0
    return out


def _kept(cache: Path) -> int:
    """Articles whose claims are in the cache, as anybody may see meanwhile."""
    try:
        with closing(sqlite3.connect(f"file:{cache / 'results.sqlite'}?mode=ro", uri=True)) as base:
            query = "SELECT count(*) FROM results WHERE stage LIKE '%extract%'"
            return int(base.execute(query).fetchone()[0])
    except sqlite3.Error:
        return 0


def _stopped(server: Server, corpus: Path, out: Path, cache: Path, number: int) -> Child:
    """A run that gets a signal once some articles are kept."""
    child = server.start("run", str(corpus), "--out", str(out), before=LASTING, cache=cache)
    child.until(lambda: _kept(cache) >= 2)
    os.kill(child.pid, number)
    return child


@pytest.fixture
def extracted() -> Iterator[list[str]]:
    """Ids of the articles that are extracted within this process."""
    done: list[str] = []

    def counted(nlp: object, articles: list[object], settings: object) -> object:
        done.extend(article.id for article in articles)  # type: ignore[attr-defined]
        return real(nlp, articles, settings)  # type: ignore[arg-type]

    real = extract.extract_all
    with mock.patch("sinorus_claims.pipeline.extracting.extract_all", counted):
        yield done


def _out_of(folder: Path) -> Path:
    return write(folder / "out", {"report.md": "old\n"})


def _is_untouched(out: Path) -> bool:
    return [(p.name, p.read_text()) for p in out.iterdir()] == [("report.md", "old\n")]


@pytest.mark.bad_input(45, 46)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_goes_on_and_writes_the_same(
    number: signal.Signals, server: Server, corpus: Path, never_stopped: Path,
    tmp_path: Path, extracted: list[str],
) -> None:  # fmt: skip
    out, cache = _out_of(tmp_path), tmp_path / "cache"
    code = _stopped(server, corpus, out, cache, number).finish()
    assert code == (-number if number == signal.SIGKILL else 128 + number)
    assert _is_untouched(out)
    kept = _kept(cache)
    assert 2 <= kept < ARTICLES
    with mock.patch.dict(os.environ, {"SINORUS_CLAIMS_CACHE": str(cache)}):
        assert call("run", str(corpus), "--out", str(out)).code == 0
    assert len(extracted) == ARTICLES - kept
    for name in REPORTS:
        assert (out / name).read_bytes() == (never_stopped / name).read_bytes(), name


@pytest.mark.bad_input(45)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_stops_a_run_is_told_how_to_go_on(
    number: signal.Signals, server: Server, corpus: Path, tmp_path: Path
) -> None:
    out, cache = _out_of(tmp_path), tmp_path / "cache"
    child = _stopped(server, corpus, out, cache, number)
    assert child.finish() == 128 + number
    assert _is_untouched(out)
    (line,) = child.err.read_text().splitlines()
    told = re.fullmatch(r"stopped: run the same command again, .* kept: (\d) of 9 articles", line)
    assert told
    assert int(told[1]) in (_kept(cache), _kept(cache) - 1)  # stopped between the two counts


def test_without_a_cache_nobody_is_told_of_one(
    server: Server, corpus: Path, tmp_path: Path
) -> None:
    child = server.start("run", str(corpus), "--out", str(tmp_path / "o"), "--no-cache",
                         before="import sinorus_claims.pipeline.extracting as e\n"
                         "def stop(*_): os.kill(os.getpid(), 2)\ne.extract_all = stop")  # fmt: skip
    assert child.finish() == 130
    assert child.err.read_text() == "stopped\n"


STUBBORN = """
import signal, sys, time
from sinorus_claims.cli.stopping import stoppable
# Whoever started the tests may ignore signals, and children take that over.
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
{}
with stoppable():
    try:
        print("at work", flush=True)
        time.sleep(60)
    finally:
        print("leaving", flush=True)
        time.sleep(float(sys.argv[1]))
"""


def _stubborn(more: str, wait: float) -> subprocess.Popen[str]:
    code = STUBBORN.format(more)
    started = subprocess.Popen(
        [sys.executable, "-c", code, str(wait)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline() == "at work\n"
    return started


@pytest.mark.bad_input(45)
def test_the_second_interruption_ends_at_once() -> None:
    process = _stubborn("", 60)
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    assert process.stdout.readline() == "leaving\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.bad_input(45)
def test_a_second_request_to_end_does_not_disturb_the_first() -> None:
    process = _stubborn("", 0.5)
    process.send_signal(signal.SIGHUP)
    assert process.stdout is not None
    assert process.stdout.readline() == "leaving\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 129


def test_who_asked_to_ignore_the_end_of_the_terminal_gets_it() -> None:
    process = _stubborn("signal.signal(signal.SIGHUP, signal.SIG_IGN)", 0)
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 143
