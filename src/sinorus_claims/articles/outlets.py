"""Who published it, as far as a text dump or an address shows."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from .blocks import Block, plain_key, word_list
from .raw import Found

_SPLIT = re.compile(r"\s+[-–—|»·•]\s+|\s*\|\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:(?:19|20)\d\d\s*[-–,]?\s*)+(?:by\s+)?"
    r"(?P<name>[A-Z][\w&'’. -]{2,50}?)\s*(?:[.,|]|all rights|$)",
    re.IGNORECASE,
)
_ROLES = "|".join(
    re.escape(r) for r in sorted(word_list("outlets", "roles"), key=len, reverse=True)
)
_AUTHOR_LINE = re.compile(
    rf"\b(?:{_ROLES})\s+(?:of|at|for|with)\s+(?:the\s+)?"
    r"(?P<name>[A-Z][\w'’-]*(?:\s+(?:(?:of|and|the|for|&)\s+)*[A-Z][\w'’-]*){0,8})"
)
_WIRES = frozenset(word_list("outlets", "wires"))
_AGENCIES = "|".join(re.escape(w) for w in word_list("outlets", "wires"))
_CREDIT = re.compile(
    rf"\((?:{_AGENCIES})\)|[-–—]\s*(?:{_AGENCIES})\s*$"
    rf"|^(?:by )?(?:[^\n]*, )?(?:{_AGENCIES})$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_OUTLET = frozenset(word_list("outlets", "no_outlet"))
_SENTENCE = re.compile(r"[.!?;][\"'”’]*$")
_MAX_WORDS = 7
# Characters of a line that are looked at: endless blanks would cost quadratic time.
_LINE = 400


def credits_wire(text: str) -> bool:
    """Whether a beginning, an end or a byline credits a news agency: "(Reuters)", "— AP"."""
    return bool(_CREDIT.search(text))


def is_wire(name: str) -> bool:
    """Whether `name` is a news agency, which other outlets credit."""
    return plain_key(name) in _WIRES


def domain_of(url: str) -> str | None:
    """Host of an address without `www.`; None if there is none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def split_site(title: str, known: str = "") -> tuple[str, str | None]:
    """A page title as headline and name of the site: "Headline - Site", "Headline | Part | Site".

    `known` is the headline, if another line shows it: what follows it is then the site.
    """
    parts = list(_SPLIT.finditer(title[:_LINE]))
    if known:
        match = next((m for m in parts if plain_key(title[: m.start()]) == plain_key(known)), None)
        return known, title[match.end() :].strip() if match else None
    for match in parts:
        head, tail = title[: match.start()], title[match.end() :].strip()
        if len(head.split()) >= 3 and _site_like(_SPLIT.split(tail)[-1]):
            return head.strip(), tail
    return title, None


def _site_like(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _MAX_WORDS or plain_key(name) in _NO_OUTLET or _SENTENCE.search(name):
        return False
    long = [w for w in words if len(w) > 3]
    return bool(re.search(r"\.[a-z]{2,6}$", name)) or all(w[0].isupper() for w in long or words)


def site_of_tail(tail: str, elsewhere: str) -> str | None:
    """The outlet among the parts behind a headline.

    The part that the rest of the page names too, else the last one that may name a site.
    """
    parts = [p.strip() for p in _SPLIT.split(tail) if _site_like(p.strip())]
    if not parts:
        return None
    named = [p for p in parts if plain_key(p) in elsewhere]
    return named[0] if named else parts[-1]


def outlet_of_dump(blocks: Sequence[Block], tail: str | None) -> Found | None:
    """The outlet that a text dump shows: page title, copyright line, line about the author."""
    if tail:
        rest = " \n ".join(b.key for b in blocks[1:])
        name = site_of_tail(tail, rest)
        if name:
            return Found(name, "end of the page title (guessed)")
    for block in reversed(blocks):
        match = _COPYRIGHT.search(block.text[:_LINE]) if len(block.words) <= 40 else None
        if match and not is_wire(match["name"]):
            return Found(match["name"].strip(" .-"), "copyright line (guessed)")
    for block in blocks[-4:]:
        match = _AUTHOR_LINE.search(block.text[:_LINE]) if len(block.words) <= 30 else None
        if match and not is_wire(match["name"]):
            return Found(
                match["name"].rstrip(" .").removesuffix("'s"), "line about the author (guessed)"
            )
    return None
