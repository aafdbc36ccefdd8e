"""The table: begun with the encoder's view of each piece, taught with its view of sentences."""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sinorus_claims.groups.features import split_words
from sinorus_claims.groups.similarity.static import Pieces, spoken_words
from torch import Tensor
from torch.nn.functional import cross_entropy, embedding_bag, normalize

import paths

from .sentences import Scored, entailed, scored
from .teacher import BUILD, Encoder, encoded

WIDTH = 128
RARE = 1e-3
"""A piece weighs RARE / (RARE + its share of all pieces) to begin with."""

Bag = tuple[int, ...]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn, and what each aim weighs."""

    epochs: int = 10
    rate: float = 4e-3
    batch: int = 512
    place: float = 1.0
    """Each sentence's own place among the encoder's."""
    distances: float = 10.0
    """The encoder's cosines of the sentences in a batch."""
    people: float = 2.0
    """What people found alike."""
    entailment: float = 0.1
    """Texts that follow from one another are nearer than others."""
    seed: int = 5


def pieces() -> list[str]:
    """The pieces that have a vector: letters only, in the order of the shared vocabulary."""
    path = paths.BUILD / "contradiction" / "tokenizer.json"
    known: dict[str, int] = json.loads(path.read_text("utf-8"))["model"]["vocab"]
    return [p for p in sorted(known, key=lambda p: known[p]) if p.removeprefix("##").isalpha()]


def bags(found: Sequence[str], known: Pieces) -> list[Bag]:
    """The pieces of each text, as at run time."""
    return [tuple(n for w in spoken_words(split_words(t)) for n in known.split(w)) for t in found]


def raw(every: Sequence[str]) -> NDArray[np.float32]:
    """(pieces, 384): what the encoder makes of each piece alone; kept."""
    path = BUILD / "pieces.npy"
    if not path.exists():
        encoder = Encoder()
        rows = [(101, encoder.tokenizer.token_to_id(p), 102) for p in every]
        np.save(path, encoder.encode_ids(rows, 512))
    return np.asarray(np.load(path), np.float32)


def begin(
    vectors: NDArray[np.float32], taught: Sequence[Bag], targets: NDArray[np.float32], width: int
) -> tuple[Tensor, Tensor]:
    """The table before it is taught (pieces, width), and the sentences' places (texts, width)."""
    _, _, axes = np.linalg.svd(targets[:20_000], full_matrices=False)
    turn = axes[:width].T
    counts = Counter(n for bag in taught for n in bag)
    share = np.array([counts[n] for n in range(len(vectors))]) / counts.total()
    weights = RARE / (RARE + share)
    centred = vectors - vectors.mean(axis=0)
    return (
        torch.tensor(centred @ turn * weights[:, None], dtype=torch.float32),
        normalize(torch.tensor(targets @ turn), dim=-1),
    )


class Batch:
    """Texts as the table sums them."""

    def __init__(self, rows: Sequence[Bag]) -> None:
        self.flat = torch.tensor([n for row in rows for n in row])
        self.starts = torch.tensor(np.cumsum([0, *map(len, rows)])[:-1])

    def of(self, table: Tensor) -> Tensor:
        """(texts, width) unit vectors."""
        return normalize(embedding_bag(self.flat, table, self.starts, mode="sum"), dim=-1)


def learn(
    table: Tensor, rows: Sequence[Bag], places: Tensor, targets: Tensor,
    pairs: PairSets, schedule: Schedule,
) -> Tensor:  # fmt: skip
    """The table, taught."""
    torch.manual_seed(schedule.seed)
    shuffler = random.Random(schedule.seed)
    table = table.clone().requires_grad_()
    optimiser = torch.optim.Adam([table], lr=schedule.rate)
    steps = schedule.epochs * (len(rows) // schedule.batch)
    step, begun = 0, time.time()
    for epoch in range(schedule.epochs):
        for part in _parts(len(rows), schedule.batch, shuffler):
            for group in optimiser.param_groups:
                group["lr"] = schedule.rate * (1 - step / steps)
            made = Batch([rows[n] for n in part]).of(table)
            loss = schedule.place * (1 - (made * places[part]).sum(-1)).mean()
            truth = targets[part]
            loss = loss + schedule.distances * (made @ made.T - truth @ truth.T).square().mean()
            loss = loss + pairs.loss(table, shuffler, schedule)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
        print(f"epoch {epoch}: loss {loss.item():.4f}, {time.time() - begun:.0f} s", flush=True)
    return table.detach()


def _parts(count: int, size: int, shuffler: random.Random) -> Iterator[list[int]]:
    order = list(range(count))
    shuffler.shuffle(order)
    for at in range(0, count - size + 1, size):
        yield order[at : at + size]


class PairSets:
    """Pairs that people scored, and pairs of which one text follows from the other."""

    def __init__(self, known: Pieces) -> None:
        people = scored("headlines", outside=True)
        self.left, self.right = (bags(t, known) for t in _sides(people))
        self.scores = torch.tensor([p.score / 5 for p in people])
        sides = zip(*entailed(), strict=True)
        self.premises, self.conclusions = (bags(side, known) for side in sides)

    def loss(self, table: Tensor, shuffler: random.Random, schedule: Schedule) -> Tensor:
        """Of a sample of both."""
        part = shuffler.sample(range(len(self.scores)), 128)
        left, right = (Batch([side[n] for n in part]).of(table) for side in (self.left, self.right))
        people = ((left * right).sum(-1) - self.scores[part]).square().mean()
        part = shuffler.sample(range(len(self.premises)), 128)
        sides = (self.premises, self.conclusions)
        left, right = (Batch([side[n] for n in part]).of(table) for side in sides)
        nearest = cross_entropy(20 * left @ right.T, torch.arange(len(part)))
        return schedule.people * people + schedule.entailment * nearest


def _sides(pairs: Sequence[Scored]) -> tuple[list[str], list[str]]:
    return [p.left for p in pairs], [p.right for p in pairs]


def cosines(table: Tensor, pairs: Sequence[Scored], known: Pieces) -> NDArray[np.float32]:
    """(pairs,) likeness by the table."""
    left, right = (Batch(bags(side, known)).of(table) for side in _sides(pairs))
    return np.asarray((left * right).sum(-1).numpy())


def pearson(table: Tensor, known: Pieces) -> float:
    """Correlation with people's scores of headlines, which nothing was taught with."""
    pairs = scored("headlines")
    return float(np.corrcoef(cosines(table, pairs, known), [p.score for p in pairs])[0, 1])


def train(schedule: Schedule | None = None, width: int = WIDTH) -> tuple[list[str], Tensor]:
    """Pieces and table."""
    every = pieces()
    known = Pieces(every)
    found, targets = encoded()
    rows = bags(found, known)
    table, places = begin(raw(every), rows, targets, width)
    print(f"{len(rows)} texts; before: {pearson(table, known):.4f}", flush=True)
    table = learn(
        table, rows, places, torch.tensor(targets), PairSets(known), schedule or Schedule()
    )
    print(f"after: {pearson(table, known):.4f}", flush=True)
    return every, table
