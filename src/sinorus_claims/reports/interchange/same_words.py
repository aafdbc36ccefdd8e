"""Claims of a group that say the same: what other vocabularies call one claim."""

from collections.abc import Iterator

from ...model import ClaimGroup

_SAME = frozenset({"same_quote", "quote_variant", "restates", "agrees"})
LINKED = _SAME | {"updates", "conflicts"}
"""Relations that say something of two claims; the others leave it open."""


def same_claims(group: ClaimGroup) -> Iterator[tuple[str, ...]]:
    """The group's claims, parted so that those which say the same are together, in its order.

    What conflicts stays apart, even where a chain of agreements would join it.
    """
    opposed = {frozenset((j.left, j.right)) for j in group.judgements if j.relation == "conflicts"}
    parts: dict[str, list[str]] = {claim: [claim] for claim in group.claims}
    saying = [j for j in group.judgements if j.relation in _SAME]
    for pair in sorted(saying, key=lambda j: (-j.score, j.left, j.right)):
        left, right = parts[pair.left], parts[pair.right]
        if left is right or any(frozenset((a, b)) in opposed for a in left for b in right):
            continue
        left += right
        parts.update(dict.fromkeys(right, left))
    place = {claim: number for number, claim in enumerate(group.claims)}
    seen: set[str] = set()
    for claim in group.claims:
        if claim not in seen:
            seen.update(parts[claim])
            yield tuple(sorted(parts[claim], key=place.__getitem__))
