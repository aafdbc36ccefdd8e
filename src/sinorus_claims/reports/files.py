"""Write a file whole or not at all, and a folder by one run at a time."""

import logging
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from ..errors import ClaimsError

LOCK = ".sinorus-claims.lock"
"""Stands in a folder while a run writes into it, and after one that was killed there."""
SOON, PATIENCE = 2.0, 60.0
"""Seconds after which we say that we wait for another run, and after which we give up."""

_DRAFT = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
_LOG = logging.getLogger(__name__)


def write_whole(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Write text under a temporary name in the same folder, then rename it to `path`.

    Whoever reads `path` sees the old content or the new, never a part. The folder is created.
    Raises `ClaimsError` that names the file.
    """
    with drafted(path) as draft, draft.open("x", encoding=encoding, newline="") as stream:
        stream.write(text)
    return path


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, for a writer that wants a file name of its own.

    What stands under it when the block ends becomes `path`; nothing is left of it when the block
    raises. Raises `ClaimsError` that names the file.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    with _named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield draft
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(path)
            _keep_name(path.parent)
        finally:
            # A full disk or a lost one may refuse this too, and the first failure is the telling.
            with suppress(OSError):
                draft.unlink(missing_ok=True)


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """The folder, made if need be, for one run alone; drafts of killed runs are swept.

    Another run is waited for, a minute at most. Raises `ClaimsError` that names the folder.
    """
    new = not folder.exists()
    with _named(folder):
        lock, crashed = _made_and_held(folder)
    try:
        _sweep(folder, deep=crashed)
        yield
    finally:
        _let_go(lock)
        if new:
            with suppress(OSError):  # something was written, which is the rule
                folder.rmdir()


def sweep_drafts(folder: Path) -> None:
    """Remove what a run left that was killed while it wrote, unless another one is writing now."""
    if not (folder / LOCK).is_file():
        return
    with suppress(ClaimsError, Timeout, OSError):
        lock, crashed = _held(folder, patience=0)
        try:
            _sweep(folder, deep=crashed)
        finally:
            _let_go(lock)


def _made_and_held(folder: Path) -> tuple[BaseFileLock, bool]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return _held(folder)
    except FileNotFoundError:  # the run that we waited for wrote nothing and took the folder away
        folder.mkdir(parents=True, exist_ok=True)
        return _held(folder)


def _held(folder: Path, patience: float | None = None) -> tuple[BaseFileLock, bool]:
    """The lock on the folder, and whether somebody else left it there."""
    path = folder / LOCK
    lock, left = FileLock(path), path.exists()
    patience = PATIENCE if patience is None else patience
    try:
        lock.acquire(timeout=min(SOON, patience))
    except Timeout:
        if not patience:
            raise
        _LOG.warning("%s: another run is writing there; waiting for it", folder)
        try:
            lock.acquire(timeout=patience - SOON)
        except Timeout:
            raise ClaimsError(
                f"{folder}: cannot be written: another run has been writing there for a minute; "
                "try again later or choose another folder with --out"
            ) from None
    return lock, left


def _let_go(lock: BaseFileLock) -> None:
    """Nobody who still waits for the file can take it for the lock once it has no name."""
    with suppress(OSError):
        if os.name != "nt":  # there no open file can be removed
            Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()
    if os.name == "nt":
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)


def _sweep(folder: Path, *, deep: bool) -> None:
    """We hold the folder: no draft in it is anybody's. A large folder is not searched in vain."""
    for draft in folder.rglob(".*.tmp") if deep else folder.glob(".*.tmp"):
        if _DRAFT.fullmatch(draft.name) and draft.is_file() and not draft.is_symlink():
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """The new name survives a crash of the machine, where the system can promise it."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """A failure of the system becomes an error that names what could not be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise ClaimsError(
            f"{path}: cannot be written: {reason}; choose another folder with --out"
        ) from error
