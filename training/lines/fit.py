"""Fit the network of `sinorus_claims.articles.network` to samples, and write its weights."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sinorus_claims.articles.dumps.line_model import NAMES
from torch import nn

from weights import write_network

from .samples import Sample

DILATIONS = (1, 2, 4, 8, 16)


@dataclass(frozen=True)
class Recipe:
    """How the network is made and trained."""

    width: int = 32
    embedded: int = 16
    epochs: int = 5
    batch: int = 12
    rate: float = 6e-3
    decay: float = 0.1
    dropout: float = 0.25
    token_dropout: float = 0.4
    seed: int = 1


class Lines(nn.Module):
    """The network, for training; see `sinorus_claims.articles.network` for the formulas."""

    def __init__(self, tokens: int, features: int, recipe: Recipe) -> None:
        super().__init__()
        width = recipe.width
        self.recipe = recipe
        self.embedding = nn.EmbeddingBag(tokens + 1, recipe.embedded, mode="sum")
        nn.init.normal_(self.embedding.weight, 0, 0.1)
        self.first = nn.Linear(recipe.embedded + features, width)
        self.near = nn.ModuleList(nn.Linear(3 * width, width) for _ in DILATIONS)
        self.page = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in DILATIONS)
        self.last = nn.Linear(width, 1)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Scores [pages, lines]."""
        pages, lines = batch.mask.shape
        kept = torch.ones(len(batch.flat))
        if self.training:
            kept = (torch.rand(len(batch.flat)) >= self.recipe.token_dropout).float()
        sums = self.embedding(batch.flat, batch.offsets, per_sample_weights=kept)
        vectors = sums / batch.sizes.clamp(min=1).sqrt()[:, None]
        vectors = self.drop(vectors).view(pages, lines, -1)
        here = batch.mask[:, :, None]
        rows = torch.relu(self.first(torch.cat([vectors, batch.features], dim=2))) * here
        count = batch.mask.sum(dim=1)[:, None, None]
        for step, near, page in zip(DILATIONS, self.near, self.page, strict=True):
            mean = rows.sum(dim=1, keepdim=True) / count
            padded = nn.functional.pad(rows, (0, 0, step, step))
            around = torch.cat([padded[:, :lines], rows, padded[:, 2 * step :]], dim=2)
            rows = (rows + self.drop(torch.relu(near(around) + page(mean)))) * here
        return self.last(rows)[:, :, 0]


@dataclass
class Batch:
    """Pages of like length, padded."""

    flat: torch.Tensor
    """Numbers of all tokens, line by line."""
    offsets: torch.Tensor
    """Where each line's tokens begin in `flat`."""
    sizes: torch.Tensor
    features: torch.Tensor
    label: torch.Tensor
    weight: torch.Tensor
    mask: torch.Tensor


@dataclass(frozen=True)
class Fitted:
    """A trained network and what it needs to read a sample."""

    model: Lines
    mean: np.ndarray
    scale: np.ndarray


def fit(samples: list[Sample], tokens: int, recipe: Recipe) -> Fitted:
    """A network of so many `tokens` trained on `samples`."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    stacked = np.concatenate([s.features for s in samples])
    mean, scale = stacked.mean(axis=0), stacked.std(axis=0).clip(min=1e-3)
    order = sorted(samples, key=lambda s: len(s.label) * chance.uniform(0.9, 1.1))
    size = recipe.batch
    batches = [_batch(order[n : n + size], mean, scale) for n in range(0, len(order), size)]
    model = Lines(tokens, len(NAMES), recipe)
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=recipe.epochs * len(batches)
    )
    model.train()
    for epoch in range(recipe.epochs):
        chance.shuffle(batches)
        total = 0.0
        for batch in batches:
            scores = model(batch)
            loss = nn.functional.binary_cross_entropy_with_logits(
                scores, batch.label, weight=batch.weight, reduction="sum"
            ) / len(batch.label)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch + 1}: loss {total / len(batches):.4f}", flush=True)
    return Fitted(model.eval(), mean, scale)


def _batch(samples: list[Sample], mean: np.ndarray, scale: np.ndarray) -> Batch:
    pages, lines = len(samples), max(len(s.label) for s in samples)
    sizes = np.zeros((pages, lines), dtype=np.int64)
    features = np.zeros((pages, lines, len(mean)), dtype=np.float32)
    label, weight, mask = (np.zeros((pages, lines), dtype=np.float32) for _ in range(3))
    for n, sample in enumerate(samples):
        size = len(sample.label)
        sizes[n, :size] = sample.sizes
        features[n, :size] = (sample.features - mean) / scale
        label[n, :size], mask[n, :size] = sample.label, 1
        # Lines count by their words, as in the referee's measure, but short ones too.
        share = np.sqrt(sample.words + 2)
        weight[n, :size] = share / share.sum() * np.sqrt(size)
    flat_sizes = sizes.reshape(-1)
    return Batch(
        flat=torch.from_numpy(np.concatenate([s.flat for s in samples]).astype(np.int64)),
        offsets=torch.from_numpy(np.cumsum(flat_sizes) - flat_sizes),
        sizes=torch.from_numpy(flat_sizes.astype(np.float32)),
        features=torch.from_numpy(features),
        label=torch.from_numpy(label),
        weight=torch.from_numpy(weight),
        mask=torch.from_numpy(mask),
    )


def predict(fitted: Fitted, samples: list[Sample]) -> list[np.ndarray]:
    """Probability of each line of each sample."""
    with torch.no_grad():
        scores = (fitted.model(_batch([s], fitted.mean, fitted.scale))[0] for s in samples)
        return [torch.sigmoid(s).numpy() for s in scores]


def export(fitted: Fitted, tokens: list[str], path: Path, threshold: float) -> None:
    """Write the weights; the first vector stands for tokens that were left out, and is not."""
    write_network(
        path,
        fitted.model,
        tokens,
        names=NAMES,
        mean=fitted.mean,
        scale=fitted.scale,
        dilations=DILATIONS,
        threshold=threshold,
    )
