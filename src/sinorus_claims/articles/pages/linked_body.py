"""The article's text as a page states it to machines (JSON-LD `articleBody`).

Pages that a script fills, and pages that show only a beginning, often hold the whole text there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...errors import ReadError
from ..mapping import PARAGRAPH, Piece, verbatim
from ..raw import RawArticle
from ..records.composing import Inner
from ..records.json_places import Placed, literal_pieces, parse_json
from .blocks import Page

# Characters of a script that is read, and how deep its objects are searched.
_MOST, _DEPTH = 2_000_000, 6
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_MARKUP = re.compile(r"<[a-zA-Z/][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Body:
    """A stated text, and its pieces of the page's source."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def linked_body(page: Page) -> Body | None:
    """The longest stated text of the page; None if there is none, or only one with markup."""
    stated = [text for start, end in page.linked_data for text in _stated(page.source, start, end)]
    best = max(stated, key=len, default=None)
    if best is None or _MARKUP.search(best):
        return None
    inner = Inner(page.source, literal_pieces(page.source, best))
    pieces: list[Piece] = []
    for line in _LINE.finditer(inner.text):
        begin = line.start() + len(line.group()) - len(line.group().lstrip())
        pieces += verbatim(inner.text, begin, begin + len(line.group().strip()), PARAGRAPH)
    return Body(inner.text, inner.composed(RawArticle(inner.text, tuple(pieces))).pieces)


def _stated(source: str, start: int, end: int) -> Iterator[Placed]:
    if end - start > _MOST or source.find("articleBody", start, end) < 0:
        return
    try:
        value = parse_json(source, start, end).value
    except ReadError:
        return
    yield from _bodies(value, _DEPTH)


def _bodies(value: Any, depth: int) -> Iterator[Placed]:
    if depth == 0:
        return
    if isinstance(value, dict):
        body = value.get("articleBody")
        if isinstance(body, Placed):
            yield body
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _bodies(item, depth - 1)
