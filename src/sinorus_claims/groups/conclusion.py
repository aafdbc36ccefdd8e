"""Findings of all judges -> one judgement: what holds, how sure that is, and every reason."""

from collections.abc import Sequence

from ..model import Evidence, Judgement
from .comparison import Comparison, Finding
from .judge_agreement import likeness_evidence
from .weighing import Chances, chances

DOUBT = 0.4
"""Chance of a conflict from which an agreement is no longer believed."""

EVEN = 0.5
"""Strength up to which a judge of figures holds both to be possible."""

CONFLICTING = frozenset({"conflicts"})
AGREEING = frozenset({"restates", "agrees"})
QUOTED = frozenset({"same_quote", "quote_variant"})


def conclude(pair: Comparison, found: Sequence[Finding]) -> Judgement:
    """The judgement on a pair; `found` in the order in which findings count."""
    likely = chances(pair, found)
    chosen = _choose(pair, found, likely)
    conflict = chosen.relation == "conflicts"
    evidence = sorted(_all_evidence(pair, found, chosen), key=lambda e: -e.score)
    return Judgement(
        left=pair.left.claim.id,
        right=pair.right.claim.id,
        relation=chosen.relation,
        score=round(likely.conflict if conflict else chosen.score, 4),
        ground=chosen.ground if conflict or chosen.ground == "wording" else None,
        voices=pair.voices,
        p_conflict=_p_conflict(chosen, likely),
        evidence=(*chosen.evidence, *(e for e in evidence if e not in chosen.evidence)),
    )


def _choose(pair: Comparison, found: Sequence[Finding], likely: Chances) -> Finding:
    """The first finding that holds; a suspected conflict keeps a later agreement from holding."""
    if pair.bare:
        return _likeliest(pair, found, likely)
    conflict = likely.conflict >= pair.settings.conflict_score
    for finding in found:
        if finding.relation == "conflicts":
            if conflict:
                return finding
        elif finding.relation in AGREEING:
            if likely.conflict >= DOUBT:
                break
            if likely.agree >= pair.settings.agree_score:
                return finding
        elif finding.relation != "related" or not _suspected(found, likely):
            return finding
    return _unsure(pair, likely)


def _suspected(found: Sequence[Finding], likely: Chances) -> bool:
    return likely.conflict >= DOUBT and any(f.relation == "conflicts" for f in found)


def _likeliest(pair: Comparison, found: Sequence[Finding], likely: Chances) -> Finding:
    """Of two texts laid side by side: what is likelier than both other answers."""
    quoted = next((f for f in found if f.relation in QUOTED or f.relation == "updates"), None)
    if quoted is not None:
        return quoted
    neither = 1.0 - likely.agree - likely.conflict
    if likely.conflict > max(likely.agree, neither):
        wanted = None if _figures_may_hold(found) else _first(found, CONFLICTING)
    elif likely.agree > neither:
        wanted = _first(found, AGREEING | {"related"})
    else:
        wanted = _first(found, frozenset({"related"}))
    return wanted or _unsure(pair, likely)


def _first(found: Sequence[Finding], relations: frozenset[str]) -> Finding | None:
    return next((f for f in found if f.relation in relations), None)


def _figures_may_hold(found: Sequence[Finding]) -> bool:
    """Whether all that can be shown is figures that may both be true; the model cannot count."""
    shown = [f for f in found if f.relation == "conflicts" and f.ground != "contradiction"]
    return bool(shown) and all(f.ground == "quantity" and f.score <= EVEN for f in shown)


def _unsure(pair: Comparison, likely: Chances) -> Finding:
    if likely.conflict >= DOUBT:
        detail = f"a conflict is suspected ({likely.conflict:.2f}), less than the chance asked for"
    elif pair.topic >= pair.settings.candidate_similarity:
        detail = "alike, but neither the same nor in conflict as far as can be told"
    else:
        detail = "too little in common to compare"
    score = max(likely.conflict, pair.topic)
    return Finding("unsure", score, (Evidence("undecided", 0.1, detail), likeness_evidence(pair)))


def _all_evidence(pair: Comparison, found: Sequence[Finding], chosen: Finding) -> list[Evidence]:
    rest = [e for f in found if f is not chosen for e in f.evidence]
    if pair.speaker is not None:
        left, right = (f.claim.speaker for f in (pair.left, pair.right))
        names = f"{left.canonical if left else '?'} and {right.canonical if right else '?'}"
        rest.append(Evidence("speakers", round(pair.speaker, 4), f"speakers: {names}"))
    return rest


def _p_conflict(chosen: Finding, likely: Chances) -> float:
    """The chance of a conflict; a quotation's own chance of an altered meaning where it is one."""
    chance = likely.conflict
    if chosen.relation in QUOTED and chosen.p_conflict is not None:
        chance = chosen.p_conflict
    return round(min(0.99, max(0.001, chance)), 4)
