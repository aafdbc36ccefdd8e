"""Vectors of claims from a sentence-transformers model that the user has chosen.

The library is imported only when a model is asked for: it brings torch, and it is no part of an
ordinary installation.
"""

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from ...errors import ConfigError
from ...model import Claim
from .contract import Vectors
from .embedded import EmbeddedSimilarity

PREFIX = "sentence-transformers:"

BATCH = 64
"""Claims that go through the model together."""


class ModelEncoder:
    """Encodes claims with a model of sentence-transformers, by name or folder."""

    def __init__(self, name: str) -> None:
        self._model = _load(name)

    def encode(self, claims: Sequence[Claim]) -> Vectors:
        """(claims, width) vectors; the model reads the whole text, figures and negations too."""
        texts = [c.text for c in claims]
        made = self._model.encode(texts, batch_size=BATCH, show_progress_bar=False)
        return np.asarray(made, np.float32).reshape(len(texts), -1)


@cache
def _load(name: str) -> Any:
    """The model; raises `ConfigError` if the library or the model is not there."""
    asked = f"groups.similarity: {PREFIX + name!r}"
    try:
        library = importlib.import_module("sentence_transformers")
    except ImportError as error:
        raise ConfigError(
            f"{asked} wants the library, which is not installed: pip install"
            f" 'sinorus-claims[models]' ({error})"
        ) from error
    try:
        return library.SentenceTransformer(name)
    except Exception as error:  # whatever the library and the network raise
        raise ConfigError(f"{asked} cannot be loaded: {error}") from error


def model_similarity(name: str, claims: Sequence[Claim]) -> EmbeddedSimilarity:
    """The blend of lexical likeness and a model's."""
    return EmbeddedSimilarity(claims, ModelEncoder(name))
