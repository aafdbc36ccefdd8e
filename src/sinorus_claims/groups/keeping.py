"""What is read of one object is read once, and kept while it is asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

_Key = TypeVar("_Key")
_Read = TypeVar("_Read")
_Of = TypeVar("_Of")

_MOST = 30_000
"""Entries of one generation; there are two, so that twice as many are kept at most. A claim takes
some 12 kB with all that is read of it: .7 GB for so many. In a run of more claims the pairs are
judged in an order in which few are read again (`side_by_side`)."""


class Recent(Generic[_Key, _Read]):
    """A table of what was asked for lately, in two generations.

    What is asked for moves to the young one. When that is full it becomes the old one, and what was
    old and not asked for again is forgotten: entries in steady use stay, whatever passes by.
    """

    def __init__(self) -> None:
        self.young: dict[_Key, _Read] = {}
        self._old: dict[_Key, _Read] = {}
        _EVERY.add(self)

    def get(self, key: _Key) -> _Read | None:
        """What is kept under a key."""
        found = self.young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: _Key, value: _Read) -> None:
        """Keep a value under a key."""
        if len(self.young) >= _MOST:
            # The young table stays the same object: who holds it needs not ask for it again.
            self._old.clear()
            self._old.update(self.young)
            self.young.clear()
        self.young[key] = value

    def clear(self) -> None:
        """Forget everything."""
        self.young.clear()
        self._old.clear()


_EVERY: "WeakSet[Recent[Any, Any]]" = WeakSet()


def forget_readings() -> None:
    """Let go of all that was read: who walks over many claims once holds none of them."""
    for known in list(_EVERY):
        known.clear()


class Noted(Protocol):
    """What carries a place for all that is read of it."""

    @property
    def notes(self) -> dict[Any, Any]:
        """By whatever read it."""


_Noted = TypeVar("_Noted", bound=Noted)

_UNREAD: Any = object()


def noted(reading: Callable[[_Noted], _Read]) -> Callable[[_Noted], _Read]:
    """A function that leaves its result with the object that it read: both are forgotten together.

    That is found faster than in a table, and takes no memory of its own.
    """

    @wraps(reading)
    def remembered(item: _Noted) -> _Read:
        found: _Read = item.notes.get(reading, _UNREAD)
        if found is _UNREAD:
            found = item.notes[reading] = reading(item)
        return found

    return remembered


def kept(reading: Callable[[_Of], _Read]) -> Callable[[_Of], _Read]:
    """A function of one immutable object that remembers its results.

    By identity: hashing a claim costs more than most readings of it. Equal objects are read anew,
    which changes no result. Of more than some thousand objects those not asked for are forgotten.
    """
    known: Recent[int, tuple[_Of, _Read]] = Recent()
    young = known.young

    @wraps(reading)
    def remembered(item: _Of) -> _Read:
        key = id(item)
        found = young.get(key) or known.get(key)
        # An object that was forgotten may have left its number to another one.
        if found is None or found[0] is not item:
            found = (item, reading(item))
            known.put(key, found)
        return found[1]

    return remembered
