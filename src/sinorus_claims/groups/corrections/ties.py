"""Which claims must share a group, and which must not."""

from collections import defaultdict
from collections.abc import Iterable

from ..bonds import Pair


class Ties:
    """Claims, by position, that are the same, and claims that are not.

    What is not the same as a claim is not the same as any of those that are the same as it.
    """

    def __init__(self, same: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> None:
        self.same = frozenset(same)
        """Pairs that are the same, the smaller position first."""
        self._heads: dict[int, int] = {}
        for one, other in sorted(self.same):
            first, second = sorted((self._head(one), self._head(other)))
            self._heads[first] = self._heads[second] = first
        self._foes: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._foes[self._head(one)].add(self._head(other))
            self._foes[self._head(other)].add(self._head(one))

    def apart(self, claim: int, cluster: Iterable[int]) -> bool:
        """Whether a claim may not stand in a cluster, for the sake of one of its members."""
        if not self._foes:
            return False
        foes = self._foes.get(self._head(claim))
        return foes is not None and any(self._head(member) in foes for member in cluster)

    def joined(self, clusters: list[set[int]]) -> list[set[int]]:
        """The clusters with those made one that hold claims that are the same.

        Where that would bring claims together that are not the same, only these claims themselves
        are in a cluster of their own.
        """
        alive = dict(enumerate(clusters))
        homes: dict[int, set[int]] = defaultdict(set)
        for number, cluster in alive.items():
            for claim in cluster:
                homes[claim].add(number)
        for together in self._together():
            union = set(together)
            for home in sorted({number for claim in together for number in homes[claim]}):
                if not any(self.apart(member, union) for member in alive[home]):
                    union |= alive.pop(home)
                    for claim in union:
                        homes[claim].discard(home)
            number = len(clusters) + min(together)
            alive[number] = union
            for claim in union:
                homes[claim].add(number)
        return [alive[number] for number in sorted(alive)]

    def _together(self) -> list[set[int]]:
        """Claims that are the same, each set once, in order."""
        found: dict[int, set[int]] = defaultdict(set)
        for claim in sorted(self._heads):
            found[self._head(claim)].add(claim)
        return [found[head] for head in sorted(found) if len(found[head]) > 1]

    def _head(self, claim: int) -> int:
        while (above := self._heads.get(claim, claim)) != claim:
            self._heads[claim] = self._heads.get(above, above)
            claim = above
        return claim
