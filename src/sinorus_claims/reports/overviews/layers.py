"""Two columns of names with as few crossings between them as a simple rule gives."""

from collections.abc import Mapping, Sequence

_SWEEPS = 8


def ordered(
    left: Sequence[str], right: Sequence[str], weights: Mapping[tuple[str, str], int]
) -> tuple[list[str], list[str]]:
    """Both columns in an order in which what is joined stands at a like height.

    Each name goes to the weighted mean of its partners' places, one column after the other, a few
    times (the barycentre method of Sugiyama, Tagawa and Toda, 1981). Names without a partner stay
    where they are.
    """
    one, other = list(left), list(right)
    turned = {(b, a): weight for (a, b), weight in weights.items()}
    for _ in range(_SWEEPS):
        other = _sorted(other, one, turned)
        one = _sorted(one, other, weights)
    return one, other


def _sorted(
    moved: Sequence[str], fixed: Sequence[str], weights: Mapping[tuple[str, str], int]
) -> list[str]:
    """`moved` by the mean place, 0 to 1, of those of `fixed` to which it is joined."""
    place = {name: (n + 0.5) / len(fixed) for n, name in enumerate(fixed)}
    total = dict.fromkeys(moved, 0)
    sums = dict.fromkeys(moved, 0.0)
    for (name, partner), weight in weights.items():
        if name in sums and partner in place:
            total[name] += weight
            sums[name] += weight * place[partner]
    own = {name: (n + 0.5) / len(moved) for n, name in enumerate(moved)}
    return sorted(
        moved, key=lambda n: (round(sums[n] / total[n], 9) if total[n] else own[n], own[n])
    )
