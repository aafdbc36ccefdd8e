"""Runs that are no words are one word, in equal length."""

import pytest

from sinorus_claims.claims.endless_runs import LONGEST, masked

RUN = "https://a.b/c?" * 200


@pytest.mark.bad_input(22)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("He said ", " then."), ("One\n\n", "\nTwo")]
)
def test_a_run_becomes_one_word_of_its_length(before, after):
    assert masked(before + RUN + after) == before + "x" * len(RUN) + after


def test_lines_without_blanks_are_words():
    lines = "\n".join(["pier"] * LONGEST)
    assert masked(lines) == lines
    assert masked(f"{lines}\r\n{RUN}") == f"{lines}\r\n{'x' * len(RUN)}"
    assert masked("a" * LONGEST) == "a" * LONGEST
