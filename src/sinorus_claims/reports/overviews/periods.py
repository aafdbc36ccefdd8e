"""When claims were published, as slots on a time axis: hours, days, or longer periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .axis import Axis, Moment, Unit, day_of, number_of, time_axis, written

STEP = 9.0
"""Distance between the middles of two marks, and the least width of a period."""

Slot = int | None
"""First hour or day of a period; None for claims without a date."""

_SHORT = 2
"""Most days from the first article to the last for an axis of hours."""


@dataclass(frozen=True, slots=True)
class Period:
    """What claims are brought together by, and how it is called."""

    name: str
    """`hour`, `day`, `week`, `month`, `quarter`, `year`."""

    def first(self, number: int) -> int:
        """The hour or day on which the period of an hour or day begins."""
        if self.name in ("hour", "day"):
            return number
        day = day_of(number)
        if self.name == "week":
            return number - day.weekday()
        month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3}.get(self.name, 1)
        return number_of(date(day.year, month, 1))

    def title(self, number: int) -> str:
        """The period that begins on an hour or day."""
        if self.name in ("hour", "day"):
            return written(number, "hour" if self.name == "hour" else "day")
        day = day_of(number)
        if self.name == "week":
            return f"week of {day.isoformat()}"
        if self.name == "quarter":
            return f"{day.year:04}, quarter {(day.month + 2) // 3}"
        return day.isoformat()[: 7 if self.name == "month" else 4]


_DAYS = (("day", 1), ("week", 7), ("month", 30), ("quarter", 91), ("year", 365))


def period(axis: Axis) -> Period:
    """The shortest period that is as wide as a mark."""
    if axis.unit == "hour":
        return Period("hour")
    return Period(next((name for name, n in _DAYS if n * axis.scale >= STEP), "year"))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where the claims of each article stand in time."""

    axis: Axis
    period: Period
    slots: Mapping[str, Slot]
    """Article id -> its period."""
    middles: Mapping[int, float]
    """Period -> x: between its first and its last hour or day on which an article was published."""
    undated: float
    """x of what has no date."""

    @property
    def width(self) -> float:
        """Room for the marks of a period."""
        return max(STEP, self.axis.scale)

    @property
    def spacing(self) -> float:
        """Mean distance between two periods."""
        return (self.axis.right - self.axis.left) / len(self.middles)

    def x(self, slot: Slot) -> float:
        """The middle of a period."""
        return self.undated if slot is None else self.middles[slot]

    def title(self, slot: Slot) -> str:
        """`2031-05-02`, `week of 2031-04-28`, `no date`."""
        return "no date" if slot is None else self.period.title(slot)


def calendar(
    moments: Mapping[str, Moment | None], left: float, right: float, *, undated: float
) -> Calendar:
    """The articles (by id; one at least has a date) laid out between two x."""
    known = [m for m in moments.values() if m is not None]
    hourly = _hourly(known)
    unit: Unit = "hour" if hourly else "day"
    numbers = {name: _number(m, hourly=hourly) for name, m in moments.items()}
    dated = sorted({n for n in numbers.values() if n is not None})
    axis = time_axis(dated, unit, left, right)
    one = period(axis)
    places: dict[int, list[float]] = {}
    for number in dated:
        places.setdefault(one.first(number), []).append(axis.x(number))
    slots = {name: None if n is None else one.first(n) for name, n in numbers.items()}
    middles = {first: (xs[0] + xs[-1]) / 2 for first, xs in places.items()}
    return Calendar(axis, one, slots, middles, undated)


def _hourly(known: list[Moment]) -> bool:
    """Whether hours tell more than days: a short time, and most articles bear one."""
    days = [m.day for m in known]
    timed = sum(m.hour is not None for m in known)
    return max(days) - min(days) <= _SHORT and 2 * timed >= len(known)


def _number(found: Moment | None, *, hourly: bool) -> int | None:
    if found is None or not hourly:
        return None if found is None else found.day
    return found.day * 24 + 12 if found.hour is None else found.hour
