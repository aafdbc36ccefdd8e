"""The headline of a page: its `h1` where the page's head confirms it, else what the head says."""

import re
from collections.abc import Sequence
from itertools import islice

from ..raw import Found
from ..wording import plain_key
from .clues import Clues, clean, shown
from .outlets import split_site

_WORD = re.compile(r"\w+")
_MAX, _HEADINGS = 400, 30
# Share of a declared headline's words that an `h1` must hold to be the same headline in other
# words. Tuned on half of the domains of bench/metadata_bench.py: .25 to .4 do alike.
_OVERLAP = 0.3


def title_of(clues: Clues, outlet: str) -> Found | None:
    """The headline without the name of the site `outlet`.

    An `h1` that says what the head says; else JSON-LD's headline, `og:title`, `<title>`; else the
    first `h1` that has words and is not the site's name.
    """
    declared = _declared(clues, outlet)
    sites = _site_names(clues, outlet)
    shown_ones = [
        h for e in islice(clues.tree.iter("h1"), _HEADINGS) if (h := shown(e)) and len(h) <= _MAX
    ]
    own = [h for h in dict.fromkeys(shown_ones) if plain_key(h) not in sites]
    best = _confirmed(own, [d.value for d in declared])
    if best:
        head, tail = split_site(best)
        return Found(head if tail and plain_key(tail) in sites else best, "h1")
    return next(iter(declared), None) or (Found(own[0], "h1 (guessed)") if own else None)


def _declared(clues: Clues, outlet: str) -> list[Found]:
    headlines = [
        Found(clean(value), origin)
        for value, origin in clues.linked("headline")
        if isinstance(value, str)
    ]
    metas = [Found(v, o) for v, o in clues.meta("og:title", "twitter:title", "dc.title", "title")]
    name = clean(clues.tree.findtext(".//head/title") or clues.tree.findtext(".//title") or "")
    found = [*headlines, *metas, Found(name, "<title>")]
    tidied = (Found(_without_site(f.value, f.origin, outlet), f.origin) for f in found)
    return [f for f in tidied if f.value and len(f.value) <= _MAX]


def _without_site(title: str, origin: str, outlet: str) -> str:
    head, tail = split_site(title)
    if not tail:
        return _without_front(title, outlet)
    own = bool(outlet) and (plain_key(outlet) in plain_key(tail) or plain_key(tail) in outlet)
    return head if own or origin != "JSON-LD headline" else title


def _without_front(title: str, outlet: str) -> str:
    """Some sites put their name first: "Site | Headline"."""
    match = re.match(r"(.{2,60}?)\s*(?:\s[-–—]\s|[|:»])\s*(.{8,})$", title)
    key = plain_key(match[1]) if match else ""
    return match[2] if match and key and key == plain_key(outlet) else title


def _site_names(clues: Clues, outlet: str) -> frozenset[str]:
    title = clean(clues.tree.findtext(".//title") or "")
    tail = split_site(title)[1] or ""
    names = [outlet, tail, *(v for v, _ in clues.meta("og:site_name", "application-name"))]
    return frozenset(plain_key(n) for n in names if n)


def _confirmed(headings: Sequence[str], declared: Sequence[str]) -> str | None:
    """The heading that has most in common with what the head declares."""
    scored = [(max((_likeness(h, d) for d in declared), default=0.0), h) for h in headings]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= _OVERLAP else None


def _likeness(heading: str, declared: str) -> float:
    """Share of the declared words that the heading has; 2 for equal texts, more than 1 for nested.

    Nested counts only if the shorter one is no mere label ("News" in "News of the day").
    """
    left, right = plain_key(heading), plain_key(declared)
    if left == right:
        return 2.0
    words, wanted = set(_WORD.findall(left)), set(_WORD.findall(right))
    if not words or not wanted:
        return 0.0
    share = len(words & wanted) / len(wanted)
    nested = (left in right or right in left) and min(len(words), len(wanted)) >= 3
    return 1.0 + share / 2 if nested else share
