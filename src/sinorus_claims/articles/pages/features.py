"""The measured features that the network of pages sees of each block.

They say how the block is written (`written`), where it stands, what is like it, and how much
running text its containers hold.
"""

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .blocks import Element, Page
from .repeats import repeats, stated
from .written import Column, Wording

_FINAL = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\Z")
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


def features_of(page: Page) -> NDArray[np.float32]:
    """Measured features [blocks, `FEATURES`]."""
    if not page.blocks:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    wording = Wording(page)
    measure = _Measure(page, wording)
    columns = {
        **wording.columns(),
        **measure.looks(),
        **measure.place(),
        **measure.containers(),
        **measure.alike(),
        **measure.copies(),
    }
    rows = np.empty((len(page.blocks), len(FEATURES)), dtype=np.float32)
    for n, name in enumerate(FEATURES):
        rows[:, n] = columns[name]
    return rows


class _Measure:
    """One page's sums, and a column of each feature that is more than words."""

    def __init__(self, page: Page, wording: Wording) -> None:
        blocks = page.blocks
        self.page = page
        self.wording = wording
        self.number = np.array([b.element.number for b in blocks])
        self.above = np.array([e.parent.number if e.parent else -1 for e in page.elements])
        self.words = np.array([len(w) for w in wording.words])
        self.chars = np.array([len(b.text) for b in blocks])
        self.linked = np.array([b.linked for b in blocks])
        self.final = np.array([bool(_FINAL.search(b.text[-8:])) for b in blocks])
        running = (self.words >= np.where(self.final, 8, 25)) & (self.linked < 0.5 * self.chars)
        self.prose = np.where(running, self.chars, 0)
        self.total = int(self.prose.sum())

    def looks(self) -> dict[str, Column]:
        """What else the block shows."""
        blocks = self.page.blocks
        return {
            "words": np.log1p(self.words),
            "characters": np.log1p(self.chars),
            "linked": np.minimum(1.0, self.linked / self.chars),
            "final": self.final,
            "pictures": np.array([min(b.pictures, 3) for b in blocks]),
            "links": np.log1p([b.links for b in blocks]),
            "timed": np.array([b.timed is not None for b in blocks]),
            "prose": self.prose > 0,
            "hidden": np.array(_hidden(self.page.elements))[self.number],
        }

    def place(self) -> dict[str, Column]:
        """Where the block stands in the page."""
        size = len(self.page.blocks)
        places = np.arange(size)
        before = np.cumsum(self.prose) - self.prose
        heading = np.array([b.element.name == "h1" for b in self.page.blocks])
        # Without a heading before it, a block is as far from one as if it stood before the page.
        last = np.maximum.accumulate(np.where(heading, places, -100))
        return {
            "place": places / size,
            "prose_before": before / max(1, self.total),
            "prose_behind": np.log1p(self.total - before - self.prose),
            "blocks_behind": np.log1p(size - places),
            "headings_before": np.minimum(np.cumsum(heading), 3),
            "since_heading": np.log1p(places - last),
            "page_prose": np.full(size, math.log1p(self.total)),
            "page_blocks": np.full(size, math.log1p(size)),
        }

    def containers(self) -> dict[str, Column]:
        """What the block's element holds and the two around it, and how near the best one is."""
        prose, chars, linked, blocks = self._sums()
        kinds = {
            "prose": np.log1p(prose),
            "linked": linked / np.maximum(1, chars),
            "share": prose / max(1, self.total),
            "blocks": np.log1p(blocks),
        }
        found: dict[str, Column] = {}
        at = self.number
        for level in ("own", "parent", "grand"):
            for kind, values in kinds.items():
                found[f"{level}_{kind}"] = np.where(at < 0, 0.0, values[at])
            at = np.where(at < 0, -1, self.above[at])
        best = best_container(self.page.elements, prose.tolist())
        depths, distances = _distances(self.page.elements, best)
        distance = np.array(distances)[self.number]
        found["depth"] = np.log1p(depths)[self.number]
        found["in_best"] = distance >= 0
        found["best_distance"] = np.log1p(np.abs(distance))
        return found

    def _sums(self) -> NDArray[np.int64]:
        """Running text, characters, linked characters and blocks inside each element."""
        size, above = len(self.page.elements), self.above.tolist()
        linked = np.minimum(self.linked, self.chars)
        prose, chars, links, blocks = (
            np.bincount(self.number, values, size).astype(np.int64).tolist()
            for values in (self.prose, self.chars, linked, None)
        )
        for n in range(size - 1, 0, -1):
            if blocks[n]:
                m = above[n]
                prose[m] += prose[n]
                chars[m] += chars[n]
                links[m] += links[n]
                blocks[m] += blocks[n]
        return np.array((prose, chars, links, blocks))

    def alike(self) -> dict[str, Column]:
        """What the blocks are in sum whose elements are made like the block's own."""
        elements = self.page.elements
        numbers: dict[tuple[str, ...], int] = {}
        made = {n: _signature(elements[n]) for n in set(self.number.tolist())}
        kinds = np.array([numbers.setdefault(made[n], len(numbers)) for n in self.number.tolist()])
        count, words, linked, chars, prose = (
            np.bincount(kinds, values)
            for values in (None, self.words, self.linked, self.chars, self.prose)
        )
        parents = self.above[self.number]
        same, brothers = kinds[1:] == kinds[:-1], parents[1:] == parents[:-1]
        return {
            "like_count": np.log1p(count)[kinds],
            "like_words": np.log1p(words / count)[kinds],
            "like_linked": (linked / np.maximum(1, chars))[kinds],
            "like_share": (prose / max(1, self.total))[kinds],
            "like_before": np.append(False, same),
            "like_behind": np.append(same, False),
            "same_parent_before": np.append(False, brothers),
            "same_parent_behind": np.append(brothers, False),
        }

    def copies(self) -> dict[str, Column]:
        """What the page says more than once."""
        count: dict[str, int] = {}
        before = []
        for key in self.wording.keys:
            known = count.get(key, 0)
            before.append(known > 0)
            count[key] = known + 1
        holds, held = repeats(self.wording.words)
        shares, states = stated(self.page, self.total)
        return {
            "copies": np.minimum([count[key] for key in self.wording.keys], 4),
            "copy_before": np.array(before),
            "holds": np.log1p(holds),
            "held": np.array(held),
            "stated": np.array(shares),
            "states": np.full(len(shares), states),
        }


def best_container(elements: Sequence[Element], prose: Sequence[int]) -> Element:
    """The smallest element that holds nearly all running text below the element before it.

    `prose` are the characters of running text in each element.
    """
    children: dict[int, tuple[int, int]] = {}
    for element in elements:
        if element.parent is not None:
            held = (prose[element.number], -element.number)
            children[element.parent.number] = max(children.get(element.parent.number, held), held)
    best = elements[0]
    while best.number in children:
        most, number = children[best.number]
        if most < 0.6 * prose[best.number] or not most:
            break
        best = elements[-number]
    return best


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


def _distances(elements: Sequence[Element], best: Element) -> tuple[list[int], list[int]]:
    """For each element its depth, and how many levels it lies below `best`.

    Negative outside of `best`: levels to the nearest element around both.
    """
    path: dict[int, int] = {}
    above: Element | None = best
    while above is not None:
        path[above.number] = -len(path)
        above = above.parent
    found, depths = [0] * len(elements), [0] * len(elements)
    for element in elements:
        n = element.number
        if element.parent is not None:
            depths[n] = depths[element.parent.number] + 1
        if n in path or element.parent is None:
            found[n] = path.get(n, 0)
            continue
        held = found[element.parent.number]
        outside = held < 0
        found[n] = held if outside else held + 1
    return depths, found
