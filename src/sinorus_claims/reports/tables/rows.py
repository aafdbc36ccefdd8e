"""Analysis -> rows of the four flat tables; columns.tsv says what each column holds.

Every row has all columns of its table, in their order; a list is one text, its items joined by
"; ". The modules of the tables give the same rows with tuples for lists.
"""

from collections.abc import Iterator

from ...model import Analysis
from .cells import Cell, flat
from .claims import claims
from .groups import groups
from .pairs import pairs
from .sources import articles


def article_rows(analysis: Analysis) -> Iterator[dict[str, Cell]]:
    """Rows of `articles`, in the analysis's order."""
    return map(flat, articles(analysis))


def claim_rows(analysis: Analysis) -> Iterator[dict[str, Cell]]:
    """Rows of `claims`, in the analysis's order."""
    return map(flat, claims(analysis))


def group_rows(analysis: Analysis) -> Iterator[dict[str, Cell]]:
    """Rows of `groups`, in the analysis's order: conflicts first."""
    return map(flat, groups(analysis))


def pair_rows(analysis: Analysis) -> Iterator[dict[str, Cell]]:
    """Rows of `pairs`, in the order of the groups; a pair that stands in two groups comes once."""
    return map(flat, pairs(analysis))
