"""Pages that only look like articles: missing pages, walls of consent, beginnings of articles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ...errors import ReadError
from ..raw import Found
from ..wording import plain_key, word_list
from .blocks import Page, PageBlock

_MISSING = word_list("pages", "missing")
_CONSENT = word_list("pages", "consent")
_PAYWALL = word_list("pages", "paywall")
# A notice has fewer words than this; so has the open beginning of an article for subscribers.
_NOTICE, _STUB = 150, 350
# Words of a heading that says nothing but "404"; blocks behind the text in which a wall stands.
_SHORT, _BEHIND = 6, 6
# Different phrases of consent that make a wall of it.
_PHRASES = 3
# Characters of a page's visible text in which notices are sought, and of one script of JSON-LD.
_LOOKED, _MOST_LD = 60_000, 500_000
_INDEX = re.compile(
    r"(?:search(?: results)?(?: for)?|results for|tags?|topics?|categor(?:y|ies)|section|archives?"
    r"|posts tagged|articles tagged|all posts|latest news)\s*(?:[:\"“]|$)|search results\b",
    re.IGNORECASE,
)
_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?(?P<free>true|false)', re.IGNORECASE)


def check_notice(page: Page, kept: Sequence[PageBlock]) -> None:
    """Raises `ReadError` if the page is no article but a notice.

    `not_found_page`: a short page whose title or heading says that there is none; `consent_wall`:
    a short page that asks for consent; `paywall`: hardly any text, and a request to subscribe.
    """
    words = sum(len(b.text.split()) for b in kept)
    if words >= _NOTICE:
        return
    heads = [page.title, *(b.text for b in page.blocks[:400] if b.element.name in {"h1", "h2"})]
    missing = next((p for h in heads[:6] for p in _MISSING if _says(h, p)), None)
    if missing:
        raise ReadError("not_found_page", f"its heading says {missing!r}; look for another copy")
    shown = _shown(page)
    asked = [p for p in _CONSENT if p in shown]
    own = plain_key(" ".join(b.text for b in kept))
    if sum(p in own for p in _CONSENT) >= _PHRASES or (words < 40 and len(asked) >= _PHRASES):
        detail = f"{words} words of text; it asks for {asked[0]!r}: answer it, then save the page"
        raise ReadError("consent_wall", detail)
    if words < 40:
        wall = next((p for p in _PAYWALL if p in shown), None)
        if wall:
            detail = f"{words} words of text, then {wall!r}: save the page as subscribers see it"
            raise ReadError("paywall", detail)


def check_index(metadata: Mapping[str, Found]) -> None:
    """Raises `ReadError` (`index_page`) for a front page, a topic's page or a search result.

    Told by its title or its address, and only where neither author nor date makes it an article.
    """
    if "published" in metadata or "byline" in metadata:
        return
    title = metadata["title"].value if "title" in metadata else ""
    path = urlsplit(metadata["url"].value).path if "url" in metadata else "?"
    if _INDEX.match(title) or path in {"", "/"}:
        about = f"titled {title[:60]!r}" if _INDEX.match(title) else "a site's front page"
        raise ReadError("index_page", f"{about}: it lists articles; save those themselves")


def paywall_note(page: Page, kept: Sequence[PageBlock]) -> tuple[str, ...]:
    """The note `cut_by_paywall` if what the page holds is only the beginning of its article."""
    words = sum(len(b.text.split()) for b in kept)
    if words >= _STUB:
        return ()
    behind = _behind(page, kept)
    wall = next((p for p in _PAYWALL if p in behind), None)
    closed = any(m["free"].lower() == "false" for m in _marks(page))
    if closed or (wall and words < _NOTICE):
        reason = "the page says that it is not free" if closed else f"it says {wall!r}"
        return (f"cut_by_paywall: {words} words of text, and {reason}",)
    return ()


def _marks(page: Page) -> Iterator[re.Match[str]]:
    for start, end in page.linked_data:
        yield from _FREE.finditer(page.source, start, min(end, start + _MOST_LD))


def _says(heading: str, phrase: str) -> bool:
    key = plain_key(heading[:200])
    # "404" alone is the name of roads and rooms, too: it has to begin a short heading.
    if phrase.isdigit():
        return key.startswith(phrase) and len(key.split()) <= _SHORT
    return phrase in key


def _behind(page: Page, kept: Sequence[PageBlock]) -> str:
    """What stands right behind the text: a wall closes it, a box elsewhere asks everybody."""
    last = max((n for n, b in enumerate(page.blocks) if kept and b is kept[-1]), default=-1)
    return plain_key(" ".join(b.text[:300] for b in page.blocks[last + 1 : last + 1 + _BEHIND]))


def _shown(page: Page) -> str:
    parts, size = [], 0
    for block in page.blocks:
        parts.append(block.text[:2000])
        size += len(parts[-1])
        if size > _LOOKED:
            break
    return plain_key(" ".join(parts))
