"""Long columns of numbers: in memory, or on disk where a run has too many claims for that."""

import errno
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..work.scratch import unwritable

_BUFFER = 1 << 16
"""Numbers that wait in memory before they are written."""

Numbers = NDArray[np.int64]

_LONGEST = 63
"""Bits of a number that is not negative."""


class Column:
    """Numbers of one type, added at the end, then read as an array.

    With a `folder` they lie there in a file, which is the caller's to remove; one without a name
    goes when the column does.
    """

    def __init__(self, kind: str, folder: Path | None = None, name: str | None = None) -> None:
        self._kind, self._folder = np.dtype(kind), folder
        self._waiting: list[Any] = []
        self._parts: list[NDArray[Any]] = []
        self._file: Any = None
        if folder is not None and name is not None:
            self._file = (folder / name).open("xb+")
        elif folder is not None:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - lives as we do
        self._length = 0

    def add(self, numbers: Sequence[Any]) -> None:
        """Add a few numbers."""
        self._waiting.extend(numbers)
        self._length += len(numbers)
        if len(self._waiting) >= _BUFFER:
            self._flush()

    def put(self, numbers: NDArray[Any]) -> None:
        """Add an array."""
        self._flush()
        self._length += numbers.size
        self._keep(numbers.astype(self._kind, copy=False).ravel())

    def _flush(self) -> None:
        if self._waiting:
            self._keep(np.array(self._waiting, self._kind))
            self._waiting = []

    def _keep(self, numbers: NDArray[Any]) -> None:
        if self._file is None:
            self._parts.append(numbers)
            return
        with self._said():
            self._file.write(numbers.tobytes())

    @contextmanager
    def _said(self) -> Iterator[None]:
        """A full disk is no fault of ours."""
        try:
            yield
        except OSError as error:
            raise unwritable(self._folder or tempfile.gettempdir(), error) from error

    def __len__(self) -> int:
        return self._length

    def array(self) -> NDArray[Any]:
        """All numbers in order; those on disk are mapped, not loaded."""
        self._flush()
        if self._file is None:
            whole = np.concatenate(self._parts) if self._parts else np.zeros(0, self._kind)
            self._parts = [whole]
            return whole
        with self._said():
            self._file.flush()
        return _mapped(self._file, self._kind, self._length)

    def close(self) -> None:
        """Write what waits; of a column on disk nothing stays but its file, if that has a name."""
        self._flush()
        if self._file is not None:
            with self._said():
                self._file.close()


def opened(file: Path, kind: str) -> NDArray[Any]:
    """A column that lies on disk under a name, mapped."""
    found = np.dtype(kind)
    return _mapped(file, found, file.stat().st_size // found.itemsize)


def _mapped(file: Any, kind: np.dtype[Any], length: int) -> NDArray[Any]:
    if not length:  # nothing of a file can be mapped that has nothing
        return np.zeros(0, kind)
    try:
        # As a plain array: each look into a `memmap` would make another one.
        return np.memmap(file, kind, "r", shape=(length,)).view(np.ndarray)
    except OSError as error:
        if error.errno not in (errno.ENODEV, errno.EINVAL):
            raise
        return _loaded(file, kind, length)


def _loaded(file: Any, kind: np.dtype[Any], length: int) -> NDArray[Any]:
    """The numbers in memory: there are file systems from which nothing can be mapped."""
    if isinstance(file, Path):
        return np.fromfile(file, kind, length)
    end = file.tell()
    file.seek(0)
    found = np.frombuffer(file.read(length * kind.itemsize), kind)
    file.seek(end)
    return found


class Rows:
    """Lists of numbers, one a row, as they are being added."""

    def __init__(self, folder: Path | None = None) -> None:
        self._sizes, self._values = Column("i4", folder), Column("i4", folder)

    def add(self, row: Sequence[int]) -> None:
        """Add the next row."""
        self._sizes.add((len(row),))
        self._values.add(row)

    def lists(self) -> "Lists":
        """All rows."""
        return Lists.of(self._sizes.array(), self._values.array())


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one a row."""

    starts: Numbers
    """(rows + 1,) where each row starts in `values`."""
    values: NDArray[Any]

    @staticmethod
    def of(sizes: NDArray[Any], values: NDArray[Any]) -> "Lists":
        """Rows of these sizes, one after another."""
        return Lists(
            np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)]), values
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> NDArray[Any]:
        """One row."""
        return self.values[self.starts[number] : self.starts[number + 1]]

    def part(self, first: int, end: int) -> tuple[Numbers, NDArray[Any]]:
        """(row, value) of all entries of the rows [first, end), in order."""
        sizes = np.diff(self.starts[first : end + 1])
        return np.repeat(np.arange(first, end), sizes), np.asarray(
            self.values[self.starts[first] : self.starts[end]]
        )

    def gather(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """(index into `rows`, place in `values`) of all entries of some rows, in order."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        which = np.repeat(np.arange(len(rows)), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return which, self.starts[rows][which] + within


def in_order_of(keys: Sequence[Numbers], bounds: Sequence[int]) -> Numbers:
    """Places that sort by the first of some keys, then by the next; of equals the first goes first.

    Keys are 0 to their bound. As one number each they are sorted several times as fast as by
    `np.lexsort`, which does it where they are too long for that.
    """
    if not len(keys[0]):
        return np.zeros(0, np.int64)
    sizes = [int(bound).bit_length() for bound in (*bounds, len(keys[0]) - 1)]
    if sum(sizes) > _LONGEST:
        return np.lexsort(keys[::-1]).astype(np.int64)
    packed = np.zeros(len(keys[0]), np.int64)
    for key, size in zip((*keys, np.arange(len(keys[0]))), sizes, strict=True):
        packed <<= size
        packed |= key
    packed.sort()
    packed &= (1 << sizes[-1]) - 1
    return packed


def within_runs(ordered: Numbers) -> Numbers:
    """Of sorted numbers how many equal ones go before each."""
    places = np.arange(len(ordered))
    new = np.diff(ordered, prepend=-1) != 0
    found: Numbers = places - np.maximum.accumulate(np.where(new, places, 0))
    return found


def union(parts: Sequence[Numbers]) -> Numbers:
    """The numbers of all parts, each once, sorted; none is negative."""
    if not parts:
        return np.zeros(0, np.int64)
    # By sorting alone: `np.unique` of newer versions of numpy hashes first, three times as long.
    every = np.sort(np.concatenate(parts))
    return every[np.diff(every, prepend=-1) > 0]
