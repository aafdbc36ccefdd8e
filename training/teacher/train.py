"""Train the teacher on the treebanks and the entity sets together."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import spacy
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

import paths
from corpora import entities, news, treebanks
from corpora.convert import NEWS_DEV_DOCS
from corpora.sentence import Sentence
from teacher.inputs import Pieces, batch
from teacher.model import Teacher
from teacher.predict import Annotator
from teacher.score import score
from teacher.targets import IGNORE, Encoder, Inventory, Window, batches, column, cut

EPOCHS = 4
ENCODER_RATE, HEAD_RATE, WARMUP = 2e-4, 1.5e-3, 0.08
BATCH_PIECES = 900
NEWS_WORDS = 45_000
"""Words of machine-labelled news in one epoch; each epoch takes others."""
LONGEST = 120
"""Words in one window."""


def folder() -> Path:
    """Where the teacher is kept."""
    return paths.BUILD / "teacher"


def train(epochs: int = EPOCHS) -> None:
    """Train, tell dev scores after each epoch, store the last weights."""
    random.seed(0)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    banks = {b: treebanks.read(paths.treebank(b, "train")) for b in treebanks.BANKS}
    inventory = Inventory.of(chain.from_iterable(banks.values()))
    pieces = Pieces()
    model = Teacher(
        tags=len(inventory.tags),
        morphs=len(inventory.morphs),
        labels=len(inventory.labels),
        entities=9,
    )
    epoch_data = _EpochData(banks, Encoder(inventory), pieces)
    steps = epochs * len(epoch_data.make())
    optimizer, schedule = _optimizer(model, steps)
    begun, step = time.time(), 0
    for epoch in range(epochs):
        total = 0.0
        for windows in epoch_data.make():
            total += _step(model, pieces, windows, optimizer)
            schedule.step()
            step += 1
            if step % 100 == 0:
                print(f"step {step}/{steps} {time.time() - begun:.0f} s", flush=True)
        print(f"epoch {epoch + 1} loss {total:.0f} {time.time() - begun:.0f} s", flush=True)
        if epoch % 2:
            print(json.dumps(score(Annotator(model, inventory, pieces), "dev")), flush=True)
        save(model, inventory)


def _step(
    model: Teacher, pieces: Pieces, windows: list[Window], optimizer: torch.optim.Optimizer
) -> float:
    model.train()
    loss = _loss(model, pieces, windows)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
    optimizer.step()
    return float(loss.detach())


def _loss(model: Teacher, pieces: Pieces, windows: list[Window]) -> Tensor:
    scores = model(batch(pieces, [window.words for window in windows]))
    loss = torch.zeros(())
    if any(window.heads[0] != IGNORE for window in windows):
        heads = column(windows, "heads")
        relations = model.label_scores(scores, heads.clamp(min=0))
        for found, name in (
            (scores.arcs, "heads"),
            (relations, "labels"),
            (scores.tags, "tags"),
            (scores.morphs, "morphs"),
            (scores.starts, "starts"),
        ):
            loss = loss + _entropy(found, column(windows, name))
    known = column(windows, "entities")
    if bool((known != IGNORE).any()):
        loss = loss + _entropy(scores.entities, known)
    return loss


def _entropy(scores: Tensor, target: Tensor) -> Tensor:
    return cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)


class _EpochData:
    """All batches of an epoch: both treebanks, half of the small entity sets, some news."""

    def __init__(self, banks: dict[str, list[Sentence]], encoder: Encoder, pieces: Pieces) -> None:
        self._banks, self._encoder, self._pieces = banks, encoder, pieces
        self._sets = [s for read in entities.READERS.values() for s in read(paths.DATA, "train")]
        self._news = _news("train")
        self._next = 0

    def make(self) -> list[list[Window]]:
        """Batches in random order, windows cut anew."""
        windows: list[Window] = []
        for sentences in self._banks.values():
            windows += self._encoder.windows(sentences, longest=random.randint(70, LONGEST))
        parsed = batches(windows, self._pieces, size=BATCH_PIECES)
        sets = random.sample(self._sets, len(self._sets) // 2)
        named = [self._encoder.window([s]) for s in sets]
        named += self._encoder.windows(self._news_part(), longest=LONGEST)
        found = parsed + batches(named, self._pieces, size=BATCH_PIECES)
        random.shuffle(found)
        return found

    def _news_part(self) -> list[Sentence]:
        chosen: list[Sentence] = []
        size = 0
        while size < NEWS_WORDS:
            sentence = self._news[self._next % len(self._news)]
            self._next += 1
            chosen.append(sentence)
            size += len(sentence.words)
        return chosen


def _news(part: str) -> list[Sentence]:
    articles = news.labelled_paragraphs(spacy.blank("en"), paths.DATA)
    random.Random(0).shuffle(articles)
    chosen = articles[:NEWS_DEV_DOCS] if part == "dev" else articles[NEWS_DEV_DOCS:]
    return [piece for article in chosen for s in article for piece in cut(s, LONGEST) if s.words]


def _optimizer(
    model: Teacher, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    inside = {id(parameter) for parameter in encoder}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in inside]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def rate(step: int) -> float:
        warm = step / max(1, WARMUP * steps)
        left = max(0.0, (steps - step) / ((1 - WARMUP) * steps))
        return min(warm, 0.5 * (1 - math.cos(math.pi * min(1.0, left))))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def save(model: Teacher, inventory: Inventory) -> None:
    """Store weights and label sets."""
    folder().mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), folder() / "weights.pt")
    (folder() / "labels.json").write_text(json.dumps(asdict(inventory)), encoding="utf8")


def load() -> Annotator:
    """The stored teacher."""
    inventory = Inventory(**json.loads((folder() / "labels.json").read_text(encoding="utf8")))
    model = Teacher(
        tags=len(inventory.tags),
        morphs=len(inventory.morphs),
        labels=len(inventory.labels),
        entities=9,
    )
    model.load_state_dict(torch.load(folder() / "weights.pt", weights_only=True))
    return Annotator(model, inventory, Pieces())


def dev_news() -> Sequence[Sentence]:
    """The machine-labelled paragraphs that no model is trained on."""
    return _news("dev")
