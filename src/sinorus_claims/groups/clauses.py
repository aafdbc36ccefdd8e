"""A claim's words cut into clauses: what stands in one of them is said together.

A topic shared by two long statements is spread over their sentences; a statement shared by them
stands in one sentence of each. All comparisons of content are therefore made clause by clause.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from .features import Features, Word, crude_lemma, is_number, position
from .keeping import noted
from .lexicon import families_of, places, words

_STOP = re.compile(r"[;!?](?!\w)|:(?=\s)|\.(?=[\"”’'\s])|…|,(?=\s)|[—–]|--|\s-\s")
_HARD = re.compile(r"[;!?](?!\w)|\.(?=[\"”’'\s])")
_NEXT = frozenset(
    {"and", "but", "while", "whereas", "although", "though", "because", "since", "so"}
    | {"which", "who", "where", "when", "as"}
)
"""Words that open a new clause after a comma."""

_ALWAYS = frozenset({"but", "while", "whereas", "although", "though", "because", "unless", "when"})
"""Words that open a new clause wherever they stand."""

STEM = 6
"""Letters by which derived words are held against one another: collude and collusion apart,
negotiate and negotiation together."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words between two stops."""

    words: tuple[Word, ...]
    stems: Mapping[str, str]
    """Stem -> the word as written, of its content words; figures left out."""

    @property
    def start(self) -> int:
        """First character, in `Claim.text`."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last character, in `Claim.text`."""
        return self.words[-1].end


@lru_cache(maxsize=65_536)
def stem_of(lemma: str) -> str:
    """What a lemma is compared by: its country, its family of like words, or its first letters."""
    country = places()[0].get(lemma)
    if country:
        return country
    family = _families().get(lemma) or _families().get(crude_lemma(lemma))
    return family or crude_lemma(lemma)[:STEM]


@lru_cache(maxsize=65_536)
def written_stem(norm: str) -> str:
    """The stem of a word as written."""
    return stem_of(crude_lemma(norm))


@cache
def _families() -> Mapping[str, str]:
    return MappingProxyType(families_of("said_alike"))


def stems_of(found: Iterable[Word]) -> dict[str, str]:
    """Stem -> word of the content words among `found`, in order; figures left out."""
    stems: dict[str, str] = {}
    for norm, _, _ in found:
        stem = _content_stem(norm)
        if stem is not None and stem not in stems:
            stems[stem] = norm
    return stems


@lru_cache(maxsize=65_536)
def _content_stem(norm: str) -> str | None:
    """The stem of a content word; None for a figure, a word of grammar, or a single letter."""
    plain = norm.partition("'")[0]
    function = words("function_words") | words("negators")
    if {norm, plain} & function or is_number(norm) or len(plain) < 2:
        return None
    return written_stem(norm)


@noted
def clauses(features: Features) -> tuple[Clause, ...]:
    """The clauses of a claim, in order."""
    return tuple(_cut(features))


@noted
def sentences(features: Features) -> tuple[Clause, ...]:
    """Clauses joined where only a comma, a colon or a conjunction parts them."""
    return _sentences(features, clauses(features))


def _cut(features: Features) -> Iterable[Clause]:
    text, found = features.claim.text, features.words
    dated = _date_words(features) if features.claim.dates else frozenset[int]()
    first = end = 0
    for number, (norm, start, past) in enumerate(found):
        # Most words have a blank between them: told at a glance.
        near = start == end + 1 and text[end] == " " and norm not in _ALWAYS
        if not near and number and _parts(text[end : start + 1], found[number - 1], found[number]):
            yield _clause(found[first:number], dated)
            first = number
        end = past
    if found:
        yield _clause(found[first:], dated)


def _clause(run: tuple[Word, ...], dated: frozenset[int]) -> Clause:
    told = [w for w in run if w.start not in dated] if dated else run
    return Clause(run, stems_of(told))


def _date_words(features: Features) -> frozenset[int]:
    """Where words of the claim's dates start: they are compared as dates, not as words."""
    found = set[int]()
    for mention in features.claim.dates:
        start = position(features.claim, mention.span)
        if start is not None:
            end = start + mention.span.end - mention.span.start
            found |= {w.start for w in features.words if start <= w.start and w.end <= end}
    return frozenset(found)


def _parts(gap: str, before: Word, after: Word) -> bool:
    """Whether a clause ends between two neighbouring words; the gap has the next one's first
    letter.
    """
    if after.norm in _ALWAYS:
        return True
    if gap[:-1].isspace():
        return False
    stops = _stops(gap)
    if stops <= {","}:
        return "," in stops and after.norm in _NEXT
    if stops <= {".", "…", ","}:
        # "Dr. Ford", "Nov. 13", "U.S. troops": a point that ends no sentence.
        titled = len(before.norm) <= 4 and before.norm in words("titles")
        return gap[-1:].isupper() and not titled and len(before.norm) > 1
    return True


@lru_cache(maxsize=4096)
def _stops(gap: str) -> frozenset[str]:
    """The stops between two words; mostly it is a comma, a blank and a letter that are asked."""
    return frozenset(_STOP.findall(gap))


def _sentences(features: Features, parts: Sequence[Clause]) -> tuple[Clause, ...]:
    joined: list[list[Clause]] = []
    text = features.claim.text
    for clause in parts:
        if joined and not _HARD.search(text[joined[-1][-1].end : clause.start + 1]):
            joined[-1].append(clause)
        else:
            joined.append([clause])
    return tuple(_join(part) for part in joined)


def _join(parts: Sequence[Clause]) -> Clause:
    if len(parts) == 1:
        return parts[0]
    stems: dict[str, str] = {}
    for part in parts:
        for stem, word in part.stems.items():
            stems.setdefault(stem, word)
    return Clause(tuple(w for p in parts for w in p.words), stems)


def clause_at(features: Features, start: int) -> Clause | None:
    """The clause that holds a character of `Claim.text`."""
    return next((c for c in clauses(features) if c.start <= start < c.end), None)
