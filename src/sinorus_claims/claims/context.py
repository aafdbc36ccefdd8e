"""What every rule may ask besides the document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from .cues import Lexicon
from .found import Found, Passages


@dataclass(frozen=True, slots=True)
class Context:
    """What rules may ask besides the document."""

    lexicon: Lexicon
    passages: Passages
    threshold: float
    """Candidates scored lower are no attributions."""


Rule = Callable[[Doc, Context], Iterator[Found]]
