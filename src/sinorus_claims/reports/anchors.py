"""Names of places in a report: equal for equal ids, safe in any markup; and safe addresses."""

import re
from urllib.parse import quote

_UNSAFE = re.compile(r"[^A-Za-z0-9-]")
_ADDRESS = re.compile(r"https?://[^/\s]+", re.IGNORECASE)


def group_anchor(name: str) -> str:
    """Where a group stands in the findings."""
    return _anchor("g", name)


def claim_anchor(name: str) -> str:
    """Where a claim stands in the list of its speaker."""
    return _anchor("c", name)


def passage_anchor(name: str) -> str:
    """Where a claim stands in its article."""
    return _anchor("p", name)


def article_anchor(name: str) -> str:
    """Where an article stands."""
    return _anchor("a", name)


def _anchor(kind: str, name: str) -> str:
    return f"{kind}-{_UNSAFE.sub(lambda found: f'_{ord(found[0]):x}_', name)}"


def web_address(url: str | None) -> str | None:
    """The address with every character that could act as markup encoded; None unless http(s)."""
    if url is None or not _ADDRESS.match(url):
        return None
    return quote(url.encode("utf-8", "replace"), safe=":/?#&=%+-.,;@")
