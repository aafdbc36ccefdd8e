"""Likeness by words in common and by meaning."""

from collections.abc import Sequence

import numpy as np

from ...model import Claim
from .contract import Encoder, Vectors, exact_units
from .lexical import LexicalSimilarity, Prepared
from .static import StaticEncoder


class EmbeddedSimilarity(LexicalSimilarity):
    """The lexical likeness, and beside it the cosine of the claims' vectors."""

    def __init__(self, claims: Sequence[Claim] = (), encoder: Encoder | None = None) -> None:
        super().__init__(claims)
        self.encoder = StaticEncoder() if encoder is None else encoder
        self._rows: dict[int, int] = {}
        self._known: list[Claim] = []
        self._matrix: Vectors = np.zeros((0, 0), np.float32)
        self._waiting = tuple(claims)

    def vectors(self, claims: Sequence[Claim]) -> Vectors:
        """(claims, width) unit vectors, zero for claims without words; each is made once."""
        self._learn(claims)
        return self._matrix[[self._rows[id(c)] for c in claims]]

    def _learn(self, claims: Sequence[Claim]) -> None:
        wanted = (*self._waiting, *claims)
        self._waiting = ()
        new = [c for c in wanted if id(c) not in self._rows]
        if not new:
            return
        made = exact_units(self.encoder.encode(new))
        self._matrix = np.concatenate([self._matrix, made]) if self._known else made
        self._rows.update((id(c), len(self._known) + n) for n, c in enumerate(new))
        self._known += new

    def _likeness(self, one: Prepared, other: Prepared) -> float:
        lexical = super()._likeness(one, other)
        first, second = self.vectors([one.features.claim, other.features.claim])
        return round(blend(lexical, float(first @ second)), 6)


LEXICAL = 0.5
"""Share of the lexical likeness."""


def blend(lexical: float, cosine: float) -> float:
    """Both likenesses as one, 0 to 1."""
    return LEXICAL * lexical + (1 - LEXICAL) * max(0.0, cosine)
