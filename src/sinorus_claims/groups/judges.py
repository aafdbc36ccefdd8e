"""Pairs of claims -> judgements: the table of judges, and how their findings are weighed.

Each judge is a pure function of a `Comparison`; its docstring is what the user reads about it.
Conflicts are looked for before agreement. Where a judge suspects a conflict that is not certain
enough, the answer is `unsure`, not the agreement that may follow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from ..config import GroupSettings
from ..model import Article, Claim, Evidence, Judgement
from .comparison import Comparison, Finding
from .judge_agreement import agreement, base_conflict, likeness_evidence, relatedness
from .judge_negation import antonym, modality, negation
from .judge_stance import denial, unconfirmed
from .judge_values import date, quantity
from .judge_quotations import quotation_variant, same_quotation
from .similarity import Similarity, load_similarity

Judge = Callable[[Comparison], Finding | None]

JUDGES: tuple[Judge, ...] = (
    denial,
    same_quotation,
    quotation_variant,
    unconfirmed,
    quantity,
    date,
    negation,
    antonym,
    modality,
    agreement,
    relatedness,
)
"""In the order in which their findings count."""

DOUBT = 0.4
"""Strength of a suspected conflict from which an agreement is no longer believed."""


def judge_pair(
    left: Claim, right: Claim, articles: Mapping[str, Article], settings: GroupSettings
) -> Judgement:
    """How two claims relate, and why; `articles` by id (missing ones cost the dates).

    Exchanging the claims exchanges the sides of the evidence and changes nothing else.
    """
    return _judge(left, right, articles, settings, _bare_similarity(settings.similarity))


def judge_all(
    pairs: Iterable[tuple[Claim, Claim]],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    *,
    similarity: Similarity | None = None,
) -> Iterator[Judgement]:
    """A judgement for each pair, in order; `similarity` if one was made for the claims of a run."""
    chosen = similarity or _bare_similarity(settings.similarity)
    in_run = similarity is not None
    return (_judge(left, right, articles, settings, chosen, in_run=in_run) for left, right in pairs)


@lru_cache(maxsize=8)
def _bare_similarity(name: str) -> Similarity:
    """The similarity for pairs outside a run: it knows ordinary news only."""
    return load_similarity(GroupSettings(similarity=name))


def _judge(
    left: Claim,
    right: Claim,
    articles: Mapping[str, Article],
    settings: GroupSettings,
    similarity: Similarity,
    *,
    in_run: bool = False,
) -> Judgement:
    pair = Comparison(left, right, articles, settings, similarity, in_run=in_run)
    found = [f for judge in JUDGES if (f := judge(pair)) is not None]
    chosen = _choose(pair, found)
    conflict = chosen.relation == "conflicts"
    evidence = sorted(_all_evidence(pair, found, chosen), key=lambda e: -e.score)
    return Judgement(
        left=left.id,
        right=right.id,
        relation=chosen.relation,
        score=round(chosen.score, 4),
        ground=chosen.ground if conflict or chosen.ground == "wording" else None,
        voices=pair.voices,
        p_conflict=_p_conflict(pair, found, chosen),
        evidence=(*chosen.evidence, *(e for e in evidence if e not in chosen.evidence)),
    )


def _choose(pair: Comparison, found: list[Finding]) -> Finding:
    """The first finding that holds; a suspected conflict keeps a later agreement from holding."""
    needed = pair.settings.conflict_score
    suspected = 0.0
    certain = [f for f in found if f.relation == "conflicts" and f.score >= needed]
    for finding in found:
        if finding.relation == "conflicts" and finding.score < needed:
            suspected = max(suspected, finding.score)
        elif finding.relation in ("restates", "agrees", "related") and certain:
            continue
        elif suspected >= DOUBT and finding.relation in ("restates", "agrees", "related"):
            break
        else:
            return finding
    return _unsure(pair, suspected)


def _unsure(pair: Comparison, suspected: float) -> Finding:
    if suspected:
        detail = f"a conflict is suspected ({suspected:.2f}), less than the score asked for"
    elif pair.topic >= pair.settings.candidate_similarity:
        detail = "alike, but neither the same nor in conflict as far as can be told"
    else:
        detail = "too little in common to compare"
    score = max(suspected, pair.topic)
    return Finding("unsure", score, (Evidence("undecided", 0.1, detail), likeness_evidence(pair)))


def _all_evidence(pair: Comparison, found: list[Finding], chosen: Finding) -> list[Evidence]:
    rest = [e for f in found if f is not chosen for e in f.evidence]
    if pair.speaker is not None:
        left, right = (f.claim.speaker for f in (pair.left, pair.right))
        names = f"{left.canonical if left else '?'} and {right.canonical if right else '?'}"
        rest.append(Evidence("speakers", round(pair.speaker, 4), f"speakers: {names}"))
    return rest


def _p_conflict(pair: Comparison, found: list[Finding], chosen: Finding) -> float:
    """Graded chance of a conflict: suspicions of several judges add up (noisy or)."""
    clear = 1.0 - base_conflict(pair)
    for finding in found:
        if finding.relation == "conflicts":
            clear *= 1.0 - 0.9 * finding.score
    chance = 1.0 - clear
    if chosen.p_conflict is not None and chosen.relation != "conflicts":
        chance = chosen.p_conflict if chosen.p_conflict > 0.1 else min(chance, chosen.p_conflict)
        if chosen.relation in ("related", "restates", "agrees"):
            chance = max(chance, 0.8 * max((f.score for f in found if f.ground), default=0.0))
    return round(min(0.99, max(0.001, chance)), 4)
