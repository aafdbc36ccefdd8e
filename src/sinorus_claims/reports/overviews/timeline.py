"""Statements by date of publication, a lane for each of the most quoted speakers."""

from dataclasses import dataclass

from ..contents import Contents
from ..wording import counted
from .axis import Axis, Cut, moment
from .drawn_lanes import SINGLY, Lane, drawn_lanes
from .lines import Line, conflict_lines, thread_lines
from .marks import Mark
from .periods import calendar
from .ticks import Tick, ticks

LINES = 60
"""Most lines for conflicts, and for threads."""

WIDTH = 1040.0
_NAMES = 190.0
"""Width of the lanes' names."""
_UNDATED = 70.0
"""Width of the column for claims without a date."""
_TOP = 26.0
_BOTTOM = 22.0
_MARGIN = 36.0
_LENGTH = 64.0
"""Room for the length of a silence."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing, `width` by `height` units."""

    width: float
    height: float
    left: float
    """Where the axis begins."""
    undated: float | None
    """Middle of the column for claims without a date; None if all have one."""
    axis: Axis
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    conflicts: tuple[Line, ...]
    threads: tuple[Line, ...]
    singly: bool
    """Whether each claim has a mark of its own."""
    period: str
    """What claims are brought together by: `day`, `week` ..."""
    left_out: int
    """Conflicts and threads without a line."""

    @property
    def silences(self) -> tuple[Cut, ...]:
        """The cuts that have room for their length beside the one before."""
        found: list[Cut] = []
        for cut in self.axis.cuts:
            if not found or cut.x - found[-1].x >= _LENGTH:
                found.append(cut)
        return tuple(found)

    @property
    def listed(self) -> tuple[Mark, ...]:
        """All marks in order of time, for a table; those without a date last."""
        marks = [mark for lane in self.lanes for mark in lane.marks]
        return tuple(sorted(marks, key=lambda mark: (mark.x < self.left, mark.x)))

    @property
    def description(self) -> str:
        """What the drawing shows, in a few sentences."""
        claims = sum(lane.claims for lane in self.lanes)
        each = "a mark each" if self.singly else f"a mark for each speaker and {self.period}"
        first, last = self.ticks[0].label, self.ticks[-1].label
        dates = f"{first} to {last}" if first != last else first
        return (
            f"{counted(claims, 'claim')} in {counted(len(self.lanes), 'lane')}, {each}; {dates}. "
            f"{counted(len(self.conflicts), 'line')} between claims in conflict, "
            f"{counted(len(self.threads), 'line')} along what one speaker said over time."
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read the axis and what is not drawn; a sentence each."""
        found = []
        if self.axis.cuts:
            places = counted(len(self.axis.cuts), "place")
            found.append(
                f"Silences are cut out at {places}, where a bare strip parts the lanes; between "
                "these, one scale holds."
            )
        if not self.singly and self.period != "day":
            found.append(f"A mark stands for a {self.period}.")
        if self.axis.unit == "hour":
            found.append(
                "Hours in UTC where an article names its zone, as printed elsewhere; articles with "
                "a date only stand at noon."
            )
        if self.left_out:
            found.append(f"{counted(self.left_out, 'weaker line')} left out.")
        return tuple(found)


def timeline(report: Contents) -> Timeline | None:
    """Lay out the statements over time; None if no claim's article bears a date."""
    used = {shown.article.id: shown.article for shown in report.claims.values()}
    moments = {name: moment(article.published) for name, article in used.items()}
    if not any(moments.values()):
        return None
    gap = 0.0 if all(moments.values()) else _UNDATED
    left = _NAMES + gap
    when = calendar(moments, left, WIDTH - _MARGIN, undated=left - gap / 2)
    drawn = drawn_lanes(report, when, _TOP)
    conflicts, threads = conflict_lines(report, drawn), thread_lines(report, drawn)
    last = drawn[-1]
    return Timeline(
        width=WIDTH,
        height=last.y + last.height + _BOTTOM,
        left=left,
        undated=when.undated if gap else None,
        axis=when.axis,
        ticks=ticks(when.axis),
        lanes=drawn,
        conflicts=conflicts[:LINES],
        threads=threads[:LINES],
        singly=len(report.claims) <= SINGLY,
        period=when.period.name,
        left_out=max(0, len(conflicts) - LINES) + max(0, len(threads) - LINES),
    )
