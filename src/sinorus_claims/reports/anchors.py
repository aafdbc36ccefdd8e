"""Names of places in a report: equal for equal ids, safe in any markup; and safe addresses."""

import re
from hashlib import sha256
from urllib.parse import quote

_UNSAFE = re.compile(r"[^A-Za-z0-9-]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")  # two of them are a comment in Obsidian
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


def pair_anchor(left: str, right: str) -> str:
    """Where two claims stand side by side."""
    return _anchor("q", f"{left}-{right}")


def thread_anchor(name: str) -> str:
    """Where a thread stands."""
    return _anchor("t", name)


def voice_anchor(name: str) -> str:
    """Where the claims of a speaker stand; names may be of any length and in any script."""
    return f"s-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _anchor(kind: str, name: str) -> str:
    return f"{kind}-{safe_name(name)}"


def safe_name(name: str) -> str:
    """An id in letters, digits, hyphens and underscores; different for different ids."""
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", name)


def web_address(url: str | None) -> str | None:
    """The address with every character that could act as markup encoded; None unless http(s)."""
    if url is None or not _ADDRESS.match(url):
        return None
    encoded = quote(url.encode("utf-8", "replace"), safe=":/?#&=%+-.,;@")
    return _BARE_PERCENT.sub("%25", encoded)


def file_name(path: str) -> str:
    """The last step of a path, whichever system wrote it; what follows it (`:line`) stays."""
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1] or path
