"""Where quotations stand in a text. Pure text, no parse.

Marks: straight ("), curly (“ ”), low („ “), guillemets (« »), doubled single (`` ''), and single
quotation marks where they enclose speech. A paragraph's end closes what is open, so that an odd
mark costs one quotation and not the rest of the article; a paragraph that opens with a mark while
the one before was left open continues it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_OPENING = {"“": "”", "„": "“”", "«": "»", "``": "''", "〝": "〞"}
_MARK = re.compile(r"“|”|„|«|»|``|''|\"|〝|〞")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[\w“\"…$£€\[])")
_SINGLE_END = re.compile(r"(?:(?<=[.,!?…])|(?<=[\w)\]]))[’'](?![\w’'])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation in one paragraph; offsets in characters, marks included."""

    start: int
    end: int
    closed: bool = True
    """False where the paragraph ended before a closing mark."""
    continues: bool = False
    """Whether it goes on from an unclosed quotation of the paragraph before."""


def find_quotations(text: str) -> list[Quotation]:
    """Outermost quotations of `text`, in order, without overlap."""
    out: list[Quotation] = []
    left_open = False
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        found = list(_in_paragraph(paragraph.group(), paragraph.start()))
        if left_open and found and not text[paragraph.start() : found[0].start].strip():
            first = found[0]
            found[0] = Quotation(first.start, first.end, first.closed, continues=True)
        left_open = bool(found) and not found[-1].closed
        out += found
    return out


def _in_paragraph(text: str, offset: int) -> Iterator[Quotation]:
    doubles = list(_doubles(text))
    spans = doubles or list(_singles(text))
    for start, end, closed in spans:
        yield Quotation(offset + start, offset + end, closed)


def _doubles(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, closed) of each outermost pair; a mark that opens inside one deepens it."""
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text)]
    open_at: int | None = None
    closing, depth = "", 0
    for number, (at, mark) in enumerate(marks):
        if open_at is None:
            if mark in _OPENING or (mark in ('"', "''") and _may_open(text, at, len(mark))):
                open_at, depth = at, 0
                closing = _OPENING.get(mark, mark) + '"'
        elif mark in _OPENING or (mark == '"' and not _may_close(text, at)):
            depth += 1
        elif mark in closing or mark == "”":
            if depth and any(m in closing for _, m in marks[number + 1 :]):
                depth -= 1
                continue
            yield open_at, at + len(mark), True
            open_at = None
    if open_at is not None and len(text.rstrip()) - open_at > 1:
        yield open_at, len(text.rstrip()), False


def _may_open(text: str, at: int, width: int) -> bool:
    after = text[at + width : at + width + 1]
    return bool(after) and not after.isspace() and after not in ",.;:!?)]"


def _may_close(text: str, at: int) -> bool:
    """A straight mark after a space and before a letter opens a quotation inside the quotation."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not (before.isspace() and after.isalnum())


def _singles(text: str) -> Iterator[tuple[int, int, bool]]:
    place = 0
    while True:
        start = _SINGLE.search(text, place)
        if start is None:
            return
        ends = list(_SINGLE_END.finditer(text, start.end()))
        spoken = [m for m in ends if text[m.start() - 1] in ".,!?…"]
        if not ends:
            return
        following = _SINGLE.search(text, start.end())
        limit = following.start() if following else len(text)
        inside = [m for m in spoken if m.start() < limit] or [m for m in ends if m.start() < limit]
        if inside:
            end = inside[0] if inside[0] in spoken else inside[-1]
            yield start.start(), end.end(), True
            place = end.end()
        else:
            place = start.end()
