"""Blocks of a page -> pieces of its raw HTML, so that every character keeps its place.

Nothing is looked up: a block knows its runs of the file. What is not a blank is taken over as it
stands, an entity as what it means; runs of blanks become one joint.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from ...model import BlockKind
from ..mapping import PARAGRAPH, Piece
from .blocks import PageBlock

# Invisible: hyphens where a word may be broken, blanks of no width, marks of byte order, controls.
_SILENT = "\xad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_TOKEN = re.compile(
    rf"(?P<words>[^\s&{_SILENT}]+(?:[ \xa0][^\s&{_SILENT}]+)*)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    rf"|(?P<silent>[{_SILENT}]+)|(?P<blank>\s+)|&"
)
# With which magazines end an article.
_END_MARKS = "■□▪▫◼◾●○◆◇♦✪★∎⬛█ \xa0"
_INVISIBLE = re.compile(f"[{_SILENT}]+")


def pieces_of(
    source: str, block: PageBlock, kind: BlockKind = "paragraph", joint: str = PARAGRAPH
) -> list[Piece]:
    """Pieces of `source` that make the text of `block`; the first brings `joint` and `kind`."""
    pieces: list[Piece] = []
    blank, held = joint, None
    for start, end in block.runs:
        if start == end:
            blank, held = "\n" if pieces else blank, None
            continue
        for begin, close, text in _tokens(source, start, end):
            if text == "\xa0" and not blank:
                held = Piece(begin, close, "", text)
            elif text is not None and not text.strip():
                blank, held = blank or " ", None
            else:
                first = kind if not pieces and kind != "paragraph" else None
                pieces += [held] if held else ()
                pieces.append(Piece(begin, close, blank, text, first))
                blank, held = "", None
    return pieces


def _tokens(source: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Runs of words, entities with what they mean, and blanks as a blank string."""
    for token in _TOKEN.finditer(source, start, end):
        sort = token.lastgroup
        if sort == "blank":
            yield token.start(), token.end(), ""
        elif sort == "entity":
            words = token.group()
            meant = _INVISIBLE.sub("", html.unescape(words))
            # A shy hyphen written as an entity leaves nothing, not even a blank.
            if meant:
                yield token.start(), token.end(), None if meant == words else meant
        elif sort != "silent":
            yield token.start(), token.end(), None


def without_end_mark(source: str, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """`pieces` without a mark such as ■ at their end, and the run of the mark if there is one."""
    if not pieces:
        return pieces, []
    last = pieces[-1]
    words = source[last.start : last.end] if last.text is None else last.text
    bare = words.rstrip(_END_MARKS)
    if bare == words or (not bare and len(pieces) == 1):
        return pieces, []
    if not bare:
        return pieces[:-1], [last]
    if last.text is not None:
        return pieces, []
    mark = last.start + len(words) - len(words[len(bare) :].lstrip())
    return [*pieces[:-1], replace(last, end=last.start + len(bare))], [Piece(mark, last.end)]
