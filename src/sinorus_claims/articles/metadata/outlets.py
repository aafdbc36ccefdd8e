"""Who published it, as far as a page, a text dump or an address shows; agencies and credits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ..dumps.blocks import Block
from ..raw import Found
from ..wording import plain_key, word_list
from .clues import Clues, clean
from .families import known_by_domain

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
_AGENCIES = "|".join(
    re.escape(w) for w in sorted(word_list("outlets", "wires"), key=len, reverse=True)
)
_AGENCY_NAMES = dict(
    entry.split(" = ", maxsplit=1) for entry in word_list("outlets", "agency_names")
)
# "LONDON (AP) —", "BEIJING, May 5 (Xinhua) --", "MOSCOW, May 5. /TASS/."; in the first lines.
_DATELINE = re.compile(
    rf"^(?:[^\n()/]{{0,80}}(?:\((?P<in>{_AGENCIES})\)\s{{0,3}}(?:[-–—:]|$)|/(?P<slash>{_AGENCIES})/)"
    rf"|(?-i:[A-Z][A-Z'’. ,-]{{2,40}})[\w., ]{{0,30}}\((?P<last>{_AGENCIES})\)\s)",
    re.IGNORECASE | re.MULTILINE,
)
# Lines that are a credit: "Reuters", "By Jane Roe, AP", "Source: AFP", "— PTI", "(Reuters)",
# "Xinhua | 5 May", "With inputs from ANI", "© AFP 2024".
_CREDIT = re.compile(
    r"^(?:by |source:? |via |from |written by |(?:\(?with )?(?:inputs?|reports?) from |©\s*)?"
    rf"(?:[^\n,]{{0,60}}, |[-–—]\s*|\()?(?P<in>{_AGENCIES})"
    r"(?:\)?[.]?$|\s*[|/]|\s*[-–—]\s|\s+(?:19|20)\d\d\b)"
    rf"|[-–—]\s*(?P<slash>{_AGENCIES})\s*[.]?\s*$|[.!?\"”]\s{{0,3}}\((?P<last>{_AGENCIES})\)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_CONTRIBUTED = re.compile(
    rf"\b(?P<in>{_AGENCIES})(?: journalists?| writers?| reporters?)? contributed to (?:this|the)\b",
    re.IGNORECASE,
)
_PICTURES = frozenset(word_list("outlets", "pictures"))
_GENERIC = frozenset(word_list("outlets", "generic"))
_NO_OUTLET = frozenset(word_list("outlets", "no_outlet"))
_SENTENCE = re.compile(r"[.!?;][\"'”’]*$")
_MAX_WORDS = 7
# Characters of a line that are looked at: endless blanks would cost quadratic time.
_LINE = 400


def credits_wire(text: str) -> bool:
    """Whether a beginning, an end or a byline credits a news agency: "(Reuters) -", "— AP"."""
    return wire_in(text) is not None


def wire_in(text: str, outlet: str = "") -> Found | None:
    """The agency that `text` credits, if that is not its own `outlet`.

    `text` is the beginning or the end of an article, a byline, or a few lines around either: at
    most 2,000 characters are read. A name in mid-sentence ("told Reuters") is no credit.
    """
    text = text[:2_000]
    for pattern, place in (
        (_DATELINE, "dateline"),
        (_CREDIT, "credit line"),
        (_CONTRIBUTED, "credit line"),
    ):
        for match in pattern.finditer(text):
            name = agency_name(next(g for g in match.groups() if g))
            if plain_key(name) not in plain_key(outlet) and plain_key(name) not in _PICTURES:
                return Found(name, place)
    return None


def wire_of(text: str, byline: str, outlet: str) -> Found | None:
    """The agency that an article credits: in its byline, its first 300 or last 400 characters."""
    edges = (byline, text[:300], text[-400:] if len(text) > 300 else "")
    return next((found for edge in edges if edge and (found := wire_in(edge, outlet))), None)


def agency_name(name: str) -> str:
    """An agency's usual name: "the associated press" is "AP"."""
    key = plain_key(name)
    return _AGENCY_NAMES.get(key) or (name if not name.islower() else name.title())


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


def outlet_of_page(clues: Clues, url: str) -> Found | None:
    """The outlet that a page declares: its site name, publisher, application name, else domain.

    An agency is not taken for the publisher of another's page.
    """
    host = domain_of(url)
    known = known_by_domain(host) if host else None
    for value, origin in _named(clues):
        name = tidy_outlet(value)
        foreign = is_wire(name) and known is None and plain_key(name) not in (host or name)
        if name and not foreign:
            return Found(name, origin)
    if known:
        return Found(known.name, f"table of outlets, by {known.domain}")
    return Found(host, "domain of the address (guessed)") if host else None


def _named(clues: Clues) -> Iterator[tuple[str, str]]:
    yield from clues.meta("og:site_name")
    for item in clues.articles:
        publisher = item.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            name = clues.resolved(one)
            name = name.get("name") if isinstance(name, Mapping) else name
            if isinstance(name, str):
                yield clean(name), "JSON-LD publisher"
    yield from clues.meta(
        "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title", "cre",
        "citation_publisher", "copyright",
    )  # fmt: skip


def tidy_outlet(name: str) -> str:
    """A site's name without "Home", slogans and address marks: "BBC News - Home" is "BBC News"."""
    name = re.sub(r"[®™©]|^@", "", name[:_LINE]).strip(" .|-–—:")
    if name.startswith(("http://", "https://", "www.")):
        return domain_of(name) or ""
    named = [p for p in _SPLIT.split(name) if p and plain_key(p) not in _GENERIC]
    best = named[0].strip() if named else ""
    if len(best.split()) > _MAX_WORDS or re.fullmatch(r"[\d\W]*", best):
        return ""
    return re.sub(r"\s+(?:home(?:page)?|official (?:site|website))$", "", best, flags=re.IGNORECASE)


def ordinary_case(name: str) -> str:
    """A masthead in capitals as the outlet writes itself: "THE DAILY MAIL" is "The Daily Mail".

    Short words may be abbreviations and stay: "BBC NEWS", "USA Today".
    """
    words = name.split()
    if len(words) < 2 or not name.isupper() or max(map(len, words)) < 5:
        return name
    small = {"THE", "AND", "OF", "FOR", "IN", "ON"}
    changed = [w.capitalize() if len(w) > 3 or w in small else w for w in words]
    lowered = [w.lower() if w.upper() in small and n else w for n, w in enumerate(changed)]
    return " ".join(lowered)


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
        name = match["name"].strip(" .-") if match else ""
        if name and not is_wire(name) and plain_key(name) not in _NO_OUTLET:
            return Found(name, "copyright line (guessed)")
    for block in blocks[-4:]:
        match = _AUTHOR_LINE.search(block.text[:_LINE]) if len(block.words) <= 30 else None
        if match and not is_wire(match["name"]):
            return Found(
                match["name"].rstrip(" .").removesuffix("'s"), "line about the author (guessed)"
            )
    return None
