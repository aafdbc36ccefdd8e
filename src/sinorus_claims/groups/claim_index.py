"""What the search for candidates has to know of each claim, as numbers: some hundred bytes a claim.

Words are numbered in their order, so that numbers sort as the words do. The rows come in order of
the claims' ids, whatever the order in which the claims were given.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..model import Claim
from .attributed_stance import answers_charge, makes_charge
from .columns import Column, Lists, Numbers, Rows
from .features import Features, read
from .keeping import forget_readings
from .similarity import EmbeddedSimilarity, Similarity, Weights
from .similarity.contract import STEP

KEY_LEMMAS = 8
"""Rarest lemmas of a claim that make blocking keys."""

AT_ONCE = 2000
"""Claims that are read together."""

_ROWS = 100_000
"""Rows whose vectors are made together."""

GAP = -1
"""Stands after each quoted passage."""


@dataclass(frozen=True, slots=True)
class ClaimIndex:
    """Claims as numbers, a row each, by id."""

    order: Numbers
    """Row -> position in the sequence that was given."""
    articles: Numbers
    """Number of each claim's article."""
    words: Sequence[str]
    """All words that rows speak of, sorted; rows have their numbers."""
    weights: Weights
    lemmas: Lists
    """Lemmas of each claim, each once, ascending."""
    repeats: NDArray[np.int32]
    """How often the claim has each entry of `lemmas`."""
    values: NDArray[np.float64]
    """The claims' unit vectors: one value for each entry of `lemmas`."""
    rarest: Lists
    """The `KEY_LEMMAS` rarest lemmas."""
    entities: Lists
    """Words of the named entities."""
    speakers: Lists
    """Last word of the speaker's name, where it is named."""
    charges: Lists
    """Whom the claim charges, or who denies a charge."""
    denies: NDArray[np.bool_]
    """Whether the claim's cue denies or doubts, or is negated itself."""
    quantities: Lists
    """Two numbers for each quantity: its noun and its unit."""
    quoted: Lists
    """Words of the quoted passages, `GAP` after each."""
    meanings: NDArray[np.int16]
    """(claims, width) unit vectors of the claims' meaning, in steps of `STEP`."""

    def __len__(self) -> int:
        return len(self.order)


@dataclass(slots=True)
class _Reading:
    """Rows as they are being read; words are numbered as they come."""

    folder: Path | None
    known: dict[str, int] = field(default_factory=dict)
    columns: dict[str, Rows] = field(default_factory=dict)
    denies: Column = field(default_factory=lambda: Column("?"))

    def __post_init__(self) -> None:
        for name in ("lemmas", "counts", "entities", "speakers", "charges", "quantities", "quoted"):
            self.columns[name] = Rows(self.folder)

    def numbers(self, words: Iterable[str]) -> list[int]:
        known = self.known
        return [known.setdefault(word, len(known)) for word in words]

    def add(self, reading: Features) -> None:
        claim, columns = reading.claim, self.columns
        counts = Counter(reading.lemmas)
        columns["lemmas"].add(self.numbers(counts))
        columns["counts"].add(list(counts.values()))
        columns["entities"].add(self.numbers(sorted(reading.entities)))
        columns["speakers"].add(self.numbers(_speaker(claim)))
        self.denies.add((_denies(claim),))
        columns["charges"].add(self.numbers(_charged(reading)))
        counted = ((q.head or "", q.unit or "") for q in claim.quantities if q.head or q.unit)
        columns["quantities"].add(self.numbers(word for pair in counted for word in pair))
        quoted: list[int] = []
        for passage in reading.passages:
            quoted += [*self.numbers(w.norm for w in passage), GAP]
        columns["quoted"].add(quoted)


def index_claims(
    claims: Sequence[Claim], similarity: Similarity | None = None, folder: Path | None = None
) -> ClaimIndex:
    """Read every claim once; columns lie in `folder`, if there is one, and readings are let go of.

    The vectors of meaning are those of `similarity` if it has any, so that each claim is encoded
    once a run.
    """
    order, articles = _by_id(claims)
    encoded = similarity if isinstance(similarity, EmbeddedSimilarity) else EmbeddedSimilarity()
    rows, meanings, width = _Reading(folder), Column("i2", folder), 0
    ordered = (claims[int(n)] for n in order)
    for some in _batches(ordered):
        for claim in some:
            rows.add(read(claim))
        vectors = encoded.vectors(some)
        width = vectors.shape[1]
        meanings.put(np.round(vectors / STEP))
        if folder is not None or encoded is not similarity:
            encoded.forget()
        if folder is not None:
            forget_readings()
    return _index(rows, order, articles, meanings.array().reshape(len(order), width))


def _batches(claims: Iterator[Claim]) -> Iterator[list[Claim]]:
    while some := list(islice(claims, AT_ONCE)):
        yield some


def _by_id(claims: Sequence[Claim]) -> tuple[Numbers, Numbers]:
    """(positions in order of id and text, number of the article of each)."""
    idents: list[bytes] = []
    articles: dict[str, int] = {}
    numbers = Column("i4")
    for claim in claims:
        idents.append(claim.id.encode())
        numbers.add((articles.setdefault(claim.article, len(articles)),))
    keys = np.array(idents, np.bytes_)
    order = np.argsort(keys, kind="stable").astype(np.int64)
    ranked = keys[order]
    twins = np.flatnonzero(ranked[1:] == ranked[:-1])
    for first in twins[np.diff(twins, prepend=-2) > 1].tolist():
        end = first + int(np.searchsorted(ranked[first:], ranked[first], "right"))
        order[first:end] = sorted(order[first:end].tolist(), key=lambda n: claims[n].text)
    return order, numbers.array().astype(np.int64)[order]


def _index(
    rows: _Reading, order: Numbers, articles: Numbers, meanings: NDArray[np.int16]
) -> ClaimIndex:
    words = sorted(rows.known)
    ranks = np.zeros(len(words) + 1, np.int32)
    ranks[[rows.known[word] for word in words]] = np.arange(len(words))
    ranks[GAP] = GAP
    rows.known.clear()
    found = {name: column.lists() for name, column in rows.columns.items()}
    ranked = {
        name: Lists(lists.starts, _renumbered(lists.values, ranks, rows.folder))
        for name, lists in found.items()
        if name not in ("lemmas", "counts")
    }
    occurring = np.bincount(ranks[found["lemmas"].values], minlength=len(words))
    weights = Weights.counted(
        len(order), {words[n]: int(occurring[n]) for n in np.flatnonzero(occurring).tolist()}
    )
    vectors = _Vectors(words, weights, occurring, rows.folder)
    lemmas, repeats, values, rarest = vectors.make(found["lemmas"], found["counts"], ranks)
    return ClaimIndex(
        order, articles, words, weights, lemmas, repeats, values, rarest,
        denies=rows.denies.array(), meanings=meanings, **ranked,
    )  # fmt: skip


def _renumbered(
    values: NDArray[np.int32], ranks: NDArray[np.int32], folder: Path | None
) -> Numbers:
    made = Column("i4", folder)
    for at in range(0, len(values), 1 << 20):
        made.put(ranks[values[at : at + (1 << 20)]])
    return made.array()


class _Vectors:
    """Unit vectors of lemmas, and the rarest of each; exactly as `Weights.vector` makes them."""

    def __init__(
        self, words: Sequence[str], weights: Weights, occurring: Numbers, folder: Path | None
    ) -> None:
        self._weights = np.zeros(len(words))
        for n in np.flatnonzero(occurring).tolist():
            self._weights[n] = weights[words[n]]
        kinds = ("i4", "i4", "f8", "i4")
        self._columns = tuple(Column(kind, folder) for kind in kinds)
        self._sizes = Column("i4")

    def make(
        self, lemmas: Lists, counts: Lists, ranks: NDArray[np.int32]
    ) -> tuple[Lists, NDArray[np.int32], NDArray[np.float64], Lists]:
        """(lemmas ascending, how often each, their values, the rarest of each row)."""
        most = int(counts.values.max()) if len(counts.values) else 0
        logarithms = np.array([0.0, *(1 + math.log(n) for n in range(1, most + 1))])
        for first in range(0, len(lemmas), _ROWS):
            end = min(first + _ROWS, len(lemmas))
            row, found = lemmas.part(first, end)
            often = counts.part(first, end)[1]
            order = np.lexsort((ranks[found], row))
            row, found, often = row[order] - first, ranks[found][order], often[order]
            self._columns[1].put(often)
            self._part(row, found, logarithms[often], end - first)
        entries, repeats, values, rarest = (column.array() for column in self._columns)
        return (
            Lists(lemmas.starts, entries), repeats, values,
            Lists.of(self._sizes.array(), rarest),
        )  # fmt: skip

    def _part(
        self, row: Numbers, found: NDArray[np.int32], often: NDArray[np.float64], count: int
    ) -> None:
        raw = often * self._weights[found]
        squares, ends = (raw * raw).tolist(), np.cumsum(np.bincount(row, minlength=count)).tolist()
        starts = [0, *ends[:-1]]
        norms = [
            math.sqrt(math.fsum(squares[a:b])) or 1.0 for a, b in zip(starts, ends, strict=True)
        ]
        values = raw / np.array(norms)[row] if count else raw
        by_weight = np.lexsort((found, -values, row))
        place = np.arange(len(row)) - np.array(starts, np.int64)[row]
        first = by_weight[place < KEY_LEMMAS]
        entries, _, measures, rarest = self._columns
        entries.put(found)
        measures.put(values)
        rarest.put(found[first])
        self._sizes.put(np.bincount(row[first], minlength=count))


def _speaker(claim: Claim) -> list[str]:
    if claim.speaker is None or claim.speaker.kind in ("anonymous", "unresolved"):
        return []
    return claim.speaker.canonical.lower().split()[-1:]


def _denies(claim: Claim) -> bool:
    return claim.cue is not None and (claim.cue.negated or claim.cue.stance in ("denies", "doubts"))


def _charged(reading: Features) -> list[str]:
    """A charge meets the accused's denial, which may share no word with it but the name."""
    claim = reading.claim
    if makes_charge(claim):
        return sorted(reading.entities)
    if claim.speaker is not None and answers_charge(claim):
        return claim.speaker.canonical.lower().split()[-1:]
    return []
