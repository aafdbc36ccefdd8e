"""From a trained network to the component that ships with the package."""

from __future__ import annotations

import numpy as np
import torch
from sinorus_claims.claims.learned.inputs import Vocabulary
from sinorus_claims.claims.learned.model import Model
from sinorus_claims.claims.learned.network import Network

_TABLES = ("lemma", "pos", "dep", "quoted", "far", "branch", "together")


def export(state: dict[str, torch.Tensor], known: Vocabulary) -> Model:
    """The same network over numpy arrays; linear maps are turned to act on rows."""
    arrays = {}
    for name, value in state.items():
        array = value.detach().numpy().astype(np.float32)
        table = name.split(".")[-2] in _TABLES
        if name.endswith(".weight") and array.ndim == 2 and not table:
            array = np.ascontiguousarray(array.T)
        arrays[name] = array
    return Model(Network(arrays), known)
