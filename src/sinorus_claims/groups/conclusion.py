"""Findings of all judges -> one judgement: what holds, how sure that is, and every reason."""

from collections.abc import Sequence

from ..model import Evidence, Judgement
from .comparison import QUOTED, Comparison, Finding
from .features import Features
from .judge_agreement import likeness_evidence
from .quantities import measures
from .weighing import Chances, chances

DOUBT = 0.4
"""Chance of a conflict from which an agreement is no longer believed."""

LONG = 20
"""Words up to which a bare text says one thing."""

SURE = 0.6
"""Strength from which a judge's finding holds in bare texts, whatever else speaks for or against:
the weights of the evidence were taught by made-up pairs, where words differ for other reasons."""

CERTAIN = 0.97
"""The most that a conflict is ever said to be likely: of the surest ones read one in nine was none,
and the weights know no better.
"""

CONFLICTING = frozenset({"conflicts"})
AGREEING = frozenset({"restates", "agrees"})


def conclude(pair: Comparison, found: Sequence[Finding]) -> Judgement:
    """The judgement on a pair; `found` in the order in which findings count."""
    likely = chances(pair, found)
    chosen = _choose(pair, found, likely)
    conflict = chosen.relation == "conflicts"
    evidence = _all_evidence(pair, found, chosen)
    if len(evidence) > 1:
        evidence.sort(key=lambda e: -e.score)
    return Judgement(
        left=pair.left.claim.id,
        right=pair.right.claim.id,
        relation=chosen.relation,
        score=round(_chance(chosen, likely) if conflict else chosen.score, 4),
        ground=chosen.ground if conflict or chosen.ground == "wording" else None,
        voices=pair.voices,
        p_conflict=_p_conflict(chosen, likely),
        evidence=(*chosen.evidence, *(e for e in evidence if e not in chosen.evidence)),
    )


def _choose(pair: Comparison, found: Sequence[Finding], likely: Chances) -> Finding:
    """The first finding that holds; a suspected conflict keeps a later agreement from holding.

    The model's word alone, however likely a conflict it makes, is none.
    """
    if pair.bare:
        return _likeliest(pair, found, likely)
    conflict = likely.conflict >= pair.settings.conflict_score and any(map(_shown, found))
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
    """Of two texts laid side by side: what can surely be shown, or is likelier than the rest."""
    quoted = next((f for f in found if f.relation in QUOTED or f.relation == "updates"), None)
    if quoted is not None:
        return quoted
    shown = next((f for f in found if _shown(f) and f.score >= SURE), None)
    if shown is not None:
        return shown
    neither = 1.0 - likely.agree - likely.conflict
    if likely.conflict > max(likely.agree, neither):
        held = [f for f in found if not _too_weak(pair, f)]
        wanted = _first(held, CONFLICTING)
    elif likely.agree > neither:
        wanted = _first(found, AGREEING | {"related"})
    else:
        wanted = _first(found, frozenset({"related"}))
    return wanted or _unsure(pair, likely)


def _first(found: Sequence[Finding], relations: frozenset[str]) -> Finding | None:
    return next((f for f in found if f.relation in relations), None)


def _too_weak(pair: Comparison, finding: Finding) -> bool:
    """Whether more than this is needed to call two bare texts a conflict.

    Of two long texts most that differs is no conflict, and neither the model nor the weights of the
    evidence were taught by such pairs. Nor can the model count: where both texts have figures, the
    judge of figures is asked. And texts with little in common speak of two things.
    """
    if finding.relation != "conflicts":
        return False
    if not _shown(finding):
        apart = pair.topic < pair.settings.candidate_similarity / 2
        return apart or _long(pair) or (_figures(pair.left) and _figures(pair.right))
    if finding.ground == "denial":
        # In a long sentence the word of denial may concern something else.
        return max(len(pair.left.words), len(pair.right.words)) > LONG
    return _long(pair) or finding.ground == "quantity"


def _shown(finding: Finding) -> bool:
    """Whether a judge other than the model finds a conflict, and can show its words."""
    if finding.relation != "conflicts":
        return False
    return all(e.feature != "contradiction" for e in finding.evidence[:1])


def _figures(features: Features) -> bool:
    return bool(measures(features) or features.claim.dates)


def _long(pair: Comparison) -> bool:
    return min(len(pair.left.words), len(pair.right.words)) > LONG


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


def _chance(chosen: Finding, likely: Chances) -> float:
    """The chance of a conflict, at least the strength of one that is shown."""
    return min(CERTAIN, max(likely.conflict, chosen.score if _shown(chosen) else 0.0))


def _p_conflict(chosen: Finding, likely: Chances) -> float:
    """The chance of a conflict; a quotation's own chance of an altered meaning where it is one."""
    chance = _chance(chosen, likely)
    if chosen.relation in QUOTED and chosen.p_conflict is not None:
        chance = chosen.p_conflict
    return round(min(0.99, max(0.001, chance)), 4)
