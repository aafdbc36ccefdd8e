"""HTML pages: the article's words by trafilatura, their places by alignment with the raw page."""

import bisect
import logging
import re
from collections.abc import Sequence
from typing import Any

import lxml.html
import trafilatura

from ..errors import ReadError
from .blocks import plain_key
from .html_align import align
from .html_metadata import page_metadata
from .html_stream import Stream, read_stream
from .mapping import PARAGRAPH, Piece, line_starts
from .raw import RawArticle, Verdict

# What is under this share of the second opinion's length was cut too hard by the first.
_SHARE = 0.6
# Deeper pages are no pages; libxml2 itself stops at about 2,000.
_MAX_DEPTH = 2000
# Beyond this the extractor takes minutes (its time grows with the square of the elements).
_MAX_ELEMENTS = 60_000
# One pattern, so that a comment mark inside a script is no comment, nor the other way round.
_UNSEEN = re.compile(
    r"<(?P<raw>script|style)\b(?![^>]*ld\+json)[^>]*>(?s:.*?)</(?P=raw)\s*>|<!--(?s:.*?)(?:-->|\Z)",
    re.IGNORECASE,
)
_DATA_URI = re.compile(
    r"data:[a-zA-Z0-9.+/-]{0,60}(?:;[a-zA-Z0-9=._-]{0,60}){0,3},[^\"'\s)>]{256,}"
)
# Characters shown of a block; fewer between two paragraphs are no block.
_SHOWN, _FEW = 200, 12
# Written by the extractor, not by the page.
_BULLET = re.compile(r"^\s*(?:- |#+ |> )|(?<= )\| |^[\s|-]+$")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


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
    light = _lighten(source)
    tree = _tree(light)
    metadata = page_metadata(tree)
    title = metadata["title"].value if "title" in metadata else ""
    blocks, notes = _extract(light, tree)
    pieces, lost = align(_without_title(blocks, title), stream)
    if lost:
        notes += (f"unmapped_words: {lost} extracted words were not found in the page, left out",)
    return RawArticle(source, tuple(pieces), metadata, _verdicts(pieces, stream), notes)


def _lighten(source: str) -> str:
    """The page without comments, scripts, styles and embedded files: parsers stumble over them."""
    return _DATA_URI.sub("data:,", _UNSEEN.sub("", source))


def _tree(light: str) -> Any:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    # An encoding named inside the page no longer holds for the decoded text.
    light = re.sub(r"^\s*<\?xml[^>]*\?>", "", light)
    try:
        return lxml.html.document_fromstring(light, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise ReadError("empty", f"no page: {error}") from error


def _extract(light: str, tree: Any) -> tuple[list[str], tuple[str, ...]]:
    first = _by_trafilatura(tree, careful=True)
    paragraphs = sum(len(e.text_content().strip()) for e in tree.iter("p"))
    if sum(map(len, first)) >= _SHARE * paragraphs:
        return first, ()
    second = _by_trafilatura(_tree(light), careful=False)
    if sum(map(len, first)) >= _SHARE * sum(map(len, second)):
        return first, ()
    return second, (
        "second_opinion: the careful extraction cut too much, the generous one is used",
    )


def _by_trafilatura(tree: Any, *, careful: bool) -> list[str]:
    found = trafilatura.bare_extraction(
        tree,
        favor_precision=careful,
        favor_recall=not careful,
        include_comments=False,
        with_metadata=False,
    )
    text = getattr(found, "text", None) or ""
    lines = (_BULLET.sub("", line).strip(" |") for line in text.split("\n"))
    return [line for line in lines if line]


def _without_title(blocks: Sequence[str], title: str) -> list[str]:
    """Extractors often repeat the headline as first block; it is metadata."""
    key = plain_key(title)
    return [b for n, b in enumerate(blocks) if n > 2 or not key or plain_key(b) != key]


def _verdicts(pieces: Sequence[Piece], stream: Stream) -> tuple[Verdict, ...]:
    """The article's paragraphs, and what of the visible page lies before, between and behind."""
    starts = line_starts(stream.source)
    verdicts: list[Verdict] = []
    at = 0
    for piece in pieces:
        if piece.joint == PARAGRAPH or not verdicts:
            verdicts += _around(stream, (at, piece.start), starts)
            words = stream.source[piece.start : piece.end][:_SHOWN]
            verdicts.append(Verdict(words, bisect.bisect_right(starts, piece.start), None))
        at = piece.end
    verdicts += _around(stream, (at, len(stream.source)), starts)
    return tuple(verdicts)


def _around(stream: Stream, gap: tuple[int, int], starts: Sequence[int]) -> list[Verdict]:
    first = bisect.bisect_left(stream.places, gap[0])
    last = bisect.bisect_left(stream.places, gap[1])
    if last - first < _FEW:
        return []
    begin = stream.places[first]
    words = stream.words(first, min(last, first + _SHOWN))
    text = " ".join(words)
    return [Verdict(text, bisect.bisect_right(starts, begin), "around_the_article")]
