"""The claims of a run in order of publication."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ..model import Article, Claim
from .columns import Numbers
from .ids import part_twins
from .ordered import Ordered
from .roll import Roll

UNDATED = "9999"
"""What is not dated comes last."""

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)


class Chronology(Ordered[Claim]):
    """Claims in order of publication, then by id; the article of each is known without reading it.

    20 bytes a claim are kept at hand.
    """

    def __init__(
        self, claims: Sequence[Claim], articles: Mapping[str, Article], roll: Roll | None = None
    ) -> None:
        """`roll` is that of the claims, if it was made already."""
        roll = roll or Roll(claims)
        days = _days(roll.articles, articles)[roll.homes]
        order = np.lexsort((roll.ranks, days)).astype(np.int64)
        part_twins(order, (days * (len(claims) + 1) + roll.ranks)[order], claims)
        super().__init__(claims, order)
        self.articles = roll.articles
        """Ids of the articles."""
        self.homes = self.rearranged(roll.homes)
        """Number of the article of each claim."""
        self.ranks: Numbers = self.rearranged(roll.ranks)
        """Place of each claim's id among all."""

    def home(self, number: int) -> str:
        """Id of the article of a claim."""
        return self.articles[int(self.homes[number])]

    def line(self, number: int) -> bytes:
        """A claim as one line of JSON; one on disk is not decoded for that."""
        return self.line_on_disk(number) or dump_claim(self[number])


def dump_claim(claim: Claim) -> bytes:
    """A claim as one line of JSON."""
    return _CLAIM.dump_json(claim)


def _days(names: Sequence[str], articles: Mapping[str, Article]) -> NDArray[np.int64]:
    """For each article its place among the days of publication."""

    def published() -> Iterator[str]:
        for name in names:
            article = articles.get(name)
            yield (article.published or UNDATED) if article else UNDATED

    days = list(published())
    places = {day: number for number, day in enumerate(sorted(set(days)))}
    return np.array([places[day] for day in days], np.int64)
