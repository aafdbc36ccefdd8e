"""The network that the shipped one learns from: the parser's teacher, taught attribution too."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from sinorus_claims.claims.learned.inputs import Vocabulary
from torch import Tensor, nn

import paths
from attribution import corpus
from attribution.batches import Batch, Window, annotated, vocabulary
from attribution.learn import Rates, learn
from attribution.network import Attributor, Layer
from teacher import train as parser_teacher
from teacher.inputs import Pieces
from teacher.inputs import batch as pieces_of
from teacher.model import NGRAM_WIDTH

WIDTH, HIDDEN, DROPOUT = 256, 192, 0.15
EPOCHS, WORDS = 3, 1200
ENCODER_RATE, HEAD_RATE = 1.4e-4, 9e-4
EMPTY = 0.25
"""Share of the paragraphs without any attribution that an epoch takes."""
HELD_OUT = 60
"""Training articles that nothing is taught with: the threshold is chosen on them."""
_UNUSED = ("arc_dependent", "arc_head", "label_dependent", "label_head", "starts", "tags",
           "morphs", "entities")  # fmt: skip


class PieceEncoder(nn.Module):
    """The parser teacher's words in context, with the shipped pipeline's parse."""

    def __init__(self, *, width: int, dropout: float) -> None:
        super().__init__()
        self.parser = parser_teacher.load().model
        for name in _UNUSED:
            delattr(self.parser, name)
        self.pieces = Pieces()
        self.inward = nn.Linear(self.parser.encoder.config.hidden_size + NGRAM_WIDTH, width)
        self.pos, self.dep, self.quoted = (nn.Embedding(n, width) for n in (40, 80, 3))
        for table in (self.pos, self.dep, self.quoted):
            nn.init.normal_(table.weight, std=0.02)
        self.norm, self.dropout = nn.LayerNorm(width), nn.Dropout(dropout)
        self.layer = Layer(width, width // 32, 2 * width, dropout)

    def forward(self, b: Batch) -> Tensor:
        """[B, W, width]."""
        texts = [[w.text.words[i] for i in w.tokens] for w in b.windows]
        x = self.inward(self.parser.words(pieces_of(self.pieces, texts)))
        x = x + self.pos(b.pos) + self.dep(b.deps) + self.quoted(b.quoted)
        return self.layer(self.dropout(self.norm(x)), b.mask, b.heads)


def folder() -> Path:
    """Where its weights are kept."""
    return paths.BUILD / "attribution"


def build(known: Vocabulary) -> Attributor:
    """The untaught network."""
    encoder = PieceEncoder(width=WIDTH, dropout=DROPOUT)
    return Attributor(
        encoder, width=WIDTH, hidden=HIDDEN, deps=len(known.deps) + 1, dropout=DROPOUT
    )


def split(texts: list[corpus.Text]) -> tuple[list[corpus.Text], list[corpus.Text]]:
    """(what is taught, what is held out)."""
    order = sorted(texts, key=lambda t: t.name)
    random.Random(0).shuffle(order)
    return order[HELD_OUT:], order[:HELD_OUT]


def train() -> None:
    """Teach it PolNeAR's training articles; 60 to 80 minutes on one core."""
    torch.manual_seed(0)
    taught, _ = split(corpus.stored("train", corpus.polnear("train")))
    known = vocabulary(taught)
    found = [window for text in taught for window in annotated(text)]
    model = build(known)
    encoder = [p for p in model.encoder.parser.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in encoder}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in inside]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": rest, "lr": HEAD_RATE}]
    learn(model, _Epochs(found), known, groups=groups, rates=Rates(EPOCHS, WORDS))
    torch.save((model.state_dict(), known), folder() / "teacher.pt")


def load() -> tuple[Attributor, Vocabulary]:
    """The taught network."""
    state, known = torch.load(folder() / "teacher.pt", weights_only=False)
    model = build(known)
    model.load_state_dict(state)
    return model, known


class _Epochs:
    """All paragraphs with an attribution, and some of the others."""

    def __init__(self, found: list[Window]) -> None:
        self._full = [w for w in found if w.places]
        self._empty = [w for w in found if not w.places]

    def __call__(self, shuffle: random.Random) -> list[Window]:
        return self._full + shuffle.sample(self._empty, int(EMPTY * len(self._empty)))
