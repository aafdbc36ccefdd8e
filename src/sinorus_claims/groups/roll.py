"""Who says each claim, and where: found out of all claims in one pass over their heads."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..model import Claim, Voice
from .columns import Column, Numbers
from .heads import ClaimHead, heads_of
from .ids import Ids
from .outlets import Namings
from .voices import Names


class Roll:
    """What the run knows of its claims by their position, 16 bytes each, and of their speakers."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        idents, articles, self._names = Ids(), dict[str, int](), Names()
        homes, named = Column("i4"), Column("i4")
        outlets = Namings()
        for head in heads_of(claims):
            idents.add(head.id)
            homes.add((articles.setdefault(head.article, len(articles)),))
            named.add((self._names.add(head),))
            outlets.add(head)
        self.ranks: Numbers = idents.ranks()
        """Place of each claim's id among all."""
        self.homes: NDArray[np.int32] = homes.array()
        """Number of each claim's article."""
        self.articles: Sequence[str] = list(articles)
        """Ids of the articles."""
        self.outlets: Sequence[Claim | ClaimHead] = outlets.heads
        """Heads that between them name every outlet that any names."""
        self._named: NDArray[np.int32] = named.array()

    def voices(self) -> tuple[tuple[Voice, ...], NDArray[np.int32]]:
        """(the named speakers, see `name_voices`; number of the one who says each claim, or -1)."""
        found, numbers = self._names.voices()
        return found, np.array([*numbers, -1], np.int32)[self._named]
