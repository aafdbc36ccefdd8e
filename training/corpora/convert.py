"""Write the gold corpora as spaCy `DocBin`s."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

import paths
from corpora import entities, news, treebanks
from corpora.sentence import Sentence, groups, to_doc

SENTENCES_PER_DOC = 10
"""As `spacy convert -n 10`: a parser that finds sentences must see several at once."""
NEWS_DEV_DOCS = 20
"""PolNeAR train articles kept from training, to choose between models by."""


def write(path: Path, docs: Iterable[Doc]) -> int:
    """Store documents; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    collected = list(docs)
    DocBin(docs=collected, store_user_data=False).to_disk(path)
    return len(collected)


def as_docs(sentences: Sequence[Sentence], *, paragraphs: bool) -> list[Doc]:
    """Documents of ten sentences each."""
    vocab = spacy.blank("en").vocab
    return [to_doc(vocab, g, paragraphs=paragraphs) for g in groups(sentences, SENTENCES_PER_DOC)]


def convert_all() -> None:
    """Every gold corpus, by part, into `build/gold`."""
    gold = paths.BUILD / "gold"
    for bank in treebanks.BANKS:
        for part in treebanks.PARTS:
            sentences = treebanks.read(paths.treebank(bank, part))
            write(gold / f"{bank}-{part}.spacy", as_docs(sentences, paragraphs=False))
            if part == "train":
                write(gold / f"{bank}-paragraphs.spacy", as_docs(sentences, paragraphs=True))
    for name, reader in entities.READERS.items():
        for part in ("train", "test"):
            docs = as_docs(reader(paths.DATA, part), paragraphs=part == "train")
            write(gold / f"{name}-{part}.spacy", docs)
    articles = news.labelled_paragraphs(spacy.blank("en"), paths.DATA)
    random.Random(0).shuffle(articles)
    vocab = spacy.blank("en").vocab
    for part, chosen in (("dev", articles[:NEWS_DEV_DOCS]), ("train", articles[NEWS_DEV_DOCS:])):
        docs = [to_doc(vocab, g, paragraphs=True) for a in chosen for g in groups(a, 5)]
        write(gold / f"polnear-{part}.spacy", docs)
