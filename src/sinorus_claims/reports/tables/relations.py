"""Rows of the tables about groups: members, origins, sides, evidence; and of threads."""

from collections.abc import Iterator

from ...model import Analysis, Article, ClaimGroup, Evidence, Judgement, Origin, Side
from ..by_id import by_id
from . import cells
from .cells import Row
from .pairs import distinct, judgements, pair_id


def origins(analysis: Analysis) -> Iterator[Row]:
    """Origins, in the order of the groups."""
    for number, group, origin in _origins(analysis):
        yield {
            "id": number,
            "group_id": group.id,
            "name": origin.name,
            "outlets": origin.outlets,
            "found": origin.found,
        }


def _origins(analysis: Analysis) -> Iterator[tuple[int, ClaimGroup, Origin]]:
    every = ((group, origin) for group in distinct(analysis) for origin in group.origins)
    return ((number, group, origin) for number, (group, origin) in enumerate(every, 1))


def members(analysis: Analysis) -> Iterator[Row]:
    """Members, in the order of the groups."""
    number = 0
    for group in distinct(analysis):
        numbers = {c: n for n, o in enumerate(group.origins, number + 1) for c in o.claims}
        number += len(group.origins)
        voices = {claim: voice.name for voice in group.voices for claim in voice.claims}
        for position, claim in enumerate(dict.fromkeys(group.claims), 1):
            yield {
                "group_id": group.id,
                "claim_id": claim,
                "position": position,
                "origin_id": numbers.get(claim),
                "voice": voices.get(claim),
            }


def sides(analysis: Analysis) -> Iterator[Row]:
    """Sides, in the order of the groups."""
    claims = by_id(analysis.claims)
    for number, group, side in _sides(analysis):
        yield {
            "id": number,
            "group_id": group.id,
            "conflict": side.conflict,
            "ground": side.ground,
            "label": side.label,
            "stance": cells.stance(claims[side.claim]),
            "claim_id": side.claim,
            "share": side.share,
            "outlets": side.outlets,
            "origins": side.origins,
            "speakers": side.speakers,
        }


def side_claims(analysis: Analysis) -> Iterator[Row]:
    """Claims of the sides, in their order."""
    for number, _, side in _sides(analysis):
        for claim in dict.fromkeys(side.claims):
            yield {"side_id": number, "claim_id": claim}


def _sides(analysis: Analysis) -> Iterator[tuple[int, ClaimGroup, Side]]:
    every = ((group, side) for group in distinct(analysis) for side in group.sides)
    return ((number, group, side) for number, (group, side) in enumerate(every, 1))


def group_pairs(analysis: Analysis) -> Iterator[Row]:
    """Judgements of each group, in its order."""
    for group in distinct(analysis):
        for pair in dict.fromkeys(map(pair_id, group.judgements)):
            yield {"group_id": group.id, "pair_id": pair}


def evidence(analysis: Analysis) -> Iterator[Row]:
    """Evidence of every judgement, strongest first."""
    articles, claims = by_id(analysis.articles), by_id(analysis.claims)
    for judgement in judgements(analysis):
        left, right = (articles[claims[end].article] for end in (judgement.left, judgement.right))
        for position, reason in enumerate(judgement.evidence, 1):
            yield _reason(judgement, position, reason, (left, right))


def _reason(
    judgement: Judgement, position: int, reason: Evidence, articles: tuple[Article, Article]
) -> Row:
    left, right = reason.left, reason.right
    return {
        "pair_id": pair_id(judgement),
        "position": position,
        "feature": reason.feature,
        "score": reason.score,
        "detail": reason.detail,
        "left_value": cells.words_at(left, articles[0]),
        "right_value": cells.words_at(right, articles[1]),
        "left_start": left.start if left else None,
        "left_end": left.end if left else None,
        "right_start": right.start if right else None,
        "right_end": right.end if right else None,
    }


def threads(analysis: Analysis) -> Iterator[Row]:
    """Threads, by speaker."""
    for thread in analysis.threads:
        yield {"id": thread.id, "speaker": thread.speaker, "topic": thread.topic}


def thread_claims(analysis: Analysis) -> Iterator[Row]:
    """Claims of each thread, by publication, with the change from the one before."""
    for thread in analysis.threads:
        changes = [None, *thread.changes, *[None] * len(thread.claims)]
        for position, claim in enumerate(thread.claims, 1):
            change = changes[position - 1]
            yield {
                "thread_id": thread.id,
                "position": position,
                "claim_id": claim,
                "days": change.days if change else None,
                "relation": change.relation if change else None,
                "ground": change.ground if change else None,
            }
