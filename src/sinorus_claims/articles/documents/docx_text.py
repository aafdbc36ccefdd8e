"""The text of a DOCX: paragraphs, headings, tables and text boxes, in the order of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...model import BlockKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What is struck out, moved away, a command or a second form of what stands beside it.
_SKIPPED = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference",
                                "endnoteReference", "commentReference", "pPr", "tblPr", "sectPr")}
    | {f"{_MC}Fallback"}
)  # fmt: skip
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\xad",
}  # fmt: skip
# Deeper nesting than any word processor writes.
_MAX_DEPTH = 100
# A table with a paragraph of this many words is there for the layout.
_LAYOUT = 25


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an office or RTF file."""

    text: str
    kind: BlockKind = "paragraph"
    title: bool = False
    """Whether its style is that of a document's title."""


def docx_paragraphs(document: Any, styles: Any | None) -> Iterator[Paragraph]:
    """Paragraphs of the parsed `word/document.xml`, empty ones left out."""
    names = _style_names(styles)
    body = document.find(f"{_W}body")
    yield from _blocks(body if body is not None else document, names, 0)


def _style_names(styles: Any | None) -> dict[str, str]:
    """Style id -> its name in lower case ("heading 1")."""
    found: dict[str, str] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId") or ""] = (name.get(f"{_W}val") or "").lower()
    return found


def _blocks(parent: Any, names: dict[str, str], depth: int) -> Iterator[Paragraph]:
    if depth > _MAX_DEPTH:
        return
    for element in parent:
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_W}p":
            yield from _paragraph(element, names, depth)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, names, depth)
        else:
            yield from _blocks(element, names, depth + 1)


def _paragraph(element: Any, names: dict[str, str], depth: int) -> Iterator[Paragraph]:
    text = "".join(_words(element)).strip()
    if text:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = names.get(style.get(f"{_W}val") or "", "") if style is not None else ""
        heading = name.startswith("heading")
        yield Paragraph(text, "subhead" if heading else _kind(name), name in {"title", "heading 1"})
    for box in element.iter(f"{_W}txbxContent"):
        if _own_box(box, element):
            yield from _blocks(box, names, depth + 1)


def _kind(style: str) -> BlockKind:
    if style == "subtitle":
        return "dek"
    if style == "caption":
        return "caption"
    return "quotation" if "quote" in style else "paragraph"


def _own_box(box: Any, paragraph: Any) -> bool:
    """Whether the text box hangs on this paragraph, not on one inside, and is not its twin."""
    for above in box.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _SKIPPED or above.tag == f"{_W}p":
            return False
    return False


def _words(paragraph: Any) -> Iterator[str]:
    """Words of the paragraph's own runs, of links and insertions; walked without recursion."""
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in _SKIPPED or element.tag == f"{_W}txbxContent":
            continue
        elif element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _SIGNS:
            yield _SIGNS[element.tag]
        else:
            stack.append(iter(element))


def _table(table: Any, names: dict[str, str], depth: int) -> Iterator[Paragraph]:
    """Rows as lines, cells parted by tabs; a table made for the layout as its paragraphs."""
    inner = list(_blocks(table, names, depth + 1))
    if any(len(p.text.split()) >= _LAYOUT for p in inner):
        yield from inner
        return
    rows = []
    for row in table.iter(f"{_W}tr"):
        cells = (" ".join("".join(_words(p)) for p in c.iter(f"{_W}p")) for c in row)
        rows.append("\t".join(" ".join(c.split()) for c in cells).strip("\t"))
    text = "\n".join(r for r in rows if r)
    if text:
        yield Paragraph(text, "table")
