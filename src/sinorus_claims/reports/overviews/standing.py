"""How each claim of a group stands to what the group is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...model import Claim, ClaimGroup, Judgement, Side

State = Literal["asserts", "denies", "differs", "both", "unclear"]

SIGNS: Mapping[State, str] = {
    "asserts": "+",
    "denies": "−",
    "differs": "≠",
    "both": "±",
    "unclear": "?",
}

MEANINGS: Mapping[State, str] = {
    "asserts": "carries it as the row has it; in a conflict, the side that most outlets carry, or "
    "the one that affirms",
    "denies": "carries the denial, the negation or, in a conflict, the doubt",
    "differs": "carries another figure or date, or words that cannot hold beside it; of a figure "
    "that was updated, the older one",
    "both": "carries more than one side",
    "unclear": "carries it and takes no side: asks, doubts, declines to say, or the evidence does "
    "not decide",
}

_OPPOSED = frozenset({"denial", "negation"})
_SAME = frozenset({"same_quote", "quote_variant", "restates", "agrees", "updates"})


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a group's conflict, or what stands for it where there is none."""

    state: State
    """Never `both`: that is what an outlet does."""
    conflict: int = 0
    """Number of the conflict within the group; 0 outside any."""
    side: Side | None = None
    """The side, in a conflict."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The positions in a group, and who takes which."""

    positions: tuple[Position, ...]
    """Of the conflicts, the strongest first; what is asserted before what is held against it."""
    claims: Mapping[str, tuple[Position, ...]]
    """Claim id -> its positions; more than one if it takes part in several conflicts."""
    label: str
    """What the group is about, in the words of its asserting side, or of the latest figure."""


def standing(group: ClaimGroup, claims: Mapping[str, Claim], days: Mapping[str, str]) -> Standing:
    """How the claims of a group stand to it; `days`: claim id -> ISO date, empty if unknown.

    In a conflict the sides decide. Between a denial or a negation and what it opposes, the side
    with the larger share of claims that deny or are negated denies, however many outlets carry it;
    otherwise the side of most outlets asserts and every other one differs. A member on no side of
    the conflict is unclear. Without a conflict a member asserts, or denies if that is what its
    speaker does; the older figure of an update differs; who asks, doubts or does not commit is
    unclear, and so is a member that nothing but doubt ties to the others.
    """
    if not group.sides:
        return _without_conflict(group, claims, days)
    positions = [p for sides in _by_conflict(group.sides) for p in _positions(sides, claims)]
    taken: dict[str, list[Position]] = {}
    for position in positions:
        for name in position.side.claims if position.side else ():
            taken.setdefault(name, []).append(position)
    unclear = (Position("unclear"),)
    found = {name: tuple(taken.get(name, unclear)) for name in group.claims}
    first = positions[0].side
    return Standing(tuple(positions), found, claims[first.claim].text if first else group.label)


def denies(claim: Claim) -> bool:
    """Whether the speaker denies or doubts the content, or states its negation; both cancel."""
    cue = claim.cue
    against = cue is not None and cue.stance in ("denies", "doubts") and not cue.negated
    return against != claim.negated


def _by_conflict(sides: Iterable[Side]) -> list[list[Side]]:
    found: dict[int, list[Side]] = {}
    for side in sides:
        found.setdefault(side.conflict, []).append(side)
    return [found[number] for number in sorted(found)]


def _positions(sides: Sequence[Side], claims: Mapping[str, Claim]) -> list[Position]:
    """The sides of one conflict, the asserting one first."""
    against: State = "differs"
    ordered = list(sides)
    if len(sides) == 2 and sides[0].ground in _OPPOSED:
        shares = [_denying(side, claims) for side in sides]
        if shares[0] != shares[1]:
            against = "denies"
            ordered.sort(key=lambda side: shares[sides.index(side)])
    states: list[State] = ["asserts", *(against for _ in ordered[1:])]
    return [Position(s, side.conflict, side) for s, side in zip(states, ordered, strict=True)]


def _denying(side: Side, claims: Mapping[str, Claim]) -> float:
    return sum(denies(claims[name]) for name in side.claims) / max(1, len(side.claims))


def _without_conflict(
    group: ClaimGroup, claims: Mapping[str, Claim], days: Mapping[str, str]
) -> Standing:
    older = _outdated(group.judgements, days)
    tied = {end for j in group.judgements if j.relation in _SAME for end in (j.left, j.right)}
    found = {
        name: (Position(_alone(claims[name], tied=name in tied, outdated=name in older)),)
        for name in group.claims
    }
    newer = [name for name, taken in found.items() if taken[0].state == "asserts"]
    latest = max(newer, key=lambda name: days[name]) if older and newer else ""
    return Standing((), found, claims[latest].text if latest else group.label)


def _outdated(judgements: Iterable[Judgement], days: Mapping[str, str]) -> set[str]:
    """The earlier claim of each update; neither where the dates do not tell."""
    pairs = ((j.left, j.right) for j in judgements if j.relation == "updates")
    told = ((one, other) for one, other in pairs if days[one] and days[other])
    apart = (pair for pair in told if days[pair[0]] != days[pair[1]])
    return {min(pair, key=lambda name: days[name]) for pair in apart}


def _alone(claim: Claim, *, tied: bool, outdated: bool) -> State:
    """Where a member stands if there is no conflict."""
    if not tied:
        return "unclear"
    if outdated:
        return "differs"
    cue = claim.cue
    if cue is None:
        return "asserts"
    if cue.negated or cue.stance in ("asks", "doubts"):
        return "unclear"
    return "denies" if cue.stance == "denies" else "asserts"
