"""Lines of a PDF's pages with their places on the page, and which of them are page furniture."""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

# Lines at the top and at the foot of a page that may be furniture.
_EDGE = 3
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$|-\s*\d{1,4}\s*-$", re.I)
# What browsers print around a page: day and hour, the title; the address, the page's number.
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:\s?[AP]M)?\b", re.I)
_ADDRESS = re.compile(r"(?P<url>(?:https?|(?:fi|ﬁ)le)://\S{4,2000}?)(?:\s+\d{1,4}/\d{1,4})?$")
_MAX_PRINTED = 300


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as it stands in the page's own order of text."""

    start: int
    end: int
    """Range in the text of all pages."""
    text: str
    page: int
    """From 0."""
    x: float
    y: float
    """Where it begins, in points from the lower left corner."""
    size: float
    """Of most of its characters, in points."""


@dataclass(slots=True)
class _Pen:
    """Collects what the library reports while it walks over a page."""

    parts: list[tuple[str, float, float, float]] = field(default_factory=list)

    def visit(self, text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        if text:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(float(tm[3] or tm[1]) * float(cm[3] or cm[1])) or 1.0
            self.parts.append((text, float(x), float(y), scale * float(size or 1)))


def page_lines(pages: Sequence[Any]) -> tuple[str, list[PageLine]]:
    """Text of all pages, parted by form feeds, and its lines that are not blank."""
    texts: list[str] = []
    lines: list[PageLine] = []
    at = 0
    for number, page in enumerate(pages):
        pen = _Pen()
        page.extract_text(visitor_text=pen.visit)
        # What was reported, not what was returned: places must fit.
        text = "".join(t for t, *_ in pen.parts).translate(_CLEAN)
        lines += _lines(text, pen.parts, number, at)
        texts.append(text)
        at += len(text) + 2
    return "\n\f".join(texts), lines


_CLEAN = {0: "�"} | dict.fromkeys(range(55296, 57344), "�")


def _lines(
    text: str, parts: Sequence[tuple[str, float, float, float]], page: int, offset: int
) -> Iterator[PageLine]:
    places: list[tuple[int, int, float, float, float]] = []
    at = 0
    for words, x, y, size in parts:
        if words.strip():
            begin = at + len(words) - len(words.lstrip())
            places.append((begin, len(words.strip()), x, y, size))
        at += len(words)
    n = 0
    for match in re.finditer(r"[^\n\r\f]+", text):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        while n + 1 < len(places) and places[n + 1][0] <= start:
            n += 1
        own = [places[n]] if places else [(0, 0, 0.0, 0.0, 1.0)]
        while n + 1 < len(places) and places[n + 1][0] < match.end():
            n += 1
            own.append(places[n])
        # A bullet or a raised sign says nothing about the line: its longest run does.
        _, _, _, y, size = max(own, key=lambda p: p[1])
        begin = offset + start
        yield PageLine(begin, begin + len(words), words, page, own[0][2], y, size)


def furniture(lines: Sequence[PageLine], pages: int) -> dict[int, str]:
    """Numbers of the lines that belong to the pages, not to the article, each with its rule."""
    edges = list(_edges(lines))
    keys = Counter(key for key, _ in {(_key(lines[n].text), lines[n].page) for n in edges})
    often = max(2, pages // 2)
    found: dict[int, str] = {}
    for n in edges:
        text = lines[n].text
        if len(text) <= _MAX_PRINTED and (_PRINTED.match(text) or _ADDRESS.match(text)):
            found[n] = "print_header_or_footer"
        elif _PAGE_NUMBER.match(text):
            found[n] = "page_number"
        elif keys[_key(text)] >= often:
            found[n] = "page_header_or_footer"
    return found


def _edges(lines: Sequence[PageLine]) -> Iterator[int]:
    """The topmost and the lowest lines of each page, wherever they stand in its text."""
    for _, group in itertools.groupby(range(len(lines)), key=lambda n: lines[n].page):
        own = sorted(group, key=lambda n: -lines[n].y)
        yield from own if len(own) <= 2 * _EDGE else sorted({*own[:_EDGE], *own[-_EDGE:]})


def _key(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split()).lower())


def printed_address(lines: Sequence[PageLine], numbers: Sequence[int]) -> str | None:
    """The address that a browser printed at the foot of the pages."""
    found = (_ADDRESS.match(lines[n].text) for n in numbers)
    return next((m["url"] for m in found if m and m["url"].startswith("http")), None)


def leading_of(lines: Sequence[PageLine]) -> float:
    """Usual distance of two lines of a paragraph, in points; 0 if no two lines follow each other.

    The lower quartile: lines inside paragraphs stand closest, and are the most.
    """
    steps = [
        a.y - b.y
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and 0 < a.y - b.y < 4 * max(a.size, 1.0)
    ]
    return statistics.quantiles(steps, n=4)[0] if len(steps) > 1 else (steps or [0.0])[0]
