"""A text in the portions that the network reads: paragraphs, long ones cut between sentences."""

from collections.abc import Iterator, Sequence

LONGEST = 160
"""Tokens of a window; a sentence longer than that is cut within."""
_OPENING, _CLOSING, _EITHER = frozenset("“«"), frozenset("”»"), frozenset(('"',))
_LATEX = {"``": True, "''": False}
OUTSIDE, INSIDE, MARK = range(3)


def windows(words: Sequence[str], starts: Sequence[bool]) -> list[list[int]]:
    """Token indices of each window, blank tokens left out.

    `words` are the tokens' texts, `starts` whether a sentence starts at the token; a token with a
    line break ends a paragraph.
    """
    found: list[list[int]] = []
    for paragraph in _paragraphs(words):
        window: list[int] = []
        for sentence in _sentences(paragraph, starts):
            if window and len(window) + len(sentence) > LONGEST:
                found.append(window)
                window = []
            window = window + sentence
            while len(window) > LONGEST:
                found.append(window[:LONGEST])
                window = window[LONGEST:]
        if window:
            found.append(window)
    return found


def _paragraphs(words: Sequence[str]) -> Iterator[list[int]]:
    tokens: list[int] = []
    for number, word in enumerate(words):
        if not word.isspace():
            tokens.append(number)
        if "\n" in word:
            if tokens:
                yield tokens
            tokens = []
    if tokens:
        yield tokens


def _sentences(tokens: Sequence[int], starts: Sequence[bool]) -> Iterator[list[int]]:
    sentence: list[int] = []
    for number in tokens:
        if starts[number] and sentence:
            yield sentence
            sentence = []
        sentence.append(number)
    if sentence:
        yield sentence


def quotation_states(words: Sequence[str]) -> list[int]:
    """For each word of a window: `OUTSIDE` quotations, `INSIDE` one, or a `MARK`.

    Marks that do not tell opening from closing toggle; a window starts outside.
    """
    states: list[int] = []
    inside = False
    for word in words:
        if word in _EITHER:
            inside = not inside
        elif word in _OPENING or word in _CLOSING or word in _LATEX:
            inside = word in _OPENING or _LATEX.get(word, False)
        else:
            states.append(INSIDE if inside else OUTSIDE)
            continue
        states.append(MARK)
    return states
