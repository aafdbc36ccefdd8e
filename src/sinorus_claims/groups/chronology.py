"""The claims of a run in order of publication."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ..model import Article, Attribution, Claim, Speaker
from .columns import Numbers
from .ids import Ids
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

_AT_ONCE = 65_536


class Chronology(Ordered[Claim]):
    """Claims in order of publication, then by id; the article of each is known without reading it.

    12 bytes a claim are kept at hand.
    """

    def __init__(self, claims: Sequence[Claim], articles: Mapping[str, Article]) -> None:
        ranks, homes, self._names = _read(claims)
        days = _days(self._names, articles)[homes]
        order = np.lexsort((ranks, days)).astype(np.int64)
        _part_twins(order, ranks, days, claims)
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


def _read(claims: Sequence[Claim]) -> tuple[Numbers, NDArray[np.int32], list[str]]:
    """(place of each id among all, number of the article of each claim, names of the articles)."""
    names: dict[str, int] = {}
    homes = np.zeros(len(claims), np.int32)
    idents = Ids()
    walked = iter(claims)
    at = 0
    while some := list(islice(walked, _AT_ONCE)):
        idents.add(claim.id for claim in some)
        homes[at : at + len(some)] = [names.setdefault(c.article, len(names)) for c in some]
        at += len(some)
    return idents.ranks(), homes, list(names)


def _days(names: Sequence[str], articles: Mapping[str, Article]) -> NDArray[np.int64]:
    """For each article its place among the days of publication."""

    def published() -> Iterator[str]:
        for name in names:
            article = articles.get(name)
            yield (article.published or UNDATED) if article else UNDATED

    days = list(published())
    places = {day: number for number, day in enumerate(sorted(set(days)))}
    return np.array([places[day] for day in days], np.int64)


def _part_twins(order: Numbers, ranks: Numbers, days: Numbers, claims: Sequence[Claim]) -> None:
    """Sort claims of one day that have one id by their texts."""
    ordered, dated = ranks[order], days[order]
    same = np.flatnonzero((ordered[1:] == ordered[:-1]) & (dated[1:] == dated[:-1]))
    for first in same[np.diff(same, prepend=-2) > 1].tolist():
        end = first + 1
        while end < len(order) and ordered[end] == ordered[first] and dated[end] == dated[first]:
            end += 1
        order[first:end] = sorted(order[first:end].tolist(), key=lambda n: claims[n].text)
