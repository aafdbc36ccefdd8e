"""What a pair of claims is about and on what they differ, in words that need no second reading."""

from ..model import DateMention, Judgement, Quantity, TextSpan
from .shown import Shown, brief, deciding

_TOPIC = 120
_NAME = 40
_VALUE = 40
_AGAINST = frozenset({"denies", "doubts"})


def headline(left: Shown, right: Shown, judgement: Judgement) -> str:
    """The matter, then the difference: `The quay will open in March – “May” against “March”`."""
    return f"{brief(topic(left, right, judgement), _TOPIC)} – {difference(left, right, judgement)}"


def difference(left: Shown, right: Shown, judgement: Judgement) -> str:
    """On what the two differ: both values, or who negates or denies it and who does not."""
    sides = told_apart(left, right, judgement)
    if sides is not None:
        for_it, against_it = (brief(side.speaker, _NAME) for side in sides)
        how = "negated" if judgement.ground == "negation" else "denied"
        if for_it == against_it:
            return f"stated and {how} by {for_it}"
        return f"stated by {for_it}, {how} by {against_it}"
    reason = deciding(judgement)
    values = (_value(left, reason.left), _value(right, reason.right)) if reason else ("", "")
    if judgement.ground in ("quantity", "date", "antonym") and all(values):
        return f"“{values[0]}” against “{values[1]}”"
    if judgement.ground == "wording":
        return "quoted in different words"
    return "both cannot hold as they stand" if judgement.relation == "conflicts" else "differs"


def parties(left: Shown, right: Shown) -> str:
    """`Joss Harkin (Varnmouth Courier) against Henrik Dallow (The Aldersund Ledger)`."""
    one, other = (f"{brief(s.speaker, _NAME)} ({s.claim.outlet})" for s in (left, right))
    return f"{one} against {other}"


def topic(left: Shown, right: Shown, judgement: Judgement) -> str:
    """The words of the side that states the matter; of two such sides the shorter one's."""
    sides = told_apart(left, right, judgement)
    if sides is not None:
        return sides[0].words
    return min((left, right), key=lambda s: (len(s.words), s.claim.id)).words


def told_apart(left: Shown, right: Shown, judgement: Judgement) -> tuple[Shown, Shown] | None:
    """The side that states it and the side that denies or negates it, where that is plain."""
    if judgement.ground == "denial":
        turned = [side.claim.cue is not None and side.claim.cue.stance in _AGAINST
                  for side in (left, right)]  # fmt: skip
    elif judgement.ground == "negation":
        turned = [left.claim.negated, right.claim.negated]
    else:
        return None
    if turned[0] == turned[1]:
        return None
    return (right, left) if turned[0] else (left, right)


def _value(side: Shown, place: TextSpan | None) -> str:
    """The figure or date with its unit, else the words at the place."""
    if place is None:
        return ""
    mentions: tuple[Quantity | DateMention, ...] = (*side.claim.quantities, *side.claim.dates)
    for known in mentions:
        if known.span.start <= place.start and place.end <= known.span.end:
            return brief(known.text, _VALUE)
    return brief(side.article.text[place.start : place.end], _VALUE)
