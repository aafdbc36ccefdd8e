"""Likeness by words in common and by meaning."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from ...model import Claim
from .contract import Encoder, Vectors, exact_units
from .lexical import LexicalSimilarity, Prepared
from .static import static_encoder

LEXICAL = 0.4
"""Share of the lexical likeness; the rest is the cosine. From .3 to .5 it makes no difference to
how well people's scores of headlines are met."""

AT_ONCE = 1000
"""Pairs whose claims are encoded together."""

_MOST_KEPT = 200_000


class EmbeddedSimilarity(LexicalSimilarity):
    """Lexical likeness 40%, cosine of the claims' vectors 60%."""

    def __init__(self, claims: Sequence[Claim] = (), encoder: Encoder | None = None) -> None:
        super().__init__(claims)
        self._encoder = static_encoder() if encoder is None else encoder
        self._kept: dict[int, tuple[Claim, Vectors]] = {}
        self._waiting = tuple(claims)

    def compare_all(self, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[float]:
        """Likeness of each pair, in order; claims not met before are encoded many at once."""
        rest = iter(pairs)
        while some := list(islice(rest, AT_ONCE)):
            self._learn([claim for pair in some for claim in pair])
            yield from super().compare_all(some)

    def vectors(self, claims: Sequence[Claim]) -> Vectors:
        """(claims, width) unit vectors, zero for claims without words; each is made once."""
        self._learn(claims)
        return np.stack([self._kept[id(c)][1] for c in claims])

    def forget(self) -> None:
        """Let go of the claims that were encoded."""
        self._kept.clear()
        self._waiting = ()

    def _learn(self, claims: Sequence[Claim]) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        wanted = {id(c): c for c in (*self._waiting, *claims) if id(c) not in self._kept}
        self._waiting = ()
        if wanted:
            made = exact_units(self._encoder.encode(list(wanted.values())))
            for (ident, claim), vector in zip(wanted.items(), made, strict=True):
                self._kept[ident] = (claim, vector)

    def _likeness(self, one: Prepared, other: Prepared) -> float:
        lexical = super()._likeness(one, other)
        first, second = one.claim, other.claim
        self._learn((first, second))
        cosine = float(self._kept[id(first)][1] @ self._kept[id(second)][1])
        return round(LEXICAL * lexical + (1 - LEXICAL) * max(0.0, cosine), 6)
