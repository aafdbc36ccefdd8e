"""Pairs that share claims come close to one another, and none is lost."""

from random import Random

import numpy as np
import pytest

from sinorus_claims.groups import side_by_side as module
from sinorus_claims.groups.side_by_side import side_by_side

STORIES, SIZE = 40, 10


def codes_of_stories() -> tuple[np.ndarray, int]:
    """Stories whose claims lie far from one another in the order of publication."""
    count = STORIES * SIZE
    pairs = {
        (s + STORIES * min(a, b), s + STORIES * max(a, b))
        for s in range(STORIES)
        for a, b in [Random(s * 100 + n).sample(range(SIZE), 2) for n in range(25)]
    }
    return np.array(sorted(a * count + b for a, b in pairs), np.int64), count


def missed(codes: np.ndarray, count: int, room: int = 30) -> int:
    """Claims that are not among the last so many that were seen."""
    seen: dict[int, None] = {}
    found = 0
    for code in codes.tolist():
        for claim in divmod(code, count):
            found += claim not in seen
            seen.pop(claim, None)
            seen[claim] = None
            if len(seen) > room:
                del seen[next(iter(seen))]
    return found


def test_the_claims_of_a_story_come_together() -> None:
    codes, count = codes_of_stories()
    places = side_by_side(codes, count)
    assert sorted(places.tolist()) == list(range(len(codes)))
    assert missed(codes[places], count) < 0.6 * missed(codes, count)


def test_the_order_does_not_hang_on_how_many_are_looked_at_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes, count = codes_of_stories()
    whole = side_by_side(codes, count)
    monkeypatch.setattr(module, "_PAIRS", 7)
    assert side_by_side(codes, count).tolist() == whole.tolist()


def test_no_pairs() -> None:
    none = np.zeros(0, np.int64)
    assert len(side_by_side(none, 0)) == len(side_by_side(none, 5)) == 0
