"""Judged pairs -> clusters, without chaining.

A cluster is a centre and claims that are bound to it directly. Two members that have nothing in
common do not share a cluster only because both touch the centre; but all that quote one utterance
do, and all that conflict with the same words of one claim. A pair that must not be lost and whose
claims ended up in two clusters makes one of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .bonds import between, meet, point, weight
from .comparison import QUOTED
from .corrections.ties import Ties
from .judged import Judgements

NOT_TO_LOSE = frozenset({"conflicts", "updates", "same_quote", "quote_variant"})
"""Relations that get a cluster of their own if their claims end up in two."""


def find_clusters(judged: Judgements, ties: Ties | None = None) -> list[list[int]]:
    """Positions of the claims of each cluster, sorted; two or more claims each.

    A claim stands in one cluster, or in several if it conflicts with members of each. `ties` are
    the claims that an analyst wants in one cluster, or never in one.
    """
    ties = ties or Ties()
    clusters = ties.joined(_stars(judged, ties))
    _draw_in(clusters, judged, ties)
    return [sorted(c) for c in [*_unlike(clusters), *_left_over(clusters, judged, ties)]]


def _unlike(clusters: Sequence[set[int]]) -> list[set[int]]:
    """Without those that lie within another: two that drew each other in say the same twice."""
    homes = _homes(clusters)

    def told_elsewhere(number: int) -> bool:
        around = set.intersection(*(homes[claim] for claim in clusters[number])) - {number}
        return any(
            len(clusters[other]) > len(clusters[number]) or other < number for other in around
        )

    return [cluster for number, cluster in enumerate(clusters) if not told_elsewhere(number)]


def _stars(judged: Judgements, ties: Ties) -> list[set[int]]:
    """Each free claim, the best connected first, with the free claims that belong to it."""
    # Claims that an analyst holds for the same bring all of their clusters along, afterwards: as a
    # bond among others it would tear each of them away from its own.
    bonds = _bonds(judged, ties)
    free = set(bonds)
    stars = []
    for centre in sorted(bonds, key=lambda n: (-round(sum(sorted(bonds[n].values())), 6), n)):
        if centre not in free:
            continue
        star = {centre}
        for other in sorted(bonds[centre], key=lambda n: (-bonds[centre][n], n)):
            if other not in free or ties.apart(other, star):
                continue
            if _belongs(other, centre, star, judged):
                star.add(other)
        if len(star) > 1:
            stars.append(star)
            free -= star
    return stars


def _bonds(judged: Judgements, ties: Ties) -> dict[int, dict[int, float]]:
    bonds: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), judgement in judged.binding():
        if (one, other) not in ties.same:
            bonds[one][other] = bonds[other][one] = weight(judgement)
    return bonds


def _belongs(other: int, centre: int, star: Iterable[int], judged: Judgements) -> bool:
    """Whether a claim bound to the centre belongs with the members that it has found so far."""
    judgement = between(other, centre, judged)
    if judgement is not None and judgement.relation in QUOTED:
        return True
    return _one_conflict(other, centre, star, judged) or all(meet(other, m, judged) for m in star)


def _one_conflict(other: int, member: int, cluster: Iterable[int], judged: Judgements) -> bool:
    """Whether a claim conflicts with the same words of a member as another member does.

    Three reports of 84 dead against one of 77 are one conflict, however the three are worded.
    """
    on = point(other, member, judged)
    return on is not None and any(m != member and point(m, member, judged) == on for m in cluster)


def _draw_in(clusters: Sequence[set[int]], judged: Judgements, ties: Ties) -> None:
    """Add to each cluster the claims outside that conflict with the same words of a member.

    The accuser whom another article quotes joins the cluster of the accused's denial.
    """
    homes = _homes(clusters)
    for pair, judgement in judged.binding():
        if judgement.relation != "conflicts":
            continue
        for new, member in (pair, pair[::-1]):
            for home in sorted(homes[member]):
                cluster = clusters[home]
                if new in cluster or ties.apart(new, cluster):
                    continue
                if _one_conflict(new, member, cluster, judged):
                    cluster.add(new)
                    homes[new].add(home)


def _homes(clusters: Sequence[Iterable[int]]) -> dict[int, set[int]]:
    """Claim -> numbers of its clusters."""
    homes: dict[int, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for claim in cluster:
            homes[claim].add(number)
    return homes


def _left_over(clusters: Sequence[set[int]], judged: Judgements, ties: Ties) -> list[set[int]]:
    """Pairs that must not be lost and whose claims share no cluster, as clusters of two."""
    homes = _homes(clusters)
    return [
        {one, other}
        for (one, other), judgement in judged.binding()
        if judgement.relation in NOT_TO_LOSE
        and not homes[one] & homes[other]
        and not ties.apart(one, [other])
    ]
