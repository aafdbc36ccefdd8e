"""Rows of the table `claims`: a claim with its article and the state of its groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Analysis, Article, Claim, Ground, Relation, Verdict
from ..shown import Shown, each_shown
from . import cells
from .cells import Row
from .columns import tables
from .pairs import distinct, judgements, most_telling
from .speakers import speaker_ids

_VERDICTS = ("conflict", "corroborated", "reported", "single", "unsure")


@dataclass(frozen=True, slots=True)
class _Group:
    """What a claim's row says of a group: groups themselves may be too many to hold."""

    id: str
    verdict: Verdict
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """What the rows of two claims say of the judgement on them."""

    order: tuple[int, float, str, str]
    relation: Relation
    ground: Ground | None
    score: float
    left: str
    right: str


def claims(analysis: Analysis) -> Iterator[Row]:
    """In the analysis's order."""
    groups = _groups_by_claim(analysis)
    closest = _closest(analysis)
    speakers = speaker_ids(analysis)
    names = [column.name for column in tables()["claims"].columns]
    for one in each_shown(analysis):
        name = one.claim.id
        row = {
            **_words(one),
            **_speaker(one.claim, speakers.get(name)),
            **_cue(one.claim, one.article),
            **_standing(one.claim, groups.get(name, ()), closest.get(name)),
            **_place(one),
        }
        yield {column: row[column] for column in names}


def _words(one: Shown) -> Row:
    claim = one.claim
    return {
        "id": claim.id,
        "outlet": claim.outlet,
        "text": claim.text,
        "kind": claim.kind,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "quantities": tuple(map(cells.quantity, claim.quantities)),
        "dates": tuple(map(cells.mentioned_date, claim.dates)),
        "entities": cells.entities(claim.entities),
        "via": one.chain,
        "rules": claim.rules,
        "score": claim.score,
    }


def _speaker(claim: Claim, identity: str | None) -> Row:
    speaker = claim.speaker
    return {
        "speaker": speaker.canonical if speaker else None,
        "speaker_id": identity,
        "speaker_kind": speaker.kind if speaker else None,
        "role": speaker.role if speaker else None,
        "mention": speaker.name if speaker else None,
        "resolved": speaker.resolved if speaker else None,
    }


def _cue(claim: Claim, article: Article) -> Row:
    cue = claim.cue
    return {
        "cue": cells.cue_words(cue, article),
        "cue_lemma": cue.lemma if cue else None,
        "stance": cells.stance(claim),
        "cue_negated": cue.negated if cue else None,
    }


def _standing(claim: Claim, groups: Sequence[_Group], closest: _Pair | None) -> Row:
    """What the comparison says of the claim."""
    other = None
    if closest is not None:
        other = closest.right if closest.left == claim.id else closest.left
    return {
        "group_ids": tuple(group.id for group in groups),
        "verdict": min((g.verdict for g in groups), key=_VERDICTS.index, default=None),
        "relation": closest.relation if closest else None,
        "relation_to": other,
        "ground": closest.ground if closest else None,
        "relation_score": closest.score if closest else None,
        "outlet_count": max((g.outlets for g in groups), default=None),
        "independent_count": max((g.origins for g in groups), default=None),
    }


def _place(one: Shown) -> Row:
    article, span = one.article, cells.extent(one.claim)
    in_file, quote = article.source_span(span), article.quote(span)
    return {
        "date": cells.day(article.published),
        "headline": article.title,
        "path": article.path,
        "line": article.line(span),
        "url": article.url,
        "article_id": article.id,
        "text_start": span.start,
        "text_end": span.end,
        "file_start": in_file.start,
        "file_end": in_file.end,
        "prefix": cells.spaced(quote.prefix),
        "suffix": cells.spaced(quote.suffix),
    }


def _groups_by_claim(analysis: Analysis) -> dict[str, tuple[_Group, ...]]:
    found: dict[str, tuple[_Group, ...]] = {}
    for group in distinct(analysis):
        origins = len(group.independent_outlets)
        alone = (_Group(group.id, group.verdict, len(group.outlets), origins),)
        for claim in group.claims:
            found[claim] = found[claim] + alone if claim in found else alone
    return found


def _closest(analysis: Analysis) -> dict[str, _Pair]:
    """For each claim the judgement that tells most about it."""
    found: dict[str, _Pair] = {}
    for j in judgements(analysis):
        one = _Pair(most_telling(j), j.relation, j.ground, j.score, j.left, j.right)
        for end in (j.left, j.right):
            if end not in found or one.order < found[end].order:
                found[end] = one
    return found
