"""Title, outlet, author, date and address of a page, each with the place that shows it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .blocks import plain_key
from .dates import iso_date
from .outlets import domain_of, split_site
from .raw import Found

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "byline": ("author", "byl", "dc.creator", "parsely-author", "sailthru.author"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "date",
        "pubdate", "publishdate", "dc.date", "dc.date.issued", "sailthru.date",
        "parsely-pub-date", "article.published",
    ),
    "url": ("og:url",),
}  # fmt: skip
_LD = {
    "title": ("headline",),
    "outlet": ("publisher",),
    "byline": ("author", "creator"),
    "published": ("datePublished", "dateCreated"),
}
_LD_FIRST = ("published", "byline")
_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report")
_MAX_LD = 500_000


def page_metadata(tree: Any) -> dict[str, Found]:
    """Metadata of a parsed page under `title`, `outlet`, `byline`, `published`, `url`."""
    metas, linked = _metas(tree), _linked(tree)
    found: dict[str, Found] = {}
    for field in _META:
        options = [_from_meta(metas, field), _from_linked(linked, field)]
        if field in _LD_FIRST:
            options.reverse()
        value = next((o for o in options if o), None) or _from_page(tree, field)
        if value:
            found[field] = value
    return _tidied(found)


def _tidied(found: dict[str, Found]) -> dict[str, Found]:
    title, outlet = found.get("title"), found.get("outlet")
    if title:
        head, tail = split_site(title.value)
        own = tail and outlet and plain_key(outlet.value) in plain_key(tail)
        if own or (tail and title.origin == "<title>"):
            found["title"] = Found(head, title.origin)
    if "outlet" not in found and "url" in found and domain_of(found["url"].value):
        host = domain_of(found["url"].value) or ""
        found["outlet"] = Found(host, f"domain of the {found['url'].origin} address (guessed)")
    byline = found.get("byline")
    if byline and (byline.value.startswith("http") or _same(byline, found.get("outlet"))):
        del found["byline"]
    return found


def _same(left: Found, right: Found | None) -> bool:
    return right is not None and plain_key(left.value) == plain_key(right.value)


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content:
            metas.setdefault(name.lower(), content)
    return metas


def _from_meta(metas: Mapping[str, str], field: str) -> Found | None:
    for name in _META[field]:
        value = _clean(field, metas.get(name, ""))
        if value:
            return Found(value, f"meta {name}")
    return None


def _linked(tree: Any) -> list[dict[str, Any]]:
    """JSON-LD objects that describe an article."""
    objects: list[dict[str, Any]] = []
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "") or len(text) > _MAX_LD:
            continue
        try:
            objects += [o for o in _objects(json.loads(text, strict=False)) if _is_article(o)]
        except (ValueError, RecursionError):
            continue
    return objects


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()


def _is_article(item: Mapping[str, Any]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(k in _ARTICLE_TYPES for k in kinds)


def _from_linked(objects: list[dict[str, Any]], field: str) -> Found | None:
    for item in objects:
        for name in _LD.get(field, ()):
            value = _clean(field, names_of(item.get(name)))
            if value:
                return Found(value, f"JSON-LD {name}")
    return None


def names_of(value: Any) -> str:
    """A name, a list of names, or objects with a `name`, as one line."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return next((names_of(value[k]) for k in ("name", "title", "id") if value.get(k)), "")
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(names_of, value) if n))
    return ""


def _from_page(tree: Any, field: str) -> Found | None:
    if field == "title":
        for place, origin in ((".//h1", "h1"), (".//title", "<title>")):
            element = tree.find(place)
            value = " ".join(element.text_content().split()) if element is not None else ""
            if value:
                return Found(value, origin)
    if field == "url":
        for element in tree.iter("link"):
            address = element.get("href") or ""
            if element.get("rel") == "canonical" and address.startswith("http"):
                return Found(address, "canonical link")
    if field == "published":
        for element in tree.iter("time"):
            value = _clean(field, element.get("datetime") or "")
            if value:
                return Found(value, "time element (guessed)")
    return None


def _clean(field: str, value: str) -> str:
    value = " ".join(value.split())
    return (iso_date(value) or "") if field == "published" else value
