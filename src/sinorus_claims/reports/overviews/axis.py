"""A time axis on which long silences are cut out, so that what was said stays readable.

Between two cuts one scale holds. A cut is made only where it widens the rest: the longest silences
first, until an hour or a day is wide enough for a mark.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from ..wording import counted

Unit = Literal["hour", "day"]

WIDE_ENOUGH = 12.0
"""Width of an hour or a day, in the drawing's units, from which no further cut is made."""

_GAIN = 1.5
"""Cuts are made only if they widen the rest by as much."""
_CUT, _NARROW = 14.0, 8.0
"""Width of a cut; of one among more than `_FEW`."""
_FEW = 12
_MOST_CUT = 0.6
"""Share of the axis that cuts may take."""
_LEAST_GAP = 3
"""Hours or days from one to the next from which a silence can be cut."""
_FIRST = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an article was published."""

    day: int
    """Days since 1 January of the year 1, by the date that the article bears."""
    hour: int | None = None
    """Hours since then, in UTC if the article names its zone; None if it bears a date only."""


def moment(published: str | None) -> Moment | None:
    """The date, or date and time, that an article bears (ISO 8601); None if there is none."""
    text = (published or "").strip()
    try:
        day = number_of(date.fromisoformat(text[:10]))
    except ValueError:
        return None
    if len(text) <= 10:
        return Moment(day)
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            time = time.astimezone(UTC)
    except (ValueError, OverflowError):
        return Moment(day)
    return Moment(day, number_of(time.date()) * 24 + time.hour)


@dataclass(frozen=True, slots=True)
class Cut:
    """A silence that is left out."""

    x: float
    """Where it begins."""
    width: float
    length: str
    """`8 months`."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each hour or day stands; numbers count from the year 1."""

    unit: Unit
    left: float
    scale: float
    """Width of an hour or a day."""
    runs: tuple[tuple[int, int, float], ...]
    """First and last hour or day without a cut between them, and the x at which the first one
    begins."""
    cuts: tuple[Cut, ...]

    @property
    def right(self) -> float:
        """Where the last hour or day ends."""
        first, last, x = self.runs[-1]
        return x + (last - first + 1) * self.scale

    def x(self, number: int) -> float:
        """The middle of an hour or a day; inside a cut, the end of what comes before it."""
        at = max(0, bisect_right(self.runs, number, key=lambda run: run[0]) - 1)
        first, last, x = self.runs[at]
        return x + (min(max(number, first), last) - first + 0.5) * self.scale


def time_axis(numbers: Iterable[int], unit: Unit, left: float, right: float) -> Axis:
    """An axis from `left` to `right` for these hours or days; at least one."""
    known = sorted(set(numbers))
    width = right - left
    gaps = sorted(
        ((b - a, n) for n, (a, b) in enumerate(pairwise(known)) if b - a >= _LEAST_GAP),
        key=lambda gap: (-gap[0], gap[1]),
    )
    covered = [known[-1] - known[0] + 1]
    for gap, _ in gaps[: int(width * _MOST_CUT / _NARROW)]:
        covered.append(covered[-1] - gap + 1)
    scales = [(width - n * _wide(n)) / days for n, days in enumerate(covered)]
    many = next((n for n, scale in enumerate(scales) if scale >= WIDE_ENOUGH), None)
    if many is None:
        many = max(range(len(scales)), key=lambda n: (scales[n], -n))
    if scales[many] < _GAIN * scales[0]:
        many = 0
    return _cut(known, {n for _, n in gaps[:many]}, unit, left, scales[many])


def _wide(cuts: int) -> float:
    return _CUT if cuts <= _FEW else _NARROW


def _cut(known: Sequence[int], after: set[int], unit: Unit, left: float, scale: float) -> Axis:
    """The axis with cuts after the hours or days of these places in `known`."""
    runs, cuts = [], []
    first, x = known[0], left
    wide = _wide(len(after))
    for place in sorted(after):
        last, following = known[place], known[place + 1]
        runs.append((first, last, x))
        x += (last - first + 1) * scale
        cuts.append(Cut(x, wide, _length(following - last - 1, unit)))
        first, x = following, x + wide
    return Axis(unit, left, scale, (*runs, (first, known[-1], x)), tuple(cuts))


def _length(number: int, unit: Unit) -> str:
    if unit == "hour":
        return counted(number, "hour")
    for days, noun in ((365.25, "year"), (30.4, "month")):
        if number >= 2 * days:
            return counted(round(number / days), noun)
    return counted(number, "day")


def written(number: int, unit: Unit) -> str:
    """An hour or a day as ISO 8601 has it: `2031-05-02`, `2031-05-02 14:00`."""
    days, hours = divmod(number, 24) if unit == "hour" else (number, 0)
    day = (_FIRST + timedelta(days=days)).isoformat()
    return f"{day} {hours:02}:00" if unit == "hour" else day


def day_of(number: int) -> date:
    """The date of a day that counts from the year 1."""
    return _FIRST + timedelta(days=number)


def number_of(day: date) -> int:
    """Days from 1 January of the year 1 to a date."""
    return (day - _FIRST).days
