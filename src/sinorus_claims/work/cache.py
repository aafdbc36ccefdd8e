"""What was done once is kept, by the content that it was made from."""

import os
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_cache_path

from ..config import WorkSettings

VARIABLE = "SINORUS_CLAIMS_CACHE"
"""Environment variable that names the cache folder, where the settings name none."""

_ASKED = 500


def cache_folder(settings: WorkSettings) -> Path:
    """Where results are kept: as set, as the environment says, or where the user keeps caches."""
    named = settings.cache_folder or os.environ.get(VARIABLE)
    return Path(named) if named else user_cache_path("sinorus-claims", appauthor=False)


class Cache:
    """Results by key, in one SQLite file; a context manager."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID"
        )

    def get_all(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The results that are kept, by key."""
        found: dict[str, bytes] = {}
        for at in range(0, len(keys), _ASKED):
            some = keys[at : at + _ASKED]
            marks = ",".join("?" * len(some))
            rows = self._base.execute(
                f"SELECT key, value FROM results WHERE key IN ({marks})",  # noqa: S608
                some,
            )
            found.update((key, zlib.decompress(value)) for key, value in rows)
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep a result; whoever is killed afterwards finds it again."""
        with self._base:
            self._base.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?)", (key, zlib.compress(value, 1))
            )

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()
