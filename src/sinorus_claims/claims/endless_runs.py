"""Runs without a blank that are no words: addresses in a row, encoded files.

The tokenizer looks at what is between two blanks again for each mark that it parts off, so that a
run of n characters takes time that grows with the square of n (840,000 take a quarter of an hour).
"""

import re

LONGEST = 1000
"""Characters of a run that may be words; the tokenizer takes a millisecond for so many."""

_RUN = re.compile(r"\S+")


def masked(text: str) -> str:
    """The text in equal length, with each longer run as one word."""
    if all(len(part) <= LONGEST for part in text.split(" ")):
        return text
    return _RUN.sub(_word, text)


def _word(run: re.Match[str]) -> str:
    return run[0] if len(run[0]) <= LONGEST else "x" * len(run[0])
