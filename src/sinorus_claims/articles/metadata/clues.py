"""What a page declares about itself (meta elements, JSON-LD) and shows around its headline."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

Linked = Mapping[str, Any]

_MAX_LD, _MAX_OBJECTS, _MAX_DEPTH = 500_000, 2_000, 12
# Scripts wrap their JSON in CDATA marks and comments; some end a list in a comma.
_WRAP = re.compile(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^\s*<!--|-->\s*$")
_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_ARTICLE = re.compile(r"(?:Article|Posting|^Report|^Review|^CreativeWork|^Recipe|^VideoObject)$")
_PAGE = re.compile(r"(?:Page|^WebSite)$")
_BREAKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "nav", "ol", "p", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "select", "option"})
_MAX_LINES, _NEAR = 4_000, 60


@dataclass(frozen=True)
class Line:
    """A visible line: what stands between two breaks of the layout."""

    text: str
    headline: bool
    """Whether it lies inside an `h1`."""


@dataclass(frozen=True)
class Clues:
    """A parsed page, and what its head declares."""

    tree: Any
    metas: Mapping[str, tuple[str, ...]]
    """Contents of the meta elements by lower-case name, in order."""
    objects: tuple[Linked, ...]
    """All JSON-LD objects, in order, those inside others too."""

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """(content, origin) of the meta elements of these names, in the order of the names."""
        for name in names:
            yield from ((value, f"meta {name}") for value in self.metas.get(name, ()))

    def linked(self, *names: str) -> Iterator[tuple[Any, str]]:
        """(value, origin) under these keys of the JSON-LD objects that describe the article."""
        for item in (*self.articles, *self.pages):
            for name in names:
                if item.get(name):
                    yield item[name], f"JSON-LD {name}"

    @cached_property
    def articles(self) -> tuple[Linked, ...]:
        """JSON-LD objects of articles; first those whose headline the page's own title shares."""
        found = [o for o in self.objects if any(_ARTICLE.search(k) for k in kinds_of(o))]
        titles = [value for value, _ in self.meta("og:title", "twitter:title")]
        titles.append(self.tree.findtext(".//title") or "")
        own = frozenset(re.findall(r"\w+", " ".join(titles).lower()))
        return tuple(sorted(found, key=lambda o: -_shared(o, own)))

    @cached_property
    def pages(self) -> tuple[Linked, ...]:
        """JSON-LD objects of the page as such."""
        return tuple(o for o in self.objects if any(_PAGE.search(k) for k in kinds_of(o)))

    def resolved(self, value: Any) -> Any:
        """The object that `{"@id": ...}` points to, if the page holds it."""
        if isinstance(value, Mapping) and isinstance(value.get("@id"), str):
            return {**self._by_id.get(value["@id"], {}), **value}
        return value

    @cached_property
    def _by_id(self) -> Mapping[str, Linked]:
        named = [o for o in self.objects if isinstance(o.get("@id"), str) and len(o) > 1]
        return {o["@id"]: o for o in reversed(named)}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The visible lines in order up to 60 behind the first headline; 60 if there is none."""
        found: list[Line] = []
        last = _NEAR if self.tree.find(".//h1") is None else _MAX_LINES
        for line in _lines(self.tree):
            if line.headline:
                last = min(last, len(found) + _NEAR)
            found.append(line)
            if len(found) >= last:
                break
        return tuple(found)

    @cached_property
    def properties(self) -> tuple[Any, ...]:
        """The elements with microdata."""
        return tuple(self.tree.xpath("//*[@itemprop]"))

    def around_headline(self, before: int, after: int) -> Sequence[str]:
        """Lines behind the headline, then those before it (nearest first); all without an `h1`."""
        at = next((n for n, line in enumerate(self.lines) if line.headline), None)
        if at is None:
            return [line.text for line in self.lines[: before + after]]
        behind = [line.text for line in self.lines[at : at + after]]
        return behind + [line.text for line in reversed(self.lines[max(0, at - before) : at])]

    def behind_headline(self, count: int) -> Sequence[str]:
        """The first lines behind the last `h1` line of the first headline; none without `h1`."""
        at = next((n for n, line in enumerate(self.lines) if line.headline), None)
        if at is None:
            return []
        behind = [line.text for line in self.lines[at:] if not line.headline]
        return behind[:count]


def read_clues(tree: Any) -> Clues:
    """Clues of a parsed page (an lxml element); the tree is left as it is."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").lower()
            if content and name:
                metas.setdefault(name, []).append(content)
    objects: list[Linked] = []
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            objects += _objects(_parsed(element.text or ""), 0)
    kept = {k: tuple(dict.fromkeys(v)) for k, v in metas.items()}
    return Clues(tree, kept, tuple(objects[:_MAX_OBJECTS]))


def clean(text: str) -> str:
    """`text` in one line, entities resolved (pages often escape what they declare twice)."""
    text = text[:5_000]
    return " ".join((html.unescape(text) if "&" in text else text).split())


def kinds_of(item: Linked) -> tuple[str, ...]:
    """The `@type` values of a JSON-LD object, without the vocabulary's address."""
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(k.rsplit("/", 1)[-1] for k in listed if isinstance(k, str))


def shown(element: Any) -> str:
    """The visible text of an element in one line."""
    return clean(" ".join(line.text for line in _lines(element)))


def _shared(item: Linked, own: frozenset[str]) -> float:
    headline = item.get("headline") or item.get("name")
    words = set(re.findall(r"\w+", headline.lower())) if isinstance(headline, str) else set()
    # Coarse, so that only clear differences change the page's own order.
    return round(2 * len(words & own) / len(words)) if words else 0


def _parsed(text: str) -> Any:
    if len(text) > _MAX_LD:
        return None
    text = _WRAP.sub("", text.strip())
    for candidate in (text, _COMMA.sub("", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: Any, depth: int) -> Iterator[Linked]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _objects(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:_MAX_OBJECTS]:
            yield from _objects(value, depth + 1)


def _lines(tree: Any) -> Iterator[Line]:
    """Text between the breaks of the layout, walked without recursion."""
    parts: list[str] = []
    count, headline = 0, 0
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
            continue
        if tag in _BREAKS:
            if parts and (text := clean("".join(parts))):
                yield Line(text, headline > 0)
                count += 1
                if count >= _MAX_LINES:
                    break
            parts = []
            if tag == "h1":
                headline += 1 if event == "start" else -1
        words = element.text if event == "start" else element.tail
        if words and (event == "start" or element is not tree):
            parts.append(words)
    if text := clean("".join(parts)):
        yield Line(text, headline > 0)
