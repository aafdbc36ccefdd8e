"""Limits that a process sets itself, where the system can: memory, and its parent's life."""

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

_MB = 1_000_000
_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_OLDER_QUOTA = Path("/sys/fs/cgroup/cpu")
_PR_SET_PDEATHSIG = 1


def collect_seldom() -> None:
    """Look for cycles of objects seldom: articles and claims are many small objects without any.

    It saves a tenth of extraction, and of what is read of a claim to judge it two fifths.
    """
    gc.set_threshold(50_000, 20, 20)


def limit_memory(megabytes: float) -> None:
    """Cap this process's address space; what asks for more gets a `MemoryError`.

    Linux alone obeys: macOS refuses, and Windows has no such limit.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    size = int(megabytes * _MB)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def die_with_parent() -> None:
    """Have Linux kill this process when the thread that started it ends, however it ends.

    It works where nothing else would: while a library hangs and lets no other thread run.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def first_to_go() -> None:
    """When memory runs out, let Linux kill this process, which can be replaced, not its parent."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")


def usable_cores(quota_file: Path = _QUOTA, older: Path = _OLDER_QUOTA) -> int:
    """Cores that this process may use: its affinity, and the quota of its container.

    The file holds microseconds of processor time and the period for which they are granted, or
    `max`, as Linux writes it; the `older` control groups have a file for each, and -1 for no quota.
    """
    count = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = quota_file.read_text("ascii").split()
        count = min(count, -(-int(quota) // int(period)))
    with suppress(OSError, ValueError, ZeroDivisionError):
        granted = int((older / "cpu.cfs_quota_us").read_text("ascii"))
        every = int((older / "cpu.cfs_period_us").read_text("ascii"))
        count = min(count, -(-granted // every)) if granted > 0 else count
    return max(1, count)
