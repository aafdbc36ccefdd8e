"""The lanes of a timeline with the marks in their places."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from ..contents import Contents
from ..shown import Shown
from .labels import fitted
from .lanes import Speakers, lanes
from .marks import Mark, mark, radius, stacked
from .periods import STEP, Calendar, Slot

SINGLY = 400
"""Claims up to which each has a mark of its own."""

_LEAST = 32.0
"""Height of a lane."""
_PAD = 8.0
"""Free room above and below the marks of a lane."""
_SMALL = 3.6
"""Radius of the mark of one claim."""
_UNDATED = 54.0
"""Room for marks without a date."""
_LETTERS = 27


@dataclass(frozen=True, slots=True)
class Lane:
    """One speaker, or several in one lane."""

    name: str
    """Cut to the room there is."""
    full: str
    y: float
    """Upper edge."""
    height: float
    claims: int
    marks: tuple[Mark, ...]
    """From left to right; claims without a date first."""

    @property
    def middle(self) -> float:
        """Half way between the edges."""
        return self.y + self.height / 2


def drawn_lanes(report: Contents, when: Calendar, top: float) -> tuple[Lane, ...]:
    """All lanes, one below the other from `top` on.

    Up to `SINGLY` claims have a mark each; of more, those of one lane and period share one.
    """
    found = lanes(report)
    parted = [_slots(speakers.claims, report.claims, when) for speakers in found]
    most = max((len(claims) for slots in parted for claims in slots.values()), default=0)
    opposed = _opposed(report)
    drawn: list[Lane] = []
    for speakers, slots in zip(found, parted, strict=True):
        lane = _Drawing(speakers, slots, when, opposed, top)
        drawn.append(lane.singly() if len(report.claims) <= SINGLY else lane.together(most))
        top += drawn[-1].height
    return tuple(drawn)


def _slots(
    names: Iterable[str], claims: Mapping[str, Shown], when: Calendar
) -> dict[Slot, list[Shown]]:
    """A lane's claims by period, those without a date first."""
    found: dict[Slot, list[Shown]] = {}
    for name in names:
        found.setdefault(when.slots[claims[name].article.id], []).append(claims[name])
    order = sorted(found, key=lambda slot: (slot is not None, slot or 0))
    return {slot: found[slot] for slot in order}


def _opposed(report: Contents) -> frozenset[str]:
    pairs = (pair for conflict in report.conflicts for pair in (conflict.pair, *conflict.others))
    return frozenset(shown.claim.id for pair in pairs for shown in (pair.left, pair.right))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A lane before its marks are placed."""

    speakers: Speakers
    slots: Mapping[Slot, Sequence[Shown]]
    when: Calendar
    opposed: Set[str]
    top: float

    def singly(self) -> Lane:
        """A mark for each claim; where they crowd they stand above each other."""
        room = self.when.width
        placed = {
            slot: stacked(len(claims), _UNDATED if slot is None else room)
            for slot, claims in self.slots.items()
        }
        rows = 1 + max(row for places in placed.values() for _, row in places)
        height = max(_LEAST, rows * STEP + 2 * _PAD)
        marks = []
        for slot, claims in self.slots.items():
            filled = 1 + max(row for _, row in placed[slot])
            low = self.top + height / 2 + (filled - 1) * STEP / 2
            for shown, (aside, row) in zip(claims, placed[slot], strict=True):
                place = self.when.x(slot) + aside, low - row * STEP, _SMALL
                marks.append(self._mark([shown], shown.speaker, slot, place))
        return self._lane(height, marks)

    def together(self, most: int) -> Lane:
        """A mark for each period; `most` claims make the largest."""
        marks = []
        for slot, claims in self.slots.items():
            place = (
                self.when.x(slot),
                self.top + _LEAST / 2,
                radius(len(claims), most, self.when.spacing),
            )
            marks.append(self._mark(claims, self.speakers.name, slot, place))
        return self._lane(_LEAST, marks)

    def _mark(
        self, claims: Sequence[Shown], who: str, slot: Slot, place: tuple[float, float, float]
    ) -> Mark:
        opposed = any(shown.claim.id in self.opposed for shown in claims)
        when = claims[0].date if len(claims) == 1 else self.when.title(slot)
        return mark(claims, who, when, place, opposed=opposed)

    def _lane(self, height: float, marks: Sequence[Mark]) -> Lane:
        speakers = self.speakers
        return Lane(
            name=fitted(speakers.name, _LETTERS),
            full=speakers.name,
            y=self.top,
            height=height,
            claims=len(speakers.claims),
            marks=tuple(marks),
        )
