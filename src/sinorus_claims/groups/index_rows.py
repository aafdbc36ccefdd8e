"""Rows of an index as they are being read; words are numbered as they come.

In the end they are numbered by their order. Of the columns of the index all are filled but those
that have nothing to do with words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .claim_index import GAP, LISTS, weights_of
from .columns import Column, Lists, Rows
from .facts import Facts
from .foothold_rows import FootholdRows
from .lemma_vectors import LemmaVectors
from .similarity import Weights

_PART = 1 << 20
_HELD = ("stems", "keys")
_WORDS_OF = tuple(name for name in LISTS if name not in ("lemmas", "rarest", *_HELD))


class IndexRows:
    """The rows of the claims, in order."""

    def __init__(self, columns: Mapping[str, Column], folder: Path | None) -> None:
        self._columns = columns
        self._known: dict[str, int] = {}
        self._rows = {name: Rows(folder) for name in ("lemmas", "counts", *_WORDS_OF)}
        self._holds = FootholdRows(columns, folder, self._numbers)

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
        self._holds.add(facts.footholds)

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
        self._holds.finish(weights, ranks, words)
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


def _parts(values: NDArray[np.generic]) -> Iterator[NDArray[np.generic]]:
    for at in range(0, len(values), _PART):
        yield values[at : at + _PART]
