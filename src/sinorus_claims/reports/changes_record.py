"""Changes between two analyses as plain values, for other programs."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ..model import Article, ClaimGroup, Judgement
from .changes import Changed, ChangedClaim, ChangedRelation, Changes
from .findings import Conflict
from .shown import Shown
from .strongest import conflict_line


def record(changes: Changes) -> dict[str, Any]:
    """All changes as plain values: ids, with the words that tell what they are."""
    return {
        "made": [asdict(change) for change in changes.made],
        "articles": {
            "same": changes.same_articles,
            "new": [_article_record(a) for a in changes.new_articles],
            "gone": [_article_record(a) for a in changes.gone_articles],
            "changed": [
                {"before": c.before.id, **_article_record(c.after), **_told(c.changes)}
                for c in changes.changed_articles
            ],
        },
        "not_read": {
            "new": [asdict(item) for item in changes.new_unread],
            "gone": [asdict(item) for item in changes.gone_unread],
        },
        "claims": {
            "same": changes.same_claims,
            "new": [_claim_record(s) for s in changes.new_claims],
            "gone": [_claim_record(s) for s in changes.gone_claims],
            "moved": [_changed_record(c) for c in changes.moved_claims],
            "changed": [_changed_record(c) for c in changes.changed_claims],
        },
        "conflicts": {
            "new": [_conflict_record(c) for c in changes.new_conflicts],
            "gone": [_conflict_record(c) for c in changes.gone_conflicts],
        },
        "relations": [_relation_record(c) for c in changes.relations],
        "corroborated": {
            "new": [_group_record(g) for g in changes.new_corroborated],
            "gone": [_group_record(g) for g in changes.gone_corroborated],
        },
    }


def _told(changes: Iterable[Changed]) -> dict[str, Any]:
    return {"changes": [asdict(change) for change in changes]}


def _article_record(article: Article) -> dict[str, Any]:
    fields = ("id", "outlet", "published", "title", "path", "url")
    return {field: getattr(article, field) for field in fields}


def _claim_record(shown: Shown) -> dict[str, Any]:
    claim = shown.claim
    return {
        "id": claim.id, "article": claim.article, "outlet": claim.outlet, "speaker": shown.speaker,
        "text": claim.text, "place": shown.place,
    }  # fmt: skip


def _changed_record(change: ChangedClaim) -> dict[str, Any]:
    return {
        "before": change.before.claim.id,
        **_claim_record(change.after),
        **_told(change.changes),
    }


def _conflict_record(conflict: Conflict) -> dict[str, Any]:
    pair = conflict.pair
    return {
        "group": conflict.group.id,
        **_judgement_record(pair.judgement),
        "left": _claim_record(pair.left),
        "right": _claim_record(pair.right),
        "line": conflict_line(conflict),
    }


def _judgement_record(judgement: Judgement) -> dict[str, Any]:
    return {
        "relation": judgement.relation, "ground": judgement.ground, "score": judgement.score,
    }  # fmt: skip


def _relation_record(change: ChangedRelation) -> dict[str, Any]:
    return {
        "before": _judgement_record(change.before) if change.before else None,
        "after": _judgement_record(change.after) if change.after else None,
        "left": _claim_record(change.left),
        "right": _claim_record(change.right),
    }


def _group_record(group: ClaimGroup) -> dict[str, Any]:
    return {
        "id": group.id, "label": group.label, "claims": list(group.claims),
        "independent_outlets": list(group.independent_outlets),
    }  # fmt: skip
