"""The network that ships: small, over the pipeline's own vectors and parse."""

from __future__ import annotations

import random

import torch
from sinorus_claims.claims.learned.inputs import Vocabulary

from attribution import corpus, silver, teacher
from attribution.batches import Window, annotated, vocabulary
from attribution.learn import Rates, learn
from attribution.network import Attributor, WordEncoder

WIDTH, LAYERS, HIDDEN = 192, 3, 128
GOLD_ONLY = Rates(epochs=5, words=2500)
WITH_SILVER = Rates(epochs=4, words=2500)
GOLD_RATE, SILVER_RATE = 1e-3, 8e-4


def build(known: Vocabulary, vectors: int, *, dropout: float) -> Attributor:
    """The untaught network."""
    sizes = (vectors, len(known.lemmas) + 1, len(known.pos) + 1, len(known.deps) + 1)
    encoder = WordEncoder(sizes, width=WIDTH, layers=LAYERS, dropout=dropout)
    return Attributor(encoder, width=WIDTH, hidden=HIDDEN, deps=sizes[3], dropout=dropout)


def first() -> None:
    """Teach it the annotated articles alone (20 minutes)."""
    torch.manual_seed(0)
    taught, _ = teacher.split(corpus.stored("train", corpus.polnear("train")))
    known = vocabulary(taught)
    model = build(known, taught[0].vectors.shape[1], dropout=0.2)
    windows = [window for text in taught for window in annotated(text)]
    _teach(model, windows, known, GOLD_RATE, GOLD_ONLY)
    torch.save((model.state_dict(), known), teacher.folder() / "first.pt")


def second() -> None:
    """Go on with what the teacher made of other articles besides (30 minutes)."""
    torch.manual_seed(1)
    taught, _ = teacher.split(corpus.stored("train", corpus.polnear("train")))
    state, known = torch.load(teacher.folder() / "first.pt", weights_only=False)
    model = build(known, taught[0].vectors.shape[1], dropout=0.1)
    model.load_state_dict(state)
    windows = [window for text in taught for window in annotated(text)] + silver.labelled()
    _teach(model, windows, known, SILVER_RATE, WITH_SILVER)
    torch.save((model.state_dict(), known), teacher.folder() / "second.pt")


def _teach(
    model: Attributor, windows: list[Window], known: Vocabulary, rate: float, rates: Rates
) -> None:
    groups = [{"params": list(model.parameters()), "lr": rate}]

    def epoch(_: random.Random) -> list[Window]:
        return windows

    learn(model, epoch, known, groups=groups, rates=rates)
