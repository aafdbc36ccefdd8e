"""Ids of what claims make together, and the order of the claims' own."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import Claim
from .columns import Numbers

_OURS = re.compile(r"[0-9a-f]{16}")
_EARLIER = 12
"""Digits that our ids had: a group is found by its old id too."""

_LONGEST = 64
"""Bytes up to which ids lie in columns of one width."""

_AT_ONCE = 65_536


def id_of(claims: Iterable[str]) -> str:
    """Id of a group or a thread, 16 hexadecimal digits, from the ids of its claims in any order.

    Of our own ids the digits count that they had in earlier versions; ids of other extractors
    count whole.
    """
    known = (name[:_EARLIER] if _OURS.fullmatch(name) else name for name in claims)
    return hashlib.sha256("\n".join(sorted(known)).encode()).hexdigest()[:16]


class Ids:
    """The ids of many claims, to be put in the order of their bytes.

    As columns they are sorted fast and take little; but one long id would make all as wide.
    """

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._columns: list[NDArray[Any]] = [np.zeros(0, "S1")]
        self._long = False

    def add(self, name: str) -> None:
        """Add one at the end."""
        self._waiting.append(name.encode())
        if len(self._waiting) >= _AT_ONCE:
            self._lay()

    def _lay(self) -> None:
        some, self._waiting = self._waiting, []
        self._long = self._long or any(len(name) > _LONGEST for name in some)
        self._columns.append(np.array(some, object if self._long else np.bytes_))

    def ranks(self) -> Numbers:
        """For each id its place among all different ones."""
        self._lay()
        if not self._long:
            found = np.unique(np.concatenate(self._columns), return_inverse=True)[1]
            return found.astype(np.int64)
        every = [name for column in self._columns for name in column.tolist()]
        places = {name: number for number, name in enumerate(sorted(set(every)))}
        return np.array([places[name] for name in every], np.int64)


def part_twins(order: Numbers, keys: Numbers, claims: Sequence[Claim]) -> None:
    """Sort claims by their texts where their keys, one a place of `order`, are the same."""
    same = np.flatnonzero(keys[1:] == keys[:-1])
    for first in same[np.diff(same, prepend=-2) > 1].tolist():
        end = first + 2
        while end < len(keys) and keys[end] == keys[first]:
            end += 1
        order[first:end] = sorted(order[first:end].tolist(), key=lambda n: claims[n].text)
