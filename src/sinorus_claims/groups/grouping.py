"""Claims -> candidates -> judgements -> groups, without chaining.

A group is a centre and claims that are bound to it directly; two members that have nothing in
common do not share a group only because both touch the centre. A conflict that this leaves between
two groups gets a group of its own, so that none is lost.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..config import GroupSettings
from ..model import Article, Claim, ClaimGroup, Ground, Judgement, Relation, TextSpan
from .candidates import find_candidates
from .independence import independent_outlets, voices
from .judges import judge_all
from .similarity import Similarity, load_similarity

_LOG = logging.getLogger(__name__)

BINDING: Mapping[Relation, float] = {
    "same_quote": 1.0,
    "conflicts": 0.95,
    "quote_variant": 0.95,
    "updates": 0.9,
    "restates": 0.85,
    "agrees": 0.85,
}
"""Relations that hold a group together, and how much they weigh in the choice of its centre."""

QUOTED = frozenset({"same_quote", "quote_variant"})
"""Relations of one utterance: who quotes its beginning and who quotes its end belong together."""

NOT_TO_LOSE = frozenset({"conflicts", "updates", "same_quote", "quote_variant"})
"""Relations that get a group of their own if their claims end up in two groups."""

SUSPECTED = 0.35
"""Chance of a conflict from which an undecided pair is shown as a group."""

Pair = tuple[int, int]
Bonds = dict[int, dict[int, float]]


def group_claims(
    claims: Sequence[Claim], articles: Sequence[Article], settings: GroupSettings
) -> tuple[ClaimGroup, ...]:
    """Groups of two or more claims that speak about the same thing, conflicts first.

    Neither the order of the claims nor that of the articles changes the result.
    """
    known = {a.id: a for a in articles}
    ordered = sorted(claims, key=lambda c: (_published(c, known), c.id, c.text))
    similarity = load_similarity(settings, ordered)
    judged = _judge_candidates(ordered, known, settings, similarity)
    bonds = _bonds(judged)
    members = _attached(_stars(bonds, judged), judged)
    members += _left_over(judged, members)
    groups = [_group(sorted(m), ordered, known, _inside(m, judged)) for m in members]
    _LOG.info("%d claims, %d judgements, %d groups", len(ordered), len(judged), len(groups))
    return tuple(sorted(groups, key=_rank))


def _published(claim: Claim, articles: Mapping[str, Article]) -> str:
    article = articles.get(claim.article)
    return (article.published or "9999") if article else "9999"


def _judge_candidates(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    similarity: Similarity,
) -> dict[Pair, Judgement]:
    found = find_candidates(claims, settings)
    compared = similarity.compare_all((claims[i], claims[j]) for i, j in found.pairs)
    worth = [
        pair
        for pair, likeness in zip(found.pairs, compared, strict=True)
        if likeness >= settings.candidate_similarity or pair in found.quoted
    ]
    judgements = judge_all(
        ((claims[i], claims[j]) for i, j in worth), articles, settings, similarity=similarity
    )
    return dict(zip(worth, judgements, strict=True))


def _weight(judgement: Judgement) -> float:
    """How firmly a judgement holds two claims together; 0 if it does not."""
    if judgement.relation == "unsure":
        return 0.3 * judgement.p_conflict if judgement.p_conflict >= SUSPECTED else 0.0
    return BINDING.get(judgement.relation, 0.0) * (0.5 + 0.5 * judgement.score)


def _bonds(judged: Mapping[Pair, Judgement]) -> Bonds:
    bonds: Bonds = defaultdict(dict)
    for (one, other), judgement in judged.items():
        weight = _weight(judgement)
        if weight > 0:
            bonds[one][other] = bonds[other][one] = weight
    return bonds


def _stars(bonds: Bonds, judged: Mapping[Pair, Judgement]) -> list[set[int]]:
    """Each free claim, the best connected first, with the free claims bound to it."""
    free = set(bonds)
    order = sorted(bonds, key=lambda n: (-sum(sorted(bonds[n].values())), n))
    found = []
    for centre in order:
        if centre not in free:
            continue
        star = {centre}
        for other in sorted(bonds[centre], key=lambda n: (-bonds[centre][n], n)):
            if other not in free:
                continue
            quoted = _judgement(other, centre, judged).relation in QUOTED
            if (
                quoted
                or _joins(other, centre, star, judged)
                or all(_meets(other, m, judged) for m in star)
            ):
                star.add(other)
        if len(star) > 1:
            found.append(star)
            free -= star
    return found


def _joins(other: int, centre: int, star: set[int], judged: Mapping[Pair, Judgement]) -> bool:
    """Whether a claim bound to the centre belongs with the members that it has found so far."""
    if _judgement(other, centre, judged).relation in QUOTED:
        return True
    return _one_conflict(other, centre, star, judged) or all(_meets(other, m, judged) for m in star)


def _one_conflict(
    other: int, centre: int, star: set[int], judged: Mapping[Pair, Judgement]
) -> bool:
    """Whether a claim conflicts with the same words of the centre as a member does.

    Three reports of 84 dead against one of 77 are one conflict, however the three are worded.
    """
    point = _point(other, centre, judged)
    return point is not None and any(
        m != centre and _point(m, centre, judged) == point for m in sorted(star)
    )


def _point(
    one: int, centre: int, judged: Mapping[Pair, Judgement]
) -> tuple[Ground | None, TextSpan] | None:
    """On what, and on which words of the centre, a claim conflicts with it."""
    judgement = _judgement(one, centre, judged)
    if judgement.relation not in ("conflicts", "updates"):
        return None
    first = judgement.evidence[0]
    span = first.right if one < centre else first.left
    return None if span is None else (judgement.ground, span)


def _judgement(one: int, other: int, judged: Mapping[Pair, Judgement]) -> Judgement:
    return judged[min(one, other), max(one, other)]


def _meets(one: int, other: int, judged: Mapping[Pair, Judgement]) -> bool:
    """Whether two claims were found to have anything to do with each other."""
    if (min(one, other), max(one, other)) not in judged:
        return False
    judgement = _judgement(one, other, judged)
    return judgement.relation != "unsure" or _weight(judgement) > 0


def _attached(members: list[set[int]], judged: Mapping[Pair, Judgement]) -> list[set[int]]:
    """The groups, each with the claims outside that conflict with the same words of a member.

    The accuser whom another article quotes joins the group of the accused's denial.
    """
    for one, other in sorted(judged):
        if judged[one, other].relation != "conflicts":
            continue
        for new, member in ((one, other), (other, one)):
            for group in members:
                if member in group and new not in group and _one_point(new, member, group, judged):
                    group.add(new)
    return members


def _one_point(
    new: int, member: int, group: Iterable[int], judged: Mapping[Pair, Judgement]
) -> bool:
    """Whether a claim conflicts with a member on the words on which another member does."""
    point = _point(new, member, judged)
    others = (m for m in sorted(group) if (min(m, member), max(m, member)) in judged)
    return point is not None and any(
        m != member and _point(m, member, judged) == point for m in others
    )


def _left_over(judged: Mapping[Pair, Judgement], members: Sequence[set[int]]) -> list[set[int]]:
    """Pairs that must not be lost and whose claims stand in no common group, as groups of two."""
    homes: dict[int, set[int]] = defaultdict(set)
    for number, group in enumerate(members):
        for claim in group:
            homes[claim].add(number)
    return [
        {one, other}
        for (one, other), judgement in sorted(judged.items(), key=lambda item: item[0])
        if judgement.relation in NOT_TO_LOSE and not homes[one] & homes[other]
    ]


def _inside(members: Iterable[int], judged: Mapping[Pair, Judgement]) -> tuple[Judgement, ...]:
    """Judgements between members, conflicts first, then the firmest."""
    numbers = sorted(members)
    every = ((one, other) for i, one in enumerate(numbers) for other in numbers[i + 1 :])
    return tuple(sorted((judged[p] for p in every if p in judged), key=_judgement_rank))


def _judgement_rank(judgement: Judgement) -> tuple[bool, float, float, str, str]:
    order = (judgement.relation != "conflicts", -_weight(judgement), -judgement.p_conflict)
    return (*order, judgement.left, judgement.right)


def _group(
    numbers: Sequence[int],
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    judgements: tuple[Judgement, ...],
) -> ClaimGroup:
    members = [claims[n] for n in numbers]
    ids = tuple(c.id for c in members)
    return ClaimGroup(
        id=hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:12],
        label=_central(members, judgements).text,
        claims=ids,
        judgements=judgements,
        outlets=tuple(sorted({c.outlet for c in members})),
        independent_outlets=independent_outlets(members, articles),
        speakers=voices(members),
    )


def _central(members: Sequence[Claim], judgements: Iterable[Judgement]) -> Claim:
    """The claim most firmly bound to the others; the shorter one of two alike."""
    bound: dict[str, float] = defaultdict(float)
    for judgement in judgements:
        weight = _weight(judgement)
        bound[judgement.left] += weight
        bound[judgement.right] += weight
    return min(members, key=lambda c: (-round(bound[c.id], 6), len(c.text), c.id))


def _rank(group: ClaimGroup) -> tuple[int, float, int, int, str]:
    """Conflicts by strength, then corroborated groups by independent outlets, then the rest."""
    verdicts = ("conflict", "corroborated", "reported", "single", "unsure")
    strengths = [j.score for j in group.judgements if j.relation == "conflicts"]
    return (
        verdicts.index(group.verdict),
        -max(strengths, default=0.0),
        -len(group.independent_outlets),
        -len(group.claims),
        group.id,
    )
