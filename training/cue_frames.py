"""Count how often each word attributes in each frame: words/frames.tsv of the claims room.

The candidates of the extractor are laid over the hand-annotated attributions of PolNeAR's train
part: a candidate counts as marked where an annotated cue holds its head word and the contents share
words with F1 >= .5, as the referee counts. Only the counts are kept.

    python training/cue_frames.py [--pipeline FOLDER]        # about five minutes on one core
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import spacy
from sinorus_claims.claims.candidates import candidates
from sinorus_claims.claims.found import passages
from spacy.tokens import Doc

from paths import DATA, REPOSITORY, SHIPPED

Key = tuple[str, str, str]
TARGET = REPOSITORY / "src/sinorus_claims/claims/words/frames.tsv"
RARE = 3
SAME = 0.5
HEADER = (
    "# lemma, part of speech (V N A), frame, marked as attribution, seen. Counts over the\n"
    "# hand-annotated news of PolNeAR's train part, made by training/cue_frames.py; * sums up the\n"
    "# words seen at most three times.\n"
)


def documents(pipeline: str) -> Iterator[tuple[Doc, list[dict[str, list[list[int]]]]]]:
    """Parsed train articles with their annotations."""
    gold = defaultdict(list)
    with (DATA / "polnear/gold-train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold[row["doc"]].append(row)
    nlp = spacy.load(pipeline, exclude=["ner"])
    names = sorted(gold)
    texts = (
        (DATA / "polnear/train/text" / f"{name}.txt").open(encoding="utf-8", newline="").read()
        for name in names
    )
    for name, doc in zip(names, nlp.pipe(texts, batch_size=8), strict=True):
        yield doc, gold[name]


def words_of(doc: Doc, spans: Iterable[list[int]]) -> frozenset[int]:
    """Word tokens that the character spans touch."""
    out: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        out.update(t.i for t in span or () if not (t.is_space or t.is_punct))
    return frozenset(out)


def likeness(left: AbstractSet[int], right: AbstractSet[int]) -> float:
    """F1 of two sets of words."""
    return 2 * len(left & right) / (len(left) + len(right))


def count(data: Iterable[tuple[Doc, list[dict[str, list[list[int]]]]]]) -> tuple[Counter[Key], ...]:
    """(marked, seen) by (lemma, part of speech, frame)."""
    marked: Counter[Key] = Counter()
    seen: Counter[Key] = Counter()
    for doc, rows in data:
        gold = [
            (words_of(doc, r["cue"]), words_of(doc, r["content"]), bool(r["source"])) for r in rows
        ]
        for found in candidates(doc, passages(doc).at):
            key = (found.lemma, doc[found.head].pos_[0].replace("P", "N"), found.frame)
            own = {i for i in found.content if not (doc[i].is_space or doc[i].is_punct)}
            seen[key] += 1
            marked[key] += any(
                found.head in cue and own and likeness(own, content) >= SAME
                and not (sourced and found.frame.startswith("raising"))
                for cue, content, sourced in gold
            )  # fmt: skip
    return marked, seen


def table(marked: Counter[Key], seen: Counter[Key]) -> Iterator[str]:
    """Lines of frames.tsv: sums over rare words, then words worth keeping."""
    rare_marked: Counter[tuple[str, str]] = Counter()
    rare_seen: Counter[tuple[str, str]] = Counter()
    for key, number in seen.items():
        if number <= RARE:
            rare_seen[key[1:]] += number
            rare_marked[key[1:]] += marked[key]
    for kind in sorted(rare_seen):
        if rare_marked[kind] >= 5:
            yield "\t".join(("*", *kind, str(rare_marked[kind]), str(rare_seen[kind])))
    for key in sorted(seen):
        prior = rare_marked[key[1:]] / max(1, rare_seen[key[1:]])
        often = marked[key] >= 2 and marked[key] / seen[key] >= 0.2
        against = seen[key] >= 4 and prior >= 0.15
        if often or against:
            yield "\t".join((*key, str(marked[key]), str(seen[key])))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pipeline", default=str(SHIPPED))
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    marked, seen = count(documents(options.pipeline))
    options.target.write_text(HEADER + "\n".join(table(marked, seen)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
