"""Bylines taken apart into authors, as bibliographies want them."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..escaping import one_line

_SPLIT = re.compile(r"\s*(?:[,;|/&]|\band\b|\bwith\b)\s*")
_LEAD = re.compile(r"^(?:by|von|par)\s*:?\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Author:
    """One author of a byline."""

    name: str
    """As the byline has it, on one line."""
    family: str = ""
    """Family name, where the byline surely names a person in the order given name, family name."""
    given: str = ""
    """Given names, likewise."""

    @property
    def person(self) -> bool:
        """Whether this is surely a person."""
        return bool(self.family)


def authors(byline: str | None) -> tuple[Author, ...]:
    """The authors in their order; names that may be a desk, a role or an agency as they are."""
    line = _LEAD.sub("", one_line(byline or ""))
    return tuple(_author(part) for part in _SPLIT.split(line) if part)


def _author(name: str) -> Author:
    words = name.split(" ")
    if not 2 <= len(words) <= 4 or not all(_fits(word) for word in words):
        return Author(name)
    if words[0].casefold() in _words("family_first") or words[-1].casefold() in _words("suffixes"):
        return Author(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _words("particles"):
        start -= 1
    return Author(name, " ".join(words[start:]), " ".join(words[:start]))


def _fits(word: str) -> bool:
    """Whether the word can be part of a person's name."""
    if word.casefold() in _words("particles"):
        return True
    named = _WORD.fullmatch(word) is not None and word[0].isupper()
    shouted = len(word) > 2 and word.isupper() and "." not in word  # CNN, AFP
    return named and not shouted and word.casefold() not in _words("no_name")


@cache
def _words(table: str) -> frozenset[str]:
    text = files(__package__).joinpath("bylines.json").read_text("utf-8")
    return frozenset(json.loads(text)[table].split())
