"""Unlabelled news with what the teacher makes of it."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from sinorus_claims.claims.learned.inputs import Vocabulary
from sinorus_claims.claims.learned.windows import windows

import paths
from attribution import corpus, teacher
from attribution.batches import ROLES, Window, batch
from attribution.corpus import Text
from attribution.network import Attributor
from corpora import news

PARTS = 2
WORDS = 1_100_000
PARAGRAPHS = 30
"""Of one article at most: a spread of articles teaches more than long ones."""
DOUBT = 0.1
"""Tokens less likely to be a cue have no roles to learn."""
_BATCH = 2500


def articles(part: int) -> Iterator[tuple[str, str, list[dict[str, corpus.Places]]]]:
    """(name, text, nothing) of the unlabelled articles of a part."""
    rows = list(news.allsides(paths.DATA))
    random.Random(5).shuffle(rows)
    words = 0
    for number, paragraphs in enumerate(rows):
        if words > WORDS:
            return
        text = "\n\n".join(paragraphs[:PARAGRAPHS])
        words += len(text.split())
        if number % PARTS == part:
            yield f"allsides-{number}", text, []


def label(part: int) -> None:
    """Annotate a part; 10 minutes on one core."""
    texts = corpus.stored(f"allsides-{part}", articles(part))
    model, known = teacher.load()
    model.eval()
    found = [
        (number, *labelled)
        for number, text in enumerate(texts)
        for labelled in _label(model, text, known)
    ]
    path(part).write_bytes(pickle.dumps(found, protocol=5))


def path(part: int) -> Path:
    """Where the teacher's view of a part is kept."""
    return teacher.folder() / f"silver-{part}.pickle"


@torch.inference_mode()
def _label(model: Attributor, text: Text, known: Vocabulary):  # type: ignore[no-untyped-def]
    """(tokens, cue probabilities, places, roles) of each window."""
    blank = [_blank(text, tokens) for tokens in windows(text.words, text.starts)]
    blank.sort(key=lambda w: len(w.tokens))
    while blank:
        count = max(1, min(len(blank), _BATCH // len(blank[-1].tokens)))
        chosen, blank = blank[-count:], blank[:-count]
        b = batch(chosen, known)
        states = model.states(b)
        cues = torch.sigmoid(model.cue_scores(states)).masked_fill(~b.mask, 0)
        places = (cues >= DOUBT).nonzero()
        roles = model.roles(states, b, places).softmax(-1) if len(places) else torch.zeros(0, 1, 4)
        for row, window in enumerate(chosen):
            held, length = places[:, 0] == row, len(window.tokens)
            yield (
                window.tokens,
                cues[row, :length].numpy().astype(np.float16),
                places[held, 1].tolist(),
                roles[held, :length].numpy().astype(np.float16),
            )


def _blank(text: Text, tokens: list[int]) -> Window:
    none = np.zeros((0, len(tokens), ROLES), dtype=np.float32)
    return Window(text, tokens, np.zeros(len(tokens), dtype=np.float32), [], none)


def labelled() -> list[Window]:
    """All parts' windows, with the teacher's probabilities as targets."""
    found: list[Window] = []
    for part in range(PARTS):
        texts = corpus.load(teacher.folder() / f"allsides-{part}.pickle")
        for number, tokens, cues, places, roles in pickle.loads(path(part).read_bytes()):
            found.append(Window(texts[number], tokens, cues, places, roles))
    return found
