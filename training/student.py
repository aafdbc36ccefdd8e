"""Put the student's training text together and train it with spaCy's own `train`."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import DocBin

import paths
from corpora import treebanks
from lemmas import add_lemmatizer

GOLD_REPEATS = ("paragraphs", "train", "train")
"""Each treebank document comes three times: once with blank lines between paragraphs, twice as
`spacy convert` has it, without; so sentence ends are learned both ways."""
SILVER, ENTITY_SETS = ("polnear", "allsides"), ("wikigold", "crossner")
DEV_PARTS = ("ewt-dev", "gum-dev", "polnear-dev")


def folder() -> Path:
    """Where the student is trained."""
    return paths.BUILD / "student"


def assemble() -> None:
    """Write `train.spacy` and `dev.spacy`."""
    silver, gold = paths.BUILD / "silver", paths.BUILD / "gold"
    chosen = [silver / f"{name}.spacy" for name in SILVER]
    chosen += [gold / f"{name}-train.spacy" for name in ENTITY_SETS]
    for bank in treebanks.BANKS:
        chosen += [gold / f"{bank}-{form}.spacy" for form in GOLD_REPEATS]
    _merge(chosen, folder() / "train.spacy")
    _merge([gold / f"{name}.spacy" for name in DEV_PARTS], folder() / "dev.spacy")


def _merge(files: list[Path], destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    docs = [doc for file in files for doc in DocBin().from_disk(file).get_docs(vocab)]
    DocBin(docs=docs).to_disk(destination)
    print(f"{destination.name}: {len(docs)} documents, {sum(map(len, docs))} tokens")


def train(config: str = "english.cfg") -> None:
    """Run `spacy train`; the best model by dev scores lies in `out/model-best`."""
    overrides = {
        "paths.train": str(folder() / "train.spacy"),
        "paths.dev": str(folder() / "dev.spacy"),
        "paths.vectors": str(paths.BUILD / "vectors"),
    }
    spacy_train(paths.TRAINING / "config" / config, folder() / "out", overrides=overrides)


def finish() -> Language:
    """The trained pipeline with its lemmatizer, stored in `build/student/final`."""
    nlp = spacy.load(folder() / "out" / "model-best")
    add_lemmatizer(nlp)
    nlp.to_disk(folder() / "final")
    return nlp
