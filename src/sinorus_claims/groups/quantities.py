"""Two claims' numbers: which speak of the same thing, and whether their values can both be true."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..model import Quantity, TextSpan
from .circumstances import parted
from .clauses import Clause, clause_at, stem_of
from .comparison import Comparison
from .features import Features, context_of, crude_lemma, position
from .figure_fit import Fit, fit
from .keeping import noted
from .lexicon import families, places, words

ALIGNED = 0.45
"""Alignment from which two quantities are taken to measure the same thing."""

LOOSELY = 0.3
"""The same for attributed claims, whose clauses are compared afterwards."""

LEAST_SUM = 5
"""Smaller numbers are sums of others by chance."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two quantities that may measure one thing."""

    left: Quantity
    right: Quantity
    alignment: float
    """How likely they measure the same thing, 0 to 1."""
    fit: Fit
    """Whether both can be true."""


@noted
def measures(features: Features) -> tuple[Quantity, ...]:
    """The claim's quantities that can be compared: no bare years, no numbers of nothing."""
    return tuple(q for q in features.claim.quantities if not _year(q) and not math.isnan(q.value))


def _year(quantity: Quantity) -> bool:
    if quantity.unit is not None or not float(quantity.value).is_integer():
        return False
    bare = quantity.head is None and quantity.text.strip().isdigit()
    return bare and 1800 <= quantity.value <= 2100


@lru_cache(maxsize=1024)
def matches(pair: Comparison) -> tuple[Match, ...]:
    """Quantities matched one to one: equal values first, then the best aligned.

    Two values that fit are matched before any that differ, so that "20 of 31" against "31 ... 20"
    is no conflict.
    """
    if not measures(pair.left) or not measures(pair.right):
        return ()
    least = ALIGNED if pair.bare else LOOSELY
    every = [m for m in _all_matches(pair) if m.alignment >= least or m.fit == "same"]
    order = {"same": 0, "rounded": 1, "bounds": 2, "different": 3}
    every.sort(key=lambda m: (order[m.fit], -m.alignment, *_spans(m, turned=pair.turned)))
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for match in every:
        if id(match.left) in used[0] or id(match.right) in used[1]:
            continue
        used[0].add(id(match.left))
        used[1].add(id(match.right))
        chosen.append(match)
    return tuple(chosen)


def _spans(match: Match, *, turned: bool) -> tuple[TextSpan, TextSpan]:
    left, right = match.left.span, match.right.span
    return (right, left) if turned else (left, right)


def _all_matches(pair: Comparison) -> Iterator[Match]:
    for one in measures(pair.left):
        for other in measures(pair.right):
            if comparable(one, other):
                yield Match(one, other, _alignment(pair, one, other), fit(one, other))


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether the units agree, a share of one counting as percent."""
    if one.unit == other.unit:
        return True
    return {one.unit, other.unit} == {"percent", None} and _share(one) and _share(other)


def _share(quantity: Quantity) -> bool:
    return quantity.unit == "percent" or 0 < quantity.value < 1


def _alignment(pair: Comparison, one: Quantity, other: Quantity) -> float:
    head = heads(pair, one, other)
    if head == 0.0 or parted(pair, one, other):
        return 0.0
    near = (_near(pair.left, one), _near(pair.right, other))
    smaller = min(len(near[0]), len(near[1]))
    context = len(near[0] & near[1]) / smaller if smaller else 0.0
    frame = 0.5 if pair.frame is None else pair.frame
    likeness = 0.3 * head + 0.3 * context + 0.3 * pair.topic + 0.1 * frame
    return round(likeness * (0.8 if pair.names_apart else 1.0), 6)


def _near(features: Features, quantity: Quantity) -> frozenset[str]:
    """Stems of the words around a figure."""
    return frozenset(stem_of(lemma) for lemma in context_of(features, quantity))


def heads(pair: Comparison, one: Quantity, other: Quantity) -> float:
    """Likeness of what is counted, with what the words around the figures say of it.

    "The number of dead rose to seven" counts the dead, and so does "seven people were killed".
    """
    likeness = head_likeness(one, other)
    if likeness > 0.7 and not people(one.head or ""):
        return likeness
    mine, theirs = counted(pair.left, one), counted(pair.right, other)
    if mine and theirs and mine != theirs:
        return 0.0
    return max(likeness, 0.8 if mine and mine == theirs else 0.0)


def counted(features: Features, quantity: Quantity) -> str | None:
    """What befell those whom a figure counts: the nearest such word of its clause, by family.

    None where no people are counted: "12 people were killed and 30 hurt", but not "30 houses".
    """
    start = position(features.claim, quantity.span)
    clause = clause_at(features, start) if start is not None else None
    if quantity.unit is not None or clause is None or start is None:
        return None
    if quantity.head == "life":
        return "kill"
    if quantity.head is not None and not people(quantity.head):
        stem = stem_of(quantity.head)
        return stem if stem in _TOLLS else None
    if quantity.head is None and not _TOLL.search(features.claim.text[clause.start : start]):
        return None
    return _nearest_toll(clause, start, start + quantity.span.end - quantity.span.start)


def people(head: str) -> bool:
    """Whether a noun counts people of no kind: "persons", "victims", "Israelis"."""
    alike = families().get(head, frozenset()) & families().get("people", frozenset())
    return bool(alike) or head in places()[0]


def _nearest_toll(clause: Clause, start: int, end: int) -> str | None:
    """The word of `_TOLLS` with the fewest words between it and the figure, the later of two."""
    before = [w for w in clause.words if w.end <= start][::-1]
    after = [w for w in clause.words if w.start >= end]
    for distance in range(max(len(before), len(after))):
        for run in (after, before):
            if distance < len(run) and (stem := stem_of(crude_lemma(run[distance].norm))) in _TOLLS:
                return stem
    return None


_TOLL = re.compile(r"\b(?:number|toll|total|count)\b", re.IGNORECASE)
_TOLLS = frozenset(
    stem_of(w)
    for w in ("kill", "injure", "arrest", "displace", "evacuate", "rescue", "miss", "infect")
)
"""Stems of what befalls people and is counted."""


def head_likeness(one: Quantity, other: Quantity) -> float:
    """1 for one noun, 0.7 for nouns counted alike, 0.5 where one is missing, 0 for two things."""
    if one.head is None or other.head is None:
        return 0.5 if one.head != other.head else 0.6
    if one.head == other.head:
        return 1.0
    alike = families()
    if alike.get(one.head, frozenset()) & alike.get(other.head, frozenset()):
        return 0.7
    return 0.25 if one.unit is not None else 0.0


def unmatched(pair: Comparison) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Figures of the left and of the right claim that found no counterpart."""
    found = matches(pair)
    left, right = [m.left for m in found], [m.right for m in found]
    return (
        tuple(q for q in measures(pair.left) if q not in left),
        tuple(q for q in measures(pair.right) if q not in right),
    )


def disproportion(one: Quantity, other: Quantity) -> float:
    """How many times two values must be doubled to meet; figures far apart measure two things."""
    small, large = sorted((abs(one.value), abs(other.value)))
    return math.log2(large / small) if small > 0 else 4.0


def cumulative(features: Features, quantity: Quantity) -> bool:
    """Whether a later report may rightly give a higher value: dead, cases, arrests."""
    listed = words("cumulative")
    return quantity.head in listed or bool(context_of(features, quantity, reach=3) & listed)


def sums_up(one: Features, other: Features) -> tuple[Quantity, tuple[Quantity, ...]] | None:
    """A value of `one` that is the sum of two or more values of `other`, in one unit."""
    parts = measures(other)
    if len(parts) < 2:
        return None
    for total in (q for q in measures(one) if q.value >= LEAST_SUM):
        fitting = tuple(
            p
            for p in parts
            if comparable(p, total) and 0 < p.value < total.value and _counts(p, total)
        )
        for chosen in _addends(fitting):
            if math.isclose(sum(q.value for q in chosen), total.value, rel_tol=1e-9):
                return total, chosen
    return None


def _counts(part: Quantity, total: Quantity) -> bool:
    both = part.head in words("persons") and total.head in words("persons")
    return both or head_likeness(part, total) >= 0.5


def _addends(parts: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, ...]]:
    limited = parts[:6]
    for i, one in enumerate(limited):
        for other in limited[i + 1 :]:
            yield one, other
    if len(limited) > 2:
        yield limited
