"""The loop that both networks are taught in."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from sinorus_claims.claims.learned.inputs import Vocabulary
from torch import Tensor
from torch.nn import functional

from attribution.batches import Batch, Window, batches
from attribution.network import Attributor

WARMUP = 100
CUE_WEIGHT, ROLE_WEIGHT = 20.0, 2.0
"""One token in forty is a cue: without weight the cues would hardly count."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How long to teach."""

    epochs: int
    words: int
    """Tokens of a batch."""


def loss_of(model: Attributor, b: Batch) -> tuple[Tensor, Tensor]:
    """(of cues, of roles): cross-entropy with the targets' probabilities."""
    states = model.states(b)
    scores = model.cue_scores(states)
    cues = functional.binary_cross_entropy_with_logits(scores[b.mask], b.cues[b.mask])
    if not len(b.places):
        return cues, torch.zeros(())
    held = b.mask[b.places[:, 0]]
    roles = model.roles(states, b, b.places)
    return cues, functional.cross_entropy(roles[held], b.roles[held])


def learn(
    model: Attributor,
    epoch: Callable[[random.Random], list[Window]],
    known: Vocabulary,
    *,
    groups: list[dict[str, Any]],
    rates: Rates,
) -> None:
    """Teach in place, with a linear warm-up and a linear decay of the rates."""
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    shuffle = random.Random(1)
    size = sum(len(w.tokens) for w in epoch(random.Random(0)))
    steps = int(1.05 * rates.epochs * size / rates.words) + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / WARMUP) * max(0.01, 1 - s / steps)
    )
    begun = time.time()
    for number in range(rates.epochs):
        model.train()
        sums = [0.0, 0.0]
        found = batches(epoch(shuffle), known, words=rates.words, shuffle=shuffle)
        for count, b in enumerate(found, 1):
            cues, roles = loss_of(model, b)
            optimizer.zero_grad()
            (CUE_WEIGHT * cues + ROLE_WEIGHT * roles).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            sums = [sums[0] + float(cues.detach()), sums[1] + float(roles.detach())]
            if count % 100 == 0:
                told = " ".join(f"{s / count:.4f}" for s in sums)
                print(number, count, told, f"{time.time() - begun:.0f} s", flush=True)
