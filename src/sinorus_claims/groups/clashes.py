"""What conflicts with what in a group: pairs of claims, each with the value on which they do."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, Evidence, Ground, Judgement, TextSpan
from .bonds import ONE_SIDE

Node = tuple[str, Hashable]
"""A claim's id and the value on which it conflicts; None where that is no figure and no date."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims that conflict, each with the value on which it does."""

    left: Node
    right: Node
    judgement: Judgement

    @property
    def valued(self) -> bool:
        """Whether figures or dates tell the sides apart."""
        return self.left[1] is not None


def find_clashes(claims: Mapping[str, Claim], judgements: Iterable[Judgement]) -> list[Clash]:
    """The conflicts among claims (by id), the strongest first."""
    found = [_clash(claims, j) for j in judgements if j.relation == "conflicts"]
    return sorted(found, key=lambda c: (-c.judgement.score, c.left[0], c.right[0]))


def _clash(claims: Mapping[str, Claim], judgement: Judgement) -> Clash:
    reason = deciding(judgement)
    places = (reason.left, reason.right) if reason else (None, None)
    left = _value(claims[judgement.left], judgement.ground, places[0])
    right = _value(claims[judgement.right], judgement.ground, places[1])
    if left is None or right is None or left == right:
        left = right = None
    return Clash((judgement.left, left), (judgement.right, right), judgement)


def deciding(judgement: Judgement) -> Evidence | None:
    """The evidence on the ground of the judgement; the first if none is called so."""
    named = (e for e in judgement.evidence if e.feature == judgement.ground)
    return next(named, next(iter(judgement.evidence), None))


def _value(claim: Claim, ground: Ground | None, place: TextSpan | None) -> Hashable:
    """The figure or the period that stands at a place of the claim; None if there is none."""
    if place is None:
        return None
    if ground == "quantity":
        for q in claim.quantities:
            if q.span.start < place.end and place.start < q.span.end:
                return "quantity", q.value, q.high, q.unit
    if ground == "date":
        for d in claim.dates:
            if d.start and d.span.start < place.end and place.start < d.span.end:
                return "date", d.start, d.end
    return None


def words_of(claim: Claim, value: Hashable) -> str:
    """The words of the value in a claim ("12 people"); its whole text if it is not about a value.

    The counted noun's lemma is added in brackets where the figure stands alone.
    """
    for q in claim.quantities:
        if value == ("quantity", q.value, q.high, q.unit):
            bare = q.unit is None and q.head and not any(map(str.isalpha, q.text))
            return f"{q.text} ({q.head})" if bare else q.text
    for d in claim.dates:
        if value == ("date", d.start, d.end):
            return d.text
    return claim.text


def agreements(
    clashes: Sequence[Clash], judgements: Iterable[Judgement]
) -> list[tuple[Node, Node]]:
    """Nodes that stand on one side: of one value, or that say the same without a value."""
    nodes = list(dict.fromkeys(n for c in clashes for n in (c.left, c.right)))
    first: dict[Hashable, Node] = {}
    alike = [(first.setdefault(n[1], n), n) for n in nodes if n[1] is not None]
    plain = {name for name, value in nodes if value is None}
    for judgement in sorted(judgements, key=lambda j: (-j.score, j.left, j.right)):
        if judgement.relation in ONE_SIDE and {judgement.left, judgement.right} <= plain:
            alike.append(((judgement.left, None), (judgement.right, None)))
    return alike


def conflicts(
    clashes: Sequence[Clash], alike: Iterable[tuple[Node, Node]]
) -> Iterator[list[Clash]]:
    """Clashes that hang together, by a claim or by claims on one side; the strongest first."""
    heads: dict[Node, Node] = {}
    for one, other in (*((c.left, c.right) for c in clashes), *alike):
        heads[_head(heads, other)] = _head(heads, one)
    found: dict[Node, list[Clash]] = {}
    for clash in clashes:
        found.setdefault(_head(heads, clash.left), []).append(clash)
    yield from found.values()


def _head(heads: dict[Node, Node], node: Node) -> Node:
    while heads.setdefault(node, node) != node:
        node = heads[node]
    return node
