"""What a model makes of two texts, and the table of models."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from ..named import named


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities, 0 to 1; the first three add up to one."""

    entailment: float
    """The second text follows from the first."""
    neutral: float
    """Neither."""
    contradiction: float
    """Both cannot be true."""
    weakens: float
    """How far one weakens the other, short of excluding it."""
    likeness: float
    """How much of the meaning is the same."""


class Reader(Protocol):
    """Reads pairs of texts.

    What it says of a pair may depend on that pair alone, so that neither the order of the pairs
    nor how they are spread over processes changes a result.
    """

    def read_all(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        """A reading for each pair (premise, hypothesis), in order."""
        ...


def _shipped() -> Reader:
    from .encoder import ShippedReader  # noqa: PLC0415 - `none` needs no run-time library of models

    return ShippedReader()


READERS: dict[str, Callable[[], Reader | None]] = {"shipped": _shipped, "none": lambda: None}


@cache
def reader_digest(name: str) -> str | None:
    """Hash of the files of the shipped model, 12 hexadecimal digits; None for any other."""
    if name != "shipped":
        return None
    found = hashlib.sha256()
    for file in ("model.onnx", "tokenizer.json"):
        found.update((Path(__file__).parent / file).read_bytes())
    return found.hexdigest()[:12]


@cache
def load_reader(name: str) -> Reader | None:
    """The model of this name, loaded once a process; None for `none`.

    Raises `ConfigError` for a name that is neither in the table nor can be imported.
    """
    return named("groups.contradiction", name, READERS)()
