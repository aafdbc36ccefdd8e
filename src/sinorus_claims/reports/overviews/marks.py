"""The marks of a timeline: one for each claim, or for all of a speaker's claims of a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from ..shown import Shown, brief
from ..wording import counted
from .periods import STEP

_ACROSS = 12
"""Most marks beside each other in an hour or a day; the next stand above them."""
_SMALLEST, _LARGEST = 3.0, 13.0
"""Radius of a mark that stands for several claims."""
_READABLE = 6.5
"""Radius from which a mark has room for a number."""
_WORDS = 90


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim, or several of one lane and period."""

    x: float
    y: float
    """Of its middle."""
    r: float
    """Radius."""
    claims: tuple[str, ...]
    """Ids of the claims."""
    opposed: bool
    """Whether one of them is part of a conflict."""
    when: str
    """`2031-05-02`, `week of 2031-04-28`, `May 2031`, or `no date`."""
    who: str
    outlets: str
    words: str
    """Of the first claim."""

    @property
    def count(self) -> str:
        """The number of claims, where the mark has room for it."""
        number = str(len(self.claims))
        return number if self.r >= max(_READABLE, 2.8 * len(number) + 1) else ""

    @property
    def title(self) -> str:
        """All of it in a line."""
        number = len(self.claims)
        count = f"{counted(number, 'claim')}, " if number > 1 else ""
        conflict = ", in a conflict" if self.opposed else ""
        return f"{self.who}, {self.outlets}, {self.when}: {count}“{self.words}”{conflict}"


def stacked(number: int, room: float) -> list[tuple[float, int]]:
    """For so many marks in one slot: distance from its middle, and the row, 0 the lowest.

    `room` is the width of the slot. It fills from left to right, then upwards.
    """
    wide = min(number, max(1, min(_ACROSS, int(room / STEP))))
    places = (divmod(place, wide) for place in range(number))
    return [((column - (wide - 1) / 2) * STEP, row) for row, column in places]


def radius(count: int, most: int, room: float) -> float:
    """Of a mark for so many claims: its area grows with them.

    `room` is the mean distance between two periods: neighbours may overlap, but not hide each
    other.
    """
    largest = min(_LARGEST, max(2 * _SMALLEST, 0.8 * room))
    return round(_SMALLEST + (largest - _SMALLEST) * sqrt(count / max(most, 1)), 1)


def mark(
    claims: Sequence[Shown],
    who: str,
    when: str,
    place: tuple[float, float, float],
    *,
    opposed: bool,
) -> Mark:
    """The mark of these claims at x and y with a radius."""
    outlets = list(dict.fromkeys(shown.claim.outlet for shown in claims))
    more = f" and {len(outlets) - 2:,} more" if len(outlets) > 2 else ""
    x, y, r = place
    return Mark(
        x=round(x, 1),
        y=round(y, 1),
        r=r,
        claims=tuple(shown.claim.id for shown in claims),
        opposed=opposed,
        when=when,
        who=who,
        outlets=", ".join(outlets[:2]) + more,
        words=brief(claims[0].words, _WORDS),
    )
