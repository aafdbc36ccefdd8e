"""Where a quotation stands in an article as read, which claims hold it, how two of them relate."""

from collections.abc import Sequence

from sinorus_claims.groups.features import split_words
from sinorus_claims.model import Claim, ClaimGroup, TextSpan

HELD = 0.5
"""Share of a quotation's characters from which a claim holds it."""


def place_of(quotation: str, text: str, near: int) -> TextSpan | None:
    """Where the words of a quotation stand in a text: the place nearest to character `near`.

    The loader may have dropped blocks before it or written its marks otherwise; None if the words
    do not stand there in a row.
    """
    wanted = [w.norm for w in split_words(quotation)]
    there = split_words(text)
    norms = [w.norm for w in there]
    places = [
        TextSpan(there[i].start, there[i + len(wanted) - 1].end)
        for i in range(len(norms) - len(wanted) + 1)
        if norms[i : i + len(wanted)] == wanted
    ]
    return min(places, key=lambda p: (abs(p.start - near), p)) if wanted and places else None


def holding(span: TextSpan, article: str, claims: Sequence[Claim]) -> list[Claim]:
    """Claims of an article whose content covers at least half of a place."""
    needed = HELD * (span.end - span.start)
    return [c for c in claims if c.article == article and covered(c, span) >= needed]


def covered(claim: Claim, span: TextSpan) -> int:
    """Characters of a place that a claim's content covers."""
    return sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in claim.content)


def relation_of(left: Sequence[Claim], right: Sequence[Claim], groups: Sequence[ClaimGroup]) -> str:
    """How claims of two articles relate inside a group: a quotation if any two of them do.

    Else another relation, "one group, not judged" or "no common group".
    """
    one, other = {c.id for c in left}, {c.id for c in right}
    relations: set[str] = set()
    together = False
    for group in groups:
        members = set(group.claims)
        together |= bool(one & members and other & members)
        relations |= {
            j.relation
            for j in group.judgements
            if (j.left in one and j.right in other) or (j.left in other and j.right in one)
        }
    for relation in ("same_quote", "quote_variant", *sorted(relations)):
        if relation in relations:
            return relation if "quote" in relation else f"one group, but {relation}"
    return "one group, not judged" if together else "no common group"
