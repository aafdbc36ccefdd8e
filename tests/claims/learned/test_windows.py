"""What the network reads of a text: paragraphs, whole sentences, quotation states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims.claims.learned.windows import LONGEST, quotation_states, windows


def _split(text: str) -> tuple[list[str], list[bool]]:
    """Tokens of a text in which `|` opens a sentence and `¶` is a line break."""
    words, starts = [], []
    for word in text.split():
        words.append("\n" if word == "¶" else word.lstrip("|"))
        starts.append(word.startswith("|"))
    return words, starts


def test_a_paragraph_is_a_window_without_its_blank_tokens() -> None:
    words, starts = _split("|The dam leaks . |It rains . ¶ |Nobody came .")
    assert windows(words, starts) == [[0, 1, 2, 3, 4, 5, 6], [8, 9, 10]]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "|It " + "rains " * (LONGEST // 2)
    words, starts = _split(sentence * 3)
    found = windows(words, starts)
    assert [len(w) for w in found] == [LONGEST // 2 + 1] * 3
    assert all(starts[w[0]] for w in found)


def test_a_sentence_without_end_is_cut_within() -> None:
    words, starts = _split("|on " + "and " * (2 * LONGEST))
    assert [len(w) for w in windows(words, starts)] == [LONGEST, LONGEST, 1]


@given(st.lists(st.tuples(st.sampled_from(["a", "\n", " ", "\n\n", "."]), st.booleans())))
def test_every_word_stands_in_one_window_in_order(tokens: list[tuple[str, bool]]) -> None:
    words, starts = [w for w, _ in tokens], [s for _, s in tokens]
    found = [i for window in windows(words, starts) for i in window]
    assert found == [i for i, word in enumerate(words) if not word.isspace()]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('He said : " No . " Then', "0002112 0"),
        ("“ No , ” she said", "211200"),
        ("`` No '' again", "2120"),
        ("« Non » again", "2120"),
        ('" never closed', "211"),
        ("closed ” never opened", "0200"),
    ],
)
def test_quotation_states(text: str, states: str) -> None:
    assert quotation_states(text.split()) == [int(c) for c in states.replace(" ", "")]
