"""Full stops that end a sentence, told from those of abbreviations that stand as tokens."""

from functools import cache

from spacy.tokens import Doc

from ..cues import words

_STOPS = (".", "!", "?")


def is_stop(doc: Doc, i: int) -> bool:
    """Whether a token ends a sentence: a stop of its own, and none of "Drs." or "J."."""
    text = doc[i].text
    if text not in _STOPS:
        return False
    return text != "." or i == 0 or not _abbreviates(doc[i - 1].text)


def _abbreviates(word: str) -> bool:
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    lower = word.lower()
    return word[:1].isupper() and (lower in _abbreviations() or lower[:-1] in _abbreviations())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words("abbreviations.txt"))
