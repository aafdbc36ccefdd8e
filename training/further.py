"""One more pass over the training text at a falling rate, from a trained student.

    python training/further.py SOURCE TARGET [--words 680000] [--rate 0.0012] [--seed 3]

The shipped weights had such passes after an unfinished run of `spacy train` (see README.md). SOURCE
and TARGET are folders of pipelines; the text is `build/student/train.spacy`.
"""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import argparse
import random
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from thinc.api import Adam

import student

BATCH = 2000
"""Words a step."""
WARM_UP = 20
"""Steps until the full rate."""
LOWEST = 0.02
"""Share of the rate that is left at the end."""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--words", type=int, default=680_000)
    parser.add_argument("--rate", type=float, default=0.0012)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--documents", type=int, default=7500, help="drawn at random from the text")
    options = parser.parse_args()
    random.seed(options.seed)
    nlp = spacy.load(options.source)
    averages = further(nlp, examples(nlp, options.documents), options.words, options.rate)
    with nlp.use_params(averages):
        nlp.to_disk(options.target)


def examples(nlp: Language, count: int) -> list[Example]:
    """Documents in random order, tokenised by the pipeline."""
    docs = list(DocBin().from_disk(student.folder() / "train.spacy").get_docs(nlp.vocab))
    random.shuffle(docs)
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs[:count]]


def further(nlp: Language, data: list[Example], words: int, rate: float) -> dict[object, object]:
    """Train on `words` words; the averaged parameters."""
    for name in ("parser", "ner"):
        # Cutting sequences at random places costs more time than it is worth in a short pass.
        nlp.get_pipe(name).cfg["update_with_oracle_cut_size"] = 0  # type: ignore[attr-defined]
    optimizer = Adam(0.001, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    seen, step, place = 0, 0, 0
    while seen < words:
        optimizer.learn_rate = rate * max(LOWEST, 1 - seen / words) * min(1.0, (step + 1) / WARM_UP)
        batch, size = [], 0
        while size < BATCH:
            if place == len(data):
                place = 0
                random.shuffle(data)
            batch.append(data[place])
            size += len(data[place].reference)
            place += 1
        nlp.update(batch, sgd=optimizer, drop=0.1)
        seen, step = seen + size, step + 1
    for name in ("parser", "ner"):
        nlp.get_pipe(name).cfg["update_with_oracle_cut_size"] = 100  # type: ignore[attr-defined]
    return optimizer.averages


if __name__ == "__main__":
    main()
