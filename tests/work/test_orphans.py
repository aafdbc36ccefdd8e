"""No worker outlives its run, however that ends."""

import fcntl
import signal
import subprocess
import sys
import time

import pytest

from sinorus_claims.config import WorkSettings
from sinorus_claims.work import worker
from sinorus_claims.work.messages import ITEM, READY, STAGE, receive, send
from sinorus_claims.work.processes import ProcessEngine

from . import stages

HARM = f"{stages.HERE}:harm"
_PARENT = f"""
import signal
import sys
from sinorus_claims.config import WorkSettings
from sinorus_claims.work.processes import ProcessEngine

# What runs in the background is started with Ctrl-C ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
with ProcessEngine(WorkSettings(workers=2)) as engine:
    items = (word.encode() for word in sys.argv[2:])
    list(engine.run({HARM!r}, sys.argv[1].encode(), items))
"""


def appears(path):
    limit = time.monotonic() + 30
    while not path.exists() and time.monotonic() < limit:
        time.sleep(0.01)
    return path.exists()


def is_let_go(path):
    """Whether whoever holds the lock ends; a process that is dead but not buried holds none."""
    limit = time.monotonic() + 10
    with path.open("w") as lock:
        while time.monotonic() < limit:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.01)
            else:
                return True
    return False


@pytest.mark.bad_input(44)
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_the_process_that_started_them(sent, tmp_path):
    # Where only Linux helps: what holds the interpreter's lock sees no closed pipe.
    hanging = ["hold and hang"] if sys.platform == "linux" else []
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(tmp_path), "wait", *hanging],
        stderr=subprocess.DEVNULL,
    )
    try:
        assert appears(tmp_path / "pid")
        assert not hanging or appears(tmp_path / "hangs")
        parent.send_signal(sent)
        assert parent.wait(timeout=20) != 0
        assert is_let_go(tmp_path / "lock")
        assert is_let_go(tmp_path / "hanging")
    finally:
        parent.kill()


def test_closing_the_iterator_ends_what_was_begun(tmp_path):
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        outcomes = engine.run(HARM, bytes(tmp_path), [b"a", b"wait"])
        assert next(outcomes) == b"A"
        assert appears(tmp_path / "pid")
        outcomes.close()
        assert is_let_go(tmp_path / "lock")
        assert list(engine.run(HARM, bytes(tmp_path), [b"b"])) == [b"B"]


def test_leaving_the_engine_ends_what_was_begun(tmp_path):
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        outcomes = engine.run(HARM, bytes(tmp_path), [b"a", b"wait"])
        assert next(outcomes) == b"A"
        assert appears(tmp_path / "pid")
    assert is_let_go(tmp_path / "lock")
    assert engine._pool._threads == {}


@pytest.fixture
def bare():
    """A worker without an engine, one second an item."""
    process = subprocess.Popen(
        [sys.executable, "-m", worker.__name__, "4000", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield process
    process.kill()
    process.communicate()


def test_a_worker_ends_when_its_input_closes_in_the_midst_of_an_item(bare, tmp_path):
    send(bare.stdin, STAGE, HARM.encode() + b"\0" + bytes(tmp_path))
    assert receive(bare.stdout) == (READY, b"")
    send(bare.stdin, ITEM, b"wait")
    assert appears(tmp_path / "pid")
    bare.stdin.close()
    assert bare.wait(timeout=20) == 1
    bare.stdin = None


def test_a_worker_that_nobody_ends_does_so_itself(bare, tmp_path):
    send(bare.stdin, STAGE, HARM.encode() + b"\0" + bytes(tmp_path))
    assert receive(bare.stdout) == (READY, b"")
    send(bare.stdin, ITEM, b"hang")
    assert bare.wait(timeout=20) == 1
