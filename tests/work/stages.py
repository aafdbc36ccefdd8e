"""Stage functions that do to a worker what an item should not."""

import fcntl
import gc
import mmap
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sinorus_claims.errors import ConfigError, ReadError

HERE = __name__
_kept: list[object] = []


def upper(context: bytes, item: bytes) -> bytes:
    """The item in capitals, behind the context; a stage that does no harm."""
    return context + item.upper()


def collecting(context: bytes, item: bytes) -> bytes:
    """How many objects are made between two looks for cycles."""
    del context, item
    return b"%d" % gc.get_threshold()[0]


def nap(context: bytes, item: bytes) -> bytes:
    """As `upper`, after as many milliseconds as the item says."""
    time.sleep(int(item) / 1000)
    return upper(context, item)


def harm(context: bytes, item: bytes) -> bytes:
    """The item in capitals, but items that name a harm do it; the context is a folder for notes."""
    word = item.decode()
    return _HARMS[word](Path(os.fsdecode(context))) if word in _HARMS else item.upper()


def prepare_harm(context: bytes) -> None:
    """Takes longer than the items of some tests may."""
    time.sleep(1.2 if context.endswith(b"slow to start") else 0)


def stillborn(context: bytes, item: bytes) -> bytes:
    """As `upper`."""
    return upper(context, item)


def prepare_stillborn(context: bytes) -> None:
    """Ends the process before anything is read."""
    os._exit(len(context))


def articles(context: bytes, item: bytes) -> bytes:
    """An extraction that finds nothing and dies of one word."""
    del context
    return _die(Path()) if b"nightshade" in item else b'{"claims": [], "failure": null}'


def _die(notes: Path) -> bytes:
    del notes
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def _die_once(notes: Path) -> bytes:
    if (notes / "died").exists():
        return b"DIE ONCE"
    (notes / "died").touch()
    return _die(notes)


def _sleep(notes: Path) -> bytes:
    del notes
    time.sleep(600)
    return b""


def _hang(notes: Path) -> bytes:
    """Keeps the interpreter's lock: no other thread of the worker runs."""
    del notes
    re.match(r"(a+)+$", "a" * 60 + "b")
    return b""


def _swallow(notes: Path) -> bytes:
    del notes
    return b"%d" % len([bytes(10_000_000) for _ in range(10_000)])


def _map(notes: Path) -> bytes:
    del notes
    return b"%d" % len(mmap.mmap(-1, 100_000_000_000))


def _keep(notes: Path) -> bytes:
    """Grows by 300 MB, for good."""
    del notes
    _kept.append(bytes(300_000_000))
    return b"%d" % len(_kept)


def _print(notes: Path) -> bytes:
    del notes
    print("a library talks", flush=True)
    os.write(1, b"in every way it can, and reads")
    return sys.stdin.read().encode() + b"PRINT"


def _pid(notes: Path) -> bytes:
    del notes
    return b"%d" % os.getpid()


def _wait(notes: Path) -> bytes:
    """Tells its process id, holds a lock while it lives, and answers at the second try."""
    if (notes / "pid").exists():
        return b"WAIT"
    _hold(notes / "lock")
    (notes / "new").write_text(str(os.getpid()), "ascii")
    (notes / "new").rename(notes / "pid")
    return _sleep(notes)


def _hold_and_hang(notes: Path) -> bytes:
    _hold(notes / "hanging")
    (notes / "hangs").touch()
    return _hang(notes)


def _hold(path: Path) -> None:
    lock = path.open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    _kept.append(lock)


def _raise(error: Exception) -> Callable[[Path], bytes]:
    def act(notes: Path) -> bytes:
        del notes
        raise error

    return act


_HARMS: dict[str, Callable[[Path], bytes]] = {
    "die": _die,
    "die once": _die_once,
    "sleep": _sleep,
    "hang": _hang,
    "hold and hang": _hold_and_hang,
    "swallow": _swallow,
    "map": _map,
    "keep": _keep,
    "print": _print,
    "pid": _pid,
    "wait": _wait,
    "key error": _raise(KeyError("chapter")),
    "config error": _raise(ConfigError("claims.method: no such method")),
    "read error": _raise(ReadError("empty", "no words")),
}
