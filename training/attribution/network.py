"""The networks: encoders of paragraphs, and what finds cues and their arguments on top."""

from __future__ import annotations

import torch
from sinorus_claims.claims.learned.network import BRANCHES, DEPTH
from torch import Tensor, nn
from torch.nn import functional

from attribution.batches import ROLES, Batch

REACH = 48
"""Relative places are told apart up to this many tokens."""


class Layer(nn.Module):
    """One layer of attention.

    Each of its heads has a bias for each relative place, for a token's syntactic head and for its
    children.
    """

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.asked = nn.Linear(width, 3 * width)
        self.given = nn.Linear(width, width)
        self.far = nn.Parameter(torch.zeros(heads, 2 * REACH + 1))
        self.near = nn.Parameter(torch.zeros(2, heads))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = nn.Dropout(dropout)
        self.rate = dropout

    def forward(self, x: Tensor, mask: Tensor, heads: Tensor) -> Tensor:
        """B x W x width in and out."""
        size, length, width = x.shape
        parts = self.asked(self.before(x)).view(size, length, 3, self.heads, -1)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=self._bias(mask, heads),
            dropout_p=self.rate if self.training else 0.0,
        )  # fmt: skip
        x = x + self.dropout(self.given(seen.transpose(1, 2).reshape(size, length, width)))
        return x + self.dropout(self.down(functional.relu(self.up(self.between(x)))))

    def _bias(self, mask: Tensor, heads: Tensor) -> Tensor:
        """B x heads x W x W."""
        size, length = heads.shape
        far = self.far[:, relative_places(length)]
        bias = far[None] + mask.float()[:, None, None, :].sub(1).mul(1e4)
        rows = torch.arange(size)[:, None].expand(size, length)
        steps = torch.arange(length)[None].expand(size, length)
        bias = bias.permute(0, 2, 3, 1).contiguous()
        above, below = (n.expand(size, length, self.heads) for n in self.near)
        bias = bias.index_put((rows, steps, heads), above, accumulate=True)
        bias = bias.index_put((rows, heads, steps), below, accumulate=True)
        return bias.permute(0, 3, 1, 2)


def relative_places(length: int) -> Tensor:
    """W x W: how far the column stands behind the row, from 0 to 2 `REACH`."""
    steps = torch.arange(length)
    return (steps[None] - steps[:, None]).clamp(-REACH, REACH) + REACH


def branches(heads: Tensor, deps: Tensor, cues: Tensor) -> Tensor:
    """C x W: how each token hangs on a cue, for C cues with their windows' heads and relations.

    0 not at all, 1 it is the cue, 2 it is above the cue; else `BRANCHES` and the relation of the
    cue's child through which it descends from it.
    """
    count, length = heads.shape
    rows = torch.arange(count)
    out = torch.zeros(count, length, dtype=torch.long)
    below = torch.arange(length)[None].expand(count, length)
    for _ in range(DEPTH):
        above = heads.gather(1, below)
        arrived = (above == cues[:, None]) & (below != above) & (out == 0)
        out = torch.where(arrived, BRANCHES + deps.gather(1, below), out)
        below = above
    upward = cues
    for _ in range(DEPTH):
        upward = heads[rows, upward]
        out[rows, upward] = 2
    out[rows, cues] = 1
    return out


class WordEncoder(nn.Module):
    """Paragraphs over the pipeline's vectors, words, tags and parse."""

    def __init__(
        self, sizes: tuple[int, int, int, int], *, width: int, layers: int, dropout: float
    ) -> None:
        super().__init__()
        vectors, lemmas, pos, deps = sizes
        self.width = width
        self.vector = nn.Linear(vectors, width)
        self.head = nn.Linear(vectors, width)
        self.lemma = nn.Embedding(lemmas, width)
        self.pos, self.dep = nn.Embedding(pos, width), nn.Embedding(deps, width)
        self.quoted = nn.Embedding(3, width)
        for table in (self.lemma, self.pos, self.dep, self.quoted):
            nn.init.normal_(table.weight, std=0.05)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(
            Layer(width, width // 32, 2 * width, dropout) for _ in range(layers)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, b: Batch) -> Tensor:
        """B x W x width."""
        lemmas = b.lemmas
        if self.training:
            lemmas = lemmas.masked_fill(torch.rand(lemmas.shape) < 0.1, 0)
        above = b.vectors.gather(1, b.heads[:, :, None].expand_as(b.vectors))
        x = self.vector(b.vectors) + self.head(above) + self.lemma(lemmas)
        x = x + self.pos(b.pos) + self.dep(b.deps) + self.quoted(b.quoted)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, b.mask, b.heads)
        return x


class Attributor(nn.Module):
    """Cue scores for all tokens, and roles of all tokens for given cues."""

    def __init__(
        self, encoder: nn.Module, *, width: int, hidden: int, deps: int, dropout: float
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.last = nn.LayerNorm(width)
        self.cue = nn.Sequential(
            nn.Linear(width, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1)
        )
        self.token, self.of_cue = nn.Linear(width, hidden), nn.Linear(width, hidden)
        self.far = nn.Embedding(2 * REACH + 1, hidden)
        self.branch = nn.Embedding(BRANCHES + deps, hidden)
        self.together = nn.Embedding(2, hidden)
        for table in (self.far, self.branch, self.together):
            nn.init.normal_(table.weight, std=0.05)
        self.deep = Layer(hidden, hidden // 32, 2 * hidden, dropout)
        self.norm = nn.LayerNorm(hidden)
        self.dropout = nn.Dropout(dropout)
        self.role = nn.Linear(hidden, ROLES)

    def states(self, b: Batch) -> Tensor:
        """B x W x width: each token in its context."""
        return self.last(self.encoder(b))

    def cue_scores(self, states: Tensor) -> Tensor:
        """B x W, unnormalised."""
        return self.cue(states).squeeze(-1)

    def roles(self, states: Tensor, b: Batch, places: Tensor) -> Tensor:
        """C x W x `ROLES`, unnormalised, for C cues whose places are C x 2."""
        rows, columns = places.unbind(1)
        heads, sentences = b.heads[rows], b.sentences[rows]
        x = self.token(states)[rows] + self.of_cue(states[rows, columns])[:, None]
        x = x + self.far(relative_places(states.shape[1])[columns])
        x = x + self.branch(branches(heads, b.deps[rows], columns))
        x = x + self.together((sentences == sentences.gather(1, columns[:, None])).long())
        x = self.deep(x, b.mask[rows], heads)
        return self.role(self.dropout(functional.relu(self.norm(x))))
