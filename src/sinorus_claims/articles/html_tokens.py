"""The tokens that the network of pages sees of each block.

They come from tags, from the names that the page gives its elements, and from the words at the
ends of the block.
"""

import itertools
import re
from collections.abc import Iterator, Mapping

from .html_blocks import Element, Page, PageBlock

# Elements that say what everything inside them is.
_LANDMARKS = frozenset({
    "nav", "aside", "footer", "header", "article", "main", "form", "figure", "figcaption",
    "blockquote", "table", "ul", "ol", "dl", "dialog", "section", "button", "select", "pre",
    "address", "details", "label", "fieldset",
})  # fmt: skip
_STATES = ("hidden", "veiled")
_NAMED = ("class", "id", "role", "itemprop")
_NAME = re.compile(r"[A-Z]?[a-z]{2,20}|[A-Z]{2,20}")
# Levels of elements around a block whose names are looked at, and names taken of one element.
_LEVELS, _NAMES = 8, 12
# Words of a short block that are all tokens.
_SHORT = 14
_DIGITS = str.maketrans("123456789’“”", '000000000\'""')
_MARKS = " \t:;*»›>→▸•·|-_.…!?,«‹<←©®▼▲#✕×()[]\"'"


def tokens_of(page: Page) -> list[list[str]]:
    """For each block its tokens: what it stands in, and the words at its ends."""
    bags = _Bags()
    return [[*bags.around(b.element), *_inline(b), *_words(b.text)] for b in page.blocks]


def numbers_of(page: Page, number: Mapping[str, int]) -> list[list[int]]:
    """The same as numbers of a vocabulary; tokens that it lacks are left out."""
    bags = _Bags()
    known: dict[int, list[int]] = {}
    found = []
    for block in page.blocks:
        element = block.element
        around = known.get(element.number)
        if around is None:
            around = [number[t] for t in bags.around(element) if t in number]
            known[element.number] = around
        own = (*_inline(block), *_words(block.text))
        found.append([*around, *(number[t] for t in own if t in number)])
    return found


class _Bags:
    """Tokens of the elements around a block; brothers share those of their parents."""

    def __init__(self) -> None:
        self.above: dict[int, list[str]] = {}

    def around(self, element: Element) -> list[str]:
        found = [f"t0:{element.name}", *(f"n0:{n}" for n in names_of(element))]
        if element.parent is not None:
            found += self._above(element.parent)
        if element.name in _LANDMARKS:
            found.append(f"in:{element.name}")
        found += [f"is:{s}" for s in _STATES if s in element.attributes]
        return list(dict.fromkeys(found))

    def _above(self, parent: Element) -> list[str]:
        known = self.above.get(parent.number)
        if known is None:
            found: list[str] = []
            above: Element | None = parent
            for level in range(1, _LEVELS + 1):
                if above is None:
                    break
                found += self._at_level(above, level)
                above = above.parent
            known = self.above[parent.number] = list(dict.fromkeys(found))
        return known

    def _at_level(self, element: Element, level: int) -> Iterator[str]:
        mark = "n1:" if level == 1 else "n2:" if level < 4 else "n3:"
        for name in names_of(element):
            yield mark + name
        if level <= 2:
            yield f"t{level}:{element.name}"
        if element.name in _LANDMARKS:
            yield f"in:{element.name}"
        for state in _STATES:
            if state in element.attributes:
                yield f"is:{state}"


def names_of(element: Element) -> list[str]:
    """Words of the names that a page gives an element, in lower case."""
    if element.names is None:
        attributes = element.attributes
        named = " ".join([attributes[k][:200] for k in _NAMED if k in attributes])
        element.names = [name.lower() for name in _NAME.findall(named)[:_NAMES]]
    return element.names


def _inline(block: PageBlock) -> Iterator[str]:
    if block.inline:
        for name in dict.fromkeys(_NAME.findall(" ".join(block.inline)[:200])):
            yield f"i:{name.lower()}"


def _words(text: str) -> list[str]:
    words = text[:3000].lower().translate(_DIGITS).split()
    if len(words) <= _SHORT:
        whole = [f"w:{w.strip(_MARKS)[:20]}" for w in words]
        pairs = [f"b:{a[2:]}_{b[2:]}" for a, b in itertools.pairwise(whole)]
        return [*whole, *pairs, *(f"s:{w[:20]}" for w in words[:2]), f"e:{words[-1][:20]}"]
    last = text[-200:].lower().translate(_DIGITS).split()
    return [
        *(f"s:{w[:20]}" for w in words[:3]),
        f"sb:{words[0]}_{words[1]}"[:40],
        *(f"e:{w[:20]}" for w in last[-2:]),
        "long",
    ]
