"""What is read of one object is read once, and kept by the object's identity."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast
from weakref import WeakValueDictionary

_Read = TypeVar("_Read")
_Of = TypeVar("_Of")

_MOST = 100_000
"""Objects of which one reading is kept."""


class _Known(dict[int, tuple[object, object]]):
    """Readings by the identity of their objects; a plain dict could not be referred to weakly."""


_EVERY: WeakValueDictionary[int, _Known] = WeakValueDictionary()


def forget_readings() -> None:
    """Let go of all that was read: who walks over many claims once holds none of them."""
    for known in list(_EVERY.values()):
        known.clear()


def kept(reading: Callable[[_Of], _Read]) -> Callable[[_Of], _Read]:
    """A function of one immutable object that remembers its results.

    By identity: hashing a claim costs more than most readings of it. Equal objects are read anew,
    which changes no result. When too many are kept all are forgotten.
    """
    every = _Known()
    _EVERY[id(every)] = every
    known = cast(dict[int, tuple[_Of, _Read]], every)

    @wraps(reading)
    def remembered(item: _Of) -> _Read:
        found = known.get(id(item))
        # An object that was forgotten may have left its number to another one.
        if found is None or found[0] is not item:
            if len(known) >= _MOST:
                known.clear()
            found = known[id(item)] = (item, reading(item))
        return found[1]

    return remembered
