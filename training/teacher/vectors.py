"""Static word vectors: what the teacher made of each word, on average over the news it read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from spacy.vectors import Vectors

import paths

ROWS, DIMENSIONS = 20_000, 96
KEYS = 60_000
"""Words that have a vector; those beyond `ROWS` share the row of their nearest neighbour."""
_CHUNK = 4096


class Averages:
    """Running sums of contextual vectors per word form."""

    def __init__(self, width: int) -> None:
        self._places: dict[str, int] = {}
        self._sums = np.zeros((1 << 17, width), dtype=np.float32)
        self._counts: Counter[str] = Counter()

    def add(self, words: Sequence[str], vectors: np.ndarray) -> None:
        """Add one vector a word (W x width)."""
        places = []
        for word in words:
            place = self._places.setdefault(word, len(self._places))
            places.append(min(place, len(self._sums) - 1))
        self._counts.update(words)
        np.add.at(self._sums, places, vectors)

    def save(self, folder: Path) -> None:
        """Store means and counts, most frequent words first."""
        ordered = [(word, n) for word, n in self._counts.most_common(KEYS)]
        rows = self._sums[[self._places[word] for word, _ in ordered]]
        means = rows / np.array([n for _, n in ordered], dtype=np.float32)[:, None]
        np.save(folder / "means.npy", means)
        (folder / "words.txt").write_text("\n".join(word for word, _ in ordered), encoding="utf8")


def reduce(means: np.ndarray, counts_like: int, dimensions: int) -> np.ndarray:
    """Principal components of the `counts_like` most frequent words, unit variance overall."""
    centre = means[:counts_like].mean(axis=0)
    _, _, directions = np.linalg.svd(means[:counts_like] - centre, full_matrices=False)
    reduced = (means - centre) @ directions[:dimensions].T
    return (reduced / reduced[:counts_like].std()).astype(np.float32)


def nearest(vectors: np.ndarray, rows: int) -> np.ndarray:
    """For each vector its row: itself if within the first `rows`, else the nearest by cosine."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-8)
    found = np.arange(len(vectors))
    for start in range(rows, len(vectors), _CHUNK):
        found[start : start + _CHUNK] = (unit[start : start + _CHUNK] @ unit[:rows].T).argmax(1)
    return found


def build(rows: int = ROWS, dimensions: int = DIMENSIONS) -> None:
    """Write `build/vectors`, an English vocabulary with the vectors, for `spacy train`."""
    folder = paths.BUILD / "silver"
    words = (folder / "words.txt").read_text(encoding="utf8").split("\n")
    vectors = reduce(np.load(folder / "means.npy"), rows, dimensions)
    rows = min(rows, len(words))
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(word) for word in words]
    table = Vectors(strings=nlp.vocab.strings, data=vectors[:rows], name="teacher")
    for key, row in zip(keys, nearest(vectors, rows), strict=True):
        table.add(key, row=int(row))
    nlp.vocab.vectors = table
    nlp.to_disk(paths.BUILD / "vectors")
