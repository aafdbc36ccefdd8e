"""Where lines stand, counted on arrays, against the same counted line by line."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.dumps.blocks import blocks_of
from sinorus_claims.articles.dumps.boilerplate import Page
from sinorus_claims.articles.dumps.places import NAMES, places_of

PROSE = "The pier was closed on Monday after the crane had come down in the storm."
LINES = ("Menu", "Share this article", "Pier closes", PROSE, PROSE + " Nobody was hurt.", "4 May")


def place(lines: list[tuple[str, bool]]) -> tuple[Page, dict[str, np.ndarray]]:
    """A page of the lines, blank lines where the flags say; and its columns by name."""
    page = Page(tuple(blocks_of("".join("\n" * gap + line + "\n" for line, gap in lines))))
    return page, {name: places_of(page)[:, n] for n, name in enumerate(NAMES)}


some_lines = st.lists(
    st.tuples(st.sampled_from(LINES), st.booleans()), min_size=1, max_size=14
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(some_lines)
def test_groups_are_lines_without_a_gap(lines):
    page, found = place(lines)
    group: list[int] = []
    for n, block in enumerate(page.blocks):
        group = [n] if block.gap or not group else [*group, n]
        last = n + 1 == len(page.blocks) or page.blocks[n + 1].gap
        assert found["gap_behind"][n] == last
        if last:
            chrome = sum(page.blocks[m].chrome for m in group) / len(group)
            assert found["group"][group] == pytest.approx(math.log1p(len(group)))
            assert found["group_chrome"][group] == pytest.approx(chrome)


@settings(max_examples=40, deadline=None)
@given(some_lines)
def test_words_and_distances_of_prose_are_those_counted_by_hand(lines):
    page, found = place(lines)
    prose = [n for n, b in enumerate(page.blocks) if b.prose and not b.chrome]
    for n in range(len(page.blocks)):
        above = max((m for m in prose if m < n), default=-1)
        below = min((m for m in prose if m > n), default=len(page.blocks))
        assert found["to_prose_above"][n] == pytest.approx(math.log1p(n - above))
        assert found["to_prose_below"][n] == pytest.approx(math.log1p(below - n))
        words = sum(len(page.blocks[m].words) for m in prose if m > n)
        assert found["words_behind"][n] == pytest.approx(math.log1p(words))


@settings(max_examples=40, deadline=None)
@given(some_lines)
def test_a_line_that_stood_above_is_repeated(lines):
    page, found = place(lines)
    keys = [b.key for b in page.blocks]
    for n, key in enumerate(keys):
        assert found["repeats"][n] == pytest.approx(math.log(keys.count(key)))
        assert found["repeated"][n] == (key in keys[:n])
