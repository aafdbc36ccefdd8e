"""What the teacher learns: windows of sentences, and their annotation as integers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from torch import Tensor

from corpora.labels import LABELS
from corpora.sentence import Sentence
from teacher.inputs import Pieces, pad

IGNORE = -100
ENTITY_TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))


@dataclass(slots=True)
class Inventory:
    """The label sets; they are stored with the weights."""

    tags: list[str]
    morphs: list[str]
    """Universal tag and features in one, `VERB|Mood=Ind`, because they are decided together."""
    labels: list[str]

    @classmethod
    def of(cls, sentences: Iterable[Sentence], *, least: int = 3) -> Inventory:
        """Labels seen at least `least` times."""
        tags: Counter[str] = Counter()
        morphs: Counter[str] = Counter()
        labels: Counter[str] = Counter()
        for sentence in sentences:
            tags.update(sentence.tags)
            morphs.update(map(joined, sentence.pos, sentence.morphs))
            labels.update(sentence.deps)
        kept = ([label for label, n in c.items() if n >= least] for c in (tags, morphs, labels))
        return cls(*(sorted(column) for column in kept))


def joined(pos: str, morph: str) -> str:
    """Universal tag and features as one label."""
    return f"{pos}|{morph}"


@dataclass(slots=True)
class Window:
    """Some consecutive sentences as one input, with targets (`IGNORE` where not annotated)."""

    words: list[str]
    heads: list[int]
    labels: list[int]
    tags: list[int]
    morphs: list[int]
    starts: list[int]
    entities: list[int]


class Encoder:
    """From sentences to windows."""

    def __init__(self, inventory: Inventory) -> None:
        self._tags = {label: i for i, label in enumerate(inventory.tags)}
        self._morphs = {label: i for i, label in enumerate(inventory.morphs)}
        self._labels = {label: i for i, label in enumerate(inventory.labels)}
        self._entities = {label: i for i, label in enumerate(ENTITY_TAGS)}

    def window(self, sentences: Sequence[Sentence]) -> Window:
        """Join sentences; heads count from 1, 0 is the root."""
        window = Window([], [], [], [], [], [], [])
        for s in sentences:
            offset, size = len(window.words), len(s.words)
            missing = [IGNORE] * size
            window.words += s.words
            if s.heads:
                heads = [0 if h == i else h + 1 + offset for i, h in enumerate(s.heads)]
                window.heads += heads
                window.labels += [self._labels.get(label, IGNORE) for label in s.deps]
                window.tags += [self._tags.get(tag, IGNORE) for tag in s.tags]
                morphs = map(joined, s.pos, s.morphs)
                window.morphs += [self._morphs.get(label, IGNORE) for label in morphs]
                window.starts += [1] + [0] * (size - 1)
            else:
                for column in (window.heads, window.labels, window.tags, window.morphs):
                    column.extend(missing)
                window.starts += missing
            known = [self._entities.get(tag, IGNORE) for tag in s.ents]
            window.entities += known or missing
        return window

    def windows(self, sentences: Sequence[Sentence], *, longest: int) -> list[Window]:
        """Runs of sentences of up to `longest` words; paragraphs of half that stay alone."""
        found: list[Window] = []
        run: list[Sentence] = []
        size = 0
        for sentence in sentences:
            full = size + len(sentence.words) > longest
            if run and (full or (sentence.opens_paragraph and size > longest // 2)):
                found.append(self.window(run))
                run, size = [], 0
            run.append(sentence)
            size += len(sentence.words)
        return [*found, self.window(run)] if run else found


def batches(windows: Sequence[Window], pieces: Pieces, *, size: int) -> list[list[Window]]:
    """Windows of like length together, each batch up to `size` padded pieces; shuffled."""
    ordered = sorted(windows, key=lambda w: pieces.count(w.words) + random.random())
    found: list[list[Window]] = []
    current: list[Window] = []
    for window in ordered:
        if current and (len(current) + 1) * pieces.count(window.words) > size:
            found.append(current)
            current = []
        current.append(window)
    if current:
        found.append(current)
    random.shuffle(found)
    return found


def column(windows: Sequence[Window], name: str) -> Tensor:
    """One target of a batch as a padded tensor."""
    return pad([getattr(window, name) for window in windows], IGNORE)


def cut(sentence: Sentence, longest: int) -> list[Sentence]:
    """Pieces of an unparsed paragraph of at most `longest` words, cut after a full stop if any."""
    pieces: list[Sentence] = []
    start = 0
    while len(sentence.words) - start > longest:
        stops = [
            i
            for i in range(start + longest // 2, start + longest)
            if sentence.words[i] in {".", "!", "?", "”"}
        ]
        end = stops[-1] + 1 if stops else start + longest
        pieces.append(_part(sentence, start, end))
        start = end
    return [*pieces, _part(sentence, start, len(sentence.words))]


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    ents = sentence.ents[start:end]
    if ents and ents[0].startswith("I-"):
        ents[0] = "B" + ents[0][1:]
    return Sentence(
        words=sentence.words[start:end],
        spaces=sentence.spaces[start:end],
        ents=ents,
        opens_paragraph=sentence.opens_paragraph and start == 0,
    )
