"""Figures and dates between attributed claims: the same thing must be counted, or dated.

Noun, unit and predicate must agree, and most of the shorter clause around the figure must be said
on the other side. Where something is missing the score stays below what makes a conflict.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model import DateMention, Evidence
from .alignment import (
    ceiling,
    far_apart,
    footing,
    held_back,
    infinitive,
    same_predicate,
    smaller_share,
    states,
    subjects,
)
from .clauses import Clause, clause_at, stem_of
from .comparison import Comparison, Finding
from .features import Features, position
from .figure_strength import COUNTING, VAGUE, around, one_toll, small, tempered
from .judge_evidence import date_range, date_words, quantity_evidence
from .polarity import stand
from .quantities import Match, cumulative, heads, matches, unmatched

_YEAR = re.compile(r"\b\d{4}\b")

COVERED = 0.5
"""Share of the shorter clause around a figure, its noun included, that the other side must say."""

DATED = 0.6
"""Share of the shorter dated clause that the other side must say."""

RECURRING = 5
"""Days between two articles from which each may date an event of its own."""

DATING = frozenset(
    {"in", "since", "by", "until", "during", "before", "after", "from", "till", "of"}
)
"""Words before a year that dates an event."""

UPDATE_DAYS = 1
"""Days between two articles from which a higher toll counts as news, not as a conflict."""

OPENING = 600
"""Characters of an article that tell what it is about."""

TOLL_COVERED = 0.3
"""The share asked for where both clauses count the dead, hurt or arrested of one named place."""

TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "time"})
"""Heads that measure time; ages and durations are of many things in one article."""


def figures(pair: Comparison) -> Finding | None:
    """Two figures for one thing; a toll that grew is an update."""
    found = [m for m in matches(pair) if m.fit == "different"]
    rated = [(*_strength(pair, m), m) for m in found]
    if not rated or not _stated(pair):
        return None
    strength, doubts, best = max(rated, key=lambda r: r[0])
    if strength <= 0:
        return None
    if _grew(pair, best):
        evidence = quantity_evidence(best, "the later article has the higher figure")
        # What makes a bad conflict makes a bad update; what only speakers lack does not.
        if strength * footing(pair) < pair.settings.conflict_score - 0.1:
            return None
        return Finding("updates", round(min(0.97, strength), 4), (evidence,))
    if far_apart(pair):
        evidence = quantity_evidence(best, "the articles are weeks apart: the count may be another")
        return Finding("related", pair.topic, (evidence,))
    evidence = quantity_evidence(best, "; but ".join(("the figures differ", *doubts)))
    return Finding("conflicts", held_back(pair, strength), (evidence,), ground="quantity")


def _stated(pair: Comparison) -> bool:
    claims = pair.left.claim, pair.right.claim
    return all(stand(c) == "for" for c in claims) and not any(infinitive(c) for c in claims)


def _strength(pair: Comparison, match: Match) -> tuple[float, tuple[str, ...]]:
    """How surely two figures measure one thing, 0 to 1, and what makes one doubt it.

    0 where their clauses do not fit.
    """
    one, other = around(pair.left, match.left), around(pair.right, match.right)
    if one is None or other is None:
        return 0.0, ()
    one, other = _without_counting(one), _without_counting(other)
    share = smaller_share(pair, one, other)
    if share >= TOLL_COVERED and one_toll(pair, match):
        share = max(share, COVERED + 0.1)
    timed = bool({q.head for q in (match.left, match.right)} & TIMES or match.left.unit in TIMES)
    predicate = same_predicate(pair.left.claim.frame, pair.right.claim.frame)
    if share < COVERED + 0.25 * timed:
        return 0.0, ()
    if timed and (predicate is False or subjects(pair) < 1 or "ago" in _norms(one, other)):
        return 0.0, ()  # an age, a term or a distance in time, of two things
    head = heads(pair, match.left, match.right)
    score = 0.45 + 0.35 * (share - COVERED) / (1 - COVERED) + 0.2 * (head - 0.5)
    score += 0.1 * (predicate is True)
    score += 0.15 * (subjects(pair) - 0.6)
    score, doubts = tempered(pair, match, score)
    narrowed = _narrowed(pair, one, other, on_left=True) or _narrowed(
        pair, other, one, on_left=False
    )
    score -= 0.15 * narrowed
    if head <= 0.6:
        score = min(score, VAGUE)
    if small(match.left) and small(match.right):
        score = min(score, 0.55 if share < 0.9 else 0.75)
    return score, doubts


def _norms(*found: Clause) -> frozenset[str]:
    return frozenset(w.norm for c in found for w in c.words)


def _without_counting(clause: Clause) -> Clause:
    """A clause without the words that only say that something is counted ("had risen to")."""
    return replace(clause, stems={s: w for s, w in clause.stems.items() if s not in COUNTING})


def _narrowed(pair: Comparison, clause: Clause, against: Clause, *, on_left: bool) -> bool:
    """Whether a clause names somebody or something that the other side has nowhere near.

    "Two children from Okar" are some of the children; "in Vellin" narrows nothing where the other
    article opens with Vellin.
    """
    mine, other = (pair.left, pair.right) if on_left else (pair.right, pair.left)
    article = pair.articles.get(other.claim.article)
    opening = f"{article.title} {article.text[:OPENING]}".lower() if article else ""
    here = {w.norm.removesuffix("'s") for w in clause.words} & mine.entities
    there = set(against.stems) | {stem_of(e) for e in other.entities}
    return any(stem_of(n) not in there and n not in opening for n in sorted(here))


def _grew(pair: Comparison, match: Match) -> bool:
    days = pair.days_apart
    if days is None or abs(days) < UPDATE_DAYS or far_apart(pair):
        return False
    if not (cumulative(pair.left, match.left) or cumulative(pair.right, match.right)):
        return False
    earlier, later = (match.left, match.right) if days > 0 else (match.right, match.left)
    return later.value > earlier.value


@dataclass(frozen=True, slots=True)
class _Dated:
    left: DateMention
    right: DateMention
    share: float
    """Share of the shorter dated clause that the other side says."""


def days(pair: Comparison) -> Finding | None:
    """One event of the same participants, put on days that have nothing in common."""
    if not _stated(pair) or not (states(pair.left.claim) and states(pair.right.claim)):
        return None
    predicate = same_predicate(pair.left.claim.frame, pair.right.claim.frame)
    if predicate is False or subjects(pair) == 0.0 or _other_figures(pair):
        return None
    found = [
        d for d in _dated(pair) if d.share >= DATED and not _recurs(pair, d) and not _may_be_one(d)
    ]
    if not found:
        return None
    best = max(found, key=lambda d: (d.share, -d.left.span.start, -d.right.span.start))
    score = 0.5 + 0.3 * (best.share - DATED) / (1 - DATED) + 0.1 * (predicate is True)
    score = min(ceiling(pair), score + 0.3 * (subjects(pair) - 0.6))
    score *= 0.6 if far_apart(pair) else 1.0
    detail = f"{date_words(best.left)} against {date_words(best.right)}"
    spans = best.left.span, best.right.span
    evidence = Evidence("date", round(best.share, 4), detail, *spans)
    return Finding("conflicts", round(max(0.05, score), 4), (evidence,), ground="date")


def _other_figures(pair: Comparison) -> bool:
    """Whether figures differ with the dates: two periods, each with its own count."""
    return any(m.fit == "different" for m in matches(pair)) or all(unmatched(pair))


def _dated(pair: Comparison) -> Iterator[_Dated]:
    """Pairs of dates that stand alone in their clauses."""
    for one, here in _lone_dates(pair.left):
        for other, there in _lone_dates(pair.right):
            yield _Dated(one, other, smaller_share(pair, here, there))


def _lone_dates(features: Features) -> list[tuple[DateMention, Clause]]:
    """Dates with their clauses, where the clause has one date only."""
    placed = []
    for mention in features.claim.dates:
        start = position(features.claim, mention.span)
        clause = clause_at(features, start) if start is not None else None
        dating = date_range(mention) is not None and not _modifies(features, mention, start)
        if clause is not None and dating:
            placed.append((mention, clause))
    return [(m, c) for m, c in placed if sum(c is other for _, other in placed) == 1]


def _modifies(features: Features, mention: DateMention, start: int | None) -> bool:
    """Whether a bare year stands before a noun ("the 2031 campaign") and dates no event."""
    if start is None or not mention.text.strip().isdigit():
        return False
    before = [w for w in features.words if w.end <= start][-1:]
    return not before or before[0].norm not in DATING


def _may_be_one(found: _Dated) -> bool:
    """Whether the dates differ only by what the articles' own dates were taken to be.

    "Yesterday" in a text that another outlet carries a day later; a day without a year, which was
    taken to be that of publication, beside a day of another year.
    """
    if found.left.text.lower() == found.right.text.lower():
        return True
    years = [_YEAR.search(d.text) is not None for d in (found.left, found.right)]
    one, other = found.left.start, found.right.start
    return years[0] != years[1] and one is not None and other is not None and one[:4] != other[:4]


def _recurs(pair: Comparison, found: _Dated) -> bool:
    """Whether the dates lie as far apart as the articles: two events, each of its day."""
    apart = pair.days_apart
    one, other = date_range(found.left), date_range(found.right)
    if apart is None or abs(apart) < RECURRING or one is None or other is None:
        return False
    return abs((other[0] - one[0]) - apart) <= 3
