"""What is read of one object is read once, and kept by the object's identity."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Read = TypeVar("_Read")
_Of = TypeVar("_Of")

_MOST = 100_000
"""Objects of which one reading is kept."""


def kept(reading: Callable[[_Of], _Read]) -> Callable[[_Of], _Read]:
    """A function of one immutable object that remembers its results.

    By identity: hashing a claim costs more than most readings of it. Equal objects are read anew,
    which changes no result. When too many are kept all are forgotten.
    """
    known: dict[int, tuple[_Of, _Read]] = {}

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
