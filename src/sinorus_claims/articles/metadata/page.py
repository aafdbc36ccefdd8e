"""What is known about a page's article, each value with the place that shows it."""

from collections.abc import Mapping
from typing import Any

from ..raw import Found
from ..wording import plain_key
from .address import url_of
from .authors import authors_of
from .clues import Clues, clean, kinds_of, read_clues
from .outlets import domain_of, outlet_of_page
from .page_dates import published_of, updated_of
from .titles import title_of

_SECTIONS = ("article:section", "section", "parsely-section", "sailthru.section", "og:section")
_MAX_SECTION = 60


def page_metadata(tree: Any, *, address: str = "", latest: str = "") -> dict[str, Found]:
    """Metadata of a parsed page, under the names of `Article`'s fields.

    `title`, `outlet`, `byline`, `published`, `updated`, `url`, `section`, `wire`, as far as the
    page shows them. `address` is where the page came from, if its container knows; guessed dates
    later than `latest` (an ISO date, say of the file's saving) are dropped. The tree is left as
    it is.
    """
    clues = read_clues(tree)
    url = url_of(clues, address)
    where = url.value if url else address
    outlet = outlet_of_page(clues, where)
    name = outlet.value if outlet else domain_of(where) or ""
    byline, wire = authors_of(clues, name)
    published = published_of(clues, where, latest=latest)
    found = {
        "title": title_of(clues, name),
        "outlet": outlet,
        "byline": byline,
        "published": published,
        "updated": updated_of(clues, published.value if published else ""),
        "url": url,
        "section": _section(clues),
        "wire": wire,
    }
    return {field: value for field, value in found.items() if value and value.value}


def names_of(value: Any) -> str:
    """A name, a list of names, or objects with a `name`, as one line."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return next((names_of(value[k]) for k in ("name", "title", "id") if value.get(k)), "")
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(names_of, value) if n))
    return ""


def _section(clues: Clues) -> Found | None:
    """Part of the outlet: declared, else the last step of the breadcrumb above the article."""
    for value, origin in clues.linked("articleSection"):
        names = names_of(value)
        if names:
            return _short(clean(names.split(",")[0]), origin)
    for value, origin in clues.meta(*_SECTIONS):
        if not value.startswith("http"):
            return _short(value, origin)
    for item in clues.objects:
        steps = item.get("itemListElement")
        if "BreadcrumbList" in kinds_of(item) and isinstance(steps, list):
            return _from_trail(clues, steps)
    return None


def _from_trail(clues: Clues, steps: list[Any]) -> Found | None:
    names = [_step(s) for s in steps if isinstance(s, Mapping)]
    title = plain_key(clean(clues.tree.findtext(".//title") or ""))
    sections = [n for n in names[1:] if n and plain_key(n) not in title]
    return _short(sections[0], "JSON-LD breadcrumb") if sections else None


def _step(step: Mapping[str, Any]) -> str:
    item = step.get("item")
    inner = item.get("name") if isinstance(item, Mapping) else None
    name = step.get("name") or inner
    return clean(name) if isinstance(name, str) else ""


def _short(value: str, origin: str) -> Found | None:
    return Found(value, origin) if 0 < len(value) <= _MAX_SECTION else None
