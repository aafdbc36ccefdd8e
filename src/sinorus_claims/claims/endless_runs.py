"""Runs without a blank that are no words: addresses in a row, encoded files.

The tokenizer looks at what is between two blanks again for each mark that it parts off, so that a
run of n characters takes time that grows with the square of n (840,000 take a quarter of an hour).
"""

LONGEST = 1000
"""Characters of a run that may be words; the tokenizer takes a millisecond for so many."""


def masked(text: str) -> str:
    """The text in equal length, with each longer run as one word."""
    parts = text.split(" ")
    if all(len(part) <= LONGEST for part in parts):
        return text
    return " ".join(part if len(part) <= LONGEST else _lines_masked(part) for part in parts)


def _lines_masked(part: str) -> str:
    """The same for what stands between two blanks, which may hold line breaks."""
    masked_lines = []
    for line in part.splitlines(keepends=True):
        run = len(line.rstrip())
        masked_lines.append(line if run <= LONGEST else "x" * run + line[run:])
    return "".join(masked_lines)
