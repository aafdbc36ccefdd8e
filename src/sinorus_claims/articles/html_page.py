"""HTML pages: the article's words by trafilatura, their places by alignment with the raw page."""

import logging
import re
from collections.abc import Sequence
from typing import Any

import lxml.html
import trafilatura
from readability import Document

from ..errors import ReadError
from .blocks import plain_key
from .html_align import align
from .html_metadata import page_metadata
from .html_stream import Stream, read_stream
from .mapping import Piece
from .raw import RawArticle, Verdict

# What is under this share of the second opinion's length was cut too hard by the first.
_SHARE = 0.6
# Deeper pages are no pages; libxml2 itself stops at about 2,000.
_MAX_DEPTH = 2000
# Beyond this the extractor takes minutes (its time grows with the square of the elements).
_MAX_ELEMENTS = 60_000
_COMMENT = re.compile(r"<!--(?!\[if)(?s:.*?)(?:-->|\Z)")
_DATA_URI = re.compile(
    r"data:[a-zA-Z0-9.+/-]{0,60}(?:;[a-zA-Z0-9=._-]{0,60}){0,3},[^\"'\s)>]{256,}"
)
_SCRIPT = re.compile(r"<(script|style)\b(?![^>]*ld\+json)[^>]*>(?s:.*?)</\1\s*>", re.IGNORECASE)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("readability").setLevel(logging.CRITICAL)


def read_page(source: str) -> RawArticle:
    """Article of a page's raw HTML.

    Raises `ReadError`: `too_deep` for absurd nesting, `empty` for a page without visible text.
    """
    stream = read_stream(source)
    if stream.depth > _MAX_DEPTH:
        raise ReadError("too_deep", f"elements nested {stream.depth} deep; {_MAX_DEPTH} are read")
    if stream.elements > _MAX_ELEMENTS:
        raise ReadError(
            "too_many_elements", f"{stream.elements} elements; {_MAX_ELEMENTS} are read"
        )
    if not stream.text:
        raise ReadError("empty", "the page shows no text")
    tree = _tree(source)
    metadata = page_metadata(tree)
    title = metadata["title"].value if "title" in metadata else ""
    blocks, notes = _extract(source, tree)
    pieces, lost = align(_without_title(blocks, title), stream)
    if lost:
        notes += (f"unmapped_words: {lost} extracted words were not found in the page, left out",)
    return RawArticle(source, tuple(pieces), metadata, _verdicts(source, pieces, stream), notes)


def _tree(source: str) -> Any:
    """Parsed page, without what makes parsers stumble: comments, scripts, embedded files."""
    light = _DATA_URI.sub("data:,", _SCRIPT.sub("", _COMMENT.sub("", source)))
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    # An encoding named inside the page no longer holds for the decoded text.
    light = re.sub(r"^\s*<\?xml[^>]*\?>", "", light)
    try:
        return lxml.html.document_fromstring(light, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise ReadError("empty", f"no page: {error}") from error


def _extract(source: str, tree: Any) -> tuple[list[str], tuple[str, ...]]:
    first = _by_trafilatura(tree)
    second = _by_readability(source)
    if sum(map(len, first)) >= _SHARE * sum(map(len, second)):
        return first, ()
    return second, ("second_opinion: readability found much more text than trafilatura",)


def _by_trafilatura(tree: Any) -> list[str]:
    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, with_metadata=False
    )
    text = getattr(found, "text", None) or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _by_readability(source: str) -> list[str]:
    light = _DATA_URI.sub("data:,", _SCRIPT.sub("", _COMMENT.sub("", source)))
    try:
        tree = lxml.html.document_fromstring(Document(light).summary())
    except Exception:
        return []
    return [t for t in (" ".join(e.split()) for e in _paragraphs(tree)) if t]


_BLOCK = frozenset(
    ["p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "tr", "td", "section", "article", "br", "figure", "figcaption", "dl", "dt", "dd", "header", "footer", "body", "html"]
)


def _paragraphs(tree: Any) -> list[str]:
    """Text of an element tree, cut at block elements."""
    parts: list[list[str]] = [[]]
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in _BLOCK
        if block:
            parts.append([])
        words = element.text if event == "start" else element.tail
        if words:
            parts[-1].append(words)
    return ["".join(p) for p in parts]


def _without_title(blocks: Sequence[str], title: str) -> list[str]:
    """Extractors often repeat the headline as first block; it is metadata."""
    key = plain_key(title)
    return [b for n, b in enumerate(blocks) if n > 2 or not key or plain_key(b) != key]


def _verdicts(source: str, pieces: Sequence[Piece], stream: Stream) -> tuple[Verdict, ...]:
    """What of the visible page lies between the pieces, as dropped blocks."""
    return ()
