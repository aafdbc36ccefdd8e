"""Fit the network of `sinorus_claims.articles.network` to pages, and write its weights."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sinorus_claims.articles.pages.features import FEATURES
from torch import nn

from weights import write_network

from .samples import Sample


@dataclass(frozen=True)
class Recipe:
    """How the network is made and trained; the values are those of the best trial."""

    width: int = 48
    embedded: int = 24
    dilations: tuple[int, ...] = (1, 2, 4)
    epochs: int = 12
    batch: int = 8
    rate: float = 3e-3
    decay: float = 0.02
    dropout: float = 0.3
    token_dropout: float = 0.5
    domains: int = 8
    """A token is known if pages of so many domains have it: else the topics of a few leak in."""
    seed: int = 0


class Pages(nn.Module):
    """The network, for training; see `sinorus_claims.articles.network` for the formulas."""

    def __init__(self, tokens: int, recipe: Recipe) -> None:
        super().__init__()
        width, self.dilations = recipe.width, recipe.dilations
        self.embedding = nn.Embedding(tokens, recipe.embedded)
        nn.init.normal_(self.embedding.weight, 0, 0.3)
        self.first = nn.Linear(recipe.embedded + len(FEATURES), width)
        self.near = nn.ModuleList(nn.Linear(3 * width, width) for _ in self.dilations)
        self.page = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in self.dilations)
        self.last = nn.Linear(width, 1)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Scores of all blocks of all pages, one after another."""
        sums = nn.functional.embedding_bag(
            batch.flat, self.embedding.weight, batch.offsets, mode="sum"
        )
        bags = sums / batch.sizes.clamp(min=1).sqrt()[:, None]
        rows = torch.relu(self.first(torch.cat([self.drop(bags), batch.features], 1)))
        padded = nn.utils.rnn.pad_sequence(torch.split(rows, batch.lengths), batch_first=True)
        lengths = torch.tensor(batch.lengths)
        here = (torch.arange(padded.shape[1])[None] < lengths[:, None]).float()[..., None]
        for step, near, page in zip(self.dilations, self.near, self.page, strict=True):
            before = nn.functional.pad(padded, (0, 0, step, 0))[:, : padded.shape[1]]
            behind = nn.functional.pad(padded, (0, 0, 0, step))[:, step:]
            mean = padded.sum(1) / lengths[:, None]
            around = torch.cat([before, padded, behind], 2)
            padded = (padded + self.drop(torch.relu(near(around) + page(mean)[:, None]))) * here
        scores = self.last(padded)[..., 0]
        return torch.cat([scores[n, :size] for n, size in enumerate(batch.lengths)])


@dataclass(frozen=True)
class Batch:
    """Pages one after another."""

    flat: torch.Tensor
    """Numbers of all tokens, block by block."""
    offsets: torch.Tensor
    sizes: torch.Tensor
    features: torch.Tensor
    lengths: list[int]
    """Blocks of each page."""


@dataclass(frozen=True)
class Fitted:
    """A trained network, and what it needs to read a page."""

    model: Pages
    tokens: list[str]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]


@dataclass(frozen=True)
class _Numbered:
    """A page with the numbers of its tokens."""

    sample: Sample
    flat: NDArray[np.int64]
    owners: NDArray[np.int64]
    features: NDArray[np.float32]


def vocabulary(samples: list[Sample], domains: int) -> list[str]:
    """The tokens that pages of so many domains have."""
    seen: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for token in {t for bag in sample.bags for t in bag if "\n" not in t}:
            seen[token].add(sample.domain)
    return sorted(t for t, where in seen.items() if len(where) >= domains)


def fit(samples: list[Sample], recipe: Recipe) -> Fitted:
    """A network trained on `samples`."""
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    tokens = vocabulary(samples, recipe.domains)
    stacked = np.concatenate([s.features for s in samples])
    mean, scale = stacked.mean(axis=0), stacked.std(axis=0) + 1e-3
    model = Pages(len(tokens), recipe)
    fitted = Fitted(model, tokens, mean, scale)
    pages = _numbered(fitted, samples)
    steps = recipe.epochs * -(-len(pages) // recipe.batch)
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=steps, pct_start=0.2
    )
    model.train()
    for epoch in range(recipe.epochs):
        order, total = chance.permutation(len(pages)), 0.0
        for at in range(0, len(order), recipe.batch):
            chosen = [pages[n] for n in order[at : at + recipe.batch]]
            scores = model(_batch(chosen, chance=chance, dropped=recipe.token_dropout))
            loss = _loss(scores, chosen)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chosen)
        print(f"  epoch {epoch + 1}: loss {total / len(pages):.4f}", flush=True)
    model.eval()
    return fitted


def _numbered(fitted: Fitted, samples: list[Sample]) -> list[_Numbered]:
    number = {token: n for n, token in enumerate(fitted.tokens)}
    found = []
    for sample in samples:
        bags = [[number[t] for t in bag if t in number] for bag in sample.bags]
        flat = np.array([n for bag in bags for n in bag], dtype=np.int64)
        owners = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
        features = ((sample.features - fitted.mean) / fitted.scale).astype(np.float32)
        found.append(_Numbered(sample, flat, owners, features))
    return found


def _batch(
    pages: list[_Numbered], *, chance: np.random.Generator | None = None, dropped: float = 0.0
) -> Batch:
    flats, counts = [], []
    for page in pages:
        flat, owners = page.flat, page.owners
        if chance is not None:
            kept = chance.random(len(flat)) >= dropped
            flat, owners = flat[kept], owners[kept]
        flats.append(flat)
        counts.append(np.bincount(owners, minlength=len(page.features)))
    sizes = np.concatenate(counts)
    return Batch(
        flat=torch.from_numpy(np.concatenate(flats)),
        offsets=torch.from_numpy(np.cumsum(sizes) - sizes),
        sizes=torch.from_numpy(sizes.astype(np.float32)),
        features=torch.from_numpy(np.concatenate([p.features for p in pages])),
        lengths=[len(p.features) for p in pages],
    )


def _loss(scores: torch.Tensor, pages: list[_Numbered]) -> torch.Tensor:
    """Cross-entropy, blocks weighted by the root of their words, and one minus a smooth F1."""
    loss = torch.zeros(())
    for page, own in zip(pages, torch.split(scores, [len(p.features) for p in pages]), strict=True):
        label, words = torch.from_numpy(page.sample.label), torch.from_numpy(page.sample.words)
        weight = words.clamp(min=1).sqrt()
        entropy = nn.functional.binary_cross_entropy_with_logits(
            own, label, weight=weight / weight.sum(), reduction="sum"
        )
        chosen, true = torch.sigmoid(own) * words, label * words
        overlap = 2 * (chosen * label).sum() / (chosen.sum() + true.sum() + 1)
        loss = loss + entropy + 1 - overlap
    return loss / len(pages)


def predict(fitted: Fitted, samples: list[Sample]) -> list[NDArray[np.float32]]:
    """Probability of each block of each page."""
    with torch.no_grad():
        scores = (fitted.model(_batch([page])) for page in _numbered(fitted, samples))
        return [torch.sigmoid(s).numpy() for s in scores]


def export(fitted: Fitted, recipe: Recipe, path: Path) -> None:
    """Write the weights."""
    write_network(
        path,
        fitted.model,
        fitted.tokens,
        names=FEATURES,
        mean=fitted.mean,
        scale=fitted.scale,
        dilations=recipe.dilations,
    )
