"""Of the pairs of a claim the closest stay, from either end."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups import candidates
from sinorus_claims.groups import closest as closest_module
from sinorus_claims.groups.candidates import find_candidates
from sinorus_claims.groups.closest import closest
from sinorus_claims.groups.similarity import load_similarity

from .conftest import make_claim, make_cue

COUNT = 12


def kept(pairs: dict[tuple[int, int], float], most: int) -> set[tuple[int, int]]:
    codes = np.array(sorted(a * COUNT + b for a, b in pairs), np.int64)
    measures = np.array([pairs[divmod(int(c), COUNT)] for c in codes])
    return {divmod(int(code), COUNT) for code in closest(codes, measures, COUNT, most)}


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
    assert closest(codes, measures, COUNT, 1).tolist() == [1, COUNT + 2]
    assert closest(codes, measures, COUNT, np.array([1, 2, 1])).tolist() == [1, 2, COUNT + 2]


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


def test_pairs_are_the_same_from_disk_and_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    words = [
        a + b for a in ("har", "pol", "mun", "tes", "gil", "vor") for b in ("bor", "den", "ket")
    ]
    cues = (make_cue("deny", "denies"), *[make_cue("say", "asserts")] * 4)
    found = [
        make_claim(" ".join(chance.sample(words, 6)), article=f"a{n}", cue=cues[n % 5])
        for n in range(400)
    ]
    settings = GroupSettings(candidate_similarity=0.1)
    held = find_candidates(found, settings, load_similarity(settings)).codes.tolist()
    assert 400 < len(held) < 400 * 399 / 4
    there = find_candidates(found, settings, load_similarity(settings), tmp_path)
    assert there.codes.tolist() == held
    monkeypatch.setattr(candidates, "_PAIRS", 500)
    assert find_candidates(found, settings, load_similarity(settings)).codes.tolist() == held
