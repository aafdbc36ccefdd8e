"""The tokens that the network of pages sees of each block.

They come from tags, from the names that the page gives its elements, and from the words at the
ends of the block.
"""

import functools
import itertools
import re
from collections.abc import Iterator, Mapping

from .blocks import Element, Page, PageBlock

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
    around = _Around()
    return [
        [*around.own(b.element), *around.above(b.element), *_inline(b), *_words(b.text)]
        for b in page.blocks
    ]


def numbers_of(page: Page, number: Mapping[str, int]) -> list[list[int]]:
    """The same as numbers of a vocabulary; tokens that it lacks are left out."""
    around = _Around()
    known: dict[int, list[int]] = {}
    get, found = number.get, []
    for block in page.blocks:
        element = block.element
        above = element.parent.number if element.parent is not None else -1
        numbers = known.get(above)
        if numbers is None:
            numbers = [n for t in around.above(element) if (n := get(t)) is not None]
            known[above] = numbers
        own = around.own(element) + _words(block.text)
        if block.inline:
            own += _inline(block)
        found.append(numbers + [n for t in own if (n := get(t)) is not None])
    return found


class _Around:
    """Tokens of the elements around a block; brothers share those of their parents."""

    def __init__(self) -> None:
        self.parents: dict[int, list[str]] = {}
        self.marked: dict[tuple[str, int], list[str]] = {}

    def own(self, element: Element) -> list[str]:
        return [f"t0:{element.name}", *self._named("n0:", element)]

    def above(self, element: Element) -> list[str]:
        parent = element.parent
        if parent is None:
            return []
        known = self.parents.get(parent.number)
        if known is None:
            found = [f"t1:{parent.name}", *self._named("n1:", parent)]
            above = parent.parent
            if above is not None:
                found.append(f"t2:{above.name}")
            for level in range(2, _LEVELS + 1):
                if above is None:
                    break
                found += self._named("n2:" if level < 4 else "n3:", above)
                above = above.parent
            known = self.parents[parent.number] = list(dict.fromkeys(found))
        return known

    def _named(self, mark: str, element: Element) -> list[str]:
        """The names of an element, marked by its distance, and what it makes of all inside it."""
        known = self.marked.get((mark, element.number))
        if known is None:
            known = [mark + name for name in names_of(element)]
            if element.name in _LANDMARKS:
                known.append(f"in:{element.name}")
            known += [f"is:{s}" for s in _STATES if s in element.attributes]
            self.marked[mark, element.number] = known
        return known


def names_of(element: Element) -> list[str]:
    """Words of the names that a page gives an element, in lower case."""
    if element.names is None:
        attributes = element.attributes
        if attributes:
            named = " ".join([attributes[k][:200] for k in _NAMED if k in attributes])
            element.names = _names_in(named)
        else:
            element.names = _NONE
    return element.names


@functools.lru_cache(2048)
def _names_in(named: str) -> list[str]:
    return [name.lower() for name in _NAME.findall(named)[:_NAMES]]


_NONE: list[str] = []


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
