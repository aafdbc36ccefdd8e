"""A folder of one run for what does not fit into memory; what killed runs left is swept."""

import errno
import math
import os
import platform
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from ..config import WorkSettings
from ..errors import ClaimsError
from .cache import cache_folder
from .mounts import network_type

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says of a disk that takes no more."""

# Some network file systems keep locks to one machine: what another's tell there is not enough.
_HOST = re.sub("[^A-Za-z0-9]", "_", platform.node())
_PREFIX = "sinorus-claims-scratch-"
_RANDOM = "?" * 8
_LOCK = "held.lock"
_TRIES = 5
_WEEK = 7 * 24 * 3600


@contextmanager
def scratch_folder(settings: WorkSettings) -> Iterator[Path]:
    """A new, empty folder that only this user may read; it goes when the block ends.

    It lies under the cache folder, since that is where room for much was asked for; without a
    cache, or where that folder cannot be written, it lies where the system keeps temporary files.
    The process holds a lock on it: folders whose holder was killed are removed here first, those of
    living runs never. Raises `ClaimsError` where no folder can be made, and for a disk that is full
    in mid-block, whoever notices it.
    """
    root, folder, lock = _held(settings)
    try:
        sweep_scratch(root)
        yield folder
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise unwritable(root, error) from error
    finally:
        _remove(folder, lock)


def sweep_scratch(root: Path) -> int:
    """Remove the folders of runs that were killed; how many they were.

    On a disk of this machine the lock alone tells, whatever the machine was called: pods have a new
    name each, laptops often. On a network file system another machine's folder has to have lain
    untouched for a week as well.
    """
    swept, shared = 0, network_type(root) is not None
    for folder in sorted(root.glob(f"{_PREFIX}*")):
        if not _ours(folder) or not (folder / _LOCK).is_file():
            continue
        # To try a lock is to touch its file, so the age comes first.
        if shared and not _of_this_machine(folder) and time.time() - _touched(folder) < _WEEK:
            continue
        lock = _try_lock(folder)
        if lock is not None:
            _remove(folder, lock)
            swept += 1
    return swept


def _held(settings: WorkSettings) -> tuple[Path, Path, BaseFileLock]:
    """Where scratch folders lie, a new one, and the lock that is held on it."""
    temporary = Path(tempfile.gettempdir())
    roots = [cache_folder(settings) / "scratch", temporary] if settings.cache else [temporary]
    failure = OSError("no folder for temporary files")
    for root in roots:
        try:
            # The cache folder, if it is new, is for this user alone, whoever makes it.
            root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            root.mkdir(exist_ok=True)
            # A sweeper may come between the making of a folder and its lock, and take it.
            for _ in range(_TRIES):
                folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{_HOST}-", dir=root))
                if lock := _try_lock(folder):
                    return root, folder, lock
        except OSError as error:
            failure = error
    raise unwritable(roots[-1], failure)


def unwritable(root: Path | str, error: OSError) -> ClaimsError:
    """What is said where files of a run cannot be written: a full disk is no fault of ours."""
    return ClaimsError(
        f"{root}: cannot be written: {error.strerror or error}; "
        "set work.cache_folder or TMPDIR to a folder with more room"
    )


def _try_lock(folder: Path) -> BaseFileLock | None:
    """The lock on a folder, unless somebody holds it or the folder is gone."""
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, FileNotFoundError):
        return None
    if not (folder / _LOCK).exists():  # removed between opening and locking
        lock.release()
        return None
    return lock


def _remove(folder: Path, lock: BaseFileLock) -> None:
    """The folder goes while it is held, so that nobody else takes it up meanwhile."""
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    if folder.exists():  # Windows removes no file that is open
        shutil.rmtree(folder, ignore_errors=True)


def _of_this_machine(folder: Path) -> bool:
    return folder.match(f"{_PREFIX}{_HOST}-{_RANDOM}")


def _touched(folder: Path) -> float:
    """When somebody last wrote there, in seconds since 1970; in the future if it cannot be told."""
    try:
        return max(path.lstat().st_mtime for path in (folder, *folder.rglob("*")))
    except OSError:  # somebody is removing something
        return math.inf


def _ours(folder: Path) -> bool:
    """Whether this user made the folder: temporary files lie among those of others."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())
