"""What the line model sees of a page, and what it makes of pages of our own."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.dumps.blocks import blocks_of
from sinorus_claims.articles.dumps.boilerplate import Page
from sinorus_claims.articles.dumps.line_model import (
    NAMES,
    article_probabilities,
    features_of,
    the_network,
    tokens_of,
)
from sinorus_claims.articles.dumps.plain import read_plain
from sinorus_claims.articles.mapping import assemble

TITLE = "Lunmark closes its northern pier"
ABOVE = (
    "Skip to content", "Menu\nNews\nSport\nWeather\nTides\nLog in", "Subscribe for 2 kroner a week",
    "Home > News > Harbour", TITLE, "By Tor Haugen", "Published 4 May 2026, 08:12",
    "Share this article",
)  # fmt: skip
BELOW = (
    "Related stories", "Ferry fares to rise in June\nWhy the cranes came late\nMayor to step down",
    "Sign up for our newsletter", "Enter your email address to get the morning letter.",
    "About us\nContact\nAdvertise\nPrivacy policy", "© 2026 The Lunmark Post. All rights reserved.",
)  # fmt: skip


def page(text: str) -> Page:
    return Page(tuple(blocks_of(text)))


def text_of(source: str) -> str:
    return assemble(source, read_plain(source).pieces)[0]


def dump(*lines: str) -> str:
    return "\n\n".join(lines)


def test_the_weights_are_for_these_features():
    network = the_network()
    assert network.names == NAMES
    assert network.mean.shape == (len(NAMES),)
    assert list(network.tokens) == sorted(set(network.tokens))


def test_tokens_are_words_pairs_ends_and_short_lines_as_a_whole():
    (block,) = blocks_of("Published 4 May 2026")
    assert tokens_of(block) == [
        "^published", "0000$", "=published 0 may 0000", "published", "0", "may", "0000",
        "published 0", "0 may", "may 0000",
    ]  # fmt: skip


def test_a_long_line_has_a_bounded_number_of_tokens():
    (block,) = blocks_of("pier " * 100_000)
    assert len(tokens_of(block)) < 60


def test_features_say_what_the_page_looks_like(paragraphs):
    whole = page(dump(TITLE, "Menu", *paragraphs, "Related stories", TITLE))
    found = {name: features_of(whole)[:, n] for n, name in enumerate(NAMES)}
    assert found["chrome"].tolist() == [0, 1, 0, 0, 0, 0, 1, 0]
    assert found["final"].tolist() == [0, 0, 1, 1, 1, 1, 0, 0]
    assert found["in_run"].tolist() == [0, 0, 1, 1, 1, 1, 0, 0]
    assert found["repeated"].tolist() == [0, 0, 0, 0, 0, 0, 0, 1]
    assert found["repeats"][0] == pytest.approx(math.log(2))
    assert found["title_shared"][-1] == 1
    assert found["behind_tail"].tolist() == [0, 0, 0, 0, 0, 0, 1, 1]
    assert found["prose_before"][2] == 0
    assert found["to_prose_above"][3] == pytest.approx(math.log(2))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=12))
def test_any_text_has_finite_features_and_probabilities(lines):
    whole = page("\n".join(lines))
    if not whole.blocks:
        return
    assert np.isfinite(features_of(whole)).all()
    found = article_probabilities(whole)
    assert len(found) == (len(whole.blocks) if len(whole.blocks) >= 3 else 0)
    assert all(0 <= p <= 1 for p in found)


def test_a_text_of_two_blocks_or_of_very_many_is_left_to_the_rules():
    assert article_probabilities(page("One line.\n\nAnother line.")) == ()
    assert article_probabilities(page("line\n\n" * 5001)) == ()


def test_the_article_stays_and_the_page_around_it_goes(paragraphs):
    assert text_of(dump(*ABOVE, *paragraphs, *BELOW)) == dump(*paragraphs)


def test_so_it_does_without_a_blank_line(paragraphs):
    source = "\n".join((*ABOVE, *paragraphs, *BELOW))
    assert text_of(source) == "\n".join(paragraphs)


def test_a_clean_article_loses_nothing(paragraphs):
    assert text_of(dump(*paragraphs)) == dump(*paragraphs)
    assert text_of("\n".join(paragraphs)) == "\n".join(paragraphs)


def test_a_dropped_line_says_how_likely_it_was(paragraphs):
    verdicts = read_plain(dump(*ABOVE, *paragraphs, *BELOW)).verdicts
    dropped = {v.text: v for v in verdicts if v.rule is not None}
    assert dropped["Mayor to step down"].rule == "after_the_article"
    assert dropped["Mayor to step down"].detail.startswith("article with probability 0.")
