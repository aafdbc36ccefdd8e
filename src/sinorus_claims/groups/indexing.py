"""Every claim is read once and becomes a row of the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..model import Article, Claim
from ..work.stages import Work
from .chronology import Chronology, dump_claim
from .claim_index import (
    GAP,
    KINDS,
    LISTS,
    NO_PREDICATE,
    UNKNOWN_DAY,
    ClaimIndex,
    finish_index,
    index_of,
    open_index,
    weights_of,
)
from .columns import Column, Lists, Numbers, Rows
from .comparison import day_number
from .facts import Facts, Steps, facts_by_engine, facts_of, meanings_of
from .features import read
from .footholds import Footholds
from .ids import part_twins
from .keeping import forget_readings
from .lemma_vectors import LemmaVectors
from .roll import Roll
from .similarity import EmbeddedSimilarity, Similarity, Weights

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
    rows, width = _Reading(columns, folder), 0
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


class _Reading:
    """Rows as they are being read; words are numbered as they come, and in the end by their order.

    Of the columns of the index all are filled but those that have nothing to do with words.
    """

    def __init__(self, columns: Mapping[str, Column], folder: Path | None) -> None:
        self._columns = columns
        self._known: dict[str, int] = {}
        self._rows = {name: Rows(folder) for name in _READ}

    def _numbers(self, words: Iterable[str]) -> list[int]:
        known = self._known
        return [known.setdefault(word, len(known)) for word in words]

    def add(self, facts: Facts) -> None:
        """The next row."""
        rows = self._rows
        rows["lemmas"].add(self._numbers(facts.lemmas))
        rows["counts"].add(list(facts.lemmas.values()))
        rows["entities"].add(self._numbers(facts.entities))
        rows["speakers"].add(self._numbers(() if facts.speaker is None else (facts.speaker,)))
        rows["charges"].add(self._numbers(facts.charges))
        rows["quantities"].add(self._numbers(facts.quantities))
        quoted: list[int] = []
        for passage in facts.quoted:
            quoted += [*self._numbers(passage), GAP]
        rows["quoted"].add(quoted)
        self._columns["denies"].add((facts.denies,))
        self._hold(facts.footholds)

    def _hold(self, found: Footholds) -> None:
        stems, written = found.words()
        self._rows["stems"].add(self._numbers(stems))
        self._rows["written"].add(self._numbers(written))
        self._columns["stem_marks"].add(found.marks)
        self._columns["flags"].add((found.flags,))
        known = () if found.predicate is None else (found.predicate,)
        self._rows["predicates"].add(self._numbers(known))

    def finish(self) -> list[str]:
        """Fill the columns of words; all words in their order."""
        words = sorted(self._known)
        ranks = np.zeros(len(words) + 1, np.int32)
        ranks[[self._known[word] for word in words]] = np.arange(len(words))
        ranks[GAP] = GAP
        self._known.clear()
        for name in _WORDS_OF:
            self._put_lists(name, self._rows[name].lists(), ranks)
        weights = self._put_lemmas(
            self._rows["lemmas"].lists(), self._rows["counts"].lists(), ranks, words
        )
        self._put_stems(weights, ranks, words)
        self._put_predicates(self._rows["predicates"].lists(), ranks)
        return words

    def _put_lists(self, name: str, lists: Lists, ranks: NDArray[np.int32]) -> None:
        self._columns[f"{name}.starts"].put(lists.starts)
        for part in _parts(lists.values):
            self._columns[f"{name}.values"].put(ranks[part])

    def _put_lemmas(
        self, lemmas: Lists, counts: Lists, ranks: NDArray[np.int32], words: Sequence[str]
    ) -> Weights:
        occurring = np.zeros(len(words), np.int64)
        for part in _parts(lemmas.values):
            occurring += np.bincount(ranks[part], minlength=len(words))
        weights = weights_of(len(lemmas), words, occurring)
        rarity = np.zeros(len(words))
        for n in np.flatnonzero(occurring).tolist():
            rarity[n] = weights[words[n]]
        sizes = LemmaVectors(rarity, self._columns.__getitem__).make(lemmas, counts, ranks)
        self._columns["occurring"].put(occurring)
        self._columns["rarity"].put(rarity)
        self._columns["lemmas.starts"].put(lemmas.starts)
        self._columns["rarest.starts"].put(Lists.of(sizes, sizes).starts)
        return weights

    def _put_stems(self, weights: Weights, ranks: NDArray[np.int32], words: Sequence[str]) -> None:
        """How rare the words are that have the stems, and all of a claim together."""
        written = self._rows["written"].lists()
        used = np.zeros(len(words), np.bool_)
        for part in _parts(written.values):
            used[ranks[part]] = True
        rarity = np.zeros(len(words), np.float32)
        for n in np.flatnonzero(used).tolist():
            rarity[n] = weights[words[n]] if words[n] else 0.0
        for part in _parts(written.values):
            self._columns["stem_weights"].put(rarity[ranks[part]])
        for first in range(0, len(written), _ROWS):
            end = min(first + _ROWS, len(written))
            row, found = written.part(first, end)
            masses = np.bincount(row - first, rarity[ranks[found]], end - first)
            self._columns["stem_masses"].put(masses)

    def _put_predicates(self, known: Lists, ranks: NDArray[np.int32]) -> None:
        found = np.full(len(known), NO_PREDICATE, np.int32)
        found[np.diff(known.starts) > 0] = ranks[known.values]
        self._columns["predicates"].put(found)


def _parts(values: NDArray[np.generic]) -> Iterator[NDArray[np.generic]]:
    for at in range(0, len(values), _PART):
        yield values[at : at + _PART]
