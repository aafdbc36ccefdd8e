"""A sequence in another order, without a second copy of it."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from .columns import Numbers

_Value = TypeVar("_Value")
_Number = TypeVar("_Number", bound=np.generic)


class Ordered(Sequence[_Value]):
    """The values of a sequence in the order of some of its positions."""

    def __init__(self, values: Sequence[_Value], positions: Numbers) -> None:
        self._values, self._positions = values, positions

    @property
    def on_disk(self) -> bool:
        """Whether the values lie on disk."""
        return bool(getattr(self._values, "on_disk", False))

    def __len__(self) -> int:
        return len(self._positions)

    def rearranged(self, values: NDArray[_Number]) -> NDArray[_Number]:
        """What is known of each value of the sequence, in this order."""
        return values[self._positions]

    @overload
    def __getitem__(self, index: int) -> _Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Value]: ...
    def __getitem__(self, index: int | slice) -> _Value | Sequence[_Value]:
        if isinstance(index, slice):
            return Ordered(self._values, self._positions[index])
        return self._values[int(self._positions[index])]

    def line_on_disk(self, index: int) -> bytes | None:
        """The line of JSON that a value lies on disk as; None where it lies in memory."""
        if not self.on_disk:
            return None
        found: bytes = cast(Any, self._values).line(int(self._positions[index]))
        return found

    def __iter__(self) -> Iterator[_Value]:
        return (self._values[n] for n in self._positions.tolist())
