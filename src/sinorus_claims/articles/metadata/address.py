"""The canonical address of a page."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from ..raw import Found
from .clues import Clues

# Left by browsers and archiving extensions in the first lines of what they save.
_SAVED = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d+\)|Page saved with SingleFile\s{0,20}url:\s{0,20})"
    r"(?P<url>https?://[^\s>]{3,2000})",
    re.IGNORECASE,
)
_SAVED_ON = re.compile(
    r"Page saved with SingleFile\s{0,20}url:[^\n]{0,2000}\n\s{0,20}saved date:\s{0,20}"
    r"(?P<date>[^\n(]{8,60})",
    re.IGNORECASE,
)
_MAX = 2_000


def url_of(clues: Clues, address: str = "") -> Found | None:
    """The canonical address: link rel=canonical, `og:url`, JSON-LD, else `address` as given.

    Relative ones are resolved against `<base>`, `og:url` or `address`; one that leads to the
    site's front page, as careless templates write, is passed over.
    """
    base = next((u for u in _bases(clues, address) if u.startswith("http")), "")
    for value, origin in _candidates(clues):
        whole = _joined(base, value)
        if whole and urlsplit(whole).path.strip("/"):
            return Found(whole, origin)
    return Found(address, "address of the page") if address else None


def saved_address(source: str) -> str:
    """The address that the browser wrote into a saved page; empty if there is none."""
    match = _SAVED.search(source[:20_000])
    return match["url"] if match else ""


def saved_date(source: str) -> str:
    """The date that SingleFile wrote into a saved page, as written; empty if there is none."""
    match = _SAVED_ON.search(source[:20_000])
    return match["date"].strip() if match else ""


def _candidates(clues: Clues) -> Iterator[tuple[str, str]]:
    for element in clues.tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield element.get("href") or "", "canonical link"
    yield from clues.meta("og:url")
    for value, origin in clues.linked("mainEntityOfPage", "url"):
        target = value.get("@id") if isinstance(value, Mapping) else value
        if isinstance(target, str):
            yield target, origin


def _bases(clues: Clues, address: str) -> Iterator[str]:
    yield from (e.get("href") or "" for e in clues.tree.iter("base"))
    yield from (value for value, _ in clues.meta("og:url"))
    yield address


def _joined(base: str, value: str) -> str:
    value = value.strip()[:_MAX]
    try:
        whole = urljoin(base, value) if base else value
        return whole if re.match(r"https?://[^/\s]+\.[^/\s]+", whole) and urlsplit(whole) else ""
    except ValueError:
        return ""
