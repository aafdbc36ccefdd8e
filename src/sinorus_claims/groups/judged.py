"""All judgements of a run, with an index of some bytes a pair; the reasons may lie on disk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model import Judgement
from ..work.shelf import Shelf
from .bonds import Bond, Pair, bond_of, weight
from .columns import Numbers
from .cosines import Measures

_AT_ONCE = 1 << 20

_NONE, _SCREENED = -1, -2
"""In the place of a judgement's number: the pair was not alike enough to be judged; it was screened
out, and has not been judged."""

_RELATED, _UNSURE = Bond("related"), Bond("unsure")


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs as they come from a worker: a judgement is a line that few ever read."""

    pairs: Sequence[Pair]
    likeness: Sequence[float]
    decided: Sequence[bool]
    """Whether each judgement is not `unsure`."""
    binding: Sequence[bool]
    """Whether each judgement holds its claims together."""
    lines: Sequence[bytes]
    """The judgements as JSON."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The pairs of a run that may be judged."""

    codes: Numbers
    """Left * `claims` + right, by position and sorted."""
    screened: NDArray[np.bool_]
    """Whether each was screened out."""
    decided: NDArray[np.bool_]
    """Of those that were, whether their judgement is not `unsure`."""
    likeness: Measures
    """Of those that were, the likeness."""
    claims: int


class Judgements(Mapping[Pair, Bond]):
    """Judgements by pair, put in any order; 17 bytes of memory a pair, beside its code.

    What they hold together by is at hand; the judgements with their reasons are read when they are
    asked for, and those of pairs that were screened out (`screening`) are made then.
    """

    def __init__(
        self, pairs: LookedAt, shelf: Shelf[Judgement], judge: Callable[[Pair], Judgement]
    ) -> None:
        """`judge` judges one of the pairs that were screened out."""
        self._claims = max(1, pairs.claims)
        self._shelf, self._judge = shelf, judge
        self._codes = pairs.codes
        self._plain = pairs.screened & pairs.decided
        self._likeness = np.where(pairs.screened, pairs.likeness, 0.0)
        self._numbers = np.where(pairs.screened, _SCREENED, _NONE)
        self._bonds: dict[Pair, Bond] = {}
        self._changed: dict[Pair, Judgement] = {}

    def put(self, pair: Pair, likeness: float, judgement: Judgement) -> None:
        """Add the judgement of one of the pairs."""
        self._note([pair], [likeness], [judgement.relation != "unsure"])
        self._shelf.put(judgement)
        if weight(judgement) > 0:
            self._bonds[pair] = bond_of(judgement)

    def add(self, judged: Judged) -> None:
        """Add judgements of some of the pairs."""
        first = len(self._shelf)
        self._note(judged.pairs, judged.likeness, judged.decided)
        self._shelf.extend_lines(judged.lines)
        for number in np.flatnonzero(judged.binding).tolist():
            self._bonds[judged.pairs[number]] = bond_of(self._shelf[first + number])

    def _note(
        self, pairs: Sequence[Pair], likeness: Sequence[float], decided: Sequence[bool]
    ) -> None:
        if not pairs:
            return
        one, other = np.array(pairs, np.int64).T
        codes = one * self._claims + other
        places = np.searchsorted(self._codes, codes)
        # Nobody judges what he was not asked.
        assert (self._codes[places] == codes).all()  # noqa: S101
        self._plain[places] = decided
        self._likeness[places] = likeness
        self._numbers[places] = np.arange(len(pairs)) + len(self._shelf)

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
        for places in self._judged():
            one, other = np.divmod(self._codes[places], self._claims)
            yield from zip(one.tolist(), other.tolist(), strict=True)

    def _judged(self, least: float = 0.0) -> Iterator[Numbers]:
        """Places of the pairs that were judged, and are so much alike, many at a time."""
        for at in range(0, len(self._codes), _AT_ONCE):
            some = slice(at, at + _AT_ONCE)
            fit = (self._numbers[some] != _NONE) & (self._likeness[some] >= least)
            yield np.flatnonzero(fit) + at

    def __len__(self) -> int:
        return int(np.count_nonzero(self._numbers != _NONE))

    def judgement(self, pair: Pair) -> Judgement | None:
        """The judgement with its reasons; None if the pair was not judged."""
        if pair in self._changed:
            return self._changed[pair]
        place = self._place(pair)
        if place is None:
            return None
        number = int(self._numbers[place])
        return self._judge(pair) if number == _SCREENED else self._shelf[number]

    def likeness(self, pair: Pair) -> float:
        """Likeness of the claims, 0 to 1; 0 if the pair was not judged."""
        place = self._place(pair)
        return 0.0 if place is None else float(self._likeness[place])

    def alike(self, least: float, speakers: NDArray[np.int32]) -> Iterator[Pair]:
        """The pairs of one speaker (by number, of each claim) that are so much alike."""
        for places in self._judged(least):
            one, other = np.divmod(self._codes[places], self._claims)
            same = speakers[one] == speakers[other]
            yield from zip(one[same].tolist(), other[same].tolist(), strict=True)

    def binding(self) -> Iterator[tuple[Pair, Bond]]:
        """The pairs that hold together, in order."""
        return iter(sorted(self._bonds.items(), key=lambda item: item[0]))

    def changed(self, changes: Mapping[Pair, Judgement]) -> "Judgements":
        """The same with other judgements of some pairs."""
        other = Judgements.__new__(Judgements)
        other._claims, other._shelf, other._codes = self._claims, self._shelf, self._codes
        other._judge = self._judge
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
