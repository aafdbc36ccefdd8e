"""Canonical names over an article: the fullest form of each person, organisation and place."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Span

from ...model import SpeakerKind
from ..places import places
from .gender import titles
from .kinds import clean
from .mentions import without_titles

_SUFFIXES = frozenset(
    ("inc", "inc.", "corp", "corp.", "corporation", "ltd", "ltd.", "llc", "plc", "ag", "se", "sa",
     "co", "co.", "company", "group", "holdings", "gmbh")
)  # fmt: skip
_SMALL = frozenset(("of", "the", "for", "and", "on", "in", "to", "&"))
_LEAST_ACRONYM = 3


@dataclass(slots=True)
class Names:
    """Forms of names -> what they stand for in this article."""

    persons: dict[str, list[str]]
    """Form -> the fullest forms that it can be short for; more than one: nobody can tell."""
    organisations: dict[str, str]
    """Lower-case form without an article -> the longest form."""
    counts: Counter[str] = field(default_factory=Counter)
    """Fullest form -> how often the recogniser saw that person."""
    others: Counter[str] = field(default_factory=Counter)
    """Form -> how often the recogniser saw it as a place."""
    spelt_out: dict[str, list[str]] = field(default_factory=dict)
    """Family name -> "First Last" as it stands in the article, where no recogniser saw a person."""

    def bearers(self, name: str) -> list[str]:
        """The persons that a name can mean: none, one, or several of one family name."""
        own = self.persons.get(name, [])
        if own and own != [name]:
            return own
        return _fuller(name, self.persons) or self.spelt_out.get(name) or own

    def is_one_person(self, name: str) -> bool:
        """A family name that one person of the article bears, more often than it is a place's."""
        bearers = self.bearers(name)
        return len(bearers) == 1 and self.others[name] <= self.counts.get(bearers[0], 1)

    def canonical(self, name: str, kind: SpeakerKind) -> str:
        """The fullest form where it is certain, else the name itself."""
        if kind == "person":
            found = self.bearers(name)
            return found[0] if len(found) == 1 else name
        return self.organisations.get(_key(name), name)


def names_of(doc: Doc) -> Names:
    """Collect the names of an article."""
    people = [
        clean(without_titles(doc, e).text) for e in places(doc).entities if e.label_ == "PERSON"
    ]
    others = [e for e in places(doc).entities if e.label_ != "PERSON"]
    doubtful = Counter(clean(e.text) for e in others)
    persons = _persons([p for p in people if p], doubtful)
    counts = Counter(persons[p][0] for p in people if p and len(persons[p]) == 1)
    regions = Counter(clean(e.text) for e in others if e.label_ in ("LOC", "GPE", "NORP"))
    return Names(persons, _organisations(others), counts, regions, _spelt_out(doc))


def _persons(people: Sequence[str], doubtful: Counter[str]) -> dict[str, list[str]]:
    """Each form with the fullest forms that it is part of.

    A word that the article mostly uses as another kind of name is no family name in it.
    """
    counts = Counter(people)
    by_last: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = {}
    for form in sorted(counts, key=lambda f: (-len(f.split()), -len(f), f)):
        words = form.lower().split()
        near = {*by_last[words[-1]], *(by_last["^" + words[0]] if len(words) == 1 else ())}
        fuller = sorted(f for f in near if part_of(form, f))
        own = not fuller or (len(words) == 1 and doubtful[form] > counts[form])
        out[form] = [form] if own else fuller
        if own and len(words) > 1:
            by_last[words[-1]].append(form)
            by_last["^" + words[0]].append(form)
    return out


def _fuller(name: str, persons: dict[str, list[str]]) -> list[str]:
    return sorted(f for f, own in persons.items() if own == [f] and f != name and part_of(name, f))


def part_of(short: str, full: str) -> bool:
    """ "Putin" of "Vladimir Putin": same last word, and no word that the fuller name lacks.

    The family name may come first ("Xi" of "Xi Jinping").
    """
    words, longer = short.lower().split(), full.lower().split()
    if not words or len(words) > len(longer):
        return False
    same_end = words[-1] == longer[-1]
    same_start = len(words) == 1 and len(words[0]) <= len(longer[0]) and words[0] == longer[0]
    return (same_end or same_start) and all(w in longer for w in words)


def _organisations(entities: Sequence[Span]) -> dict[str, str]:
    out: dict[str, str] = {}
    for entity in entities:
        text = clean(entity.text)
        if len(text) > len(out.get(_key(text), "")):
            out[_key(text)] = text
    full = sorted(set(out.values()))
    initials: dict[str, set[str]] = defaultdict(set)
    for name in full:
        for short in _acronyms(name):
            initials[short].add(name)
        bare = name.split()
        while len(bare) > 1 and bare[-1].lower().strip(",") in _SUFFIXES:
            bare.pop()
        if len(bare) < len(name.split()):
            out.setdefault(_key(" ".join(bare).strip(",")), name)
            out[_key(" ".join(bare).strip(","))] = name
    for short, holders in sorted(initials.items()):
        if short in out and len(holders) == 1 and out[short].isupper():
            out[short] = next(iter(holders))
    return out


def _acronyms(name: str) -> set[str]:
    """Lower-case initials of a name, with and without its small words."""
    parts = name.replace("-", " ").split()
    if len(parts) < _LEAST_ACRONYM:
        return set()
    large = [w for w in parts if w.lower() not in _SMALL]
    found = {"".join(w[0] for w in held).lower() for held in (parts, large)}
    return {f for f in found if len(f) >= _LEAST_ACRONYM}


def _spelt_out(doc: Doc) -> dict[str, list[str]]:
    """Pairs of proper nouns side by side, by the second: "Henrik Dallow" under "Dallow"."""
    out: dict[str, set[str]] = {}
    for first, last in pairwise(doc):
        named = first.pos_ == last.pos_ == "PROPN" and first.text.istitle() and last.text.istitle()
        place = first.ent_type_.startswith(("LOC", "GPE"))
        if named and not place and first.lower_ not in titles():
            out.setdefault(last.text, set()).add(f"{first.text} {last.text}")
    return {last: sorted(full) for last, full in out.items()}


def _key(name: str) -> str:
    return name.lower().removeprefix("the ")
