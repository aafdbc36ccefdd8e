"""The results of one machine as durable files, and those of all machines to look up."""

import logging
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..errors import ClaimsError
from . import pieces
from .closing import Closing
from .packing import fits
from .shares import Mark, Share
from .storage import Folder

_log = logging.getLogger(__name__)

PIECE_BYTES = 16_000_000
"""A piece is written when it holds so many bytes: some minutes' work, lost if a shard is killed."""

_ASKED = 500


class PartWriter:
    """Writes the results of a share as pieces, and its marker at the end."""

    def __init__(self, folder: Folder, share: Share, earlier: "PartStore") -> None:
        """`earlier` holds what the same share has already written, which is not written again."""
        self._folder, self._share, self._earlier = folder, share, earlier
        self._pieces = list(earlier.pieces)
        self._keys: set[str] = set()
        self._held: dict[str, bytes] = {}
        self._bytes = 0

    def put(self, key: str, value: bytes) -> None:
        """Keep a result; it is durable as soon as its piece is written.

        One that is too large to be read again (`packing.LARGEST`) is left to the merge.
        """
        if key in self._keys or not fits(value):
            return
        self._keys.add(key)
        if not self._earlier.has(key):
            self._held[key] = value
            self._bytes += len(value)
        if self._bytes >= PIECE_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held as a piece."""
        if not self._held:
            return
        data = pieces.pack(self._held)
        name = pieces.named(self._share.name, data)
        self._folder.write(name, data)
        self._pieces.append(name)
        self._held.clear()
        self._bytes = 0

    def finish(self, made_from: Mapping[str, str]) -> Mark:
        """Write what is left, and the marker that says that the share is whole."""
        self.flush()
        names = tuple(sorted(set(self._pieces)))
        mark = Mark(self._share, made_from, names, len(self._keys))
        self._folder.write(mark.name, mark.dump())
        return mark


class PartStore(Closing):
    """The results in the pieces of a folder, by key; a `Store` and a context manager.

    What is held in memory does not grow with them: an index of keys lies in a temporary database,
    and values are read where they lie. A piece that is not what its name says is left out.
    """

    def __init__(self, folder: Folder, scratch: Path, share: Share | None = None) -> None:
        """All pieces of the folder, or those of one share; `scratch` takes copies from afar."""
        self.pieces: tuple[str, ...] = ()
        self._files: list[Path] = []
        # A database without a name lies on disk where it must, and is nobody else's.
        self._index = sqlite3.connect("")
        self._index.execute("PRAGMA journal_mode = OFF")
        self._index.execute(
            "CREATE TABLE places (key TEXT PRIMARY KEY, file INT, start INT, size INT) "
            "WITHOUT ROWID"
        )
        begin = f"{share.name}-" if share else ""
        for name in folder.names():
            if name.endswith(pieces.SUFFIX) and name.startswith(begin):
                self._add(name, folder.fetch(name, scratch))

    def _add(self, name: str, file: Path) -> None:
        try:
            data = file.read_bytes()
            if not pieces.is_whole(name, data):
                raise ValueError("it does not hold what was written")
            places = list(pieces.places(data))
        except (OSError, ValueError, zlib.error) as error:
            _log.warning("%s is left out: %s", name, error)
            return
        number = len(self._files)
        rows = [(key, number, start, size) for key, start, size in places]
        self._index.executemany("INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?)", rows)
        self._files.append(file)
        self.pieces += (name,)

    def __len__(self) -> int:
        (count,) = self._index.execute("SELECT count(*) FROM places").fetchone()
        return int(count)

    def has(self, key: str) -> bool:
        """Whether there is a result of that key."""
        return bool(self._found([key]))

    def get_all(self, keys: Sequence[str]) -> dict[str, bytes]:
        """As `Store.get_all`; raises `ClaimsError` if a piece has gone meanwhile."""
        values: dict[str, bytes] = {}
        for at in range(0, len(keys), _ASKED):
            by_file: dict[int, list[tuple[int, int, str]]] = {}
            for key, file, start, size in self._found(keys[at : at + _ASKED]):
                by_file.setdefault(file, []).append((start, size, key))
            for number in sorted(by_file):
                values |= self._read(self._files[number], sorted(by_file[number]))
        return values

    def _found(self, keys: Sequence[str]) -> list[tuple[str, int, int, int]]:
        marks = ",".join("?" * len(keys))
        asked = f"SELECT key, file, start, size FROM places WHERE key IN ({marks})"  # noqa: S608
        return list(self._index.execute(asked, keys))

    @staticmethod
    def _read(file: Path, places: Iterable[tuple[int, int, str]]) -> dict[str, bytes]:
        found = {}
        try:
            with file.open("rb") as stream:
                for start, size, key in places:
                    stream.seek(start)
                    found[key] = pieces.value_in(stream.read(size), key)
        except (OSError, zlib.error) as error:
            raise ClaimsError(f"{file}: cannot be read any more: {error}") from error
        return found

    def close(self) -> None:
        """Forget the index; the pieces stay."""
        self._index.close()
