"""Of the pairs of a claim the closest stay, from either end."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims.groups import closest as closest_module
from sinorus_claims.groups.closest import closest

COUNT = 12


def kept(pairs: dict[tuple[int, int], float], most: int) -> set[tuple[int, int]]:
    codes = np.array(sorted(a * COUNT + b for a, b in pairs), np.int64)
    measures = np.array([pairs[divmod(int(c), COUNT)] for c in codes])
    chosen = codes[closest(codes, measures, COUNT, most)]
    return {divmod(int(code), COUNT) for code in chosen}


def test_a_pair_stays_if_one_claim_is_among_the_closest_of_the_other() -> None:
    pairs = {(0, 1): 0.9, (0, 2): 0.8, (0, 3): 0.7, (1, 2): 0.85, (1, 3): 0.2, (2, 3): 0.1}
    assert kept(pairs, 1) == {(0, 1), (1, 2), (0, 3)}
    assert kept(pairs, 3) == set(pairs)


def test_of_equally_close_ones_all_keep_the_same() -> None:
    pairs = {(a, b): 0.5 for a in range(COUNT) for b in range(a + 1, COUNT)}
    assert kept(pairs, 2) == {(a, b) for a, b in pairs if a < 2}


def test_each_pair_may_have_a_bound_of_its_own() -> None:
    codes = np.array([0 * COUNT + 1, 0 * COUNT + 2, 1 * COUNT + 2], np.int64)
    measures = np.array([0.9, 0.5, 0.8])
    assert closest(codes, measures, COUNT, 1).tolist() == [True, False, True]
    assert closest(codes, measures, COUNT, np.array([1, 2, 1])).all()


def test_the_claims_are_ranked_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    pairs = {
        (a, b): chance.choice([0.1, 0.4, 0.4, 0.8])
        for a in range(COUNT)
        for b in range(a + 1, COUNT)
        if chance.random() < 0.7
    }
    whole = kept(pairs, 2)
    monkeypatch.setattr(closest_module, "_AT_ONCE", 5)
    assert kept(pairs, 2) == whole
    assert COUNT < len(whole) < len(pairs)


def test_nothing_stays_of_nothing() -> None:
    nothing = np.zeros(0, np.int64)
    assert closest(nothing, np.zeros(0), 0, 8).tolist() == []


@given(
    st.dictionaries(
        st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(
            lambda p: p[0] < p[1]
        ),
        st.sampled_from([0.1, 0.2, 0.2000001, 0.5, 0.9]),
    ),
    st.integers(1, 4),
    st.integers(0, 1),
)
def test_what_is_left_out_of_some_is_left_out_of_all(
    pairs: dict[tuple[int, int], float], most: int, half: int
) -> None:
    some = {pair: value for pair, value in pairs.items() if sum(pair) % 2 == half}
    rest = {pair: value for pair, value in pairs.items() if pair not in some}
    first = kept(some, most) if some else set()
    assert kept({**{p: pairs[p] for p in first}, **rest}, most) == kept(pairs, most)


@pytest.mark.parametrize("width", [1, 5, COUNT])
def test_ranges_of_claims_find_together_what_all_find(width: int) -> None:
    chance = random.Random(5)
    every = [(a, b) for a in range(COUNT) for b in range(a + 1, COUNT) if chance.random() < 0.8]
    codes = np.array([a * COUNT + b for a, b in every], np.int64)
    measures = np.array([chance.choice([0.2, 0.5, 0.5000001, 0.9]) for _ in every])
    whole = closest(codes, measures, COUNT, 2)
    assert 0 < whole.sum() < len(codes)
    found = np.zeros(len(codes), bool)
    for first in range(0, COUNT, width):
        end = min(first + width, COUNT)
        here = np.array([any(first <= claim < end for claim in pair) for pair in every])
        found[here] |= closest(codes[here], measures[here], COUNT, 2, ends=(first, end))
    assert found.tolist() == whole.tolist()
