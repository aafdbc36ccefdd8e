"""Every claim is read once and becomes a row of the index."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..model import Article, Claim
from ..work.stages import Work
from .chronology import Chronology, dump_claim
from .claim_index import (
    KINDS,
    LISTS,
    UNKNOWN_DAY,
    ClaimIndex,
    finish_index,
    index_of,
    open_index,
)
from .columns import Column, Numbers
from .comparison import day_number
from .facts import Facts, Steps, facts_by_engine, facts_of, meanings_of
from .features import read
from .ids import part_twins
from .index_rows import IndexRows
from .keeping import forget_readings
from .roll import Roll
from .similarity import EmbeddedSimilarity, Similarity

AT_ONCE = 2000
"""Claims that are read together."""

_PART = 1 << 20
_ROWS = 100_000
_WORDS_OF = tuple(name for name in LISTS if name not in ("lemmas", "rarest"))
_READ = ("lemmas", "counts", "written", "predicates", *_WORDS_OF)


def index_claims(
    claims: Sequence[Claim],
    similarity: Similarity | None = None,
    folder: Path | None = None,
    *,
    articles: Mapping[str, Article] | None = None,
    work: Work | None = None,
) -> ClaimIndex:
    """Read every claim once; columns lie in `folder`, if there is one, and readings are let go of.

    The folder is an empty one, and the caller's to remove. The vectors of meaning are those of
    `similarity` if it has any, so that each claim is encoded once a run. What is to lie on disk is
    read by the engine of `work`, if it has several workers. `articles` by id tell the days.
    """
    known = claims if isinstance(claims, Chronology) else Roll(claims)
    order = np.argsort(known.ranks, kind="stable").astype(np.int64)
    part_twins(order, known.ranks[order], claims)
    homes = known.homes.astype(np.int64)[order]
    columns = {name: Column(kind, folder, name) for name, kind in KINDS.items()}
    rows, width = IndexRows(columns, folder), 0
    shared = folder is not None and work is not None and work.engine.width > 1
    if shared and work is not None and not isinstance(similarity, EmbeddedSimilarity):
        found = facts_by_engine(_lines(claims, order), work)
    else:
        found = _read_here((claims[n] for n in order.tolist()), similarity, folder)
    for facts, meanings in found:
        width = meanings.shape[1]
        columns["meanings"].put(meanings)
        for fact in facts:
            rows.add(fact)
    columns["order"].put(order)
    columns["articles"].put(homes)
    columns["days"].put(_days(known.articles, articles or {})[homes])
    words = rows.finish()
    if folder is None:
        return index_of({name: column.array() for name, column in columns.items()}, words, width)
    for column in columns.values():
        column.close()
    finish_index(folder, words, width)
    return open_index(folder)


def _read_here(
    claims: Iterator[Claim], similarity: Similarity | None, folder: Path | None
) -> Iterator[tuple[tuple[Facts, ...], Steps]]:
    encoded = similarity if isinstance(similarity, EmbeddedSimilarity) else EmbeddedSimilarity()
    while some := list(islice(claims, AT_ONCE)):
        yield tuple(facts_of(read(claim)) for claim in some), meanings_of(some, encoded)
        if folder is not None or encoded is not similarity:
            encoded.forget()
        if folder is not None:
            forget_readings()


def _lines(claims: Sequence[Claim], order: Numbers) -> Iterator[bytes]:
    """Claims as lines of JSON, in this order; those on disk are not decoded for that."""
    line = claims.line if isinstance(claims, Chronology) else lambda n: dump_claim(claims[n])
    return (line(n) for n in order.tolist())


def _days(names: Sequence[str], articles: Mapping[str, Article]) -> NDArray[np.int32]:
    """Day of publication of each article."""
    found = (articles.get(name) for name in names)
    days = (day_number(article.published) if article else None for article in found)
    return np.array([UNKNOWN_DAY if day is None else day for day in days], np.int32)
