"""Read the sets that annotate named entities into `Sentence`s with our labels."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from corpora import labels
from corpora.sentence import Sentence

_NO_SPACE_BEFORE = frozenset(", . ; : ? ! ) ] % 's 're 've 'll 'd 'm n't".split())
_NO_SPACE_AFTER = frozenset("( [ $".split())


def wikigold(data: Path, part: str) -> list[Sentence]:
    """Wikigold (Wikipedia); it has no official parts, so every fifth sentence is `test`."""
    path = data / "ner" / "wikigold" / "wikigold.conll.txt"
    rows = _columns(path, separator=" ", word=0, tag=1)
    sentences = [_sentence(words, tags, labels.WIKIGOLD) for words, tags in rows]
    held_out = set(random.Random(0).sample(range(len(sentences)), len(sentences) // 5))
    return [s for i, s in enumerate(sentences) if (i in held_out) == (part == "test")]


def crossner(data: Path, part: str) -> list[Sentence]:
    """CrossNER politics; `train` is its train and dev parts together."""
    names = ("train", "dev") if part == "train" else ("test",)
    folder = data / "ner" / "crossner_politics"
    return [
        _sentence(words, tags, labels.CROSSNER)
        for name in names
        for words, tags in _columns(folder / f"{name}.txt", separator="\t", word=0, tag=1)
    ]


def uner(data: Path, part: str) -> list[Sentence]:
    """Universal NER on EWT; `train` is its dev part (EWT dev), `test` its test part.

    It has no NORP: what may be one is left open.
    """
    name = "dev" if part == "train" else "test"
    path = data / "ner" / "uner_ewt" / f"en_ewt-ud-{name}.iob2"
    return [
        _open_norp(_sentence(words, tags, labels.UNER))
        for words, tags in _columns(path, separator="\t", word=1, tag=2)
    ]


READERS = {"wikigold": wikigold, "crossner": crossner, "uner": uner}


def _columns(
    path: Path, *, separator: str, word: int, tag: int
) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if line.startswith("# "):
            continue
        if line.strip():
            row = line.split(separator)
            words.append(row[word])
            tags.append(row[tag])
        elif words:
            yield words, tags
            words, tags = [], []


def _sentence(words: list[str], tags: list[str], table: dict[str, str]) -> Sentence:
    return Sentence(
        words=words,
        spaces=guess_spaces(words),
        ents=labels.to_ours(words, tags, table),
        opens_paragraph=True,
    )


def _open_norp(sentence: Sentence) -> Sentence:
    for index, word in enumerate(sentence.words):
        if sentence.ents[index] == "O" and labels.is_norp([word]):
            sentence.ents[index] = labels.UNKNOWN
    return sentence


def guess_spaces(words: list[str]) -> list[bool]:
    """Which tokens a space follows, for sets that keep only tokens."""
    return [
        left not in _NO_SPACE_AFTER and right not in _NO_SPACE_BEFORE
        for left, right in zip(words, [*words[1:], ""], strict=True)
    ]
