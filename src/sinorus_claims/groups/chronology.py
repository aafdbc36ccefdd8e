"""The claims of a run in order of publication."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ..model import Article, Attribution, Claim, Speaker
from .ids import part_twins, read_ids
from .ordered import Ordered

UNDATED = "9999"
"""What is not dated comes last."""

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """Who says a claim, and where: all that is decoded of it, in a third of the time."""

    id: str
    article: str
    outlet: str
    speaker: Speaker | None
    via: tuple[Attribution, ...] = ()


_HEAD: TypeAdapter[ClaimHead] = TypeAdapter(ClaimHead)


class Chronology(Ordered[Claim]):
    """Claims in order of publication, then by id; the article of each is known without reading it.

    12 bytes a claim are kept at hand.
    """

    def __init__(self, claims: Sequence[Claim], articles: Mapping[str, Article]) -> None:
        ranks, homes, self._names = read_ids(claims)
        days = _days(self._names, articles)[homes]
        order = np.lexsort((ranks, days)).astype(np.int64)
        part_twins(order, (days * (len(claims) + 1) + ranks)[order], claims)
        super().__init__(claims, order)
        self._homes = homes[order]

    def home(self, number: int) -> str:
        """Id of the article of a claim."""
        return self._names[int(self._homes[number])]

    def heads(self) -> Iterator[Claim | ClaimHead]:
        """Who says each claim, in order."""
        if not self.on_disk:
            return iter(self)
        return (_HEAD.validate_json(self.line(number)) for number in range(len(self)))

    def line(self, number: int) -> bytes:
        """A claim as one line of JSON; one on disk is not decoded for that."""
        return self.line_on_disk(number) or _CLAIM.dump_json(self[number])


def _days(names: Sequence[str], articles: Mapping[str, Article]) -> NDArray[np.int64]:
    """For each article its place among the days of publication."""

    def published() -> Iterator[str]:
        for name in names:
            article = articles.get(name)
            yield (article.published or UNDATED) if article else UNDATED

    days = list(published())
    places = {day: number for number, day in enumerate(sorted(set(days)))}
    return np.array([places[day] for day in days], np.int64)
