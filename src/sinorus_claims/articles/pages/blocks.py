"""A page's raw HTML -> its blocks of visible text, each with its place in the file.

One pass over the tags, in linear time and without a tree library: trees forget where in the file a
word stands. Elements that browsers lay out as blocks end a block of text; those inside a line
(links, emphasis) do not. Unclosed paragraphs, list items and cells end where browsers end them.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .attributes import FEW, LEAST, attributes_of, classes_of

# Quotes are followed over a bounded distance only: a stray one must not swallow the page.
_TAG = re.compile(
    r"<!--(?s:.*?)(?:--!?>|\Z)"  # not possessive: Python before 3.11.5 errs there
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)"
    r"""(?P<rest>(?:[^>"']++|"[^"<]*+"|"[^"]{0,20000}+"|'[^'<]*+'|'[^']{0,20000}+')*+>"""
    r"|[^>]*(?:>|\Z))"
    r"|<[!?][^>]*(?:>|\Z)"
)
_RAW = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in (
        "script", "style", "template", "textarea", "title", "svg", "iframe", "noscript", "noembed",
        "noframes", "math", "object",
    )
}  # fmt: skip
_VOID = frozenset({
    "area", "base", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "br",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "html", "body",
}) | (_VOID - {"hr"})  # fmt: skip
_BOLD = frozenset({"b", "strong", "em", "i"})
_CELLS = frozenset({"td", "th"})
# A start tag closes these if they are the innermost open elements.
_CLOSES = {
    "li": frozenset({"p", "li"}),
    "dt": frozenset({"p", "dt", "dd"}),
    "dd": frozenset({"p", "dt", "dd"}),
    "tr": frozenset({"p", "tr"}) | _CELLS,
    "td": frozenset({"p"}) | _CELLS,
    "th": frozenset({"p"}) | _CELLS,
    "option": frozenset({"option"}),
}
_P = frozenset({"p"})
# A line that ends like this and is followed by <br> is a paragraph of an old page.
_FINAL = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}\s*\Z")


@dataclass(slots=True, eq=False)
class Element:
    """An element that is laid out as a block."""

    name: str
    parent: "Element | None"
    attributes: Mapping[str, str]
    number: int
    """Its place in `Page.elements`."""
    at: int
    """Place of its start tag, in characters of the source."""
    make: int
    """The same number for elements of one page whose start tags are equal."""
    names: list[str] | None = None
    """Words of the names that the page gives it, once they have been asked for."""


@dataclass(slots=True, eq=False)
class PageBlock:
    """Text without a block element inside."""

    element: Element
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Its runs of the source, entities unresolved; an empty run is a line break."""
    linked: int = 0
    """Characters inside links."""
    strong: int = 0
    """Characters in bold or emphasised type."""
    inline: tuple[str, ...] = ()
    """Values of `class` of the inline elements in it, the first few."""
    pictures: int = 0
    """Pictures between it and the block before."""
    links: int = 0
    timed: str | None = None
    """Value of a `time` element in it; empty if that has no `datetime`."""
    text: str = ""
    """Its words, entities resolved, with single blanks."""

    @property
    def start(self) -> int:
        """Place of its first character in the source."""
        return self.runs[0][0]

    @property
    def end(self) -> int:
        """One past its last character in the source."""
        return self.runs[-1][1]


@dataclass(slots=True)
class Page:
    """The blocks of a page in their order."""

    source: str
    blocks: list[PageBlock]
    elements: list[Element]
    """All block elements in the order of their start tags; the first is the page itself."""
    depth: int
    """Deepest nesting of block elements."""
    title: str
    """Words of the `title` element."""
    linked_data: list[tuple[int, int]] = field(default_factory=list)
    """Runs of the source that hold JSON-LD."""


def read_blocks(source: str) -> Page:
    """The visible blocks of `source`; comments, scripts, styles and the like are skipped."""
    scan = _Scan(source)
    scan.run()
    return Page(source, scan.blocks, scan.elements, scan.depth, scan.title, scan.linked_data)


class _Scan:
    """Reads tags in order and keeps the stack of open block elements."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Element("html", None, {}, 0, 0, 0)
        self.elements = [self.root]
        self.stack = [self.root]
        self.open: dict[str, int] = {}
        self.blocks: list[PageBlock] = []
        self.block = PageBlock(self.root)
        self.inline: list[str] = []
        # Most elements of a page are made like others of it.
        self.makes: dict[tuple[str, str], tuple[int, Mapping[str, str]]] = {}
        self.depth = self.pictures = self.bold = 0
        self.link = False
        self.title = ""
        self.linked_data: list[tuple[int, int]] = []

    def run(self) -> None:
        source, at = self.source, 0
        search = _TAG.search
        while True:
            tag = search(source, at)
            place = tag.start() if tag else len(source)
            if place > at:
                words = source[at:place]
                if not words.isspace():
                    self._take(at, place, words)
                elif self.block.runs:
                    self.block.runs.append((at, place))
            if tag is None:
                break
            at = tag.end()
            close, name, rest = tag.groups()
            if name is None:
                continue
            name = name.lower()
            if close:
                self._close(name)
            elif name in _RAW:
                at = self._skip(name, rest, at)
            elif name in _INLINE:
                self._start_inline(name, rest, place)
            else:
                self._start(name, rest, place)
        self._end_block()

    def _take(self, start: int, end: int, words: str) -> None:
        block = self.block
        size = len(words.strip())
        block.runs.append((start, end))
        if self.link:
            block.linked += size
        if self.bold > 0:
            block.strong += size

    def _start(self, name: str, rest: str, at: int) -> None:
        if name == "hr":
            self._end_block()
            return
        if self.block.runs or self.inline:
            self._end_block()
        stack = self.stack
        closes = _CLOSES.get(name, _P)
        while stack[-1].name in closes:
            self._pop()
        made = self.makes.get((name, rest))
        if made is None:
            made = self.makes[name, rest] = (len(self.makes) + 1, attributes_of(rest))
        element = Element(name, stack[-1], made[1], len(self.elements), at, made[0])
        self.elements.append(element)
        if rest.endswith("/>") and "-" not in name and name not in {"div", "p", "section"}:
            return
        stack.append(element)
        self.open[name] = self.open.get(name, 0) + 1
        self.depth = max(self.depth, len(stack))
        self._begin_block()

    def _start_inline(self, name: str, rest: str, at: int) -> None:
        block = self.block
        if name == "a":
            self.link = True
            block.links += 1
        elif name == "br":
            self._break_line(at)
        elif name == "img":
            self.pictures += 1
        elif name in _BOLD:
            self.bold += 1
        elif name == "time":
            block.timed = attributes_of(rest).get("datetime", "")
        if len(rest) > LEAST:
            self.inline.append(rest)

    def _break_line(self, at: int) -> None:
        """A line break inside a block; two in a row, or one behind a sentence, end it."""
        runs = self.block.runs
        if not runs:
            return
        last = next((r for r in reversed(runs) if not self.source[r[0] : r[1]].isspace()), runs[0])
        if last[0] == last[1] or _FINAL.search(self.source, max(last[0], last[1] - 30), last[1]):
            self._end_block()
        else:
            runs.append((at, at))

    def _close(self, name: str) -> None:
        if name in _INLINE:
            if name == "a":
                self.link = False
            elif name in _BOLD:
                self.bold = max(0, self.bold - 1)
            return
        if not self.open.get(name):
            self._end_block()
            return
        if self.block.runs or self.inline:
            self._end_block()
        while self._pop() != name:
            pass
        self._begin_block()

    def _pop(self) -> str:
        name = self.stack.pop().name
        self.open[name] -= 1
        return name

    def _skip(self, name: str, rest: str, at: int) -> int:
        """Place behind the content of an element that shows no text of the page."""
        if rest.endswith("/>") or (name == "template" and "shadowroot" in rest[:FEW].lower()):
            return at
        close = _RAW[name].search(self.source, at)
        end = close.start() if close else len(self.source)
        if name == "script" and "ld+json" in rest[:FEW]:
            self.linked_data.append((at, end))
        if name == "title" and not self.title:
            self.title = " ".join(html.unescape(self.source[at : min(end, at + 2000)]).split())
        return end

    def _end_block(self) -> None:
        block, inline = self.block, self.inline
        if inline:
            self.inline = []
        runs = block.runs
        if not runs:
            block.element = self.stack[-1]
            return
        while runs and (runs[-1][0] == runs[-1][1] or self._blank(runs[-1])):
            runs.pop()
        text = "".join([self.source[a:b] if a < b else " " for a, b in runs])
        block.text = " ".join((html.unescape(text) if "&" in text else text).split())
        if block.text:
            block.pictures, self.pictures = self.pictures, 0
            block.inline = classes_of(inline) if inline else ()
            self.blocks.append(block)
        self.block = PageBlock(self.stack[-1])

    def _begin_block(self) -> None:
        """The block of what comes next; one that is still empty serves again."""
        block = self.block
        if block.links or block.timed is not None:
            self.block = PageBlock(self.stack[-1])
        else:
            block.element = self.stack[-1]

    def _blank(self, run: tuple[int, int]) -> bool:
        return self.source[run[0] : run[1]].isspace()
