"""Measure a pipeline on every held-out part; prints a Markdown table, stores JSON.

Usage: python training/evaluate.py [PIPELINE] [--json FILE] [--part test|dev]
"""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import argparse
import json
import time
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import paths
from corpora import news

RELATIONS = tuple(
    "ccomp parataxis nsubj nsubj:pass obj obl xcomp advcl acl:relcl conj appos nmod".split()
)
PLACES = ("PERSON", "ORG", "LOC")
NEWS_LABELS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
Mention = tuple[int, int, str]
Scores = dict[str, Any]


def gold(name: str, nlp: Language) -> list[Doc]:
    """The documents of a converted gold set, such as `ewt-test`."""
    stored = DocBin().from_disk(paths.BUILD / "gold" / f"{name}.spacy")
    return list(stored.get_docs(nlp.vocab))


def syntax(nlp: Language, name: str, *, gold_tokens: bool) -> Scores:
    """Scores of spaCy's own scorer, per cent, on raw text or on gold tokens."""
    examples = []
    for reference in gold(name, nlp):
        words = [token.text for token in reference]
        spaces = [bool(token.whitespace_) for token in reference]
        own = nlp.make_doc(reference.text)
        predicted = Doc(nlp.vocab, words=words, spaces=spaces) if gold_tokens else own
        examples.append(Example(predicted, reference))
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner"]):
        found = nlp.evaluate(examples)
    wanted = ("dep_las", "dep_uas", "sents_f", "tag_acc", "pos_acc", "morph_acc", "lemma_acc")
    scores: Scores = {key: percent(found[key]) for key in wanted if found.get(key) is not None}
    per_type = found["dep_las_per_type"]
    scores["per_type"] = {r: percent(per_type[r]["f"]) for r in RELATIONS if r in per_type}
    return scores


def percent(value: float) -> float:
    """A share as per cent with one decimal."""
    return round(100 * value, 1)


def news_entities(nlp: Language) -> Scores:
    """F on the held-out news (PolNeAR dev), against the machine-made labels, whole articles."""
    silver = news.silver_entities(paths.DATA, "dev")
    pairs = []
    for name, text in news.polnear(paths.DATA, "dev"):
        if name in silver:
            wanted = {(s, e, NEWS_LABELS[m]) for s, e, m in silver[name] if m in NEWS_LABELS}
            pairs.append((wanted, mentions(nlp(text))))
    return entity_scores(pairs)


def set_entities(nlp: Language, name: str) -> Scores:
    """F on a converted entity set; what the set leaves open counts neither way."""
    pairs = []
    for reference in gold(name, nlp):
        open_places = {t.i for t in reference if t.ent_iob == 0}
        words = [t.text for t in reference]
        doc = Doc(nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in reference])
        for _, component in nlp.pipeline:
            doc = component(doc)
        kept = {e for e in doc.ents if not open_places.intersection(range(e.start, e.end))}
        found = {(e.start_char, e.end_char, e.label_) for e in kept}
        pairs.append((mentions(reference), found))
    return entity_scores(pairs)


def mentions(doc: Doc) -> set[Mention]:
    """The entities of a document by characters."""
    return {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def entity_scores(pairs: list[tuple[set[Mention], set[Mention]]]) -> Scores:
    """Exact-span F per label, and over PERSON, ORG and LOC together, from (gold, found) pairs."""
    scores: Scores = {}
    for name, labels in [("all", PLACES), *((label, (label,)) for label in (*PLACES, "NORP"))]:
        right = wanted = found = 0
        for gold_mentions, own in pairs:
            chosen = {m for m in gold_mentions if m[2] in labels}
            predicted = {m for m in own if m[2] in labels}
            right += len(chosen & predicted)
            wanted += len(chosen)
            found += len(predicted)
        if wanted:
            scores[name] = percent(2 * right / (wanted + found))
    return scores


def speed(nlp: Language, *, runs: int = 3) -> int:
    """Words (tokens that are not whitespace) a second of one core's time, best of some runs.

    Processor time, not the wall's clock: other work on the machine would count otherwise.
    """
    texts = [text for _, text in news.polnear(paths.DATA, "dev")]
    best = 0.0
    for _ in range(runs):
        begun = time.process_time()
        words = sum(not token.is_space for doc in nlp.pipe(texts) for token in doc)
        best = max(best, words / (time.process_time() - begun))
    return int(best)


def megabytes(folder: Path) -> float:
    """Size of a folder's files in MB (a million bytes)."""
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6, 1)


def evaluate(folder: Path, *, part: str = "test") -> Scores:
    """All scores of the pipeline in a folder."""
    nlp = spacy.load(folder)
    scores: Scores = {"size_mb": megabytes(folder), "words_per_second": speed(nlp)}
    for bank in ("ewt", "gum"):
        scores[bank] = syntax(nlp, f"{bank}-{part}", gold_tokens=False)
        scores[f"{bank}, gold tokens"] = syntax(nlp, f"{bank}-{part}", gold_tokens=True)
    scores["entities"] = {"news (PolNeAR dev, machine-made)": news_entities(nlp)}
    for name in ("wikigold", "crossner", "uner"):
        scores["entities"][name] = set_entities(nlp, f"{name}-test")
    return scores


def markdown(scores: Scores) -> str:
    """The scores as Markdown tables."""
    banks = [name for name in scores if name.startswith(("ewt", "gum"))]
    rows = [[key, *(scores[b].get(key, "") for b in banks)] for key in scores[banks[0]]]
    rows = [row for row in rows if row[0] != "per_type"]
    for relation in RELATIONS:
        rows.append([f"F {relation}", *(scores[b]["per_type"].get(relation, "") for b in banks)])
    parts = [_table(["score", *banks], rows)]
    labels = ["all", *PLACES, "NORP"]
    named = [[name, *(f.get(x, "") for x in labels)] for name, f in scores["entities"].items()]
    parts.append(_table(["entity F", *labels], named))
    parts.append(f"{scores['words_per_second']} words/s on one core; {scores['size_mb']} MB.")
    return "\n\n".join(parts)


def _table(head: list[str], rows: list[list[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", nargs="?", type=Path, default=paths.SHIPPED)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    arguments = parser.parse_args()
    scores = evaluate(arguments.pipeline, part=arguments.part)
    if arguments.json:
        arguments.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf8")
    print(markdown(scores))


if __name__ == "__main__":
    main()
