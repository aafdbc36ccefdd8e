"""The tokens that the network of pages sees of each block.

They come from tags, from the names that the page gives its elements, and from the words at the
ends of the block.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from .blocks import Element, Page, PageBlock

Token = TypeVar("Token")

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
_ODD = re.compile("[1-9’“”]")
_MARKS = " \t:;*»›>→▸•·|-_.…!?,«‹<←©®▼▲#✕×()[]\"'"


def tokens_of(page: Page) -> list[list[str]]:
    """For each block its tokens: what it stands in, and the words at its ends."""
    around = _Around(str)
    return [
        [*around.own(b.element), *around.above(b.element), *_inline(b), *_words(b.text)]
        for b in page.blocks
    ]


def numbers_of(page: Page, number: Mapping[str, int]) -> list[list[int]]:
    """The same as numbers of a vocabulary; tokens that it lacks are left out."""
    get, found = number.get, []
    around = _Around(get)
    for block in page.blocks:
        element = block.element
        inner = _words(block.text) + _inline(block) if block.inline else _words(block.text)
        inside = [n for n in map(get, inner) if n is not None]
        found.append(around.above(element) + around.own(element) + inside)
    return found


class _Around(Generic[Token]):
    """Tokens of the elements around a block, as `write` puts them (None: left out).

    Brothers share those of their parents.
    """

    def __init__(self, write: Callable[[str], Token | None]) -> None:
        self.write = write
        self.parents: dict[int, list[Token]] = {}
        self.made: tuple[dict[int, list[Token]], ...] = ({}, {}, {}, {})

    def own(self, element: Element) -> list[Token]:
        return self.made[0].get(element.make) or self._made(0, element)

    def above(self, element: Element) -> list[Token]:
        parent = element.parent
        if parent is None:
            return []
        known = self.parents.get(parent.number)
        if known is None:
            found = list(self.made[1].get(parent.make) or self._made(1, parent))
            above = parent.parent
            if above is not None:
                found += self._written([f"t2:{above.name}"])
            for level in range(2, _LEVELS + 1):
                if above is None:
                    break
                mark = 2 if level < 4 else 3
                found += self.made[mark].get(above.make) or self._made(mark, above)
                above = above.parent
            known = self.parents[parent.number] = list(dict.fromkeys(found))
        return known

    def _made(self, mark: int, element: Element) -> list[Token]:
        """What an element is, marked by its distance, and what it makes of all inside it."""
        tokens = [f"t{mark}:{element.name}"] if mark < 2 else []
        tokens += [f"n{mark}:{name}" for name in names_of(element)]
        if element.name in _LANDMARKS:
            tokens.append(f"in:{element.name}")
        tokens += [f"is:{s}" for s in _STATES if s in element.attributes]
        known = self.made[mark][element.make] = self._written(tokens)
        return known

    def _written(self, tokens: Iterable[str]) -> list[Token]:
        return [token for token in map(self.write, tokens) if token is not None]


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


def _inline(block: PageBlock) -> list[str]:
    names = dict.fromkeys(_NAME.findall(" ".join(block.inline)[:200]))
    return [f"i:{name.lower()}" for name in names]


def _levelled(text: str) -> str:
    """In lower case, with one digit for all and straight quotes."""
    text = text.lower()
    # Most texts have none of them, and to look is quicker than to translate.
    return text.translate(_DIGITS) if _ODD.search(text) else text


def _words(text: str) -> list[str]:
    head = text[:3000]
    first = head.split(None, _SHORT)
    if len(first) <= _SHORT:
        words = _levelled(head).split()
        bare = [w.strip(_MARKS)[:20] for w in words]
        found = ["w:" + w for w in bare]
        found += [f"b:{a}_{b}" for a, b in itertools.pairwise(bare)]
        found += ["s:" + w[:20] for w in words[:2]]
        found.append("e:" + words[-1][:20])
        return found
    words = _levelled(" ".join(first[:3])).split()
    last = _levelled(text[-200:]).split()
    return [
        *("s:" + w[:20] for w in words),
        f"sb:{words[0]}_{words[1]}"[:40],
        *("e:" + w[:20] for w in last[-2:]),
        "long",
    ]
