"""The conflicts of an analysis in a line each, without the rest of a report."""

from dataclasses import replace

from ..model import Analysis
from .findings import Conflict, conflicts
from .headlines import difference, parties, told_apart, topic
from .shown import Shown, brief, shown

_TOPIC = 90
_NAME = 40


def strongest(analysis: Analysis) -> tuple[Conflict, ...]:
    """All conflicts, strongest first; one of each group before the second of any."""
    groups = [group for group in analysis.groups if group.verdict == "conflict"]
    needed = {claim for group in groups for claim in group.claims}
    few = replace(analysis, claims=tuple(c for c in analysis.claims if c.id in needed))
    return tuple(sorted(conflicts(groups, shown(few)), key=lambda c: c.earlier))


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
