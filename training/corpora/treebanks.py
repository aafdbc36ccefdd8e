"""Read the treebanks (CoNLL-U) into `Sentence`s."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from corpora.sentence import Sentence

PARTS = ("train", "dev", "test")
BANKS = ("ewt", "gum")


def blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Yield each sentence's comment lines and its token rows (ten columns)."""
    comments: list[str] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in (raw.rstrip("\n") for raw in lines):
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows


def read(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file, with words (not surface tokens) as tokens."""
    return [_sentence(comments, rows) for comments, rows in blocks(path)]


def _sentence(comments: list[str], rows: list[list[str]]) -> Sentence:
    words = [row for row in rows if row[0].isdigit()]
    spaces = ["SpaceAfter=No" not in row[9] for row in words]
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) - 1 for part in row[0].split("-"))
            spaces[first:last] = [False] * (last - first)
            spaces[last] = "SpaceAfter=No" not in row[9]
    heads = [int(row[6]) - 1 for row in words]
    return Sentence(
        words=[row[1] for row in words],
        spaces=spaces,
        tags=[row[4] for row in words],
        pos=[row[3] for row in words],
        morphs=["" if row[5] == "_" else row[5] for row in words],
        lemmas=[row[2] for row in words],
        heads=[index if head < 0 else head for index, head in enumerate(heads)],
        deps=["ROOT" if row[7] == "root" else row[7] for row in words],
        opens_paragraph=any(c.startswith(("# newpar", "# newdoc")) for c in comments),
    )
