"""Rows of the table `pairs`: two claims side by side, how they relate, and why."""

from collections.abc import Iterator

from ...model import Analysis, ClaimGroup, Evidence, Judgement
from ..shown import Shown, deciding, showing
from . import cells
from .cells import Row, Value

# What an analyst wants to see first of a claim that stands in several relations.
_TELLING = (
    "conflicts",
    "updates",
    "agrees",
    "same_quote",
    "quote_variant",
    "restates",
    "unsure",
    "related",
)


def pairs(analysis: Analysis) -> Iterator[Row]:
    """In the order of the groups; a pair that stands in two groups comes once."""
    show = showing(analysis)
    groups: dict[str, tuple[str, ...]] = {}
    for group in distinct(analysis):
        alone = (group.id,)
        for name in map(pair_id, group.judgements):
            groups[name] = groups[name] + alone if name in groups else alone
    for judgement in judgements(analysis):
        left, right = show(judgement.left), show(judgement.right)
        yield _row(judgement, left, right, groups[pair_id(judgement)])


def distinct(analysis: Analysis) -> Iterator[ClaimGroup]:
    """The groups in order, one at a time; groups of one id hold the same claims and are one."""
    seen: set[str] = set()
    for group in analysis.groups:
        if group.id not in seen:
            seen.add(group.id)
            yield group


def judgements(analysis: Analysis) -> Iterator[Judgement]:
    """All judgements, in the order of the groups; one that stands in two groups comes once."""
    seen: set[str] = set()
    for group in distinct(analysis):
        for judgement in group.judgements:
            name = pair_id(judgement)
            if name not in seen:
                seen.add(name)
                yield judgement


def pair_id(judgement: Judgement) -> str:
    """The ids of both claims, joined by a hyphen."""
    return f"{judgement.left}-{judgement.right}"


def most_telling(judgement: Judgement) -> tuple[int, float, str, str]:
    """Sorts judgements: conflicts first, then by strength."""
    rank = _TELLING.index(judgement.relation)
    return rank, -judgement.score, judgement.left, judgement.right


def _row(judgement: Judgement, left: Shown, right: Shown, groups: tuple[str, ...]) -> Row:
    reason = deciding(judgement)
    others = (e for e in judgement.evidence if e is not reason and e.detail)
    return {
        "id": pair_id(judgement),
        "relation": judgement.relation,
        "ground": judgement.ground,
        "score": judgement.score,
        "p_conflict": judgement.p_conflict,
        "voices": judgement.voices,
        "left_speaker": _speaker(left),
        "left_stance": cells.stance(left.claim),
        "left_cue": cells.cue_words(left.claim.cue, left.article),
        "left_outlet": left.claim.outlet,
        "left_date": cells.day(left.article.published),
        "left_text": left.claim.text,
        "right_text": right.claim.text,
        "right_speaker": _speaker(right),
        "right_stance": cells.stance(right.claim),
        "right_cue": cells.cue_words(right.claim.cue, right.article),
        "right_outlet": right.claim.outlet,
        "right_date": cells.day(right.article.published),
        "feature": reason.feature if reason else None,
        "detail": reason.detail if reason else None,
        "left_value": cells.words_at(reason.left, left.article) if reason else None,
        "right_value": cells.words_at(reason.right, right.article) if reason else None,
        "other_reasons": tuple(dict.fromkeys(_line(e) for e in others)),
        "left_url": left.article.url,
        "right_url": right.article.url,
        "left_place": left.place,
        "right_place": right.place,
        "left_id": judgement.left,
        "right_id": judgement.right,
        "group_ids": groups,
    }


def _speaker(side: Shown) -> Value:
    return side.claim.speaker.canonical if side.claim.speaker else None


def _line(evidence: Evidence) -> str:
    """`likeness: ...`; the detail alone where it begins with that name anyway."""
    name = evidence.feature.replace("_", " ")
    detail = evidence.detail
    return detail if detail.casefold().startswith(name) else f"{name}: {detail}"
