"""Where sentences surely end, by punctuation alone: parsers run them together beside quotations."""

from functools import lru_cache
from itertools import accumulate

from spacy.tokens import Doc

from ..found import is_word, passages
from .quotation_place import ending
from .stops import is_stop


@lru_cache(maxsize=1)
def segments(doc: Doc) -> tuple[int, ...]:
    """For each token the number of its segment: a run without a full stop outside quotations, and
    without a line's end unless a colon stands before it.
    """
    quoted = passages(doc)
    ends = {p.end - 1 for p in quoted.all if ending(doc, p) == "."}
    breaks = (_breaks(doc, i, i in quoted.at, i in ends) for i in range(len(doc)))
    return tuple(accumulate(breaks, initial=0))[:-1]


def _breaks(doc: Doc, i: int, inside: bool, ends: bool) -> bool:
    text = doc[i].text
    if "\n" in text:
        return i == 0 or doc[i - 1].text != ":"
    if inside and not ends:
        return False
    return (ends or is_stop(doc, i)) and _capital_next(doc, i + 1)


def _capital_next(doc: Doc, i: int) -> bool:
    """Whether the next word begins as sentences do."""
    for token in doc[i : i + 4]:
        if "\n" in token.text:
            return True
        if is_word(token):
            return not token.text[0].islower()
    return True
