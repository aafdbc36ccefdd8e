"""Articles as padded batches of paragraphs, with what is to be learned from each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sinorus_claims.claims.learned.inputs import Vocabulary, numbers_of
from sinorus_claims.claims.learned.model import CONTENT, CUE, NONE, SOURCE
from sinorus_claims.claims.learned.windows import windows
from torch import Tensor

from attribution.corpus import Text

ROLES = 4
LEAST_LEMMA, LEAST_RELATION = 3, 50
"""What is rarer in the training articles counts as unknown."""


@dataclass(slots=True)
class Window:
    """Part of a text and its targets, as probabilities."""

    text: Text
    tokens: list[int]
    cues: NDArray[np.floating]
    """[tokens]"""
    places: list[int]
    """Where in the window the cues stand whose roles are known."""
    roles: NDArray[np.floating]
    """[places, tokens, ROLES]"""


@dataclass(slots=True)
class Batch:
    """B windows of W tokens; C cues in all. Numbers as in `learned.inputs.Inputs`."""

    windows: list[Window]
    vectors: Tensor
    lemmas: Tensor
    pos: Tensor
    deps: Tensor
    heads: Tensor
    quoted: Tensor
    sentences: Tensor
    mask: Tensor
    cues: Tensor
    """B x W"""
    places: Tensor
    """C x 2: window, place."""
    roles: Tensor
    """C x W x ROLES"""


def vocabulary(texts: Sequence[Text]) -> Vocabulary:
    """Everything seen at least so often."""

    def table(counts: Counter[str], least: int) -> dict[str, int]:
        kept = sorted(word for word, n in counts.items() if n >= least)
        return {word: number for number, word in enumerate(kept, 1)}

    return Vocabulary(
        table(Counter(w for t in texts for w in t.lemmas), LEAST_LEMMA),
        table(Counter(w for t in texts for w in t.pos), 1),
        table(Counter(w for t in texts for w in t.deps), LEAST_RELATION),
    )


def annotated(text: Text) -> list[Window]:
    """The windows of a text with the annotators' attributions."""
    found: list[Window] = []
    for tokens in windows(text.words, text.starts):
        place = {token: n for n, token in enumerate(tokens)}
        held = [gold for gold in text.gold if gold.head in place]
        cues = np.zeros(len(tokens), dtype=np.float32)
        roles = np.zeros((len(held), len(tokens), ROLES), dtype=np.float32)
        roles[:, :, NONE] = 1
        for row, gold in enumerate(held):
            cues[place[gold.head]] = 1
            for role, part in ((CONTENT, gold.content), (SOURCE, gold.source), (CUE, gold.cue)):
                for n in (place[token] for token in part if token in place):
                    roles[row, n] = np.eye(ROLES)[role]
        found.append(Window(text, tokens, cues, [place[gold.head] for gold in held], roles))
    return found


def batch(chosen: Sequence[Window], known: Vocabulary) -> Batch:
    """Pad windows."""
    size, width = len(chosen), max(len(w.tokens) for w in chosen)
    vectors = np.zeros((size, width, chosen[0].text.vectors.shape[1]), dtype=np.float32)
    numbers = np.zeros((6, size, width), dtype=np.int64)
    numbers[3] = np.arange(width)
    mask, cues = np.zeros((size, width), dtype=bool), np.zeros((size, width), dtype=np.float32)
    places = [(row, place) for row, window in enumerate(chosen) for place in window.places]
    roles = np.zeros((len(places), width, ROLES), dtype=np.float32)
    next_cue = 0
    for row, window in enumerate(chosen):
        count = len(window.tokens)
        vectors[row, :count] = window.text.vectors[window.tokens]
        numbers[:, row, :count] = numbers_of(window.text, window.tokens, known)
        mask[row, :count], cues[row, :count] = True, window.cues
        roles[next_cue : next_cue + len(window.places), :count] = window.roles
        next_cue += len(window.places)
    tensors = [torch.from_numpy(n) for n in (vectors, *numbers, mask, cues)]
    at = torch.tensor(places, dtype=torch.long).reshape(-1, 2)
    return Batch(list(chosen), *tensors, at, torch.from_numpy(roles))


def batches(
    found: Sequence[Window], known: Vocabulary, *, words: int, shuffle: random.Random
) -> Iterator[Batch]:
    """Windows of like length together, about `words` tokens a batch, in random order."""
    order = list(found)
    shuffle.shuffle(order)
    groups: list[list[Window]] = []
    for start in range(0, len(order), 2000):
        group: list[Window] = []
        for window in sorted(order[start : start + 2000], key=lambda w: len(w.tokens)):
            if group and (len(group) + 1) * len(window.tokens) > words:
                groups.append(group)
                group = []
            group.append(window)
        if group:
            groups.append(group)
    shuffle.shuffle(groups)
    for group in groups:
        yield batch(group, known)
