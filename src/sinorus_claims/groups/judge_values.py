"""Judges of values: quantities and dates."""

from ..model import Evidence
from .alignment import smaller_share
from .attributed_values import UPDATE_DAYS, days, figures
from .circumstances import LOWER, parted
from .comparison import Comparison, Finding
from .figure_fit import fit
from .figure_strength import around, one_toll, small, tempered
from .judge_evidence import date_range, date_words, quantity_evidence, quantity_words
from .quantities import (
    ALIGNED,
    Match,
    comparable,
    cumulative,
    heads,
    matches,
    measures,
    sums_up,
)

FIT_DETAILS = {
    "same": "the same figure",
    "rounded": "one figure rounds the other",
    "bounds": "both figures can be true",
    "different": "the figures differ",
}


ALIKE = 0.7
"""Likeness of nouns from which two figures count one thing."""

DOUBTED = 0.4
"""The least for aligned figures that differ: too little for a conflict, too much to agree."""


def quantity(pair: Comparison) -> Finding | None:
    """Two figures for the same thing cannot both be true; or a later report updates a toll.

    Figures are compared only if unit and counted noun match and the words around them agree.
    Rounding ("about 70" and 68), bounds ("over 60" and 70) and sums (20 and 31 against 51) agree.
    A count that grows, such as a death toll, is an update if the later article has the higher one.
    "Rose by" and "rose to", "each" and "together", "another six", "still" are of other quantities.
    Of attributed claims, the clauses around the figures must say the same.
    """
    found = [m for m in matches(pair) if m.fit == "different"]
    if sums_up(pair.left, pair.right) or sums_up(pair.right, pair.left):
        return None
    if not found:
        return _other_quantity(pair)
    if other_time(pair):
        return None
    if not pair.bare:
        return figures(pair)
    rated = [(*_strength(pair, m), m) for m in found]
    score, doubts, worst = max(rated, key=lambda r: (r[0], r[2].alignment))
    if _is_update(pair, worst):
        evidence = quantity_evidence(worst, "the later article has the higher figure")
        return Finding("updates", worst.alignment, (evidence,))
    detail = "; but ".join((FIT_DETAILS["different"], *doubts))
    evidence = quantity_evidence(worst, detail)
    return Finding(
        "conflicts", round(max(0.05, min(0.97, score)), 4), (evidence,), ground="quantity"
    )


def _other_quantity(pair: Comparison) -> Finding | None:
    """Like texts whose only figures for one noun are of two quantities: no agreement."""
    if matches(pair) or not pair.bare or pair.topic < pair.settings.candidate_similarity:
        return None
    for one in measures(pair.left):
        for other in measures(pair.right):
            reason = parted(pair, one, other) if comparable(one, other) else None
            if reason and fit(one, other) == "different" and heads(pair, one, other) >= ALIKE:
                evidence = quantity_evidence(Match(one, other, 0.0, "different"), reason)
                return Finding("related", pair.topic, (evidence,))
    return None


def _strength(pair: Comparison, match: Match) -> tuple[float, tuple[str, ...]]:
    """How surely two figures of bare texts measure one thing, and what makes one doubt it.

    A short text laid beside a long one says little of its topic: there the clauses count.
    """
    one, other = around(pair.left, match.left), around(pair.right, match.right)
    share = smaller_share(pair, one, other) if one and other else 0.0
    alignment = match.alignment + 0.3 * max(0.0, share - pair.topic)
    agreeing = any(m.fit != "different" for m in matches(pair))
    score = 0.3 + 0.8 * (alignment - ALIGNED) / (1 - ALIGNED) + 0.05 * agreeing
    score += 0.1 * one_toll(pair, match)
    if match.left.unit not in (None, "percent") and heads(pair, match.left, match.right) >= 0.5:
        score += 0.1  # the unit says what is measured where no noun is counted
    if small(match.left) or small(match.right):
        score -= 0.1
    score, doubts = tempered(pair, match, score)
    if {match.left.bound, match.right.bound} <= LOWER or alignment < ALIGNED:
        return score, doubts
    return max(score, DOUBTED), doubts


def agreeing_figures(pair: Comparison) -> tuple[Evidence, ...]:
    """Evidence of figures that fit, and of sums."""
    found = [
        quantity_evidence(m, FIT_DETAILS[m.fit])
        for m in matches(pair)
        if m.fit != "different" and m.alignment >= ALIGNED
    ]
    for one, other, side in ((pair.left, pair.right, "left"), (pair.right, pair.left, "right")):
        total = sums_up(one, other)
        if total:
            parts = " + ".join(quantity_words(q) for q in total[1])
            detail = f"{quantity_words(total[0])} on the {side} is the sum {parts}"
            spans = total[0].span, total[1][0].span
            left, right = spans if side == "left" else spans[::-1]
            found.append(Evidence("sum", 0.7, detail, left, right))
    return tuple(found)


def _is_update(pair: Comparison, match: Match) -> bool:
    days = pair.days_apart
    if days is None or abs(days) < UPDATE_DAYS:
        return False
    if not (cumulative(pair.left, match.left) or cumulative(pair.right, match.right)):
        return False
    earlier, later = (match.left, match.right) if days > 0 else (match.right, match.left)
    return later.value > earlier.value


def other_time(pair: Comparison) -> bool:
    """Whether both claims name their time, and the times have nothing in common."""
    if not pair.left.claim.dates or not pair.right.claim.dates:
        return False
    ranges = [[r for d in f.claim.dates if (r := date_range(d))] for f in (pair.left, pair.right)]
    return bool(ranges[0] and ranges[1]) and not any(
        _overlap(one, other) for one in ranges[0] for other in ranges[1]
    )


def date(pair: Comparison) -> Finding | None:
    """Both speak of one event and put it on days that have nothing in common.

    The main verb must be the same, or the claims very much alike; a month and a day in it agree.
    """
    if not pair.bare:
        return days(pair) if other_time(pair) else None
    floor = 0.8 * pair.settings.agree_similarity
    if not other_time(pair) or pair.topic < floor:
        return None
    if pair.frame is not None and pair.frame < 0.5:
        return None
    one = next(d for d in pair.left.claim.dates if date_range(d))
    other = next(d for d in pair.right.claim.dates if date_range(d))
    more = len(pair.left.claim.dates) + len(pair.right.claim.dates) - 2
    frame = 0.5 if pair.frame is None else pair.frame
    score = 0.25 + 0.4 * (pair.topic - floor) / (1 - floor) + 0.3 * frame - 0.05 * more
    detail = f"{date_words(one)} against {date_words(other)}"
    evidence = Evidence("date", round(pair.topic, 4), detail, one.span, other.span)
    return Finding("conflicts", round(max(0.05, min(0.95, score)), 4), (evidence,), ground="date")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])
