"""The measured features: a value for each block, and the same as counting by hand."""

import math
import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.pages.blocks import read_blocks
from sinorus_claims.articles.pages.features import FEATURES, features_of
from sinorus_claims.articles.pages.page import read_page

PAGE = """<title>Ferry Strike Ends</title><nav><a href="/">Home</a></nav><h1>Ferry Strike Ends</h1>
<article><p>{}</p><p class="lead">The ÉLAN sailed at 6:30, said Mira Solano.</p></article>"""


def columns(source: str) -> dict[str, list[float]]:
    found = features_of(read_blocks(source))
    return {name: found[:, n].tolist() for n, name in enumerate(FEATURES)}


def test_a_page_without_text_has_no_rows() -> None:
    assert features_of(read_blocks("<p></p>")).shape == (0, len(FEATURES))


def test_blocks_are_measured_as_they_stand() -> None:
    found = columns(PAGE.format("Crews go back to work on Monday."))
    assert found["linked"] == [1, 0, 0, 0]
    assert found["is_title"] == [0, 1, 0, 0]
    assert found["dated"] == [0, 0, 0, 1]
    assert found["headings_before"] == [0, 1, 1, 1]
    assert found["same_parent_behind"] == [1, 0, 1, 0]
    assert math.isclose(found["since_heading"][0], math.log1p(100), rel_tol=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_characters="<>&\0", exclude_categories=["Cs"]), max_size=400))
def test_letters_are_counted_in_every_script(text: str) -> None:
    page = read_blocks(PAGE.format(f"x{text}"))
    found = features_of(page)
    for row, block in zip(found, page.blocks, strict=True):
        head = block.text[:300]
        for name, count in (("digits", str.isdigit), ("upper", str.isupper)):
            share = sum(map(count, head)) / len(head)
            assert np.isclose(row[FEATURES.index(name)], share, rtol=1e-6)


def test_many_tags_without_an_end_are_read_in_bounded_time() -> None:
    begin = time.process_time()
    read_page("<p>" + "The harbour board met on Monday. " * 9 + "</p>" + "<script>" * 40_000)
    assert time.process_time() - begin < 10
