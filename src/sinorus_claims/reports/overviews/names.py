"""One name for whoever is meant by several: `Holm`, `Ina Holm`, `Mayor Ina R. Holm's`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from ..escaping import one_line

DOMINATES = 0.9
"""Share of the mentions that a full name needs among those that a short name may stand for; as
for the voices of a run."""

_OWNER = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_EDGE = " \t\n.,;:!?\"'“”‘’()[]-–—"
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})

Key = tuple[str, ...]
"""A name as its lower-case words, without titles' dots and middle initials."""


@lru_cache(maxsize=1 << 16)
def key(name: str) -> Key:
    """What two spellings of one name have in common: `("ina", "holm")`; empty for no word."""
    bare = _ARTICLE.sub("", _OWNER.sub("", one_line(name).strip(_EDGE)))
    words = [word.strip(_EDGE).replace(".", "").casefold() for word in bare.split()]
    words = [word for word in words if word]
    last = len(words) - 1
    return tuple(w for n, w in enumerate(words) if len(w) > 1 or not 0 < n < last)


class Names:
    """Who is who among the names of a run.

    Spellings that differ in case, articles, dots or middle initials are one. A person's last name
    stands for the full one ("Russia" is no short form of "United Russia"), and capitals ("FBI")
    for the name with these initials, if there is only one or one that has nine in ten of the
    mentions; else they stay by themselves.
    """

    def __init__(
        self, mentions: Mapping[str, int], persons: Set[Key], preferred: Iterable[str] = ()
    ) -> None:
        """`mentions`: name -> how often it occurs; `persons`: those that are names of persons.

        Of `preferred` names the spelling is kept.
        """
        self._spellings: dict[Key, Counter[str]] = defaultdict(Counter)
        for name, count in mentions.items():
            self._spellings[key(name)][one_line(name).strip(_EDGE)] += count
        self._kept = {key(name): one_line(name) for name in sorted(preferred, reverse=True)}
        counts = {k: sum(found.values()) for k, found in self._spellings.items()}
        self._full = _only(counts, {k: k[-1:] for k in persons if len(k) > 1 and k[-1:] in persons})
        self._meant = _only(counts, {k: _initials(k) for k in counts if len(k) > 1})

    def of(self, name: str) -> str:
        """The fullest name of whoever this name means."""
        found = self._head(name)
        if found in self._kept:
            return self._kept[found]
        spellings = self._spellings.get(found)
        if not spellings:
            return one_line(name)
        return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))

    def _head(self, name: str) -> Key:
        short = key(name)
        if len(short) != 1:
            return short
        capitals = _INITIALS.fullmatch(_ARTICLE.sub("", one_line(name).strip(" ,;:")))
        if capitals and short in self._meant:
            return self._meant[short]
        return self._full.get(short, short)


def _initials(words: Key) -> Key:
    return ("".join(word[0] for word in words if word not in _SMALL),)


def _only(counts: Mapping[Key, int], short: Mapping[Key, Key]) -> dict[Key, Key]:
    """Short form -> the one full name that it stands for; `short`: full name -> short form."""
    beside: dict[Key, list[Key]] = defaultdict(list)
    for full, form in short.items():
        beside[form].append(full)
    found = {}
    for form, names in beside.items():
        best = min(names, key=lambda k: (-counts[k], k))
        if counts[best] >= DOMINATES * sum(counts[name] for name in names):
            found[form] = best
    return found
