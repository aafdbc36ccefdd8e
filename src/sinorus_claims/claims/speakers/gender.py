"""Gender of a person as far as words tell it: titles, first names, nouns such as "spokeswoman"."""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, normalize

from ..cues import words

_ENDINGS = {"man": "m", "boy": "m", "woman": "f", "girl": "f"}
_NOUNS = {
    **dict.fromkeys(("father", "son", "brother", "husband", "uncle", "nephew", "guy", "boyfriend",
                     "grandfather", "king", "prince", "actor", "pope", "priest", "monk"), "m"),
    **dict.fromkeys(("mother", "daughter", "sister", "wife", "aunt", "niece", "girlfriend", "lady",
                     "grandmother", "queen", "princess", "actress", "nun", "heiress", "widow"),
                    "f"),
}  # fmt: skip


def gender_of_name(name: str, before: Sequence[str] = ()) -> str:
    """m, f, or nothing: by the titles before a person's name, else by its first name.

    `before` holds the lower-case words that stand before the name. "Marie Tolland": f; "Tolland":
    nothing; "Mr Tolland": m.
    """
    for word in reversed(before):
        told = titles().get(word) or gender_of_noun(word)
        if told:
            return told
    first, _, rest = plain_letters(name).partition(" ")
    return first_names().get(first.lower(), "") if rest else ""


def plain_letters(text: str) -> str:
    """Without accents: "François" and "Francois" are one name."""
    if text.isascii():
        return text
    return "".join(c for c in normalize("NFD", text) if not combining(c))


def gender_of_noun(noun: str) -> str:
    """m, f, or nothing: "spokeswoman", "brother"."""
    if noun in _NOUNS:
        return _NOUNS[noun]
    return next((g for e, g in reversed(_ENDINGS.items()) if noun.endswith(e)), "")


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Title word -> m, f or nothing."""
    pairs = (line.partition(" ") for line in words("titles.txt"))
    return {word: gender for word, _, gender in pairs}


@lru_cache(maxsize=1)
def first_names() -> dict[str, str]:
    """Lower-case first name -> m or f."""
    lines = (line.partition(":") for line in words("first_names.txt"))
    return {name: gender for gender, _, names in lines for name in names.split()}
