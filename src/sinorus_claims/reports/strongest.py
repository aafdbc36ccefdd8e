"""The conflicts of an analysis in a line each, without the rest of a report."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from ..model import Analysis, ClaimGroup
from .findings import Conflict, conflict_keys, conflicts, strength
from .headlines import difference, parties, told_apart, topic
from .shown import Shown, brief, showing

_TOPIC = 90
_NAME = 40


def strongest(analysis: Analysis) -> tuple[Conflict, ...]:
    """All conflicts, strongest first; one of each group before the second of any."""
    return _of(analysis, [group for group in analysis.groups if group.verdict == "conflict"])


@dataclass(frozen=True, slots=True)
class Strongest:
    """The first conflicts of all, and what there is in numbers."""

    first: tuple[Conflict, ...]
    """As `strongest` orders them."""
    conflicts: int
    """How many conflicts there are."""
    verdicts: Counter[str]
    """Groups by verdict."""


def strongest_of(analysis: Analysis, most: int) -> Strongest:
    """The first `most` conflicts, and the numbers; the groups pass by once."""
    number, verdicts = 0, Counter[str]()

    def conflicting() -> Iterator[ClaimGroup]:
        nonlocal number
        for group in analysis.groups:
            verdicts[group.verdict] += 1
            if keys := conflict_keys(group):
                number += len(keys)
                yield group

    # The strongest conflict of each group comes before the second of any.
    groups = nsmallest(most, conflicting(), key=_first)
    return Strongest(_of(analysis, groups)[:most], number, verdicts)


def _first(group: ClaimGroup) -> tuple[float, float, str, str]:
    return min(strength(j) for j in group.judgements if j.relation == "conflicts")


def _of(analysis: Analysis, groups: list[ClaimGroup]) -> tuple[Conflict, ...]:
    show = showing(analysis)
    claims = {claim: show(claim) for group in groups for claim in group.claims}
    return tuple(sorted(conflicts(groups, claims), key=lambda c: c.earlier))


def conflict_line(conflict: Conflict) -> str:
    """`The quay will open in March – “May” against “March”: Ann (Post) against Jo (Times)`."""
    pair = conflict.pair
    left, right, judgement = pair.left, pair.right, pair.judgement
    about = brief(topic(left, right, judgement), _TOPIC)
    sides = told_apart(left, right, judgement)
    if sides is None:
        against = parties(left, right)
        if left.speaker == right.speaker:
            outlets = " against ".join(_outlets(conflict, side) for side in (left, right))
            against = f"{brief(left.speaker, _NAME)} in {outlets}"
        return f"{about} – {difference(left, right, judgement)}: {against}"
    for_it, against_it = (
        f"{brief(side.speaker, _NAME)} ({_outlets(conflict, side)})" for side in sides
    )
    turned = "negated" if judgement.ground == "negation" else "denied"
    return f"{about} – stated by {for_it}, {turned} by {against_it}"


def _outlets(conflict: Conflict, side: Shown) -> str:
    """The outlet of a side, and how many more carry it."""
    more = next((len(s.outlets) - 1 for s in conflict.sides if side.claim.id in s.claims), 0)
    return f"{side.claim.outlet} and {more} more" if more else side.claim.outlet
