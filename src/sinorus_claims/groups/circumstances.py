"""What restricts a figure: under other circumstances, two figures measure two things.

"Rose by five" and "rose to five", "21 each" and "42 together", "another six" and "20" count one
noun and exclude nothing. What parts two figures for certain is told from what only makes one doubt.
"""

import re
from dataclasses import dataclass

from ..model import Quantity
from .clauses import Clause, clause_at
from .comparison import Comparison
from .features import Features, Word, position, split_words
from .lexicon import places, words

DOUBT = 0.15
"""What a doubt takes from the strength of a conflict."""

NOT_YET = 0.4
"""What it takes that only one figure is of what may or will be: enough for no conflict."""

LOWER = frozenset({"at_least", "more_than"})
"""Bounds of which the higher meets the lower: "over 60" is also "over 20"."""

_ROLES = frozenset({"by", "to", "from"})
_EACH = frozenset({"each", "apiece"})
_LEFT = frozenset({"still", "remain", "remains", "remained", "remaining"})
_BEFORE, _AFTER = 5, 7
"""Words from a figure within which a negation, "will" or "still" is about it."""
_WHOLE = frozenset({"combined", "together", "altogether"})
_DISTANCE = frozenset({"ago", "before", "after", "later", "earlier", "since"})
_RATE = re.compile(r"\W*(?:[\w-]+\W+)?(?:per|an?)\s+(\w+)(?:\s+(\w+))?|\s*/\s*(\w+)", re.IGNORECASE)
_APART = {
    "role": "one is a change or its beginning, the other its end",
    "each": "one is of each, the other of all together",
    "ordinals": "they are of different ones in a row",
    "negated": "one stands in a negated clause",
    "added": "one counts further ones",
    "left": "one counts what is left",
    "rate": "they are rates per different units",
}
_DOUBTS = {
    "rate": "only one is a rate",
    "phase": "one is of an earlier, a later or a remaining state",
    "future": "only one is of what may or will be",
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a figure's clause says of it beside what is counted."""

    role: str | None
    """`by`, `to` or `from` before a figure that changes; None without."""
    each: bool | None
    """True for "each", False for "together"; None without."""
    rate: str | None
    """What the figure is counted per."""
    added: bool
    """Whether it comes on top of another one: "another six", "six more"."""
    left: bool
    """Whether it counts what is left: "still", "remaining"."""
    negated: bool
    """Whether its clause is negated."""
    future: bool
    """Whether its clause tells what may or will be."""
    ordinals: frozenset[str]
    """"first", "second" ... in its clause."""
    phase: frozenset[str]
    """Words of an earlier, later or remaining state in its clause."""


_READ: dict[int, tuple[Quantity, Features, Circumstances]] = {}
_MOST = 100_000


def circumstances(features: Features, quantity: Quantity) -> Circumstances:
    """What restricts a figure, kept by the object's identity."""
    known = _READ.get(id(quantity))
    if known is None or known[0] is not quantity or known[1] is not features:
        if len(_READ) >= _MOST:
            _READ.clear()
        known = _READ[id(quantity)] = (quantity, features, _read(features, quantity))
    return known[2]


def _read(features: Features, quantity: Quantity) -> Circumstances:
    start = position(features.claim, quantity.span)
    if start is None:
        return Circumstances(None, None, None, False, False, False, False, frozenset(), frozenset())
    end = start + quantity.span.end - quantity.span.start
    clause = clause_at(features, start)
    around = [w for w in (clause.words if clause else ()) if w.end <= start or w.start >= end]
    before, after = ([w for w in around if (w.start < start) is side] for side in (True, False))
    near = (*before[-_BEFORE:], *after[:_AFTER])
    norms = frozenset(w.norm for w in around)
    each = True if norms & _EACH else False if norms & _WHOLE else None
    return Circumstances(
        role=_role(features, start),
        each=each,
        rate=_rate(features.claim.text[end : end + 40]),
        added=_added(features, quantity, (start, end)),
        left=bool({w.norm for w in near} & _LEFT),
        negated=any(w in features.negators for w in near),
        future=bool({w.norm.partition("'")[2] or w.norm for w in near} & words("future")),
        ordinals=norms & words("ordinals"),
        phase=norms & words("phases"),
    )


def _role(features: Features, start: int) -> str | None:
    before = [w.norm for w in features.words if w.end <= start][-1:]
    return before[0] if before and before[0] in _ROLES else None


def _rate(after: str) -> str | None:
    found = _RATE.match(after)
    if found is None:
        return None
    unit, follows, slash = found.groups()
    unit = (unit or slash).lower()
    return (
        unit if unit in words("rate_units") and (follows or "").lower() not in _DISTANCE else None
    )


def _added(features: Features, quantity: Quantity, place: tuple[int, int]) -> bool:
    before = [w for w in features.words if w.end <= place[0]][-2:]
    after = [w for w in features.words if w.start >= place[1]][:2]
    near = {w.norm for w in (*before, *after, *split_words(quantity.text))}
    return bool(near & words("increments")) or _more(after)


def _more(after: list[Word]) -> bool:
    norms = [w.norm for w in after]
    return norms[:1] == ["more"] and norms[1:] != ["than"]


def parted(pair: Comparison, left: Quantity, right: Quantity) -> str | None:
    """Why two figures measure two things for certain; None if nothing says so."""
    one, other = circumstances(pair.left, left), circumstances(pair.right, right)
    if one.added != other.added:
        return _APART["added"]
    if one.role != other.role and (
        "from" in (one.role, other.role) or {one.role, other.role} == {"by", "to"}
    ):
        return _APART["role"]
    if one.each != other.each and True in (one.each, other.each):
        return _APART["each"]
    if one.rate and other.rate and one.rate != other.rate:
        return _APART["rate"]
    if one.left != other.left:
        return _APART["left"]
    if one.negated != other.negated:
        return _APART["negated"]
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return _APART["ordinals"]
    return None


def doubts(pair: Comparison, left: Quantity, right: Quantity) -> tuple[float, tuple[str, ...]]:
    """What makes one doubt that two figures measure one thing, and how much it takes."""
    one, other = circumstances(pair.left, left), circumstances(pair.right, right)
    found = _other_names(pair, left, right)
    if bool(one.rate) != bool(other.rate):
        found.append(_DOUBTS["rate"])
    if one.phase != other.phase and not one.phase & other.phase:
        found.append(_DOUBTS["phase"])
    taken = DOUBT * len(found)
    if one.future != other.future:
        found.append(_DOUBTS["future"])
        taken += NOT_YET
    return taken, tuple(found)


def _other_names(pair: Comparison, left: Quantity, right: Quantity) -> list[str]:
    """Doubts of persons, places and countries that the figures' clauses name apart."""
    found = []
    mine, theirs = named(pair.left, left), named(pair.right, right)
    for label, kind in (("PERSON", "people"), ("LOC", "places")):
        one, other = mine.get(label, frozenset()), theirs.get(label, frozenset())
        if one and other and not one & other:
            found.append(f"they name different {kind}")
    share = left.unit == "percent" and right.unit == "percent"
    if share and bool(mine.get("LOC")) != bool(theirs.get("LOC")):
        found.append("shares, of which only one names its place")
    return found


def named(features: Features, quantity: Quantity) -> dict[str, frozenset[str]]:
    """Label -> names in the clause of a figure, in lower case, countries by their first name."""
    claim = features.claim
    start = position(claim, quantity.span)
    clause = clause_at(features, start) if start is not None else None
    found: dict[str, set[str]] = {}
    for entity in claim.entities:
        at = position(claim, entity.span)
        if at is not None and _inside(clause, at):
            label = "LOC" if entity.label in ("GPE", "NORP", "FAC") else entity.label
            name = entity.text.lower().removesuffix("'s").removesuffix("’s").split()
            found.setdefault(label, set()).add(places()[0].get(name[-1], name[-1]))
    return {label: frozenset(names) for label, names in found.items()}


def _inside(clause: Clause | None, at: int) -> bool:
    return clause is not None and clause.start <= at < clause.end
