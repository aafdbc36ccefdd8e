"""XML whose elements know where they stand in the file.

A tolerant scanner instead of a parser: feeds are often not well-formed, and what is never resolved
(entities of the document's own, external files) can do no harm.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import ReadError
from ..mapping import Piece

# No part can run over the next "<": every character is looked at a bounded number of times.
_MARK = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)|<!\[CDATA\[(?P<data>(?s:.*?))(?:\]\]>|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
    r"|<!(?P<declared>[A-Za-z]+)[^<>]*+>?"
    r"|<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*+)(?P<rest>(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)>"
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAX_DEPTH = 200
_MAX_ELEMENTS = 500_000


@dataclass(slots=True)
class Element:
    """An element; `source[start:end]` is what stands between its tags."""

    name: str
    """With its prefix, in lower case."""
    attributes: Mapping[str, str]
    start: int
    end: int = -1
    children: list["Element"] = field(default_factory=list)
    runs: list[tuple[int, int, bool]] = field(default_factory=list)
    """Its own text in the source, and whether it stands in CDATA."""

    def all(self, *names: str) -> Iterator["Element"]:
        """Children with one of the names."""
        return (c for c in self.children if c.name in names)

    def first(self, *names: str) -> "Element | None":
        """The first child with one of the names, the earliest name first."""
        return next((c for name in names for c in self.all(name)), None)

    def deep(self, *names: str) -> Iterator["Element"]:
        """Descendants with one of the names, in order."""
        stack = self.children[::-1]
        while stack:
            element = stack.pop()
            if element.name in names:
                yield element
            stack += reversed(element.children)


def parse_xml(source: str) -> Element:
    """A nameless element around the root. Raises `ReadError`: `xml_bomb`, `too_deep`."""
    root = Element("", {}, 0, len(source))
    stack = [root]
    at = count = 0
    for mark in _MARK.finditer(source):
        if mark.start() > at:
            stack[-1].runs.append((at, mark.start(), False))
        at = mark.end()
        if mark["data"] is not None:
            stack[-1].runs.append((*mark.span("data"), True))
        elif mark["declared"]:
            _refuse_entities(mark["declared"])
        elif mark["close"]:
            _close(stack, mark["name"].lower(), mark.start())
        elif mark["name"]:
            count += 1
            _open(stack, mark, count)
    for element in stack[1:]:
        element.end = len(source)
    return root


def _refuse_entities(declared: str) -> None:
    if declared.upper() == "ENTITY":
        raise ReadError("xml_bomb", "it declares entities of its own, which are never resolved")


def _open(stack: list[Element], mark: re.Match[str], count: int) -> None:
    if count > _MAX_ELEMENTS:
        raise ReadError("too_many_elements", f"over {_MAX_ELEMENTS}")
    attributes = {
        m[1].lower(): html.unescape(m[2] if m[2] is not None else m[3])
        for m in _ATTRIBUTE.finditer(mark["rest"])
    }
    element = Element(mark["name"].lower(), attributes, mark.end(), mark.end())
    stack[-1].children.append(element)
    if not mark["rest"].endswith("/"):
        stack.append(element)
        if len(stack) > _MAX_DEPTH:
            raise ReadError("too_deep", f"more than {_MAX_DEPTH} levels of XML")


def _close(stack: list[Element], name: str, end: int) -> None:
    """Close up to the innermost open element of that name; an end tag without one is ignored."""
    for n in range(len(stack) - 1, 0, -1):
        if stack[n].name == name:
            for element in stack[n:]:
                element.end = end
            del stack[n:]
            return


def text_pieces(source: str, element: Element) -> list[Piece]:
    """Pieces of the source that make the element's own text, entities resolved."""
    pieces: list[Piece] = []
    for start, end, literal in element.runs:
        at = start
        for match in () if literal else _ENTITY.finditer(source, start, end):
            if match.start() > at:
                pieces.append(Piece(at, match.start()))
            pieces.append(Piece(*match.span(), "", html.unescape(match.group())))
            at = match.end()
        if at < end:
            pieces.append(Piece(at, end))
    return pieces


def written(source: str, pieces: Iterable[Piece]) -> str:
    """The text that the pieces make."""
    return "".join(source[p.start : p.end] if p.text is None else p.text for p in pieces)


def text_of(source: str, element: Element | None) -> str:
    """The element's own text without blanks at its ends; empty for None."""
    return written(source, text_pieces(source, element)).strip() if element else ""
