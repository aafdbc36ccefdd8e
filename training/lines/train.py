"""The whole recipe: samples, one network for each fold left out, the shipped one, its card."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import torch
from sinorus_claims.articles.dumps.blocks import blocks_of

from paths import BUILD, REPOSITORY

from .fit import Recipe, export, fit, predict
from .measure import Grams, Score, grams, kept_text, score
from .pages import read_dumps
from .samples import FOLDS, Sample, make_samples

SHIPPED = REPOSITORY / "src" / "sinorus_claims" / "articles" / "weights" / "lines.npz"
# From which probability a line is kept: flat between .3 and .5 where it was measured.
THRESHOLD = 0.3


def train() -> None:
    """Cross-validate by site, print the scores, train on everything, write the weights."""
    torch.set_num_threads(1)
    folder = BUILD / "lines"
    samples, tokens = make_samples()
    print(f"{len(samples)} texts, {sum(len(s.label) for s in samples)} lines, {len(tokens)} tokens")
    found: list[tuple[Sample, np.ndarray]] = []
    for fold in range(FOLDS):
        fitted = fit([s for s in samples if s.fold != fold], len(tokens), Recipe())
        export(fitted, tokens, folder / f"lines-{fold}.npz", THRESHOLD)
        held = [s for s in samples if s.fold == fold and s.kind == "as it is"]
        found += zip(held, predict(fitted, held), strict=True)
    for name, scored in scores(found).items():
        print(f"{name:11} F1 {scored.f1:.4f}  P {scored.precision:.4f}  R {scored.recall:.4f}")
    export(fit(samples, len(tokens), Recipe()), tokens, SHIPPED, THRESHOLD)


def scores(found: list[tuple[Sample, np.ndarray]]) -> dict[str, Score]:
    """Score of each set, the threshold alone deciding."""
    dumps = {(d.set, d.id): d for d in read_dumps()}
    pairs: dict[str, list[tuple[Grams, Grams]]] = defaultdict(list)
    for sample, probability in found:
        dump = dumps[sample.set, sample.page]
        lines = [b.text for b in blocks_of(dump.text)]
        text = kept_text(lines, probability >= THRESHOLD)
        pairs[sample.set].append((grams(dump.truth), grams(text)))
    return {name: score(pages) for name, pages in sorted(pairs.items())}
