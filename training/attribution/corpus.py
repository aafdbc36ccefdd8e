"""Annotated and plain articles as arrays over the shipped pipeline's tokens."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import spacy
from sinorus_claims.claims.learned import text as shipped
from spacy.tokens import Doc

import paths

Places = list[list[int]]


@dataclass(slots=True)
class Gold:
    """One annotated attribution, as token indices."""

    head: int
    """The cue's head; -1 for none."""
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Text(shipped.Text):
    """What is kept of an article after the pipeline: what the run-time model reads, and the truth.

    Vectors are kept in half precision.
    """

    name: str
    gold: list[Gold]


def convert(name: str, doc: Doc, records: Iterable[dict[str, Places]]) -> Text:
    """The arrays of an annotated document."""
    gold = [made for record in records if (made := _gold(doc, record)) is not None]
    read = shipped.columns(doc)
    kept = {field.name: getattr(read, field.name) for field in fields(read)}
    kept["vectors"] = np.asarray(doc.tensor, dtype=np.float16)
    return Text(**kept, name=name, gold=gold)


def _gold(doc: Doc, record: dict[str, Places]) -> Gold | None:
    cue, source, content = (_tokens(doc, record.get(k) or []) for k in ("cue", "source", "content"))
    if not content:
        return None
    return Gold(_head(doc, cue), cue, source, content)


def _tokens(doc: Doc, spans: Places) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found.update(t.i for t in span if not t.is_space)
    return frozenset(found)


def _head(doc: Doc, cue: frozenset[int]) -> int:
    """The cue's highest word in the parse; of several a verb, else the first."""
    tops = [i for i in sorted(cue) if doc[i].head.i not in cue or doc[i].head.i == i]
    tops = [i for i in tops if not doc[i].is_punct] or tops
    verbs = [i for i in tops if doc[i].pos_ == "VERB"]
    return (verbs or tops or [-1])[0]


def polnear(part: str) -> Iterator[tuple[str, str, list[dict[str, Places]]]]:
    """(name, text, records) of PolNeAR's `train` or `dev`."""
    folder = paths.DATA / "polnear"
    by_name: dict[str, list[dict[str, Places]]] = {}
    for line in (folder / f"gold-{part}.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        by_name.setdefault(row["doc"], []).append(row)
    for path in sorted((folder / part / "text").glob("*.txt")):
        yield path.stem, path.read_bytes().decode("utf8"), by_name.get(path.stem, [])


def annotate(rows: Sequence[tuple[str, str, list[dict[str, Places]]]]) -> list[Text]:
    """Run the shipped pipeline over texts."""
    nlp = spacy.load(paths.SHIPPED, exclude=["ner"])
    docs = nlp.pipe((text for _, text, _ in rows), batch_size=4)
    return [convert(name, doc, records) for (name, _, records), doc in zip(rows, docs, strict=True)]


def stored(name: str, rows: Iterable[tuple[str, str, list[dict[str, Places]]]]) -> list[Text]:
    """The texts of a part, annotated once and kept in `build/attribution`."""
    path = paths.BUILD / "attribution" / f"{name}.pickle"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(annotate(list(rows)), protocol=5))
    return load(path)


def load(path: Path) -> list[Text]:
    """Texts that `stored` wrote."""
    texts: list[Text] = pickle.loads(path.read_bytes())
    return texts
