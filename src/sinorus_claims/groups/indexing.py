"""Every claim is read once and becomes a row of the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..model import Claim
from ..work.stages import Work
from .claim_index import (
    GAP,
    KINDS,
    LISTS,
    ClaimIndex,
    finish_index,
    index_of,
    open_index,
    weights_of,
)
from .columns import Column, Lists, Numbers, Rows
from .facts import Facts, Steps, facts_by_engine, facts_of, meanings_of
from .features import read
from .ids import part_twins, read_ids
from .keeping import forget_readings
from .lemma_vectors import LemmaVectors
from .similarity import EmbeddedSimilarity, Similarity

AT_ONCE = 2000
"""Claims that are read together."""

_PART = 1 << 20
_WORDS_OF = tuple(name for name in LISTS if name not in ("lemmas", "rarest"))


def index_claims(
    claims: Sequence[Claim],
    similarity: Similarity | None = None,
    folder: Path | None = None,
    *,
    work: Work | None = None,
) -> ClaimIndex:
    """Read every claim once; columns lie in `folder`, if there is one, and readings are let go of.

    The folder is an empty one, and the caller's to remove. The vectors of meaning are those of
    `similarity` if it has any, so that each claim is encoded once a run. What is to lie on disk is
    read by the engine of `work`, if it has several workers.
    """
    order, articles = _by_id(claims)
    columns = {name: Column(kind, folder, name) for name, kind in KINDS.items()}
    rows, width = _Reading(columns, folder), 0
    ordered = (claims[int(n)] for n in order)
    shared = folder is not None and work is not None and work.engine.width > 1
    if shared and work is not None and not isinstance(similarity, EmbeddedSimilarity):
        found = facts_by_engine(ordered, work)
    else:
        found = _read_here(ordered, similarity, folder)
    for facts, meanings in found:
        width = meanings.shape[1]
        columns["meanings"].put(meanings)
        for fact in facts:
            rows.add(fact)
    columns["order"].put(order)
    columns["articles"].put(articles)
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


def _by_id(claims: Sequence[Claim]) -> tuple[Numbers, Numbers]:
    """(positions in order of id and text, number of the article of each)."""
    ranks, homes, _ = read_ids(claims)
    order = np.argsort(ranks, kind="stable").astype(np.int64)
    part_twins(order, ranks[order], claims)
    return order, homes.astype(np.int64)[order]


class _Reading:
    """Rows as they are being read; words are numbered as they come, and in the end by their order.

    Of the columns of the index all are filled but those that have nothing to do with words.
    """

    def __init__(self, columns: Mapping[str, Column], folder: Path | None) -> None:
        self._columns = columns
        self._known: dict[str, int] = {}
        self._rows = {name: Rows(folder) for name in ("lemmas", "counts", *_WORDS_OF)}

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

    def finish(self) -> list[str]:
        """Fill the columns of words; all words in their order."""
        words = sorted(self._known)
        ranks = np.zeros(len(words) + 1, np.int32)
        ranks[[self._known[word] for word in words]] = np.arange(len(words))
        ranks[GAP] = GAP
        self._known.clear()
        for name in _WORDS_OF:
            self._put_lists(name, self._rows.pop(name).lists(), ranks)
        self._put_lemmas(self._rows["lemmas"].lists(), self._rows["counts"].lists(), ranks, words)
        return words

    def _put_lists(self, name: str, lists: Lists, ranks: NDArray[np.int32]) -> None:
        self._columns[f"{name}.starts"].put(lists.starts)
        for part in _parts(lists.values):
            self._columns[f"{name}.values"].put(ranks[part])

    def _put_lemmas(
        self, lemmas: Lists, counts: Lists, ranks: NDArray[np.int32], words: Sequence[str]
    ) -> None:
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


def _parts(values: NDArray[np.generic]) -> Iterator[NDArray[np.generic]]:
    for at in range(0, len(values), _PART):
        yield values[at : at + _PART]
