"""Long columns put in order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims.groups import columns
from sinorus_claims.groups.columns import in_order_of, within_runs

KEYS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=30)


@given(KEYS, st.booleans())
def test_packed_or_not_places_sort_by_one_key_then_the_next_and_equals_stay(
    keys: list[tuple[int, int]], packed: bool
) -> None:
    first, second = (np.array([key[n] for key in keys], np.int64) for n in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_LONGEST", 63 if packed else 0)
        found = in_order_of([first, second], [5, 3])
    assert found.tolist() == sorted(range(len(keys)), key=keys.__getitem__)


def test_keys_that_fill_a_number_are_packed_and_longer_ones_are_not() -> None:
    high = (1 << 61) - 1  # with the places of two entries 62 bits; with another bit 63, with two 64
    for other in (0, 1, 3):
        keys = [np.array([high, 0]), np.array([other, other])]
        assert in_order_of(keys, [high, other]).tolist() == [1, 0]


def test_how_many_equal_ones_go_before() -> None:
    assert within_runs(np.array([2, 2, 2, 5, 7, 7])).tolist() == [0, 1, 2, 0, 0, 1]
    assert within_runs(np.zeros(0, np.int64)).tolist() == []
