"""A sequence of many values that lies on disk once it has grown, and reads like a tuple."""

import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, overload

from pydantic import TypeAdapter

from ..errors import ClaimsError
from .scratch import unwritable

Value = TypeVar("Value")

AT_HAND = 4096
"""Values of a shelf on disk that are kept decoded: those asked for last."""


class Shelf(Sequence[Value], Generic[Value]):
    """Values of one type in the order in which they were put.

    Up to `held` of them are kept as they are. With more all lie in a file without a name, which
    goes when the shelf or the process goes, as one line of JSON each; 8 bytes of memory a value
    are left. What is read back is equal, though not the same object each time.
    """

    def __init__(
        self, kind: Any, *, held: int, folder: Path | None = None, at_hand: int = AT_HAND
    ) -> None:
        """`kind` is the values' type, as pydantic takes it; `folder` is on the disk to be used."""
        self._adapter: TypeAdapter[Value] = TypeAdapter(kind)
        self._folder = folder
        self._most, self._at_hand = held, at_hand
        self._held: list[Value] = []
        self._file: Any = None
        self._ends = array("Q")
        self._known: OrderedDict[int, Value] = OrderedDict()

    @property
    def on_disk(self) -> bool:
        """Whether the values have been moved to disk."""
        return self._file is not None

    def put(self, value: Value) -> None:
        """Add a value at the end."""
        if self._file is None:
            self._held.append(value)
            if len(self._held) > self._most:
                self._move()
        else:
            self._write(value)

    def extend(self, values: Iterable[Value]) -> None:
        """Add values at the end."""
        for value in values:
            self.put(value)

    def extend_lines(self, lines: Iterable[bytes]) -> None:
        """Add values that come as JSON, a line each: on disk they are not decoded for that."""
        for line in lines:
            if self._file is None:
                self.put(self._adapter.validate_json(line))
            else:
                self._write_line(line)

    def _move(self) -> None:
        try:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - lives as we do
        except OSError as error:
            raise self._full(error) from error
        held, self._held = self._held, []
        for value in held:
            self._write(value)

    def _write(self, value: Value) -> None:
        self._write_line(self._adapter.dump_json(value))

    def _write_line(self, line: bytes) -> None:
        end = self._ends[-1] if self._ends else 0
        data = line + b"\n"
        try:
            self._file.seek(end)
            self._file.write(data)
        except OSError as error:
            raise self._full(error) from error
        self._ends.append(end + len(data))

    def __len__(self) -> int:
        return len(self._held) if self._file is None else len(self._ends)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(f"no value {index} among {len(self)}")
        number = index % len(self)
        return self._held[number] if self._file is None else self._read(number)

    def _read(self, number: int) -> Value:
        if number in self._known:
            self._known.move_to_end(number)
            return self._known[number]
        value = self._adapter.validate_json(self.line(number))
        self._known[number] = value
        if len(self._known) > self._at_hand:
            self._known.popitem(last=False)
        return value

    def line(self, number: int) -> bytes:
        """A value as one line of JSON."""
        if self._file is None:
            return self._adapter.dump_json(self._held[number]) + b"\n"
        start = self._ends[number - 1] if number else 0
        try:
            self._file.seek(start)  # what is still to be written is written now
            data: bytes = self._file.read(self._ends[number] - start)
        except OSError as error:
            raise self._full(error) from error
        return data

    def _full(self, error: OSError) -> ClaimsError:
        return unwritable(self._folder or tempfile.gettempdir(), error)

    def __iter__(self) -> Iterator[Value]:
        """All values in order; those on disk are read in one pass and are not kept at hand."""
        if self._file is None:
            yield from self._held
            return
        for number in range(len(self._ends)):
            known = self._known.get(number)
            yield self._adapter.validate_json(self.line(number)) if known is None else known

    def whole(self) -> tuple[Value, ...]:
        """All values, in memory."""
        return tuple(self)

    def settled(self) -> tuple[Value, ...]:
        """What an `Analysis` holds: a tuple, or this shelf itself where the values lie on disk."""
        return settled(self) if self.on_disk else self.whole()


def settled(values: Sequence[Value]) -> tuple[Value, ...]:
    """A sequence in the place of a tuple.

    Whoever reads an analysis asks of its sequences no more than length, number and order, so that
    values on disk do for the tuple that the types speak of.
    """
    return cast(tuple[Value, ...], values)
