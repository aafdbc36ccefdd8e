"""Annotate windows of words with the teacher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch

from teacher.inputs import Pieces, batch
from teacher.model import Teacher
from teacher.targets import ENTITY_TAGS, Inventory
from teacher.trees import best_tree


@dataclass(slots=True)
class Parse:
    """What the teacher says of one window; heads as in `Sentence`, but within the window."""

    tags: list[str]
    pos: list[str]
    morphs: list[str]
    heads: list[int]
    deps: list[str]
    starts: list[bool]
    ents: list[str]


class Annotator:
    """A trained teacher with its label sets."""

    def __init__(self, model: Teacher, inventory: Inventory, pieces: Pieces) -> None:
        self.model, self._inventory, self._pieces = model, inventory, pieces
        self.width = model.root.shape[0]
        self.last_words = np.zeros((0, 0, 0), dtype=np.float32)
        """B x W x width: the vectors of the last batch's words, in context."""

    @torch.inference_mode()
    def annotate(self, windows: Sequence[Sequence[str]]) -> list[Parse]:
        """One `Parse` a window."""
        self.model.eval()
        inputs = batch(self._pieces, windows)
        scores = self.model(inputs)
        self.last_words = scores.words.numpy()
        starts = (scores.starts.argmax(-1) == 1).numpy()
        starts[:, 0] = True
        arcs = scores.arcs.log_softmax(-1).numpy()
        heads = np.zeros(starts.shape, dtype=np.int64)
        for row, words in enumerate(windows):
            heads[row, : len(words)] = _trees(arcs[row], starts[row, : len(words)])
        relations = self.model.label_scores(scores, torch.from_numpy(heads))
        relations = self._only_roots_are_root(relations, heads)
        columns = [c.argmax(-1).tolist() for c in (scores.tags, scores.morphs, relations)]
        entities = scores.entities.log_softmax(-1).numpy()
        found = []
        for row, words in enumerate(windows):
            tags, morphs, labels = (column[row][: len(words)] for column in columns)
            both = [self._inventory.morphs[m].split("|", 1) for m in morphs]
            parse = Parse(
                tags=[self._inventory.tags[t] for t in tags],
                pos=[pos for pos, _ in both],
                morphs=[morph for _, morph in both],
                heads=[i if h == 0 else int(h) - 1 for i, h in enumerate(heads[row, : len(words)])],
                deps=[self._inventory.labels[r] for r in labels],
                starts=starts[row, : len(words)].tolist(),
                ents=best_entities(entities[row, : len(words)]),
            )
            found.append(parse)
        return found

    def _only_roots_are_root(self, relations: torch.Tensor, heads: np.ndarray) -> torch.Tensor:
        root = self._inventory.labels.index("ROOT")
        relations[..., root] = torch.where(torch.from_numpy(heads == 0), 1e4, -1e4)
        return relations


def _trees(arcs: np.ndarray, starts: np.ndarray) -> list[int]:
    """One tree per sentence; `arcs` is W x (1 + W), `starts` tells where sentences begin."""
    begins = [*np.flatnonzero(starts).tolist(), len(starts)]
    heads: list[int] = []
    for begin, end in pairwise(begins):
        own = arcs[begin:end]
        square = np.concatenate([own[:, :1], own[:, begin + 1 : end + 1]], axis=1)
        heads += [head + begin if head else 0 for head in best_tree(square)]
    return heads


def _may_follow(previous: str, tag: str) -> bool:
    """Whether an IOB2 tag may follow another: I-X only B-X or I-X."""
    return not tag.startswith("I") or (previous != "O" and previous[1:] == tag[1:])


_TRANSITIONS = np.array(
    [[0.0 if _may_follow(p, tag) else -1e9 for tag in ENTITY_TAGS] for p in ENTITY_TAGS]
)


def best_entities(scores: np.ndarray) -> list[str]:
    """The best well-formed IOB2 sequence (Viterbi) under W x tags scores."""
    best = scores[0] + np.array([-1e9 if tag[0] == "I" else 0.0 for tag in ENTITY_TAGS])
    back: list[np.ndarray] = []
    for row in scores[1:]:
        paths = best[:, None] + _TRANSITIONS
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    state = int(best.argmax())
    states = [state]
    for pointers in reversed(back):
        state = int(pointers[state])
        states.append(state)
    return [ENTITY_TAGS[state] for state in reversed(states)]
