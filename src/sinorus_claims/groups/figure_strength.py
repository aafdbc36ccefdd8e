"""How surely two figures that differ measure one thing: what takes from it, and what limits it."""

from ..model import Quantity
from .circumstances import LOWER, doubts
from .clauses import Clause, clause_at, clauses, stem_of
from .comparison import Comparison
from .features import Features, position
from .quantities import Match, counted, disproportion, head_likeness, heads, matches

MOST = 0.97
"""The most that a conflict of figures can score."""

RIVALS = 0.1
"""What further figures for the same noun take: the wrong two may have been laid side by side."""

RIVAL_SHARES = 0.15
"""The same for shares, of which one survey gives many."""

NEAR = 2.0
"""How many times a rival may be doubled or halved before it is no rival."""

MINIMUMS = 0.5
"""The most for two lower bounds: both can be true."""

VAGUE = 0.55
"""The most where it is not said on both sides what is counted."""

COUNTING = frozenset(
    stem_of(w) for w in ("number", "toll", "total", "count", "rise", "reach", "stand")
)
"""Words that report a count and say nothing of what is counted."""


def tempered(pair: Comparison, match: Match, score: float) -> tuple[float, tuple[str, ...]]:
    """A conflict's strength with all doubts taken off, and the doubts in words."""
    taken, found = doubts(pair, match.left, match.right)
    score = min(score, MOST) - taken
    score -= min(0.3, 0.1 * max(0.0, disproportion(match.left, match.right) - 1))
    beside = rivals(pair, match, on_left=True) + rivals(pair, match, on_left=False)
    score -= beside * (RIVAL_SHARES if match.left.unit == "percent" else RIVALS)
    if {match.left.bound, match.right.bound} <= LOWER:
        score, found = min(score, MINIMUMS), (*found, "both are minimums")
    elif heads(pair, match.left, match.right) <= 0.6 and match.left.unit is None:
        score = min(score, VAGUE)
    return score, found


def rivals(pair: Comparison, match: Match, *, on_left: bool) -> bool:
    """Whether a claim has a further figure that might be the counterpart, and fits no other."""
    mine, other = (match.left, match.right) if on_left else (match.right, match.left)
    features = pair.left if on_left else pair.right
    fitting = {id(q) for m in matches(pair) if m.fit != "different" for q in (m.left, m.right)}
    return any(
        q is not mine
        and id(q) not in fitting
        and q.unit == other.unit
        and head_likeness(q, other) >= 0.5
        and disproportion(q, other) <= NEAR
        for q in features.claim.quantities
    )


def one_toll(pair: Comparison, match: Match) -> bool:
    """Whether both figures count people whom one thing befell, and the claims share a name."""
    mine, theirs = counted(pair.left, match.left), counted(pair.right, match.right)
    return bool(mine and mine == theirs and pair.left.entities & pair.right.entities)


def small(quantity: Quantity) -> bool:
    """Whether a figure is a count of three or fewer, which counts something else most often."""
    return abs(quantity.value) <= 3 and quantity.unit is None


def around(features: Features, quantity: Quantity) -> Clause | None:
    """The clause that holds a figure; the only one, if the figure's place is not known."""
    start = position(features.claim, quantity.span)
    if start is not None:
        return clause_at(features, start)
    every = clauses(features)
    return every[0] if len(every) == 1 else None
