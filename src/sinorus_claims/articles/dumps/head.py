"""Headline, author and date of a text dump, read from the lines around its prose."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..metadata.authors import is_person_name, tidy_authors
from ..metadata.dates import find_date
from ..metadata.families import known_by_name
from ..metadata.outlets import (
    agency_name,
    is_wire,
    ordinary_case,
    outlet_of_dump,
    split_site,
    wire_in,
)
from ..raw import Found
from ..wording import plain_key, word_list
from .blocks import Block
from .boilerplate import is_chrome, prose_run

_MAX_TITLE, _MAX_CHARACTERS = 40, 400
# Lines behind the article in which its date may stand.
_BEHIND = 6
# Lines of a page's top, in which a headline that stands twice is sought.
_TOP = 40
# What parts a headline from the name of the site; words that such a name has at most.
_PARTED = re.compile(r"^\s*[-–—|»·•:]\s|\s[-–—|»·•:]\s*$")
_NAME_WORDS = 4
_PAPERS = frozenset(word_list("outlets", "papers"))
_BY = re.compile(r"^(?:written |posted |story |report(?:ed)? )?by:?(?:\s+|$)", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-Z][\w'’.-]*|de|van|von|der|bin|al|and|&|,)+$")
_DATE_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:[ap]\.?m|[ecmp][sd]?t|gmt|utc|bst|ist|at|on|published|posted|updated|last|first|date)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Menus and breadcrumbs: several short links in one line.
_TRAIL = re.compile(r"(?:\s[|>»›·/•]\s.*){2}|^[^|>]{1,20}\s>\s")
_STOP = re.compile(r"[.;]['\"’”]*$")
_UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|first)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+\w+\s+\w+,?\s+\d{4}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines around the prose tell."""

    metadata: dict[str, Found] = field(default_factory=dict)
    title_keys: tuple[str, ...] = ()
    """Keys of the lines that only repeat the headline."""
    meta: frozenset[int] = frozenset()
    """Numbers of the blocks that only name the author or the date."""


def read_head(blocks: Sequence[Block]) -> Head:
    """Metadata of a dump, and the blocks that hold nothing else."""
    if not blocks:
        return Head()
    first, last = prose_run(blocks)
    metadata: dict[str, Found] = {}
    title, at, keys, tail = _headline(blocks, first)
    if title:
        metadata["title"] = Found(title, f"line {blocks[at].line}")
    meta = _byline(blocks, first, metadata) | _dates(blocks, (first, last, at), metadata)
    outlet = outlet_of_dump(blocks, tail) or _known(blocks, (first, last))
    masthead = _masthead(blocks, at) if title else None
    if masthead and (outlet is None or _is_part(masthead.value, outlet.value)):
        outlet = masthead
    outlet = outlet or _named_as_papers_are(blocks, first, at)
    if outlet:
        metadata["outlet"] = outlet
    wire = _wire(blocks, (first, last), outlet.value if outlet else "")
    if wire:
        metadata.setdefault("wire", wire)
    return Head(metadata, keys, frozenset(meta))


def _headline(blocks: Sequence[Block], first: int) -> tuple[str, int, tuple[str, ...], str | None]:
    """Headline, its block, the keys of its repetitions, and what follows it in the page title."""
    for n, block in enumerate(blocks[:3]):
        for other in range(n + 1, min(first + 3, len(blocks))):
            title = _shared(block, blocks[other])
            if title:
                tail = split_site(block.text, title)[1]
                return title, other, _repeats(blocks[: first + 3], title), tail
    at = _likeliest(blocks, first)
    if at is None:
        return "", 0, (), None
    block = blocks[at]
    title, tail = split_site(block.text)
    # A first line with a stop at its end reads like a sentence: it stays in the text too.
    keys = () if _STOP.search(block.text) else (block.key, plain_key(title))
    return title, at, keys, tail


def _likeliest(blocks: Sequence[Block], first: int) -> int | None:
    """A line that stands twice above the prose, else the first that is long enough."""
    head = [n for n in range(max(first, 1)) if _may_be_title(blocks[n])]
    sizes = {n: len(_LETTERS.findall(blocks[n].text)) for n in head}
    keys = Counter(blocks[n].key for n in head)
    for wanted in (
        (n for n in head if sizes[n] >= 5 and keys[blocks[n].key] > 1 and n < _TOP),
        (n for n in head if sizes[n] >= 5 and not _TRAIL.search(blocks[n].text)),
        (n for n in head if sizes[n] >= 3 and not _TRAIL.search(blocks[n].text)),
        iter(head),
    ):
        at = next(wanted, None)
        if at is not None:
            return at
    return None


def _masthead(blocks: Sequence[Block], at: int) -> Found | None:
    """The first line, if it stands above the headline and has the form of a name."""
    name = blocks[0].text
    words = name.split()
    if at == 0 or not _may_be_title(blocks[0]) or not 2 <= len(words) <= 6 or is_wire(name):
        return None
    if not all(w[0].isupper() or w in {"of", "and", "the", "&"} for w in words):
        return None
    return Found(ordinary_case(name), "first line, above the headline (guessed)")


def _named_as_papers_are(blocks: Sequence[Block], first: int, title_at: int) -> Found | None:
    """A line of the head like "Fen Observer" or "Fen Observer, 4 May 2026"."""
    for n, block in enumerate(blocks[: first + 1]):
        name = block.text.strip(" *_|")[:_MAX_CHARACTERS].split(",")[0].strip()
        words = name.split()
        if n == title_at or not 2 <= len(words) <= 6 or not _PAPERS & set(plain_key(name).split()):
            continue
        if all(w[0].isupper() or w in {"of", "and", "the", "&"} for w in words):
            return Found(ordinary_case(name), f"line {block.line} (guessed)")
    return None


def _is_part(masthead: str, company: str) -> bool:
    """Whether a company is named after its paper: "Harbour Post Media Ltd", "The Harbour Post"."""
    words = set(plain_key(masthead).split()) - {"the"}
    return bool(words) and words < set(plain_key(company).split())


def _known(blocks: Sequence[Block], prose: tuple[int, int]) -> Found | None:
    """A line above or below the prose that is the name of a well-known outlet, however set."""
    near = [*range(min(prose[0], 8)), *range(prose[1] + 1, len(blocks))]
    for n in near:
        known = known_by_name(blocks[n].text) if 0 < len(blocks[n].words) <= 6 else None
        # A short name in small letters may be any word: "Time", "the week".
        if known and not is_wire(known.name) and (len(known.name) > 5 or blocks[n].text.isupper()):
            return Found(known.name, f"line {blocks[n].line}, a known outlet (guessed)")
    return None


def _wire(blocks: Sequence[Block], prose: tuple[int, int], outlet: str) -> Found | None:
    """The agency credited in the lines before the prose, in its first line or in its last ones."""
    first, last = prose
    for n in (*range(max(0, first - 4), first + 1), *range(max(first, last - 1), last + 5)):
        found = wire_in(blocks[n].text, outlet) if n < len(blocks) else None
        if found:
            return Found(found.value, f"line {blocks[n].line}, {found.origin}")
    return None


def _may_be_title(block: Block) -> bool:
    words = len(block.words)
    return (
        0 < words <= _MAX_TITLE
        and len(block.text) <= _MAX_CHARACTERS
        and not is_chrome(block)
        and not _only_date(block)
    )


def _shared(block: Block, other: Block) -> str | None:
    """The headline, if the line `other` is the line `block` without site name or breadcrumb."""
    key, title = block.key, other.key
    if not 3 <= len(other.words) <= _MAX_TITLE or is_chrome(other) or _only_date(other):
        return None
    return other.text if key == title or _wraps(key, title) else None


def _wraps(key: str, title: str) -> bool:
    """Whether `key` is the headline with a site name behind it or a breadcrumb before it."""
    rest = len(key) - len(title)
    if not 0 < rest <= 90 or not (key.startswith(title) or key.endswith(title)):
        return False
    other = key.removeprefix(title) if key.startswith(title) else key.removesuffix(title)
    # "How the pier fell | Fen Observer": a few words beside many more are the site's name.
    parted = bool(_PARTED.search(other))
    return not (parted and len(title.split()) <= _NAME_WORDS < len(other.split()) - 1)


def _repeats(head: Sequence[Block], title: str) -> tuple[str, ...]:
    key = plain_key(title)
    return tuple(dict.fromkeys(b.key for b in head if b.key == key or _wraps(b.key, key)))


def _byline(blocks: Sequence[Block], first: int, metadata: dict[str, Found]) -> set[int]:
    for n, block in enumerate(blocks[: first + 2]):
        match = _BY.match(block.text)
        if not match or len(block.words) > 14 or block.prose:
            continue
        name, used = block.text[match.end() :].strip(), {n}
        if not name and n + 1 < len(blocks):
            # "By" alone may head a menu: only a full name below it counts.
            name, used = blocks[n + 1].text, {n, n + 1}
            name = name if is_wire(name) or any(map(is_person_name, tidy_authors(name))) else ""
        name = re.split(r"\s*[|•·]\s*|,? (?:on|for|in) |\s+[-–—]\s+", name)[0].strip(" ,:")
        if name and len(name.split()) <= 8 and all(map(_NAME.match, name.split())):
            if is_wire(name):
                metadata["wire"] = Found(agency_name(name), f"line {block.line}, byline")
            if names := tidy_authors(name):
                metadata["byline"] = Found(", ".join(names), f"line {block.line}")
            return used
    return set()


def _only_date(block: Block) -> bool:
    if len(block.text) > _MAX_CHARACTERS or not _DIGIT.search(block.text) or len(block.words) > 20:
        return False
    if not find_date(block.text):
        return False
    words = re.findall(r"[A-Za-z]{3,}", _DATE_WORDS.sub(" ", block.text))
    return len(words) <= 3


def _dates(
    blocks: Sequence[Block], places: tuple[int, int, int], metadata: dict[str, Found]
) -> set[int]:
    first, last, title_at = places
    near = [*range(first + 2), *range(last + 1, len(blocks))]
    lines = [n for n in near if n < len(blocks) and _only_date(blocks[n])]
    # A bare weekday and date above the headline is the day on which the page was saved; what
    # stands far behind the article is the date of another one.
    own = [
        n
        for n in lines
        if n <= last + _BEHIND and not (n < title_at and _CLOCK.fullmatch(blocks[n].text))
    ]
    for n in sorted(own, key=lambda n: (_rank(blocks[n].text), n > first, n)):
        text, where = blocks[n].text, f"line {blocks[n].line}"
        changed = _UPDATED.search(text)
        told = find_date(text[: changed.start()] if changed else text)
        if told:
            metadata.setdefault("published", Found(told, where))
        day = find_date(text[changed.start() :]) if changed else None
        if day and day != told:
            metadata.setdefault("updated", Found(day, where))
    return set(lines)


def _rank(text: str) -> int:
    if _PUBLISHED.search(text):
        return 0
    return 2 if _UPDATED.search(text) else 1
