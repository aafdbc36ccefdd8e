"""All judgements of a run: in memory, or on disk with an index of some bytes a pair."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from ..model import Judgement
from ..work.shelf import Shelf
from .bonds import Bond, Judged, Pair, bond_of, weight
from .columns import Numbers

_AT_HAND = 1000

_AT_ONCE = 1 << 20

_NONE = -1
"""In the place of a judgement's number: the pair was not alike enough to be judged."""

_RELATED, _UNSURE = Bond("related"), Bond("unsure")


class JudgedOnDisk(Mapping[Pair, Bond]):
    """Judgements by pair, put in any order; 17 bytes of memory a pair, beside its code.

    What they hold together by is at hand; the judgements with their reasons are read when they are
    asked for.
    """

    def __init__(self, codes: Numbers, claims: int, folder: Path) -> None:
        """`codes` are the pairs that may be put, as left * claims + right, sorted."""
        self._claims = max(1, claims)
        self._shelf: Shelf[Judgement] = Shelf(Judgement, held=0, folder=folder, at_hand=_AT_HAND)
        self._codes = codes
        self._plain = np.zeros(len(codes), np.bool_)
        self._likeness = np.zeros(len(codes))
        self._numbers = np.full(len(codes), _NONE, np.int64)
        self._bonds: dict[Pair, Bond] = {}
        self._changed: dict[Pair, Judgement] = {}

    def put(self, pair: Pair, likeness: float, judgement: Judgement) -> None:
        """Add the judgement of one of the pairs."""
        place, known = self._found(pair)
        assert known  # noqa: S101 - nobody judges what he was not asked
        self._plain[place] = judgement.relation != "unsure"
        self._likeness[place] = likeness
        self._numbers[place] = len(self._shelf)
        self._shelf.put(judgement)
        if weight(judgement) > 0:
            self._bonds[pair] = bond_of(judgement)

    def _found(self, pair: Pair) -> tuple[int, bool]:
        """Where a pair stands, and whether it was asked for."""
        code = pair[0] * self._claims + pair[1]
        place = int(np.searchsorted(self._codes, code))
        return place, place < len(self._codes) and bool(self._codes[place] == code)

    def _place(self, pair: Pair) -> int | None:
        place, known = self._found(pair)
        return place if known and self._numbers[place] != _NONE else None

    def __getitem__(self, pair: Pair) -> Bond:
        found = self._bonds.get(pair)
        if found is not None:
            return found
        place = self._place(pair)
        if place is None:
            raise KeyError(pair)
        return _RELATED if self._plain[place] else _UNSURE

    def __iter__(self) -> Iterator[Pair]:
        return (divmod(int(self._codes[place]), self._claims) for place in self._places())

    def _places(self, least: float = 0.0) -> Iterator[int]:
        """Places of the pairs that were judged, and are so much alike."""
        for at in range(0, len(self._codes), _AT_ONCE):
            some = slice(at, at + _AT_ONCE)
            fit = (self._numbers[some] != _NONE) & (self._likeness[some] >= least)
            yield from (np.flatnonzero(fit) + at).tolist()

    def __len__(self) -> int:
        return len(self._shelf)

    def judgement(self, pair: Pair) -> Judgement | None:
        """The judgement with its reasons; None if the pair was not judged."""
        if pair in self._changed:
            return self._changed[pair]
        place = self._place(pair)
        return None if place is None else self._shelf[int(self._numbers[place])]

    def likeness(self, pair: Pair) -> float:
        """Likeness of the claims, 0 to 1; 0 if the pair was not judged."""
        place = self._place(pair)
        return 0.0 if place is None else float(self._likeness[place])

    def alike(self, least: float) -> Iterator[Pair]:
        """The pairs that are so much alike."""
        for place in self._places(least):
            yield divmod(int(self._codes[place]), self._claims)

    def binding(self) -> Iterator[tuple[Pair, Bond]]:
        """The pairs that hold together, in order."""
        return iter(sorted(self._bonds.items(), key=lambda item: item[0]))

    def changed(self, changes: Mapping[Pair, Judgement]) -> "JudgedOnDisk":
        """The same with other judgements of some pairs."""
        other = JudgedOnDisk.__new__(JudgedOnDisk)
        other._claims, other._shelf, other._codes = self._claims, self._shelf, self._codes
        other._likeness, other._numbers = self._likeness, self._numbers
        other._plain = self._plain.copy()
        other._bonds, other._changed = dict(self._bonds), {**self._changed, **changes}
        for pair, judgement in changes.items():
            place = self._place(pair)
            if place is not None:
                other._plain[place] = judgement.relation != "unsure"
            other._bonds.pop(pair, None)
            if weight(judgement) > 0:
                other._bonds[pair] = bond_of(judgement)
        return other


Likeness = Mapping[Pair, float]


def judgement_of(pair: Pair, judged: Judged) -> Judgement | None:
    """The judgement of a pair with its reasons; None if it was not judged."""
    if isinstance(judged, JudgedOnDisk):
        return judged.judgement(pair)
    found = judged.get(pair)
    return found if isinstance(found, Judgement) else None


def binding(judged: Judged) -> Iterable[tuple[Pair, Judgement | Bond]]:
    """The judgements that hold claims together, in order of the pairs."""
    if isinstance(judged, JudgedOnDisk):
        return judged.binding()
    return sorted(((p, j) for p, j in judged.items() if weight(j) > 0), key=lambda item: item[0])


def alike(judged: Judged, likeness: Likeness, least: float) -> Iterator[Pair]:
    """The judged pairs that are so much alike."""
    if isinstance(judged, JudgedOnDisk):
        return judged.alike(least)
    return (pair for pair in judged if likeness.get(pair, 0.0) >= least)


def likeness_of(pair: Pair, judged: Judged, likeness: Likeness) -> float:
    """Likeness of a judged pair; 0 if it was not judged."""
    return judged.likeness(pair) if isinstance(judged, JudgedOnDisk) else likeness.get(pair, 0.0)


def with_changes(judged: Judged, changes: Mapping[Pair, Judgement]) -> Judged:
    """The same with other judgements of some pairs: a new mapping, also if there are none."""
    if isinstance(judged, JudgedOnDisk):
        return judged.changed(changes)
    return {**judged, **changes}
