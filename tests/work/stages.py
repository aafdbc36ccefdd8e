"""Stage functions that do to a worker what an item should not."""

import json
import mmap
import os
import re
import signal
import sys
import time
from pathlib import Path

from sinorus_claims.errors import ConfigError, ReadError

prepared: list[bytes] = []


def upper(context: bytes, item: bytes) -> bytes:
    """The item in capitals, behind the context; a stage that does no harm."""
    return context + item.upper()


def nap(context: bytes, item: bytes) -> bytes:
    """As `upper`, after as many milliseconds as the item says."""
    time.sleep(int(item) / 1000)
    return upper(context, item)


def told(context: bytes, item: bytes) -> bytes:
    """As `upper`, but some items do harm; the context names a folder for notes."""
    notes = Path(os.fsdecode(context))
    match item:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"die once" if not (notes / "died").exists():
            (notes / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case b"sleep":
            time.sleep(600)
        case b"hang":
            re.match(r"(a+)+$", "a" * 60 + "b")
        case b"swallow":
            return str(len([bytes(10_000_000) for _ in range(10_000)])).encode()
        case b"fault":
            return str({}["chapter"]).encode()
        case b"config":
            raise ConfigError("claims.method: no such method")
        case b"read":
            raise ReadError("empty", "no words")
        case b"exit":
            sys.exit(3)
        case b"print":
            print("a library talks", flush=True)
            os.write(1, b"in every way")
            sys.stdin.read()
        case b"pid":
            return str(os.getpid()).encode()
        case b"wait for kill":
            return _wait_for_kill(notes)
    return item.upper()


def _wait_for_kill(notes: Path) -> bytes:
    """Tell who we are, and wait for what the test does; the second time, answer."""
    if (notes / "pid").exists():
        return b"AFTER ALL"
    (notes / "pid.new").write_text(str(os.getpid()), "ascii")
    (notes / "pid.new").rename(notes / "pid")
    time.sleep(600)
    return b"NEVER"


def prepared_stage(context: bytes, item: bytes) -> bytes:
    """How often the stage was prepared, and the limit of memory that the worker keeps."""
    return json.dumps([len(prepared), context.decode(), item.decode()]).encode()


def prepare_prepared_stage(context: bytes) -> None:
    """Take longer than an item may."""
    time.sleep(1.5)
    prepared.append(context)


def hungry(context: bytes, item: bytes) -> bytes:
    """As `upper`."""
    return upper(context, item)


def prepare_hungry(context: bytes) -> None:
    """Die before anything is read."""
    os._exit(len(context) + 4)


def keep(context: bytes, item: bytes) -> bytes:
    """Keep as many megabytes for ever as the item says, and report how many are kept."""
    del context
    kept.append(mmap.mmap(-1, int(item) * 1_000_000))
    return str(sum(len(k) for k in kept) // 1_000_000).encode()


kept: list[mmap.mmap] = []
