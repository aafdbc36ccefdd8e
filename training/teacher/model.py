"""The teacher network."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from teacher.inputs import NGRAM_BUCKETS, SHAPES, Batch, encoder_folder

os.environ.setdefault("HF_HUB_OFFLINE", "1")
ARC_WIDTH, LABEL_WIDTH, NGRAM_WIDTH, ENTITY_WIDTH = 256, 80, 96, 192


@dataclass(slots=True)
class Scores:
    """Unnormalised scores for B windows of W words."""

    arcs: Tensor
    """B x W x (1 + W): dependent by head; head 0 is the root."""
    starts: Tensor
    """B x W x 2: whether a sentence starts here."""
    tags: Tensor
    morphs: Tensor
    entities: Tensor
    dependents: Tensor
    """B x W x `LABEL_WIDTH`, for `Teacher.label_scores`."""
    governors: Tensor
    """B x (1 + W) x `LABEL_WIDTH`."""
    words: Tensor
    """B x W x width: what all heads read."""


class Teacher(nn.Module):
    """Encoder with one head per layer of annotation.

    Word pieces' vectors are kept as they are and dropout is left to the heads: both save a third
    of the time per step on a CPU.
    """

    def __init__(self, *, tags: int, morphs: int, labels: int, entities: int) -> None:
        super().__init__()
        from transformers import BertModel

        self.encoder = BertModel.from_pretrained(
            str(encoder_folder()),
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.case.weight)
        self.mix = nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.ngrams = nn.EmbeddingBag(NGRAM_BUCKETS, NGRAM_WIDTH, mode="mean")
        self.root = nn.Parameter(torch.randn(width + NGRAM_WIDTH) * 0.02)
        wide = width + NGRAM_WIDTH
        self.dropout = nn.Dropout(0.25)
        self.arc_dependent, self.arc_head = _mlp(wide, ARC_WIDTH), _mlp(wide, ARC_WIDTH)
        self.label_dependent, self.label_head = _mlp(wide, LABEL_WIDTH), _mlp(wide, LABEL_WIDTH)
        self.arc_weight = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.label_weight = nn.Parameter(torch.zeros(labels, LABEL_WIDTH + 1, LABEL_WIDTH + 1))
        self.starts = nn.Linear(wide, 2)
        self.tags = nn.Linear(wide, tags)
        self.morphs = nn.Linear(wide, morphs)
        self.entities = nn.Sequential(_mlp(wide, ENTITY_WIDTH), nn.Linear(ENTITY_WIDTH, entities))

    def forward(self, batch: Batch) -> Scores:
        """Scores of a batch."""
        words = self.words(batch)
        root = self.root.expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], dim=1)
        arc_dependent = _with_one(self.arc_dependent(words))
        arcs = arc_dependent @ self.arc_weight @ self.arc_head(heads).transpose(1, 2)
        may_govern = torch.cat([torch.ones_like(batch.word_mask[:, :1]), batch.word_mask], dim=1)
        return Scores(
            arcs=arcs.masked_fill(~may_govern[:, None, :], -1e4),
            starts=self.starts(words),
            tags=self.tags(words),
            morphs=self.morphs(words),
            entities=self.entities(words),
            dependents=self.label_dependent(words),
            governors=self.label_head(heads),
            words=words,
        )

    def label_scores(self, scores: Scores, heads: Tensor) -> Tensor:
        """B x W x labels, given each word's head (0 is the root, 1 the first word)."""
        width = scores.governors.shape[-1]
        index = heads.unsqueeze(-1).expand(-1, -1, width)
        governors = _with_one(scores.governors.gather(1, index))
        dependents = _with_one(scores.dependents)
        return torch.einsum("bwi,lij,bwj->bwl", dependents, self.label_weight, governors)

    def words(self, batch: Batch) -> Tensor:
        """[B, W, width]: each word in its context."""
        embedded = self.encoder.embeddings.word_embeddings(batch.pieces) + self.case(batch.shapes)
        layers = self.encoder(
            inputs_embeds=embedded,
            attention_mask=batch.piece_mask.long(),
            output_hidden_states=True,
        ).hidden_states
        weights = self.mix.softmax(0)
        pieces = sum(weight * layer for weight, layer in zip(weights, layers, strict=True))
        index = batch.first.unsqueeze(-1).expand(-1, -1, pieces.shape[-1])
        letters = self.ngrams(batch.ngram_ids, batch.ngram_starts)
        letters = letters.view(*batch.first.shape, -1)
        return self.dropout(torch.cat([pieces.gather(1, index), letters], dim=-1))


def _mlp(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, outputs), nn.GELU(), nn.Dropout(0.25))


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], dim=-1)
