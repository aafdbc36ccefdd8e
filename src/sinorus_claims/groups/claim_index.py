"""What the search for candidates has to know of each claim, as numbers: some hundred bytes a claim.

Words are numbered in their order, so that numbers sort as the words do. The rows come in order of
the claims' ids, whatever the order in which the claims were given. On disk each column is a file
under its name, so that other processes can map it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from .columns import Lists, Numbers, opened
from .similarity.weights import Weights

GAP = -1
"""Stands after each quoted passage."""

UNKNOWN = -1
"""Stands for a word that is not known."""

UNKNOWN_DAY = -1
"""Stands for a day that is not known."""

LISTS = (
    "lemmas", "rarest", "entities", "speakers", "charges", "quantities", "quoted", "stems", "keys"
)  # fmt: skip
"""Columns that are lists: each is two files, `NAME.starts` and `NAME.values`."""

KINDS: Mapping[str, str] = {
    **{f"{name}.starts": "i8" for name in LISTS},
    **{f"{name}.values": "i4" for name in LISTS},
    "order": "i8", "articles": "i8", "occurring": "i8", "rarity": "f8", "repeats": "i4",
    "values": "f8", "masses": "f8", "denies": "?", "meanings": "i2",
    "days": "i4", "flags": "i4", "predicates": "i4",
    "stem_weights": "f4", "stem_marks": "u1", "stem_masses": "f8",
    "key_weights": "f4", "key_counts": "i4", "voices": "i4",
}  # fmt: skip
"""Columns of an index, and the type of their numbers."""

_WORDS = "words.json"
_WIDTH = "width.json"


@dataclass(frozen=True, slots=True)
class ClaimIndex:
    """Claims as numbers, a row each, by id."""

    order: Numbers
    """Row -> position in the sequence that was given."""
    articles: Numbers
    """Number of each claim's article."""
    words: Sequence[str]
    """All words that rows speak of, sorted; rows have their numbers."""
    occurring: Numbers
    """Claims that have each word as a lemma."""
    rarity: NDArray[np.float64]
    """Weight of each word; 0 for one that is no lemma."""
    lemmas: Lists
    """Lemmas of each claim, each once, ascending."""
    repeats: NDArray[np.int32]
    """How often the claim has each entry of `lemmas`."""
    values: NDArray[np.float64]
    """The claims' unit vectors: one value for each entry of `lemmas`."""
    masses: NDArray[np.float64]
    """Weight of all lemmas of each claim."""
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
    days: NDArray[np.int32]
    """Day of publication of each claim's article, from year 1; `UNKNOWN_DAY`."""
    flags: NDArray[np.int32]
    """`Footholds.flags`."""
    predicates: NDArray[np.int32]
    """Stem of each claim's head verb; `UNKNOWN`."""
    stems: Lists
    """`Footholds.stems`."""
    stem_weights: NDArray[np.float32]
    """How rare the word is of each entry of `stems`; 0 for those that come besides."""
    stem_marks: NDArray[np.uint8]
    """`Footholds.marks` of each entry of `stems`."""
    stem_masses: NDArray[np.float64]
    """Weight of all stems of each claim."""
    keys: Lists
    """`Footholds.quoted`."""
    key_weights: NDArray[np.float32]
    """The most that each entry of `keys` can weigh for `utterances.telling`; 0 for grammar."""
    key_counts: NDArray[np.int32]
    """How often the claim quotes each entry of `keys`."""
    voices: NDArray[np.int32]
    """`Footholds.speaker`; `UNKNOWN`."""
    folder: Path | None = None
    """Where the columns lie; None for an index in memory."""

    def __len__(self) -> int:
        return len(self.order)

    def weights(self) -> Weights:
        """How rare lemmas are in the run."""
        return weights_of(len(self), self.words, self.occurring)


def weights_of(claims: int, words: Sequence[str], occurring: Numbers) -> Weights:
    """The weights of lemmas in a run of so many claims."""
    lemmas = np.flatnonzero(occurring)
    counts = zip(lemmas.tolist(), occurring[lemmas].tolist(), strict=True)
    return Weights.counted(claims, {words[n]: often for n, often in counts})


def index_of(
    columns: Mapping[str, NDArray[Any]],
    words: Sequence[str],
    width: int,
    folder: Path | None = None,
) -> ClaimIndex:
    """The index whose columns these are, by the names in `KINDS`."""
    found: dict[str, Any] = {name: columns[name] for name in KINDS if "." not in name}
    found["meanings"] = columns["meanings"].reshape(len(columns["order"]), width)
    for name in LISTS:
        found[name] = Lists(columns[f"{name}.starts"], columns[f"{name}.values"])
    return ClaimIndex(words=words, folder=folder, **found)


def finish_index(folder: Path, words: Sequence[str], width: int) -> None:
    """Put beside the columns what else `open_index` needs."""
    (folder / _WORDS).write_text(json.dumps(words), "ascii")
    (folder / _WIDTH).write_text(json.dumps(width), "ascii")


def open_index(folder: Path) -> ClaimIndex:
    """An index that lies on disk, mapped: by any process, in a millisecond."""
    width = json.loads((folder / _WIDTH).read_text("ascii"))
    columns = {name: opened(folder / name, kind) for name, kind in KINDS.items()}
    return index_of(columns, WordsOnDisk(folder / _WORDS), width, folder)


class WordsOnDisk(Sequence[str]):
    """Words that are read when the first is asked for: few tasks ask."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _words(self) -> list[str]:
        found: list[str] = json.loads(self._file.read_text("ascii"))
        return found

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._words[index]

    def __len__(self) -> int:
        return len(self._words)
