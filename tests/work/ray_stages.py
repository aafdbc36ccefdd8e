"""Stage functions that Ray's processes run, and one that harms them."""

import os
import signal
import sys
import time
from pathlib import Path


def nap(context: bytes, item: bytes) -> bytes:
    """The item behind the context, after as many milliseconds as it says."""
    time.sleep(int(item) / 1000)
    return context + item


def harm(context: bytes, item: bytes) -> bytes:
    """The item; but some end a process, or raise. The context is a folder for notes."""
    if item == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == b"kill ray's process":
        note = Path(os.fsdecode(context), "killed")
        if not note.exists():
            note.touch()
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
    if item == b"raise":
        raise KeyError("chapter")
    return item


def looks_in(context: bytes, item: bytes) -> bytes:
    """Whether a module would be found in a folder."""
    del context
    return b"yes" if os.fsdecode(item) in sys.path else b"no"
