"""What a cache holds, and how it is emptied."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .cache import delete
from .cache_file import files, opened, set_aside

_STEP = 2000
"""Results that are deleted at once."""
_PAGES = 5000
"""Pages of 4 KB that are given back at once."""
_PAUSE = 0.1
"""Seconds, as long as SQLite lets pass before it looks again whether a file is free."""
# A damaged file may hold the one without the other.
_IDS = (
    "SELECT id FROM results WHERE id <= :last UNION "
    "SELECT id FROM contents WHERE id <= :last ORDER BY id LIMIT :most"
)
_LAST = "SELECT max(id) FROM (SELECT max(id) AS id FROM results UNION SELECT max(id) FROM contents)"


@dataclass(frozen=True, slots=True)
class Held:
    """The results of one stage function."""

    stage: str
    results: int
    size: int
    """Bytes, compressed."""
    oldest: int
    """When the first of them was made, in seconds since 1970."""
    used: int
    """When one of them was last of use, to the hour."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """A cache as it lies on disk."""

    file: Path
    size: int
    """Bytes on disk, with what SQLite keeps beside the file."""
    held: tuple[Held, ...]
    aside: tuple[Path, ...]
    """Files that were put aside because they could not be used."""

    @property
    def results(self) -> int:
        """How many results there are."""
        return sum(one.results for one in self.held)


def take_inventory(file: Path) -> Inventory:
    """What there is; a cache that is not there is not made.

    Raises `OSError` or `sqlite3.Error` where the file cannot be read.
    """
    held: tuple[Held, ...] = ()
    if file.exists():
        with closing(opened(file)) as base:
            rows = base.execute(
                "SELECT CAST(stage AS TEXT), count(*), sum(CAST(size AS INTEGER)), "
                "min(CAST(made AS INTEGER)), max(CAST(used AS INTEGER)) FROM results "
                "GROUP BY stage ORDER BY stage"
            )
            held = tuple(Held(*row) for row in rows)
    size = sum(path.stat().st_size for path in files(file))
    return Inventory(file, size, held, tuple(set_aside(file)))


def empty(file: Path) -> Inventory:
    """Remove all results and what was put aside; what there was.

    A run that shares the cache meanwhile goes on, and keeps what it does from then on. Raises as
    `take_inventory`.
    """
    found = take_inventory(file)
    if file.exists():
        with closing(opened(file)) as base:
            _empty(base)
            _shrink(base)
    for path in found.aside:
        path.unlink(missing_ok=True)
    return found


def _empty(base: sqlite3.Connection) -> None:
    """Delete all in steps, between which other runs come to write: a large cache takes minutes."""
    (last,) = base.execute(_LAST).fetchone()
    while _delete_some(base, last):
        time.sleep(_PAUSE)


def _delete_some(base: sqlite3.Connection, last: int | None) -> bool:
    """One step; whether it leaves any. What was put since then has a larger number, and stays."""
    base.execute("BEGIN IMMEDIATE")
    going = [id for (id,) in base.execute(_IDS, {"last": last, "most": _STEP + 1})]
    delete(base, going[:_STEP])
    base.execute("COMMIT")
    return len(going) > _STEP


def _shrink(base: sqlite3.Connection) -> None:
    """Give the room back to the disk; where another run is reading, SQLite does so later."""
    while (left := _free(base)) > 0:
        base.executescript(f"PRAGMA incremental_vacuum({_PAGES})")  # `execute` would free one page
        time.sleep(_PAUSE if left > _PAGES else 0)
        if _free(base) >= left:  # another run needs them
            break
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _free(base: sqlite3.Connection) -> int:
    """Pages that hold nothing."""
    (count,) = base.execute("PRAGMA freelist_count").fetchone()
    return int(count)
