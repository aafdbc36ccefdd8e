"""Teach the network: first the open pairs, then what news needs, with folds to measure that."""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

import paths
from contradiction import pairs as sets
from contradiction.network import Pairs, freeze, start
from contradiction.pairs import Pair
from contradiction.vocabulary import encoder, news, shrink

BUILD = paths.BUILD / "contradiction"
LONGEST = 112
"""Word pieces of both texts together; the longer text is cut first."""


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn."""

    epochs: float
    rate: float
    batch: int = 32
    warm_up: float = 0.06
    seed: int = 5
    stop: int | None = None
    """Steps after which to stop, before the rate has fallen to nothing."""


SEEN = 2000
"""Steps of the first part: 64,000 pairs. Those of the epoch that come later stay unseen, to go on
with, and to fit the weights of the evidence with."""

FIRST = Schedule(epochs=1.0, rate=8e-5, stop=SEEN)
SECOND = Schedule(epochs=2.0, rate=4e-5, seed=6)


def prepare() -> None:
    """Write the small tokenizer and the encoder's weights of its pieces (2 minutes)."""
    BUILD.mkdir(parents=True, exist_ok=True)
    original = json.loads((encoder() / "tokenizer.json").read_text("utf-8"))
    small, kept = shrink(original, news())
    (BUILD / "tokenizer.json").write_text(json.dumps(small, ensure_ascii=False), "utf-8")
    network = start(kept, load_file(encoder() / "model.safetensors"))
    torch.save(network.state_dict(), BUILD / "start.pt")
    print(f"{len(kept)} word pieces", flush=True)


def first() -> None:
    """The open pairs (about an hour on one core)."""
    network = load("start")
    learn(network, sets.open_pairs(), FIRST, name="first")
    torch.save(network.state_dict(), BUILD / "first.pt")


def load(name: str) -> Pairs:
    """The network with the weights kept under a name."""
    weights = torch.load(BUILD / f"{name}.pt")
    network = Pairs(weights["encoder.embeddings.word_embeddings.weight"].shape[0])
    network.load_state_dict(weights)
    return freeze(network)


def tokenizer() -> Tokenizer:
    """The small tokenizer, cutting at `LONGEST`."""
    made = Tokenizer.from_file(str(BUILD / "tokenizer.json"))
    made.enable_truncation(LONGEST, strategy="longest_first")
    return made


Batch = tuple[Tensor, Tensor, Tensor]


def learn(network: Pairs, data: Sequence[Pair], schedule: Schedule, *, name: str) -> None:
    """Teach the network in place, reporting as it goes."""
    torch.manual_seed(schedule.seed)
    shuffler = random.Random(schedule.seed)
    encoded = list(encode(tokenizer(), data))
    learnt = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learnt, lr=schedule.rate, weight_decay=0.01, fused=True)
    steps = int(schedule.epochs * len(data) / schedule.batch)
    network.train()
    losses, begun, step = [], time.time(), 0
    while True:
        for rows in grouped(encoded, schedule.batch, shuffler):
            if step in (steps, schedule.stop):
                network.eval()
                return
            for group in optimiser.param_groups:
                group["lr"] = schedule.rate * _share(step, steps, schedule.warm_up)
            loss = _loss(network, [encoded[r] for r in rows], [data[r] for r in rows])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimiser.step()
            losses.append(float(loss.detach()))
            step += 1
            if step % 100 == 0:
                recent = sum(losses[-100:]) / len(losses[-100:])
                print(
                    f"{name} {step}/{steps} loss {recent:.3f} {time.time() - begun:.0f} s",
                    flush=True,
                )
            if step % 500 == 0:
                torch.save(network.state_dict(), BUILD / f"{name}-so-far.pt")


def _share(step: int, steps: int, warm_up: float) -> float:
    done = step / steps
    return done / warm_up if done < warm_up else (1 - done) / (1 - warm_up)


def encode(made: Tokenizer, data: Sequence[Pair]) -> Iterator[tuple[list[int], list[int]]]:
    """Word pieces and sides of each pair."""
    for at in range(0, len(data), 4096):
        part = [(p.left, p.right) for p in data[at : at + 4096]]
        for found in made.encode_batch(part):
            yield found.ids, found.type_ids


def grouped(
    encoded: Sequence[tuple[list[int], list[int]]], size: int, shuffler: random.Random
) -> Iterator[list[int]]:
    """Batches of pairs about as long as one another, in random order."""
    order = list(range(len(encoded)))
    shuffler.shuffle(order)
    batches = []
    for at in range(0, len(order), size * 50):
        pool = sorted(order[at : at + size * 50], key=lambda n: len(encoded[n][0]))
        batches += [pool[i : i + size] for i in range(0, len(pool), size)]
    shuffler.shuffle(batches)
    yield from batches


def collate(rows: Sequence[tuple[list[int], list[int]]]) -> Batch:
    """Padded (batch, tokens) tensors: ids, mask, sides."""
    longest = max(len(ids) for ids, _ in rows)
    ids, mask, sides = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
    for number, (pieces, types) in enumerate(rows):
        ids[number, : len(pieces)] = torch.tensor(pieces)
        mask[number, : len(pieces)] = 1
        sides[number, : len(types)] = torch.tensor(types)
    return ids, mask, sides


def _loss(
    network: Pairs, rows: Sequence[tuple[list[int], list[int]]], data: Sequence[Pair]
) -> Tensor:
    answer, degrees = network(*collate(rows))
    loss = answer.new_zeros(())
    labelled = [n for n, p in enumerate(data) if p.label is not None]
    if labelled:
        truth = torch.tensor([data[n].label for n in labelled])
        loss = loss + len(labelled) * torch.nn.functional.cross_entropy(answer[labelled], truth)
    for column, values in enumerate(([p.weakens for p in data], [p.likeness for p in data])):
        known = [n for n, v in enumerate(values) if v is not None]
        if known:
            truth = torch.tensor([values[n] for n in known], dtype=torch.float32)
            found = torch.nn.functional.binary_cross_entropy_with_logits(
                degrees[known, column], truth
            )
            loss = loss + len(known) * found
    return loss / len(data)


def predict(network: Pairs, data: Sequence[Pair]) -> tuple[Tensor, Tensor]:
    """(pairs, 3) probabilities and (pairs, 2) degrees, 0 to 1."""
    network.eval()
    encoded = list(encode(tokenizer(), data))
    order = sorted(range(len(data)), key=lambda n: len(encoded[n][0]))
    answers, degrees = torch.zeros(len(data), 3), torch.zeros(len(data), 2)
    with torch.inference_mode():
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            answer, degree = network(*collate([encoded[n] for n in part]))
            answers[part], degrees[part] = answer.softmax(-1), degree.sigmoid()
    return answers, degrees


def where(name: str) -> Path:
    """The file of weights kept under a name."""
    return BUILD / f"{name}.pt"
