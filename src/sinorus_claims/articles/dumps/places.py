"""Where the lines of a text dump stand on their page, in numbers for the line model."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .blocks import Look
from .boilerplate import Page

NAMES = (
    "gap", "gap_behind", "place", "from_top", "from_bottom", "in_run", "before_run", "behind_run",
    "prose_before", "prose_behind", "words_before", "words_behind", "group", "group_prose",
    "group_chrome", "repeats", "repeated", "title_shared", "title_equal", "page_lines",
    "page_prose", "page_prose_lines", "page_gaps", "behind_tail", "to_prose_above",
    "to_prose_below",
)  # fmt: skip
"""Names of the columns of `places_of`."""

# A first line of so many words may be a headline; longer lines than the last do not repeat it.
_TITLE_LEAST, _TITLE_MOST, _REPEATS_MOST = 3, 40, 60

_Flags = NDArray[np.bool_]
_Columns = NDArray[np.float64]


def places_of(page: Page) -> _Columns:
    """Where each block stands: [blocks, columns], in the order of `NAMES`; one block or more."""
    blocks, count = page.blocks, len(page.blocks)
    looks = [b.look for b in blocks]
    at = np.arange(count)
    gap = _flags([b.gap for b in blocks])
    chrome = _flags([x.chrome for x in looks])
    prose = _flags([x.prose for x in looks]) & ~chrome
    sums = np.concatenate([[0], np.cumsum([len(x.words) for x in looks] * prose)])
    before, total = sums[:-1], sums[-1]
    behind = total - sums[1:]
    first, last = page.run
    found = np.empty((count, len(NAMES)))
    found[:, 0] = gap
    found[:, 1] = np.append(gap[1:], True)
    found[:, 2] = at / count
    found[:, 5] = (first <= at) & (at <= last)
    found[:, 8] = before / (total + 1)
    found[:, 9] = behind / (total + 1)
    counts = (at, count - 1 - at, np.maximum(0, first - at), np.maximum(0, at - last))
    found[:, [3, 4, 6, 7, 10, 11]] = np.log1p(np.stack([*counts, before, behind], axis=1))
    found[:, 12:15] = _groups(gap, prose, chrome)
    found[:, 15:17] = _repeats(looks)
    found[:, 17:19] = _title(looks)
    found[:, 19:23] = (math.log1p(count), math.log1p(total), prose.mean(), gap.mean())
    found[:, 23] = at >= page.tail
    found[:, 24:26] = np.log1p(_to_prose(prose))
    return found


def _flags(values: list[bool]) -> _Flags:
    return np.array(values, dtype=bool)


def _groups(gap: _Flags, prose: _Flags, chrome: _Flags) -> _Columns:
    """For each block the size of its group of lines without a gap, and what stands in it."""
    starts = np.flatnonzero(np.append(True, gap[1:]))
    sizes = np.diff(np.append(starts, len(gap)))
    columns = (
        np.log1p(sizes),
        *(np.add.reduceat(x, starts, dtype=int) / sizes for x in (prose, chrome)),
    )
    return np.repeat(np.stack(columns, axis=1), sizes, axis=0)


def _to_prose(prose: _Flags) -> NDArray[np.int64]:
    """Lines to the next paragraph above and below; the page's ends count as one."""
    count = len(prose)
    at = np.arange(count)
    above = np.maximum.accumulate(np.where(prose, at, -1))
    below = np.minimum.accumulate(np.where(prose, at, count)[::-1])[::-1]
    return np.stack([at - np.append(-1, above[:-1]), np.append(below[1:], count) - at], axis=1)


def _repeats(looks: Sequence[Look]) -> _Columns:
    """How often the line stands on the page, as a logarithm, and whether it stood above."""
    keys = Counter(x.key for x in looks)
    found = np.zeros((len(looks), 2))
    if len(keys) < len(looks):
        seen: set[str] = set()
        for n, look in enumerate(looks):
            if keys[look.key] > 1:
                found[n] = math.log(keys[look.key]), look.key in seen
                seen.add(look.key)
    return found


def _title(looks: Sequence[Look]) -> _Columns:
    """Share of the line's words that stand in the first line, and whether all do, in order."""
    found = np.zeros((len(looks), 2))
    if not _TITLE_LEAST <= len(looks[0].words) <= _TITLE_MOST:
        return found
    title, key = frozenset(looks[0].tokens), looks[0].key
    for n, look in enumerate(looks[1:], 1):
        words = look.tokens
        if len(look.words) > _REPEATS_MOST or title.isdisjoint(words):
            continue
        shared = sum([w in title for w in words]) / len(words)
        found[n] = shared, len(words) >= _TITLE_LEAST and look.key in key
    return found
