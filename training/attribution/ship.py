"""Put the taught network into the shipped pipeline, measured, and say so on its card."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import spacy
import torch
from sinorus_claims.claims.learned.pipe import ATTRIBUTIONS, Attributor
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

import paths
from attribution import corpus, teacher
from attribution.export import export
from card import card
from package import VERSION, clean_config

NAME = "attributor"
THRESHOLD = 0.5
SOURCES = [
    {"name": "PolNeAR train attributions", "license": "research corpus; no licence file"},
    {"name": "AllSides articles, attributions by machine", "license": "publishers' texts"},
]


def ship(weights: str = "second.pt") -> None:
    """Write the component's folder, the pipeline's config and meta.json, and the card."""
    nlp = spacy.load(paths.SHIPPED, exclude=[NAME])
    component = nlp.add_pipe(NAME, last=True)
    assert isinstance(component, Attributor)
    state, known = torch.load(teacher.folder() / weights, weights_only=False)
    component.model = export(state, known)
    scores = {key: round(100 * value, 1) for key, value in measure(nlp).items()}
    with tempfile.TemporaryDirectory() as made:
        nlp.to_disk(made)
        clean_config(Path(made) / "config.cfg")
        for name in ("config.cfg", "meta.json"):
            shutil.copy(Path(made) / name, paths.SHIPPED / name)
        shutil.copytree(Path(made) / NAME, paths.SHIPPED / NAME, dirs_exist_ok=True)
    _describe(paths.SHIPPED / "meta.json", scores)


def _describe(file: Path, scores: dict[str, float]) -> None:
    meta: dict[str, Any] = json.loads(file.read_text(encoding="utf8"))
    names = {source["name"] for source in meta["sources"]}
    meta["sources"] += [source for source in SOURCES if source["name"] not in names]
    meta["version"] = VERSION
    meta["performance"]["attributions"] = scores
    file.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf8")
    file.with_name("README.md").write_text(card(meta), encoding="utf8")


def measure(nlp: Language) -> dict[str, float]:
    """Exact-match F of the component's cues, sources and contents on PolNeAR dev."""
    examples = []
    for _, text, records in corpus.polnear("dev"):
        predicted = _likely(nlp(text))
        gold = Doc(
            nlp.vocab,
            words=[t.text for t in predicted],
            spaces=[bool(t.whitespace_) for t in predicted],
        )
        spans = [
            gold.char_span(start, end, label=label, alignment_mode="expand")
            for record in records
            for label in ("cue", "source", "content")
            for start, end in record[label]
        ]
        gold.spans[ATTRIBUTIONS] = [s for s in spans if s is not None]
        examples.append(Example(predicted, gold))
    per_type = Attributor(NAME).score(examples)[f"spans_{ATTRIBUTIONS}_per_type"]
    return {label: found["f"] for label, found in per_type.items()}


def _likely(doc: Doc) -> Doc:
    """With the proposals alone that are more likely than not."""
    group = doc.spans[ATTRIBUTIONS]
    scores = group.attrs["scores"]
    kept: list[Span] = [span for span in group if scores[span.id_] >= THRESHOLD]
    doc.spans[ATTRIBUTIONS] = SpanGroup(doc, spans=kept, attrs=group.attrs)
    return doc
