"""How firmly a judgement holds two claims together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, Ground, Judgement, Relation, TextSpan

BINDING: Mapping[Relation, float] = {
    "same_quote": 1.0,
    "conflicts": 0.95,
    "quote_variant": 0.95,
    "updates": 0.9,
    "restates": 0.85,
    "agrees": 0.85,
}
"""Relations that hold a group together, and how much they weigh in the choice of its centre."""

ONE_SIDE = frozenset({"same_quote", "quote_variant", "restates", "agrees"})
"""Relations of claims that say the same."""

SUSPECTED = 0.35
"""Chance of a conflict from which an undecided pair is shown as a group."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What clusters and threads look at in a judgement; the rest may lie on disk."""

    relation: Relation
    ground: Ground | None = None
    weight: float = 0.0
    left: TextSpan | None = None
    """Place of the left value of the first reason, in a conflict or an update."""
    right: TextSpan | None = None


Pair = tuple[int, int]
Bonds = Mapping[Pair, Bond]
"""Judgements by the positions of the claims, the smaller first."""

Point = tuple[Ground | None, TextSpan]


def bond_of(judgement: Judgement) -> Bond:
    """A judgement without its reasons."""
    ground, left, right = judgement.ground, None, None
    if judgement.relation in ("conflicts", "updates") and judgement.evidence:
        left, right = judgement.evidence[0].left, judgement.evidence[0].right
    return Bond(judgement.relation, ground, weight(judgement), left, right)


def weight(judgement: Judgement | Bond) -> float:
    """How firmly a judgement holds two claims together, 0 to 1; 0 if it does not."""
    if isinstance(judgement, Bond):
        return judgement.weight
    if judgement.relation == "unsure":
        return 0.3 * judgement.p_conflict if judgement.p_conflict >= SUSPECTED else 0.0
    return BINDING.get(judgement.relation, 0.0) * (0.5 + 0.5 * judgement.score)


def between(one: int, other: int, judged: Bonds) -> Bond | None:
    """The judgement of two claims; None if they were not compared."""
    return judged.get((min(one, other), max(one, other)))


def meet(one: int, other: int, judged: Bonds) -> bool:
    """Whether two claims were found to have anything to do with each other."""
    judgement = between(one, other, judged)
    return judgement is not None and (judgement.relation != "unsure" or weight(judgement) > 0)


def point(claim: int, other: int, judged: Bonds) -> Point | None:
    """On what, and on which words of the other, a claim conflicts with it (or updates it)."""
    judgement = between(claim, other, judged)
    if judgement is None or judgement.relation not in ("conflicts", "updates"):
        return None
    span = judgement.right if claim < other else judgement.left
    return None if span is None else (judgement.ground, span)


def ends(judgement: Judgement) -> tuple[str, str]:
    """Ids of the two claims."""
    return judgement.left, judgement.right


def bound(members: Sequence[Claim], judgements: Iterable[Judgement]) -> dict[str, float]:
    """Claim id -> the sum of what binds it to the other members."""
    total = {claim.id: 0.0 for claim in members}
    for judgement in judgements:
        for end in ends(judgement):
            total[end] += weight(judgement)
    return {name: round(value, 6) for name, value in total.items()}
