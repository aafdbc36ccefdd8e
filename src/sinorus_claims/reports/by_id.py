"""Articles, claims and groups by id, whether they are held in memory or lie on disk."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from hashlib import blake2b
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Value = TypeVar("Value", bound=_Named)


class ById(Generic[Value]):
    """Values by id. Of a sequence on disk one is read at a time, and 16 bytes each are held."""

    def __init__(self, values: Sequence[Value]) -> None:
        self._values = values
        self._held: dict[str, Value] | None = None
        if isinstance(values, tuple | list):
            self._held = {value.id: value for value in values}
        else:
            self._keys, self._numbers = _index_of(values)

    def __getitem__(self, name: str) -> Value:
        if self._held is not None:
            return self._held[name]
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> Value | None:
        """The value, or None if there is none of that id."""
        return self._held.get(name) if self._held is not None else self._find(name)

    def _find(self, name: str) -> Value | None:
        # Ids may be of any form: what is held is a hash of each, so the value itself decides.
        key = _key(name)
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            value = self._values[self._numbers[at]]
            if value.id == name:
                return value
            at += 1
        return None


def _key(name: str) -> int:
    return int.from_bytes(
        blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


_Index = tuple["array[int]", "array[int]"]
"""Keys in order, and the number of the value of each."""

# The values are not held here: a file on disk goes with the last who holds them.
_made: WeakKeyDictionary[object, _Index] = WeakKeyDictionary()


def _index_of(values: Sequence[_Named]) -> _Index:
    """The index of a sequence on disk; made once, since that takes reading all of it."""
    found = _made.get(values)
    if found is None or len(found[0]) != len(values):
        keys = array("Q", (_key(value.id) for value in values))
        numbers = array("L", sorted(range(len(keys)), key=keys.__getitem__))
        found = _made[values] = array("Q", (keys[number] for number in numbers)), numbers
    return found


def by_id(values: Sequence[Value]) -> ById[Value]:
    """Values by id."""
    return ById(values)
