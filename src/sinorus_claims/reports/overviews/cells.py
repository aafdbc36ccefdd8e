"""What each outlet carries of one group of claims."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ...model import ClaimGroup
from ..shown import Shown, brief
from .outlets import Folded
from .standing import SIGNS, Position, Standing, State, standing

_KEY = 60
_SIDE = 40
_WORDS = 90
_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet carries of one group."""

    state: State
    claims: tuple[str, ...]
    """Ids of its claims, reprints included, in the group's order."""
    one_sided: bool
    """Whether it takes part in a conflict and carries one side of it only."""
    side: str
    """The sign of the side in the row's key where several differ (`≠2`), else of the state."""
    detail: str
    """Who says what, in one line: `Quay Times differs (60%), one side only. Ada Lund: “...”`."""


@dataclass(frozen=True, slots=True)
class Key:
    """One side of a group's conflict, as the head of the row explains it."""

    sign: str
    state: State
    label: str
    """The figure or the date, or whoever speaks for a side that has neither; cut."""
    full: str
    """The words and the speakers, uncut."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A group with what each outlet carries of it."""

    group: ClaimGroup
    standing: Standing
    keys: tuple[Key, ...]
    cells: Mapping[str, Cell]

    @classmethod
    def out(cls, group: ClaimGroup, claims: Mapping[str, Shown], fold: Folded) -> "Laid":
        """The group with its claims (by id) parted by the outlet of their originals."""
        members = {name: claims[name] for name in group.claims}
        days = {name: (s.article.published or "")[:10] for name, s in members.items()}
        stood = standing(group, {name: s.claim for name, s in members.items()}, days)
        signs = _signs(stood.positions)
        parted: dict[str, list[Shown]] = {}
        for shown in members.values():
            parted.setdefault(fold.column[shown.article.id], []).append(shown)
        cells = {name: _cell(name, carried, stood, signs) for name, carried in parted.items()}
        keys = tuple(_key(position, signs[position], claims) for position in stood.positions)
        return cls(group, stood, keys, cells)


def _signs(positions: Sequence[Position]) -> dict[Position, str]:
    """The sign of each position in the row's key: numbered where several bear the same."""
    counts = Counter(position.state for position in positions)
    seen: Counter[State] = Counter()
    signs = {}
    for position in positions:
        seen[position.state] += 1
        number = str(seen[position.state]) if counts[position.state] > 1 else ""
        signs[position] = SIGNS[position.state] + number
    return signs


def _key(position: Position, sign: str, claims: Mapping[str, Shown]) -> Key:
    """Figures and dates stand for their side; words are long, so there the speakers do."""
    side = position.side
    if side is None:
        return Key(sign, position.state, "", "")
    who = ", ".join(side.speakers)
    wordy = side.label == claims[side.claim].claim.text
    full = f"{side.label} – {who}" if who else side.label
    return Key(sign, position.state, brief(who if wordy and who else side.label, _KEY), full)


def _cell(
    outlet: str, carried: Sequence[Shown], stood: Standing, signs: Mapping[Position, str]
) -> Cell:
    taken = {p: None for shown in carried for p in stood.claims[shown.claim.id]}
    state = _state(taken)
    one_sided = state != "both" and any(position.side for position in taken)
    sides = [p for p in taken if p.side and p.state == state]
    labels = ", ".join(f"“{brief(p.side.label, _SIDE)}”" for p in taken if p.side)
    meant = f"{outlet}: {state}" + (f" ({labels})" if labels else "")
    said = "; ".join(_saying(shown) for shown in carried[:_QUOTED])
    more = f"; {len(carried) - _QUOTED} more" if len(carried) > _QUOTED else ""
    return Cell(
        state=state,
        claims=tuple(shown.claim.id for shown in carried),
        one_sided=one_sided,
        side=signs[sides[0]] if len(sides) == 1 else SIGNS[state],
        detail=f"{meant}{', one side only' if one_sided else ''}. {said}{more}",
    )


def _state(taken: Collection[Position]) -> State:
    """What an outlet does that takes these positions.

    Two sides of one conflict are both; of several conflicts, what is held against the row decides.
    Outside a conflict, to assert and to deny, or to carry an old figure and a new one, is both too.
    """
    sides = Counter(p.conflict for p in taken if p.side)
    states = {position.state for position in taken}
    loose = {position.state for position in taken if not position.side} - {"unclear"}
    if len(loose) > 1 or any(number > 1 for number in sides.values()):
        return "both"
    order: tuple[State, ...] = ("denies", "differs", "asserts")
    return next((state for state in order if state in states), "unclear")


def _saying(shown: Shown) -> str:
    origin = f" in {shown.claim.outlet}" if shown.article.reprint_of else ""
    said = f" {shown.said}" if shown.said else ""
    return f"{shown.speaker}{origin}, {shown.date}{said}: “{brief(shown.words, _WORDS)}”"
