"""Where things are; every place can be moved by an environment variable."""

from __future__ import annotations

import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parent
REPOSITORY = TRAINING.parent
DATA = Path(os.environ.get("SINORUS_DATA", REPOSITORY.parent / "shared" / "data"))
"""The folder that holds `treebanks/`, `ner/`, `polnear/` and `articles/`."""
BUILD = Path(os.environ.get("SINORUS_BUILD", TRAINING / "build"))
"""Working files: converted corpora, vectors, teacher weights, trained students."""
SHIPPED = REPOSITORY / "src" / "sinorus_claims" / "english"
"""The pipeline inside the package."""


def treebank(bank: str, part: str) -> Path:
    """The CoNLL-U file of a treebank (`ewt`, `gum`) and part (`train`, `dev`, `test`)."""
    return DATA / "treebanks" / f"{bank}-{part}.conllu.gz"
