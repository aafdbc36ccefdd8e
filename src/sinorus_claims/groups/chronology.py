"""The claims of a run in order of publication."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ..model import Article, Claim
from .columns import Numbers
from .ordered import Ordered

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)


class Chronology(Ordered[Claim]):
    """Claims in order of publication, then by id; the article of each is known without reading it.

    12 bytes a claim are kept at hand.
    """

    def __init__(self, claims: Sequence[Claim], articles: Mapping[str, Article]) -> None:
        keys, homes = _keys(claims, articles)
        order = sorted(range(len(keys)), key=keys.__getitem__)
        twins = {keys[a] for a, b in pairwise(order) if keys[a] == keys[b]}
        if twins:
            order.sort(key=lambda n: (keys[n], claims[n].text if keys[n] in twins else ""))
        positions: Numbers = np.array(order, np.int64)
        super().__init__(claims, positions)
        self._names, numbers = homes
        self._homes: NDArray[np.int32] = numbers[positions]

    def home(self, number: int) -> str:
        """Id of the article of a claim."""
        return self._names[int(self._homes[number])]

    def line(self, number: int) -> bytes:
        """A claim as one line of JSON; one on disk is not decoded for that."""
        return self.line_on_disk(number) or _CLAIM.dump_json(self[number])


def _keys(
    claims: Sequence[Claim], articles: Mapping[str, Article]
) -> tuple[list[tuple[str, str]], tuple[list[str], NDArray[np.int32]]]:
    """(day of publication and id of each claim, (names of articles, number of each claim's))."""
    names: dict[str, int] = {}
    homes = np.zeros(len(claims), np.int32)
    keys = []
    for number, claim in enumerate(claims):
        article = articles.get(claim.article)
        keys.append(((article.published or "9999") if article else "9999", claim.id))
        homes[number] = names.setdefault(claim.article, len(names))
    return keys, (list(names), homes)
