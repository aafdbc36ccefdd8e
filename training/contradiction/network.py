"""The network: the encoder over both texts at once, and three answers from what it made of them."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

WIDTH = 384
HIDDEN = 192
FROZEN = 2
"""Layers that are not taught, of six."""


class Pairs(nn.Module):
    """Two texts, read together -> logits of entailment, neutral, contradiction; and two numbers.

    The encoder was made to mean its tokens, so the texts' own means are what the head looks at:
    both, their difference and their product, although each token has seen the other text.
    """

    def __init__(self, pieces: int) -> None:
        super().__init__()
        config = BertConfig(
            vocab_size=pieces, hidden_size=WIDTH, num_hidden_layers=6, num_attention_heads=12,
            intermediate_size=4 * WIDTH, max_position_embeddings=512,
        )  # fmt: skip
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.hidden = nn.Linear(4 * WIDTH, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.answer = nn.Linear(HIDDEN, 3)
        self.degrees = nn.Linear(HIDDEN, 2)

    def forward(self, ids: Tensor, mask: Tensor, sides: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, tokens) each -> (batch, 3) logits, (batch, 2): weakens, likeness, as logits."""
        states = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=sides
        ).last_hidden_state
        left = _mean(states, mask * (1 - sides))
        right = _mean(states, mask * sides)
        joined = torch.cat([left, right, (left - right).abs(), left * right], dim=-1)
        hidden = self.drop(torch.nn.functional.gelu(self.hidden(self.drop(joined))))
        return self.answer(hidden), self.degrees(hidden)


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)


def start(pieces: list[int], weights: dict[str, Tensor]) -> Pairs:
    """The network with the encoder's own weights, of the kept pieces only."""
    network = Pairs(len(pieces))
    own = {name: tensor for name, tensor in weights.items() if not name.startswith("pooler.")}
    own["embeddings.word_embeddings.weight"] = own["embeddings.word_embeddings.weight"][pieces]
    missing, surplus = network.encoder.load_state_dict(own, strict=False)
    if [m for m in missing if "position_ids" not in m] or [
        s for s in surplus if "position_ids" not in s
    ]:
        raise ValueError(f"the encoder's weights do not fit: {missing}, {surplus}")
    return freeze(network)


def freeze(network: Pairs) -> Pairs:
    """Word vectors and the lowest layers stay as they are.

    They hold for words that no training pair has, and a fifth of the time is saved.
    """
    encoder = network.encoder
    for part in (encoder.embeddings, *encoder.encoder.layer[:FROZEN]):
        part.requires_grad_(False)
    return network
