"""What a judge's evidence says of a cue, a figure, a date: its words and its place."""

from ..model import DateMention, Evidence, Quantity, TextSpan
from .comparison import day_number
from .features import Features, is_number, split_words
from .lexicon import words
from .quantities import Match


def cue_span(features: Features) -> TextSpan | None:
    """The cue's first place in its article."""
    cue = features.claim.cue
    return cue.spans[0] if cue and cue.spans else None


def cue_words(features: Features) -> str:
    """Who says so, and with which verb."""
    claim = features.claim
    who = claim.speaker.canonical if claim.speaker else claim.outlet or "the text"
    negated = " a negated statement" if claim.negated else ""
    return f"{who}: “{claim.cue.lemma}”{negated}" if claim.cue else f"{who}: a plain statement"


def quantity_evidence(match: Match, verdict: str) -> Evidence:
    """Both figures with their places."""
    left, right = quantity_words(match.left), quantity_words(match.right)
    return Evidence(
        feature="quantity",
        score=round(match.alignment, 4),
        detail=f"{left} against {right}: {verdict}",
        left=match.left.span,
        right=match.right.span,
    )


def quantity_words(quantity: Quantity) -> str:
    """The figure as written, with the noun counted."""
    plain = {w.norm for w in split_words(quantity.text) if not is_number(w.norm)}
    named = not quantity.head or plain - words("function_words") - words("bounds")
    head = "" if named else f" ({quantity.head})"
    return f"“{quantity.text}”{head}"


def date_range(mention: DateMention) -> tuple[int, int] | None:
    """First and last day as day numbers; None if they cannot be told."""
    start, end = day_number(mention.start), day_number(mention.end or mention.start)
    return None if start is None or end is None else (start, end)


def date_words(mention: DateMention) -> str:
    """The date as written, with the days meant."""
    start, end = mention.start, mention.end or mention.start
    days = f"{start}" if start == end else f"{start} to {end}"
    return f"“{mention.text}” ({days})"
