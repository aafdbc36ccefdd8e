"""Count in how many sentences of ordinary news each lemma stands: the comparer's background.

Reads articles (JSON lines, gzipped, a `content`, `text` or `maintext` field), writes one line
`lemma<TAB>sentences` a lemma, the most frequent first, after a first line with the number of
sentences. Only counts leave the articles.

usage: python training/lemma_frequencies.py ARTICLES.jsonl.gz TABLE.tsv

The table ships as `groups/data/lemma_frequencies.tsv`.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

FIELDS = ("content", "text", "maintext")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+")


def sentences(path: Path) -> Iterator[str]:
    """Sentences, split at end marks only: counting needs no better."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = next((row[f] for f in FIELDS if row.get(f)), "")
            yield from (s for s in SENTENCE_END.split(text) if s.strip())


def lemmatiser() -> Language:
    """The lookup tables of the package spacy-lookups-data, without a tagger."""
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    nlp.max_length = 10_000_000
    return nlp


def count(path: Path) -> tuple[int, Counter[str]]:
    """Number of sentences, and of sentences with each lemma."""
    nlp, found, total = lemmatiser(), Counter[str](), 0
    for doc in nlp.pipe(sentences(path), batch_size=500):
        total += 1
        found.update({t.lemma_.lower() for t in doc if t.is_alpha})
    return total, found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--at-least", type=int, default=60, help="sentences a lemma must be in")
    options = parser.parse_args()
    total, found = count(options.articles)
    kept = [(n, lemma) for lemma, n in found.items() if n >= options.at_least]
    lines = [f"{lemma}\t{n}" for n, lemma in sorted(kept, key=lambda x: (-x[0], x[1]))]
    options.table.write_text("\n".join([f"# sentences\t{total}", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
