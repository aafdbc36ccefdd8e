"""What was done once is kept, by the content that it was made from."""

import logging
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_cache_path

from ..config import WorkSettings
from ..errors import ConfigError
from .cache_file import busy, damaged, inode, opened
from .closing import Closing
from .packing import LARGEST, fits, packed, unpacked

VARIABLE = "SINORUS_CLAIMS_CACHE"
"""Environment variable that names the cache folder, where the settings name none."""

_ASKED = 500
_HOUR = 3600
# Results in a row that could not be kept because somebody held the file.
_PATIENCE = 3
_MB = 1_000_000
# What goes when the bound is reached, so that it is not reached again at the next result.
_SPARE = 0.1
# What is larger than any result is not even read. SQLite holds to no type: text stays text.
_FIND = (
    "SELECT id, key, CAST(used AS INTEGER), iif(length(value) <= {most}, value, NULL) "
    "FROM results JOIN contents USING (id) WHERE key IN ({keys})"
)
_OLDEST = "SELECT id, CAST(size AS INTEGER) FROM results ORDER BY used, id"
_ADD = "INSERT OR IGNORE INTO results (key, stage, size, made, used) VALUES (?, ?, ?, ?, ?)"
_LOG = logging.getLogger(__name__)


def cache_folder(settings: WorkSettings) -> Path:
    """Where results are kept: as set, as the environment says, or where the user keeps caches.

    Raises `ConfigError` for a user without a home, as containers have them.
    """
    named = settings.cache_folder or os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        return user_cache_path("sinorus-claims", appauthor=False)
    except RuntimeError as error:
        raise ConfigError(
            f"no folder for the cache: {error}; name one in work.cache_folder or {VARIABLE}, or "
            "go without (--no-cache)"
        ) from error


def cache_file(settings: WorkSettings) -> Path:
    """The file of the results."""
    return cache_folder(settings) / "results.sqlite"


def open_cache(settings: WorkSettings) -> "Cache | None":
    """The cache that the settings ask for; None, with a warning, where there can be none."""
    if not settings.cache:
        return None
    file = cache_file(settings)
    try:
        return Cache(file, max_mb=settings.cache_max_mb)
    except (OSError, sqlite3.Error) as error:
        _warn_of(file, error, "nothing is kept for the next run")
        return None


class Cache(Closing):
    """Results by key, in one SQLite file; a context manager.

    Several runs may share it. Nothing that happens to the file ends a run: what cannot be read
    counts as missing, what cannot be written is not kept, and one warning says so.
    """

    def __init__(self, file: Path, *, max_mb: float = 10_000) -> None:
        """Beyond `max_mb` megabytes, of 1,000,000 bytes, what was used longest ago goes."""
        self._file, self._most = file, int(max_mb * _MB)
        self._base = opened(file)
        self._inode = inode(file)
        self._reading = self._writing = True
        self._waited = 0

    @property
    def keeping(self) -> bool:
        """Whether results that are put will be found again."""
        return self._writing

    def get_all(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The results that are kept, by key."""
        found: dict[str, bytes] = {}
        used: list[int] = []
        spoilt: list[int] = []
        now = int(time.time())
        for at in range(0, len(keys), _ASKED):
            for number, key, last, value in self._rows(keys[at : at + _ASKED]):
                try:
                    found[key] = unpacked(value)
                except (zlib.error, TypeError):
                    spoilt.append(number)
                    continue
                if last < now - _HOUR:  # a write for every look would cost more than it tells
                    used.append(number)
        if used or spoilt:

            def note(base: sqlite3.Connection) -> None:
                update = "UPDATE results SET used = ? WHERE id = ?"
                base.executemany(update, ((now, number) for number in used))
                delete(base, spoilt)

            self._write(note)
        return found

    def _rows(self, keys: Sequence[str]) -> list[tuple[int, str, int, bytes]]:
        if not self._reading:
            return []
        query = _FIND.format(most=LARGEST, keys=",".join("?" * len(keys)))
        try:
            return self._base.execute(query, keys).fetchall()
        except sqlite3.Error as error:
            self._reading = damaged(error) or busy(error)
            self._failed(error, "results of earlier runs are not used, and none is kept")
            return []

    def put(self, key: str, value: bytes, *, stage: str = "") -> None:
        """Keep a result of a stage function; whoever is killed afterwards finds it again.

        A result that is too large to be unpacked (`packing.LARGEST`) is not kept.
        """
        if not fits(value):
            return
        content, now = packed(value), int(time.time())

        def add(base: sqlite3.Connection) -> None:
            made = base.execute(_ADD, (key, stage, len(content), now, now))
            if made.rowcount:  # else another run was faster
                base.execute("INSERT INTO contents VALUES (?, ?)", (made.lastrowid, content))
                self._trim(base)

        self._write(add)

    def _write(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """A change as one transaction; what goes wrong is told once and ends no run."""
        if not self._writing:
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                change(self._base)
                self._base.execute("COMMIT")
            finally:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
            self._waited = 0
        except sqlite3.Error as error:
            self._failed(error, "from here on nothing is kept for the next run")

    def _trim(self, base: sqlite3.Connection) -> None:
        """Beyond the bound, delete what was used longest ago."""
        pages, free, size = (
            base.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size <= self._most:
            return
        excess = (pages - free) * size - self._most * (1 - _SPARE)
        going = []
        for number, length in base.execute(_OLDEST):
            going.append(number)
            excess -= length
            if excess <= 0:
                break
        delete(base, going)

    def _failed(self, error: sqlite3.Error, then: str) -> None:
        """A damaged file gives way to a new one; with anything else the run goes on without.

        A file that somebody else holds may be free again when the next result is there.
        """
        if busy(error) and (waited := self._waited + 1) < _PATIENCE:
            self._waited = waited
            _LOG.info("%s: %s; one result is not kept", self._file, error)
        elif not damaged(error):
            _warn_of(self._file, error, then)
            self._writing = False
        else:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._base.close()
        try:
            self._base = opened(self._file, self._inode)
            self._inode = inode(self._file)
        except (OSError, sqlite3.Error) as again:
            _warn_of(self._file, again, "nothing is kept for the next run")
            self._reading = self._writing = False

    def close(self) -> None:
        """Close the file."""
        self._base.close()


def delete(base: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Delete results, within a transaction."""
    for table in ("results", "contents"):
        query = f"DELETE FROM {table} WHERE id = ?"  # noqa: S608 - names of our own
        base.executemany(query, ((number,) for number in numbers))


def _warn_of(file: Path, error: OSError | sqlite3.Error, then: str) -> None:
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    _LOG.warning("%s: the cache cannot be used: %s; %s", file, reason, then)
