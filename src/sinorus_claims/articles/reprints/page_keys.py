"""Addresses and names that stand for one page and one outlet, however they are written."""

import functools
import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from ..wording import plain_key, word_list

_HOSTS = frozenset(word_list("copies", "hosts"))
_SUFFIXES = word_list("copies", "suffixes")
_VIEWS = frozenset(word_list("copies", "views"))
_QUERIES = frozenset(word_list("copies", "queries"))
# Caches of AMP pages carry the page's own address in their path.
_CACHE = re.compile(
    r"^(?:[^/]*cdn\.ampproject\.org/(?:[a-z]/)?(?:s/)?|(?:www\.)?google\.[a-z.]+/amp/(?:s/)?)"
    r"(?=[^/]+\.[a-z]{2,})"
)


def page_key(url: str | None) -> str | None:
    """Host, path and query of a page, without what only chooses a view of it or tells of a click.

    None for what is no address of a page: no host, or the front page of a site.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    whole = _CACHE.sub("", f"{host}{unquote(parts.path)}")
    host, _, path = whole.partition("/")
    labels = host.lower().split(".")
    while len(labels) > 2 and labels[0] in _HOSTS:
        del labels[0]
    steps = [s for s in path.split("/") if s and s.lower() not in _VIEWS]
    if steps:
        steps[-1] = re.sub(r"\.amp(?=\.html?$|$)", "", steps[-1])
    query = urlencode(sorted(q for q in parse_qsl(parts.query) if _chooses(q[0])))
    if len(labels) < 2 or not (steps or query):
        return None
    return "/".join([".".join(labels), *steps]) + (f"?{query}" if query else "")


def _chooses(parameter: str) -> bool:
    name = parameter.lower()
    return name not in _QUERIES and not name.startswith("utm_")


@functools.lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """An outlet as compared: "The Harbour Post", "harbourpost.com" and "www.harbourpost.com"."""
    key = plain_key(name)
    if "." in key and " " not in key:
        labels = key.split(".")
        while len(labels) > 2 and labels[0] in _HOSTS:
            del labels[0]
        key = ".".join(labels)
        key = next((key.removesuffix(s) for s in _SUFFIXES if key.endswith(s)), key)
    letters = "".join(c for c in key if c.isalnum())
    return letters.removeprefix("the") or letters or name
