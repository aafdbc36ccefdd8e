"""RSS 0.9x to 2.0, RDF and Atom feeds: one article an item, traced to its place in the feed.

A feed that gives only teasers is no source of articles: such an item is named, not read. A longer
summary is read, with the note `cut_by_source`.
"""

import bisect
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...config import ArticleSettings
from ...errors import ReadError
from ..dumps.plain import read_plain
from ..files.decode import decode
from ..mapping import Piece, line_starts, through
from ..metadata.dates import iso_date
from ..metadata.hosts import names_host
from ..metadata.outlets import domain_of
from ..pages.page import read_page
from ..raw import BadRecord, Found, RawArticle, Verdict
from .container import check_page_size
from .xml_places import Element, parse_xml, text_of, text_pieces, written

MAX_ITEMS = 100_000
_ITEMS = ("item", "entry", "atom:entry")
# Elements that are meant to hold the whole text, then those that may.
_WHOLE = ("content:encoded", "content", "atom:content", "xhtml:body", "body")
_SUMMARY = ("description", "summary", "atom:summary", "itunes:summary")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&#?\w{2,31};")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\]|\b(?:read more|continue reading|full (?:story|article))"
    r"\b[^.\n]{0,80})\W*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s+[-–—|»·:]\s+|\s*\|\s*")
_RSS_AUTHOR = re.compile(r"[^\s@]+@[^\s@]+\s*\((?P<name>[^()]+)\)")
_RSS_TAIL = re.compile(r"\s*[-–—|:]?\s*(?:rss|atom)(?:\s+feed)?\s*$", re.IGNORECASE)

Records = Iterator[RawArticle | BadRecord]


def read_feed(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """Articles of a feed's items, in their order.

    Raises `ReadError`: `xml_bomb`, `too_deep`, `empty` for a feed without items.
    """
    source, notes = decode(data)
    root = parse_xml(source)
    feed = next(root.deep("channel", "feed", "atom:feed"), None)
    outlet = _feed_title(source, feed)
    whole = _Feed(source, settings, line_starts(source))
    number = 0
    for item in root.deep(*_ITEMS):
        number += 1
        if number > MAX_ITEMS:
            yield BadRecord(number, "too_many_entries", f"{MAX_ITEMS} items of a feed are read")
            return
        found = _Item(whole, item, number).read()
        if isinstance(found, RawArticle):
            first = {} if outlet is None else {"outlet": _outlet(outlet, found)}
            found = replace(found, metadata={**first, **found.metadata}, notes=notes + found.notes)
        yield found
    if not number:
        raise ReadError("empty", "a feed without items")


def _feed_title(source: str, feed: Element | None) -> str | None:
    title = _line(text_of(source, feed.first("title", "atom:title"))) if feed else ""
    return _RSS_TAIL.sub("", title) or None


def _outlet(title: str, article: RawArticle) -> Found:
    """The feed's title, or the part of it that the address names: "World | The Post"."""
    url = article.metadata.get("url")
    host = domain_of(url.value) if url else None
    own = [part.strip() for part in _SPLIT.split(title) if host and names_host(part, host)]
    if own:
        return Found(own[0], "title of the feed")
    return Found(title, "title of the feed")


@dataclass(frozen=True, slots=True)
class _Feed:
    source: str
    settings: ArticleSettings
    lines: list[int]
    """Offsets at which its lines begin."""


class _Item:
    """One item of a feed."""

    def __init__(self, feed: "_Feed", item: Element, number: int) -> None:
        self._source, self._settings, self._lines = feed.source, feed.settings, feed.lines
        self._item, self._number = item, number

    def read(self) -> RawArticle | BadRecord:
        whole = self._longest(_WHOLE)
        best = whole if whole and self._words(whole) >= self._settings.min_words else None
        best = best or self._longest((*_WHOLE, *_SUMMARY))
        words = self._words(best) if best else 0
        metadata = dict(self._metadata())
        if best is None or words < self._settings.min_words:
            title = metadata["title"].value if "title" in metadata else "no title"
            detail = f"{words} words: {title}"[:200]
            return BadRecord(self._number, "teaser_only", detail)
        try:
            raw, inner_text = self._article(best)
        except ReadError as error:
            return BadRecord(self._number, error.code, error.detail)
        notes = raw.notes
        if best.name in _SUMMARY or _CUT.search(_MARKUP.sub("", inner_text).strip()[-200:]):
            notes += ("cut_by_source: the feed may give only the beginning or a summary",)
        return replace(raw, metadata={**raw.metadata, **metadata}, notes=notes)

    def _longest(self, names: tuple[str, ...]) -> Element | None:
        found = [e for e in self._item.all(*names) if e.attributes.get("src") is None]
        return max(found, key=lambda e: e.end - e.start, default=None)

    def _words(self, element: Element) -> int:
        text = written(self._source, self._inner(element))
        return len(_WORD.findall(html.unescape(_MARKUP.sub(" ", text))))

    def _inner(self, element: Element) -> list[Piece]:
        # Markup that stands in the feed unescaped, as Atom's xhtml does, is taken as it stands.
        if element.children:
            return [Piece(element.start, element.end)]
        return text_pieces(self._source, element)

    def _article(self, element: Element) -> tuple[RawArticle, str]:
        source = self._source
        inner = self._inner(element)
        text = written(source, inner)
        check_page_size(text)
        if _MARKUP.search(text) or _ENTITY.search(text):
            raw = read_page(text)
        else:
            raw = read_plain(text, boilerplate=self._settings.boilerplate)
        line = bisect.bisect_right(self._lines, element.start)
        whole = RawArticle(
            source=source,
            pieces=tuple(through(raw.pieces, inner)),
            metadata=raw.metadata,
            verdicts=tuple(Verdict(v.text, line, v.rule, v.kind, v.detail) for v in raw.verdicts),
            notes=raw.notes,
            record=self._number,
        )
        return whole, text

    def _metadata(self) -> Iterator[tuple[str, Found]]:
        title = self._shown("title", "atom:title")
        if title:
            yield "title", Found(title, "title of the item")
        author = self._author()
        if author:
            yield "byline", Found(author, "author of the item")
        for field, names in (
            ("published", ("pubdate", "published", "atom:published", "dc:date", "issued", "date")),
            ("updated", ("updated", "atom:updated", "modified", "dcterms:modified")),
        ):
            day = iso_date(self._shown(*names))
            if day:
                yield field, Found(day, f"{field} date of the item")
        address = self._address()
        if address:
            yield "url", Found(address, "link of the item")
        name = self._publisher()
        if name:
            yield "outlet", Found(name, "source of the item")

    def _shown(self, *names: str) -> str:
        """An element as one line: without markup, entities that were escaped twice resolved."""
        text = text_of(self._source, self._item.first(*names))
        return _line(html.unescape(_MARKUP.sub("", text)))

    def _author(self) -> str:
        names = []
        for element in self._item.all("dc:creator", "author", "atom:author"):
            inner = element.first("name", "atom:name")
            shown = _line(text_of(self._source, inner or element))
            match = _RSS_AUTHOR.fullmatch(shown)
            shown = match["name"] if match else shown
            if shown and "@" not in shown:
                names.append(shown)
        return ", ".join(dict.fromkeys(names))

    def _address(self) -> str:
        links = [
            e.attributes.get("href") or text_of(self._source, e)
            for e in self._item.all("feedburner:origlink", "link", "atom:link")
            if e.attributes.get("rel", "alternate") == "alternate"
        ]
        guid = self._item.first("guid")
        if guid is not None and guid.attributes.get("ispermalink", "true") == "true":
            links.append(text_of(self._source, guid))
        return next((_line(a) for a in links if a.startswith(("http://", "https://"))), "")

    def _publisher(self) -> str:
        element = self._item.first("source", "atom:source", "dc:publisher")
        if element is None:
            return ""
        return _line(text_of(self._source, element.first("title", "atom:title") or element))


def _line(text: str) -> str:
    return " ".join(text.split())
