"""A look at a block as a whole misses nothing that a look at its pairs finds."""

import random

import numpy as np
import pytest

from sinorus_claims.groups.cosines import Overlaps
from sinorus_claims.groups.indexing import index_claims

from .conftest import make_claim

WORDS = [a + b for a in ("har", "pol", "mun", "tes", "gil", "vor") for b in ("bor", "den", "ket")]


@pytest.mark.parametrize(("cosine", "most"), [(0.15, 0.35), (0.3, 0.0), (0.0, 0.5), (0.6, 0.8)])
def test_what_reaches_both_bounds_may_reach_them(cosine: float, most: float) -> None:
    chance = random.Random(3)
    texts = [" ".join(chance.sample(WORDS, chance.randint(1, 8))) for _ in range(60)]
    index = index_claims([make_claim(t, article=f"a{n}") for n, t in enumerate([*texts, "12"])])
    overlaps, count = Overlaps(index), len(index)
    one, other = np.triu_indices(count, 1)
    cosines, reached = overlaps.of(one * count + other)
    wanted = (cosines >= cosine) & (reached >= most)
    found = overlaps.may_reach(np.arange(count), cosine, most)[one, other]
    assert 0 < wanted.sum() < len(wanted)
    assert found[wanted].all()
    clear = (np.abs(cosines - cosine) > 1e-3) & (np.abs(reached - most) > 1e-3)
    assert np.array_equal(found[clear], wanted[clear])


def test_what_is_said_of_a_pair_hangs_on_no_other() -> None:
    chance = random.Random(5)
    index = index_claims(
        [make_claim(" ".join(chance.sample(WORDS, 6)), article=f"a{n}") for n in range(50)]
    )
    overlaps = Overlaps(index)
    one, other = np.triu_indices(50, 1)
    codes = one * 50 + other
    together = overlaps.of(codes)
    for some in (codes[::7], codes[3:4], codes[-9:]):
        for side, alone in zip(together, overlaps.of(some), strict=True):
            assert side[np.searchsorted(codes, some)].tobytes() == alone.tobytes()
