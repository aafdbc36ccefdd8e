"""The lines of a timeline: between claims in conflict, and along what one speaker says later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..contents import Contents
from ..findings import plain_change
from ..shown import brief
from .drawn_lanes import Lane
from .marks import Mark

_TITLE = 200
_RISE = 16.0
"""How high a thread rises between two marks of one lane; a conflict hangs as low."""
_BULGE = 26.0
"""How far it leans out between marks of two lanes that stand above each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """A curve between two marks."""

    path: str
    """SVG path data."""
    title: str
    anchor: str
    """Where the report tells more; empty for none."""


def conflict_lines(report: Contents, lanes: Iterable[Lane]) -> tuple[Line, ...]:
    """A line for each conflict whose two claims have two marks, the strongest first."""
    marks = _by_claim(lanes)
    found: dict[str, Line] = {}
    for conflict in report.conflicts:
        pair = conflict.pair
        ends = marks.get(pair.left.claim.id), marks.get(pair.right.claim.id)
        path = _curve(*ends, rise=-_RISE)
        if path:
            title = f"Conflict: {brief(pair.heading, _TITLE)}"
            found.setdefault(path, Line(path, title, conflict.anchor))
    return tuple(found.values())


def thread_lines(report: Contents, lanes: Iterable[Lane]) -> tuple[Line, ...]:
    """A line for each step of a thread from one mark to another, the longest threads first."""
    marks = _by_claim(lanes)
    found: dict[str, Line] = {}
    for thread in sorted(report.threads, key=lambda t: (-len(t.claims), t.id)):
        about = f"{thread.speaker} on {', '.join(thread.topic[:4])}"
        for (one, other), change in zip(pairwise(thread.claims), thread.changes, strict=False):
            path = _curve(marks.get(one), marks.get(other), rise=_RISE)
            if path:
                title = f"{about}, {plain_change(change)}"
                found.setdefault(path, Line(path, brief(title, _TITLE), ""))
    return tuple(found.values())


def _by_claim(lanes: Iterable[Lane]) -> Mapping[str, Mark]:
    return {claim: mark for lane in lanes for mark in lane.marks for claim in mark.claims}


def _curve(one: Mark | None, other: Mark | None, *, rise: float) -> str:
    """From one mark to another; empty where either is missing or both are the same."""
    if one is None or other is None or one is other:
        return ""
    left, right = sorted((one, other), key=lambda mark: (mark.x, mark.y))
    return " ".join(_steps(left, right, rise))


def _steps(left: Mark, right: Mark, rise: float) -> Iterator[str]:
    middle = (left.x + right.x) / 2, (left.y + right.y) / 2
    if abs(left.y - right.y) < _RISE:
        bend = middle[0], middle[1] - rise
    elif abs(left.x - right.x) < _BULGE:
        bend = middle[0] + _BULGE, middle[1]
    else:
        bend = middle
    yield f"M{left.x:g} {left.y:g}"
    yield f"Q{bend[0]:g} {bend[1]:g} {right.x:g} {right.y:g}"
