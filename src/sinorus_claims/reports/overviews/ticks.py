"""The labels under a time axis, from hours to years."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .axis import Axis, day_of, number_of, written

_ROOM = 70.0
"""Least distance between two labels."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A label, and the line above it."""

    x: float
    label: str


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Where each stretch between two cuts begins, then round hours, days, months or years.

    What would touch a label that is already there gets none.
    """
    starts = ((first, written(first, axis.unit)) for first, _, _ in axis.runs)
    placed: list[Tick] = []
    for number, label in (*_spread(axis, starts), *_round(axis)):
        x = axis.x(number)
        if all(abs(x - tick.x) >= _ROOM for tick in placed):
            placed.append(Tick(round(x, 1), label))
    return tuple(sorted(placed, key=lambda tick: tick.x))


def _spread(axis: Axis, starts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Starts only where there are cuts: of an axis in one piece, round dates tell more."""
    if len(axis.runs) > 1:
        yield from starts


def _round(axis: Axis) -> Iterator[tuple[int, str]]:
    """Hours or days on which a round period begins, of the shortest that leaves room for labels."""
    wanted = _ROOM / axis.scale
    steps = _STEPS[axis.unit]
    step = next((s for s in steps if s.units >= wanted), steps[-1])
    for first, last, _ in axis.runs:
        for number in step.begins(first, last):
            if first <= number <= last:
                yield number, written(number, axis.unit)[: step.label]


@dataclass(frozen=True, slots=True)
class _Step:
    units: float
    """Hours or days in it."""
    begins: Callable[[int, int], Iterable[int]]
    """Hours or days from one to another on which it begins; some before or after them too."""
    label: int
    """Characters of the ISO date that name it."""


def _every(number: int, *, label: int) -> _Step:
    # Day 0 is a Monday, and hour 0 its first.
    return _Step(number, lambda a, b: range(a - a % number, b + 1, number), label)


def _months(every: int) -> _Step:
    def begins(first: int, last: int) -> Iterator[int]:
        for year in range(day_of(first).year, day_of(last).year + 1):
            for month in range(1, 13, every):
                yield number_of(date(year, month, 1))

    return _Step(every * 28, begins, 7)


def _years(every: int) -> _Step:
    def begins(first: int, last: int) -> Iterator[int]:
        for year in range(day_of(first).year, day_of(last).year + 1):
            if year % every == 0:
                yield number_of(date(year, 1, 1))

    return _Step(every * 365, begins, 4)


_STEPS: dict[str, tuple[_Step, ...]] = {
    "hour": tuple(_every(hours, label=16) for hours in (1, 3, 6, 12, 24)),
    "day": (
        *(_every(days, label=10) for days in (1, 2, 7, 14)),
        *map(_months, (1, 3, 6)),
        *map(_years, (1, 2, 5, 10, 20, 50, 100, 500, 1000)),
    ),
}
