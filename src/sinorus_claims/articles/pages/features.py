"""The measured features that the network of pages sees of each block.

They say how the block is written, where it stands, what is like it, and how much running text its
containers hold.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..wording import plain_key, word_list
from .blocks import Element, Page, PageBlock
from .repeats import repeats, stated

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s")
_FINAL = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\Z")
_DAY = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}\.? \d{1,2}\b|\bago\b",
    re.IGNORECASE,
)
_FUNCTION = frozenset(word_list("english", "function"))
# Words looked at of a block, and those that tell how it is written.
_MOST, _HEAD = 400, 60
FEATURES = (
    "words", "characters", "linked", "strong", "final", "colon", "ellipsis", "capital", "digits",
    "commas", "upper", "capitalised", "function", "sentences", "quote", "pictures", "links",
    "place", "prose_before", "prose_behind", "blocks_behind", "title_share", "of_title", "is_title",
    "headings_before", "since_heading", "copies", "dated", "timed", "depth",
    "own_prose", "own_linked", "own_share", "own_blocks",
    "parent_prose", "parent_linked", "parent_share", "parent_blocks",
    "grand_prose", "grand_linked", "grand_share", "grand_blocks",
    "like_count", "like_words", "like_linked", "like_share", "like_before", "like_behind",
    "same_parent_before", "same_parent_behind", "in_best", "best_distance", "page_prose",
    "page_blocks", "prose", "hidden", "copy_before", "holds", "held", "stated", "states",
)  # fmt: skip
"""Names of the measured features, in their order."""


class _Counts:
    """Sums over the blocks inside each element."""

    def __init__(self, page: Page, prose: Sequence[int]) -> None:
        size = len(page.elements)
        self.prose, self.chars, self.linked, self.blocks = ([0] * size for _ in range(4))
        for block, running in zip(page.blocks, prose, strict=True):
            n = block.element.number
            self.prose[n] += running
            self.chars[n] += len(block.text)
            self.linked[n] += min(block.linked, len(block.text))
            self.blocks[n] += 1
        self.known: dict[int, tuple[float, float, float, float]] = {}
        for element in reversed(page.elements):
            if element.parent is not None:
                n, m = element.number, element.parent.number
                self.prose[m] += self.prose[n]
                self.chars[m] += self.chars[n]
                self.linked[m] += self.linked[n]
                self.blocks[m] += self.blocks[n]

    def of(self, element: Element | None, total: int) -> tuple[float, float, float, float]:
        if element is None:
            return (0.0, 0.0, 0.0, 0.0)
        n = element.number
        found = self.known.get(n)
        if found is None:
            found = self.known[n] = (
                math.log1p(self.prose[n]),
                self.linked[n] / max(1, self.chars[n]),
                self.prose[n] / max(1, total),
                math.log1p(self.blocks[n]),
            )
        return found


def best_container(page: Page, counts: _Counts) -> Element:
    """The smallest element that holds nearly all running text below the element before it."""
    children: dict[int, tuple[int, int]] = {}
    for element in page.elements:
        if element.parent is not None:
            held = (counts.prose[element.number], -element.number)
            children[element.parent.number] = max(children.get(element.parent.number, held), held)
    best = page.elements[0]
    while best.number in children:
        prose, number = children[best.number]
        if prose < 0.6 * counts.prose[best.number] or not prose:
            break
        best = page.elements[-number]
    return best


def features_of(page: Page) -> NDArray[np.float32]:
    """Measured features [blocks, `FEATURES`]."""
    return _Measure(page).rows()


class _Measure:
    """One page's sums, and the features of each of its blocks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        blocks = page.blocks
        self.words = [_WORD.findall(b.text[: 12 * _MOST]) for b in blocks]
        self.final = [bool(_FINAL.search(b.text[-8:])) for b in blocks]
        self.prose = [
            len(b.text) if len(w) >= (8 if f else 25) and b.linked < 0.5 * len(b.text) else 0
            for b, w, f in zip(blocks, self.words, self.final, strict=True)
        ]
        self.total = sum(self.prose)
        self.counts = _Counts(page, self.prose)
        best = best_container(page, self.counts)
        self.depths = _depths(page.elements)
        self.distance = _distances(page.elements, best)
        self.keys = [b.text[:300].lower() for b in blocks]
        self.copies = Counter(self.keys)
        known: dict[int, tuple[str, ...]] = {}
        for block in blocks:
            if block.element.number not in known:
                known[block.element.number] = _signature(block.element)
        self.likes = [known[b.element.number] for b in blocks]
        self.like_sums: dict[tuple[str, ...], list[float]] = {}
        for n, like in enumerate(self.likes):
            sums = self.like_sums.setdefault(like, [0.0, 0.0, 0.0, 0.0, 0.0])
            sums[0] += 1
            sums[1] += len(self.words[n])
            sums[2] += blocks[n].linked
            sums[3] += len(blocks[n].text)
            sums[4] += self.prose[n]
        self.title = self._title()
        self.hidden = _hidden(page.elements)
        self.seen: set[str] = set()
        self.contained: dict[int, tuple[float, ...]] = {}
        self.holds, self.held = repeats(self.words)
        self.stated, self.states = stated(page, self.total)

    def _title(self) -> frozenset[str]:
        """Words of the heading that the page's title repeats, else of the title."""
        title = self.page.title.lower()
        key = plain_key(title)
        headings = (plain_key(b.text[:300]) for b in self.page.blocks if b.element.name == "h1")
        near = next((h for h in headings if h and h[:25] in key), None)
        return frozenset(_WORD.findall(near or title))

    def rows(self) -> NDArray[np.float32]:
        rows: list[tuple[float, ...]] = []
        size = len(self.page.blocks)
        before = headings = 0
        since = 99
        for n, block in enumerate(self.page.blocks):
            since += 1
            if block.element.name == "h1":
                headings, since = headings + 1, 0
            rows.append(
                (
                    *self._written(n, block),
                    n / size,
                    before / max(1, self.total),
                    math.log1p(max(0, self.total - before - self.prose[n])),
                    math.log1p(size - n),
                    *self._titled(n),
                    min(headings, 3),
                    math.log1p(since),
                    min(self.copies[self.keys[n]], 4),
                    bool(len(self.words[n]) < 30 and _DAY.search(block.text)),
                    block.timed is not None,
                    math.log1p(self.depths[block.element.number]),
                    *self._contained(block.element),
                    *self._alike(n),
                    math.log1p(self.total),
                    math.log1p(size),
                    self.prose[n] > 0,
                    *self._repeated(n),
                    self.stated[n],
                    self.states,
                )
            )
            before += self.prose[n]
        return np.array(rows, dtype=np.float32).reshape(size, len(FEATURES))

    def _written(self, n: int, block: PageBlock) -> tuple[float, ...]:
        text, words = block.text, self.words[n]
        size, count = max(1, len(text)), max(1, len(words))
        head, first = text[:300], words[:_HEAD] or ["-"]
        return (
            math.log1p(len(words)),
            math.log1p(len(text)),
            min(1.0, block.linked / size),
            min(1.0, block.strong / size),
            self.final[n],
            text.endswith(":"),
            text.endswith(("...", "…")),
            text[:1].isupper() or text[:1] in "\"“‘'",
            sum(map(str.isdigit, head)) / len(head),
            head.count(",") / count,
            sum(map(str.isupper, head)) / len(head),
            sum([w[0].isupper() for w in first]) / len(first),
            sum([w.lower() in _FUNCTION for w in first]) / len(first),
            math.log1p(len(_SENTENCE.findall(text[:3000]))),
            any(q in head for q in '"“”'),
            min(block.pictures, 3),
            math.log1p(block.links),
        )

    def _titled(self, n: int) -> tuple[float, float, float]:
        if not self.title:
            return (0.0, 0.0, 0.0)
        own = {w.lower() for w in self.words[n][:60]}
        shared = len(own & self.title)
        share = shared / max(1, len(own))
        return (share, shared / len(self.title), share > 0.8 and shared > 0.6 * len(self.title))

    def _repeated(self, n: int) -> tuple[float, ...]:
        key = self.keys[n]
        before = key in self.seen
        self.seen.add(key)
        hidden = self.hidden[self.page.blocks[n].element.number]
        return (hidden, before, math.log1p(self.holds[n]), self.held[n])

    def _contained(self, element: Element) -> tuple[float, ...]:
        found = self.contained.get(element.number)
        if found is None:
            parent = element.parent
            found = self.contained[element.number] = (
                *self.counts.of(element, self.total),
                *self.counts.of(parent, self.total),
                *self.counts.of(parent.parent if parent else None, self.total),
            )
        return found

    def _alike(self, n: int) -> tuple[float, ...]:
        like, element = self.likes[n], self.page.blocks[n].element
        count, words, linked, chars, prose = self.like_sums[like]
        last = n + 1 == len(self.likes)
        blocks = self.page.blocks
        return (
            math.log1p(count),
            math.log1p(words / count),
            linked / max(1, chars),
            prose / max(1, self.total),
            n > 0 and self.likes[n - 1] == like,
            not last and self.likes[n + 1] == like,
            n > 0 and blocks[n - 1].element.parent is element.parent,
            not last and blocks[n + 1].element.parent is element.parent,
            self.distance[element.number] >= 0,
            math.log1p(abs(self.distance[element.number])),
        )


def _hidden(elements: Sequence[Element]) -> list[bool]:
    found = [False] * len(elements)
    for element in elements:
        above = element.parent is not None and found[element.parent.number]
        found[element.number] = above or "hidden" in element.attributes
    return found


def _signature(element: Element) -> tuple[str, ...]:
    parent = element.parent
    above = (parent.name, parent.attributes.get("class", "")) if parent else ()
    return (element.name, element.attributes.get("class", ""), *above)


def _depths(elements: Sequence[Element]) -> list[int]:
    depths = [0] * len(elements)
    for element in elements:
        if element.parent is not None:
            depths[element.number] = depths[element.parent.number] + 1
    return depths


def _distances(elements: Sequence[Element], best: Element) -> list[int]:
    """Levels below `best`; negative outside of it: levels to the nearest element around both."""
    path: dict[int, int] = {}
    above: Element | None = best
    while above is not None:
        path[above.number] = -len(path)
        above = above.parent
    found = [0] * len(elements)
    for element in elements:
        n = element.number
        if n in path or element.parent is None:
            found[n] = path.get(n, 0)
            continue
        held = found[element.parent.number]
        outside = held < 0
        found[n] = held if outside else held + 1
    return found
