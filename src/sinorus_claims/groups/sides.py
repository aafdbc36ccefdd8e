"""Who takes which side in a conflict."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import Claim, Ground, Judgement, Origin, Side
from .bonds import ONE_SIDE
from .clashes import Clash, Node, agreements, conflicts, find_clashes, words_of
from .labels import label_claim

Names = Callable[[Sequence[Claim]], tuple[str, ...]]


def find_sides(
    members: Sequence[Claim],
    judgements: Sequence[Judgement],
    origins: Sequence[Origin],
    speakers: Names,
) -> tuple[Side, ...]:
    """The sides of every conflict among the members, the strongest conflict first.

    Conflicting figures or dates part the claims by value: three figures make three sides. All else
    parts them in two: whoever conflicts stands on opposite sides, the stronger conflict deciding
    where that cannot hold for all. A member that conflicts with nobody joins the side of those it
    agrees with, if that is one side. `speakers` names those of some claims.
    """
    clashes = find_clashes({c.id: c for c in members}, judgements)
    alike = agreements(clashes, judgements)
    found: list[Side] = []
    for number, together in enumerate(conflicts(clashes, alike), 1):
        standing = _by_value(together) if together[0].valued else _in_two(together, alike)
        joined = _joined(standing, [c.id for c in members], judgements)
        ground: Ground = together[0].judgement.ground or "contradiction"
        sides = [
            _side(camp, values, members, origins, speakers=speakers, conflict=(number, ground))
            for camp, values in zip(joined, standing, strict=True)
        ]
        found += sorted(_shares(sides), key=lambda s: (-len(s.outlets), -len(s.claims), s.claims))
    return tuple(found)


def _by_value(clashes: Iterable[Clash]) -> list[dict[str, Hashable]]:
    """Claim -> value, a side for each value; a claim with two stands where it is stronger."""
    sides: dict[Hashable, dict[str, Hashable]] = {}
    placed: set[str] = set()
    for clash in clashes:
        for name, value in (clash.left, clash.right):
            if name not in placed:
                sides.setdefault(value, {})[name] = value
                placed.add(name)
    return list(sides.values())


def _in_two(
    clashes: Sequence[Clash], alike: Iterable[tuple[Node, Node]]
) -> list[dict[str, Hashable]]:
    """Two sides: from the strongest clash on, who conflicts with one side stands on the other."""
    nodes = {name for c in clashes for name, _ in (c.left, c.right)}
    ties = [(c.left[0], c.right[0], True) for c in clashes]
    ties += [(one[0], other[0], False) for one, other in alike if {one[0], other[0]} <= nodes]
    side = {clashes[0].left[0]: 0}
    while len(side) < len(nodes):
        # The strongest tie of which one end has its side; there is one, as all hang together.
        one, other, opposed = next(t for t in ties if (t[0] in side) != (t[1] in side))
        known, new = (one, other) if one in side else (other, one)
        side[new] = 1 - side[known] if opposed else side[known]
    return [{name: None for name in sorted(side) if side[name] == n} for n in (0, 1)]


def _joined(
    standing: Sequence[Mapping[str, Hashable]],
    members: Iterable[str],
    judgements: Iterable[Judgement],
) -> list[set[str]]:
    """The sides with the members that say the same as those of one side, and of one only."""
    alike: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.relation in ONE_SIDE:
            alike[judgement.left].add(judgement.right)
            alike[judgement.right].add(judgement.left)
    camps = [set(camp) for camp in standing]
    for name in members:
        near = [n for n, camp in enumerate(standing) if alike[name] & camp.keys()]
        if len(near) == 1 and not any(name in camp for camp in standing):
            camps[near[0]].add(name)
    return camps


def _side(
    camp: set[str],
    values: Mapping[str, Hashable],
    members: Sequence[Claim],
    origins: Sequence[Origin],
    *,
    speakers: Names,
    conflict: tuple[int, Ground],
) -> Side:
    claims = [c for c in members if c.id in camp]
    standing = [c for c in claims if c.id in values]
    best = label_claim(standing, {c.id: 0.0 for c in standing})
    return Side(
        conflict=conflict[0],
        ground=conflict[1],
        label=words_of(best, values[best.id]),
        claim=best.id,
        claims=tuple(c.id for c in claims),
        outlets=tuple(sorted({c.outlet for c in claims})),
        origins=tuple(o.name for o in origins if not camp.isdisjoint(o.claims)),
        speakers=speakers(claims),
        share=0.0,
    )


def _shares(sides: Sequence[Side]) -> list[Side]:
    outlets = {outlet for side in sides for outlet in side.outlets}
    return [replace(s, share=round(len(s.outlets) / len(outlets), 4)) for s in sides]
