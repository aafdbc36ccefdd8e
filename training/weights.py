"""A trained network -> the file that `sinorus_claims.articles.network` reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from torch import nn


def write_network(
    path: Path,
    model: nn.Module,
    tokens: Sequence[str],
    *,
    names: Sequence[str],
    mean: np.ndarray,
    scale: np.ndarray,
    dilations: Sequence[int],
    threshold: float | None = None,
) -> None:
    """Write the weights of `model`, whose embedding ends with the vectors of `tokens`."""
    state = {k: v.detach().numpy() for k, v in model.state_dict().items()}
    vectors = state["embedding.weight"][-len(tokens) :]
    steps = (np.abs(vectors).max(axis=1) / 127).clip(min=1e-6).astype(np.float16)
    scaled = np.round(vectors / steps.astype(np.float32)[:, None]).clip(-127, 127)
    arrays = {
        "vocabulary": np.frombuffer("\n".join(tokens).encode(), dtype=np.uint8),
        "names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "embedding": scaled.astype(np.int8),
        "embedding_scale": steps,
        "mean": mean.astype(np.float32),
        "scale": scale.astype(np.float32),
        "dilations": np.array(dilations, dtype=np.int32),
        "input.weight": state["first.weight"].T.astype(np.float16),
        "input.bias": state["first.bias"].astype(np.float16),
        "output.weight": state["last.weight"].T.astype(np.float16),
        "output.bias": state["last.bias"].astype(np.float16),
    }
    if threshold is not None:
        arrays["threshold"] = np.float32(threshold)
    for n in range(len(dilations)):
        arrays[f"layer{n}.weight"] = state[f"near.{n}.weight"].T.astype(np.float16)
        arrays[f"layer{n}.bias"] = state[f"near.{n}.bias"].astype(np.float16)
        arrays[f"layer{n}.page"] = state[f"page.{n}.weight"].T.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)
