"""Put a trained pipeline into the package: no training paths, a filled meta.json, the card."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import spacy

import paths
from card import card
from evaluate import evaluate

VERSION = "0.2.0"
LICENSE = "CC BY-SA 4.0"
DESCRIPTION = (
    "English pipeline for news: tags, universal features, Universal Dependencies, lemmas and "
    "entities (PERSON, ORG, LOC, NORP), and attributions (cue, source, content)."
)
SOURCES: list[dict[str, str]] = [
    {"name": "UD English EWT 2.16", "license": "CC BY-SA 4.0"},
    {"name": "GUM (openly licensed genres)", "license": "CC BY 4.0; texts CC BY / BY-SA / PD"},
    {"name": "Wikigold", "license": "CC BY 4.0"},
    {"name": "CrossNER politics", "license": "MIT"},
    {"name": "Universal NER, EWT dev", "license": "CC BY-SA 4.0"},
    {"name": "PolNeAR train texts, labelled by machine", "license": "publishers' texts"},
    {"name": "AllSides articles, labelled by machine", "license": "publishers' texts"},
    {"name": "all-MiniLM-L6-v2 (teacher's encoder)", "license": "Apache-2.0"},
]


def package(trained: Path, *, destination: Path = paths.SHIPPED, baseline: bool = False) -> None:
    """Copy `trained` to `destination`, cleaned, measured and described."""
    nlp = spacy.load(trained)
    nlp.meta.update(
        name="english",
        version=VERSION,
        description=DESCRIPTION,
        license=LICENSE,
        author="sinorus-claims",
        email="",
        url="",
        sources=SOURCES[:6] if baseline else SOURCES,
        performance={},
    )
    if destination.exists():
        shutil.rmtree(destination)
    nlp.to_disk(destination)
    for cache in destination.rglob("lookups_extra.bin"):
        cache.unlink()
    clean_config(destination / "config.cfg")
    scores = evaluate(destination)
    meta = json.loads((destination / "meta.json").read_text(encoding="utf8"))
    meta["performance"] = scores
    (destination / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf8")
    (destination / "README.md").write_text(card(meta, baseline=baseline), encoding="utf8")


def clean_config(file: Path) -> None:
    """Null every path that training wrote, so that none of this machine's is shipped."""
    config = spacy.util.load_config(file)
    config["paths"] = dict.fromkeys(config.get("paths", {}))
    if "initialize" in config:
        config["initialize"] = _without_paths(config["initialize"])
    config.to_disk(file)


def _without_paths(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_paths(item) for key, item in value.items()}
    return None if isinstance(value, str) and value.startswith("/") else value
