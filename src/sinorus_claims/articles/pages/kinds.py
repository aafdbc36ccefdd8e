"""What a kept block of a page is: paragraph, subhead, quotation, list ..."""

from collections.abc import Iterator, Sequence

from ...model import BlockKind
from ..wording import word_list
from .blocks import Element, PageBlock
from .tokens import names_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
CAPTIONS = frozenset({"figcaption", "caption"})
_CELLS = frozenset({"td", "th"})
_DEK = frozenset(word_list("pages", "dek"))
_CAPTION = frozenset(word_list("pages", "caption"))
# Levels of elements that are asked.
_LEVELS = 4
# A line in bold type of at most so many words, without an end mark, is a heading of its own.
_HEADING_WORDS = 12
# Longer cells are no cells but the columns of an old page.
_CELL = 200


def ancestors(element: Element, levels: int = _LEVELS) -> Iterator[Element]:
    """The element and those around it, from inside."""
    at: Element | None = element
    for _ in range(levels):
        if at is None:
            return
        yield at
        at = at.parent


def names_near(element: Element, levels: int = _LEVELS) -> frozenset[str]:
    """Words of the names of an element and of those around it."""
    found: set[str] = set()
    at: Element | None = element
    for _ in range(levels):
        if at is None:
            break
        found.update(names_of(at))
        at = at.parent
    return frozenset(found)


def kinds_of(blocks: Sequence[PageBlock]) -> list[BlockKind]:
    """Kind of each of an article's blocks, in order."""
    kinds: list[BlockKind] = []
    for block in blocks:
        opening = not any(k == "paragraph" for k in kinds)
        kinds.append(_kind(block, opening=opening))
    return kinds


def _kind(block: PageBlock, *, opening: bool) -> BlockKind:
    element = block.element
    around = [e.name for e in ancestors(element)]
    if is_caption(element):
        return "caption"
    if opening and names_near(element, 2) & _DEK:
        return "dek"
    if element.name in _HEADINGS:
        return "subhead"
    if "blockquote" in around:
        return "quotation"
    if _CELLS.intersection(around[:2]) and len(block.text) <= _CELL:
        return "table"
    if {"li", "dt", "dd"}.intersection(around[:2]):
        return "list"
    bold = block.strong >= 0.9 * len(block.text) and len(block.text.split()) <= _HEADING_WORDS
    return "subhead" if bold and block.text[-1].isalnum() else "paragraph"


def is_caption(element: Element, levels: int = 3) -> bool:
    """Whether the page calls the element the caption or the credit of a picture.

    By its own name, or by those of the elements around it, up to so many levels.
    """
    at: Element | None = element
    for level in range(levels):
        if at is None:
            break
        if at.name in CAPTIONS or (level < 2 and not _CAPTION.isdisjoint(names_of(at))):
            return True
        at = at.parent
    return False
