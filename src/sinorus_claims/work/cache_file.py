"""The SQLite file of a cache: made, opened, and put aside when it is no good."""

import logging
import sqlite3
from pathlib import Path

from filelock import FileLock

APPLICATION = 0x53434C4D
"""`PRAGMA application_id` of our files, so that nobody else's database is taken for one."""
VERSION = 1
"""`PRAGMA user_version`: of the tables, not of the package."""
WAIT_SECONDS = 30.0
"""How long another run may hold the file before we give up."""

# Values stand apart: the small table is walked over and updated, the large one is not.
_TABLES = (
    "CREATE TABLE results (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, stage TEXT NOT NULL, "
    "size INTEGER NOT NULL, made INTEGER NOT NULL, used INTEGER NOT NULL)",
    "CREATE TABLE contents (id INTEGER PRIMARY KEY, value BLOB NOT NULL)",
)
_WHY = {
    "damaged": "is damaged",
    "foreign": "was not made by sinorus-claims",
    "newer": "was made by a newer version",
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_LOG = logging.getLogger(__name__)


class UnusableError(Exception):
    """The file is no cache that we can read; the text is a word of `_WHY`."""


def opened(file: Path, broken: int | None = None) -> sqlite3.Connection:
    """A connection in autocommit mode to the cache, which is made if it is not there.

    A file that cannot be used is put aside under another name, with a warning that names it, and a
    new one is begun. `broken` is the inode of a file that was found damaged while it was used.
    Raises `OSError` or `sqlite3.Error` where no file can be opened or made.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if broken is None and file.exists():
        try:
            return _connected(file)
        except UnusableError:
            pass
    # Runs that start at once neither make the tables twice nor put each other's new file aside.
    with FileLock(file.with_name(f"{file.name}.lock"), timeout=WAIT_SECONDS):
        try:
            if broken is not None and inode(file) == broken:
                raise UnusableError("damaged")
            return _connected(file, making=True)
        except UnusableError as reason:
            aside = _put_aside(file, str(reason))
            _LOG.warning(
                "%s: the cache %s; it is kept as %s and a new one is begun",
                file, _WHY[str(reason)], aside.name,
            )  # fmt: skip
            return _connected(file, making=True)


def inode(file: Path) -> int | None:
    """What tells a file from another one that has its name."""
    try:
        return file.stat().st_ino
    except OSError:
        return None


def damaged(error: sqlite3.Error) -> bool:
    """Whether an error says that the file itself is no good."""
    return _code(error) in _DAMAGED


def busy(error: sqlite3.Error) -> bool:
    """Whether an error says that another process holds the file."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.Error) -> int:
    # Errors that Python's own module raises carry no code.
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def files(file: Path) -> list[Path]:
    """The cache as it lies on disk: the file and what SQLite keeps beside it."""
    beside = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
    return [path for path in beside if path.is_file()]


def set_aside(file: Path) -> list[Path]:
    """Files that were put aside, with what SQLite kept beside them."""
    return sorted(path for word in _WHY for path in file.parent.glob(f"{file.name}.{word}-*"))


def _connected(file: Path, *, making: bool = False) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        if making and not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            file.chmod(0o600)  # passages of other people's texts stand in it
            _make(base)
        _check(base)
        # With WAL a commit waits for no disk: what was put survives the end of the process, and
        # the file survives the end of the machine, if not with the last results.
        base.execute("PRAGMA synchronous = NORMAL")
    except (sqlite3.Error, UnusableError) as error:
        base.close()
        if isinstance(error, sqlite3.Error) and damaged(error):
            raise UnusableError("damaged") from error
        raise
    return base


def _make(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA auto_vacuum = INCREMENTAL")  # or the file would never shrink
    base.execute("BEGIN EXCLUSIVE")
    for table in _TABLES:
        base.execute(table)
    base.execute(f"PRAGMA application_id = {APPLICATION}")
    base.execute(f"PRAGMA user_version = {VERSION}")
    base.execute("COMMIT")
    base.execute("PRAGMA journal_mode = WAL")


def _check(base: sqlite3.Connection) -> None:
    (application,) = base.execute("PRAGMA application_id").fetchone()
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise UnusableError("foreign")
    if version != VERSION:
        raise UnusableError("newer")
    base.execute("SELECT count(*) FROM (SELECT 1 FROM results JOIN contents USING (id) LIMIT 1)")


def _put_aside(file: Path, word: str) -> Path:
    """Give the file a name of its own; what SQLite keeps beside it goes with it."""
    number = 1
    while file.with_name(f"{file.name}.{word}-{number}").exists():
        number += 1
    aside = file.with_name(f"{file.name}.{word}-{number}")
    for path in files(file):
        path.rename(file.with_name(aside.name + path.name.removeprefix(file.name)))
    return aside
