"""What claims offer to the screening, as columns of their index."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .claim_index import UNKNOWN
from .columns import Column, Lists, Numbers, Rows
from .features import crude_lemma
from .footholds import Footholds
from .lexicon import words
from .similarity import Weights
from .utterances import NAME

_ROWS = 100_000

Numbered = Callable[[Iterable[str]], list[int]]
Ranks = NDArray[np.int32]
"""Number of a word as it came -> its final one."""


class FootholdRows:
    """Their rows as they are being read."""

    def __init__(
        self, columns: Mapping[str, Column], folder: Path | None, numbers: Numbered
    ) -> None:
        """`columns` are those of the index; `numbers` tells the numbers of words."""
        self._columns, self._numbers = columns, numbers
        self._stems, self._written = Rows(folder), Rows(folder)
        self._keys = Rows(folder)
        self._single = {name: Column("i4", folder) for name in ("predicates", "voices")}

    def add(self, found: Footholds) -> None:
        """The next row."""
        stems, written = found.words()
        self._stems.add(self._numbers(stems))
        self._written.add(self._numbers(written))
        self._columns["stem_marks"].add(found.marks)
        self._columns["flags"].add((found.flags,))
        self._keys.add(self._numbers(found.keys()))
        self._columns["key_counts"].add(found.often)
        self._put("predicates", found.predicate)
        self._put("voices", found.speaker)

    def _put(self, name: str, word: str | None) -> None:
        self._single[name].add([UNKNOWN] if word is None else self._numbers((word,)))

    def finish(self, weights: Weights, ranks: Ranks, known: Sequence[str]) -> None:
        """Fill the columns; `known` are all words, in their order."""
        for name, column in self._single.items():
            numbers = column.array()
            self._columns[name].put(np.where(numbers == UNKNOWN, UNKNOWN, ranks[numbers]))
        self._lists("stems", self._stems.lists(), ranks)
        self._lists("keys", self._keys.lists(), ranks)
        written = self._written.lists()
        rarity = _weighed(written, ranks, known, lambda word: weights[word] if word else 0.0)
        for row, found, count in _parts(written):
            heft = rarity[ranks[found]]
            self._columns["stem_weights"].put(heft)
            self._columns["stem_masses"].put(np.bincount(row, heft, count))
        grammar = words("function_words") | words("negators")

        def telling(key: str) -> float:
            return 0.0 if key in grammar else max(NAME, weights[crude_lemma(key)])

        keys = self._keys.lists()
        heaviest = _weighed(keys, ranks, known, telling)
        for _, found, _ in _parts(keys):
            self._columns["key_weights"].put(heaviest[ranks[found]])

    def _lists(self, name: str, lists: Lists, ranks: Ranks) -> None:
        self._columns[f"{name}.starts"].put(lists.starts)
        for _, found, _ in _parts(lists):
            self._columns[f"{name}.values"].put(ranks[found])


def _parts(lists: Lists) -> Iterator[tuple[Numbers, Ranks, int]]:
    """(row, value, rows) of the entries of some rows at a time; rows count from the first."""
    for first in range(0, len(lists), _ROWS):
        end = min(first + _ROWS, len(lists))
        row, found = lists.part(first, end)
        yield row - first, found, end - first


def _weighed(
    lists: Lists, ranks: Ranks, known: Sequence[str], weight: Callable[[str], float]
) -> NDArray[np.float32]:
    """The weight of each word that comes in the lists; 0 for all others."""
    used = np.zeros(len(known), np.bool_)
    for _, found, _ in _parts(lists):
        used[ranks[found]] = True
    heft = np.zeros(len(known), np.float32)
    for number in np.flatnonzero(used).tolist():
        heft[number] = weight(known[number])
    return heft
