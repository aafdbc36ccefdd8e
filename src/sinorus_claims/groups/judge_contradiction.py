"""The judge that asks the model of contradiction."""

from ..model import Evidence, Ground, TextSpan
from .comparison import Comparison, Finding, span_of
from .contradiction.choice import closest, turned_round

SUSPECTED = 0.5
"""Probability from which a contradiction is a finding at all."""


def contradiction(pair: Comparison) -> Finding | None:
    """A small model that reads both texts together takes them to exclude one another.

    It was taught by open pairs of sentences and is right about three times in four on news, so it
    never decides alone: its word counts beside how far the two texts speak of one thing. Where one
    speaker denies or doubts what the other states, they exclude one another if the one content
    follows from the other.
    """
    reading = pair.reading
    if reading is None:
        return None
    turned = turned_round(pair)
    excludes = reading.entailment if turned else reading.contradiction
    if excludes < SUSPECTED:
        return None
    if turned:
        detail = f"what one denies follows from what the other says ({excludes:.0%}, model)"
    else:
        detail = f"read together they exclude one another ({excludes:.0%}, model)"
    evidence = Evidence("contradiction", excludes, detail, *_places(pair))
    ground: Ground = "denial" if turned else "contradiction"
    return Finding("conflicts", excludes, (evidence,), ground=ground)


def _places(pair: Comparison) -> tuple[TextSpan | None, TextSpan | None]:
    left, right = closest(pair)
    if not left.words or not right.words:
        return None, None
    return span_of(pair.left, left.start, left.end), span_of(pair.right, right.start, right.end)
