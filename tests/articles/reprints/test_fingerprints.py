"""Runs of five words: equal for equal words, counted rightly, sampled without regard to order."""

import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.reprints.fingerprints import (
    Sketches,
    covered_words,
    distinct,
    runs_in_order,
    shared_runs,
)

LETTERS = st.text("aBc9 é.-_“’\xad\u00a0\n😀П", max_size=120)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace("\xad", "").lower())


@settings(max_examples=60, deadline=None)
@given(LETTERS, LETTERS)
def test_runs_are_equal_where_five_words_are(left, right):
    both = []
    for text in (left, right):
        words = words_of(text)
        both.append([tuple(words[n : n + 5]) for n in range(len(words) - 4)])
    hashed = [runs_in_order(text) for text in (left, right)]
    assert [len(h) for h in hashed] == [len(b) for b in both]
    for one, run in zip(hashed[0], both[0], strict=True):
        assert [one == other for other in hashed[1]] == [run == other for other in both[1]]
    sets = [distinct(h) for h in hashed]
    assert shared_runs(*sets) == len(set(both[0]) & set(both[1]))


def test_case_marks_and_soft_hyphens_do_not_matter_but_the_order_of_words_does():
    plain = runs_in_order("the pier will not be closed before June")
    assert (runs_in_order("“The pier: will NOT be clo\xadsed — before June!”") == plain).all()
    assert not set(runs_in_order("June before closed be not will pier the")) & set(plain)


@pytest.mark.parametrize("text", ["", " \n", "four words are few", "😀" * 50, "\ud800 a b"])
def test_a_text_without_five_words_has_no_runs(text):
    assert len(runs_in_order(text)) == 0


def test_an_endless_word_is_a_word():
    assert len(runs_in_order("a b c d " + "x" * 300_000)) == 1


@pytest.mark.parametrize(
    ("text", "known", "share"),
    [
        ("a b c d e f g h", "a b c d e f g h", 1.0),
        ("a b c d e f g h", "z a b c d e z", 5 / 8),
        ("a b c d e f g h", "d e f g h", 5 / 8),
        ("a b c d e f g h", "a b c d z e f g h", 0.0),
        ("a b", "a b", 0.0),
    ],
)
def test_words_are_covered_by_the_runs_over_them(text, known, share):
    assert covered_words(runs_in_order(text), distinct(runs_in_order(known))) == share


def sampled(articles: list[np.ndarray], order: list[int], limit: int) -> tuple[int, list[int]]:
    sketches = Sketches(limit)
    sketches.extend(articles[n] for n in order)
    ranks = np.array(order, dtype=np.uint64)
    return sketches.halvings, sketches.keys(ranks, bits=8).tolist()


def test_what_is_kept_depends_on_the_articles_and_not_on_their_order():
    draw = np.random.default_rng(1)
    articles = [
        distinct(draw.integers(1 << 63, size=n, dtype=np.uint64) << np.uint64(1))
        for n in draw.integers(0, 900, 200)
    ]
    order = list(range(200))
    whole = sampled(articles, order, 10**9)
    assert whole[0] == 0
    assert len(whole[1]) == sum(len(a) for a in articles if len(a) >= 20)
    thin = sampled(articles, order, 9_000)
    assert thin[0] == 4
    assert len(thin[1]) <= 9_000
    assert set(thin[1]) <= set(whole[1])
    for seed in range(3):
        random.Random(seed).shuffle(order)
        assert sampled(articles, order, 9_000) == thin
    assert (
        min(
            np.bincount([k % 256 for k in thin[1]])[
                [n for n in range(200) if len(articles[n]) >= 20]
            ]
        )
        >= 16
    )
