"""The same analysis as it is after a large run: articles, claims and groups on disk."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sinorus_claims.model import Analysis, Article, Claim, ClaimGroup
from sinorus_claims.work.shelf import Shelf


def on_disk(analysis: Analysis) -> Analysis:
    """No two values of it are in memory at once."""
    changes: dict[str, Any] = {
        "articles": shelf(Article, analysis.articles),
        "claims": shelf(Claim, analysis.claims),
        "groups": shelf(ClaimGroup, analysis.groups),
    }
    return replace(analysis, **changes)


def shelf(kind: Any, values: Iterable[Any]) -> Shelf[Any]:
    made: Shelf[Any] = Shelf(kind, held=1, at_hand=1)
    made.extend(values)
    return made
