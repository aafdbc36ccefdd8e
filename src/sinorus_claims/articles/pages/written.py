"""The measured features of how each block is written, a column of numbers for each.

Counts of letters and words are made for all blocks of a page at once: a page has hundreds of
blocks, most of them of a few words.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..wording import plain_key, word_list
from .blocks import Page

Column = NDArray[np.generic]
"""One value for each block."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s")
_DAY = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}\.? \d{1,2}\b|\bago\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_FUNCTION = frozenset(word_list("english", "function"))
# Words looked at of a block, those that tell how it is written, and characters that do.
_MOST, _HEAD, _FIRST = 400, 60, 300
# Words of a line that may be a date.
_SHORT = 30
_ASCII = [chr(n) for n in range(128)]
_IS_UPPER = np.array([c.isupper() for c in _ASCII] + [False])
_IS_DIGIT = np.array([c.isdigit() for c in _ASCII] + [False])


@dataclass(frozen=True)
class Wording:
    """The words of a page's blocks, of which there is at least one."""

    page: Page

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each block, of a long one those at its beginning."""
        return [_WORD.findall(b.text[: 12 * _MOST]) for b in self.page.blocks]

    @cached_property
    def heads(self) -> list[str]:
        """The beginning of each block."""
        return [b.text[:_FIRST] for b in self.page.blocks]

    @cached_property
    def keys(self) -> list[str]:
        """The same in lower case."""
        return [head.lower() for head in self.heads]

    @cached_property
    def firsts(self) -> list[list[str]]:
        """The first words of each block; one dash if it has none."""
        return [w[:_HEAD] or ["-"] for w in self.words]

    @cached_property
    def lowered(self) -> list[str]:
        """All these words in lower case, one block behind the other."""
        return "\n".join([w for first in self.firsts for w in first]).lower().split("\n")

    def columns(self) -> dict[str, Column]:
        """The features, by their names."""
        blocks = self.page.blocks
        return {
            **self._lettered(),
            **self._titled(),
            "strong": np.array([min(1.0, b.strong / len(b.text)) for b in blocks]),
            "colon": np.array([b.text.endswith(":") for b in blocks]),
            "ellipsis": np.array([b.text.endswith(("...", "…")) for b in blocks]),
            "capital": np.array([h[0].isupper() or h[0] in "\"“‘'" for h in self.heads]),
            "sentences": np.log1p([len(_SENTENCE.findall(b.text[:3000])) for b in blocks]),
            "quote": np.array(['"' in h or "“" in h or "”" in h for h in self.heads]),
            "dated": self._dated(),
        }

    def _lettered(self) -> dict[str, Column]:
        """Shares of sorts of characters in the beginning, and of sorts of words."""
        sizes = np.array([len(h) for h in self.heads])
        starts = np.cumsum(sizes) - sizes
        upper, digit = _sorts("".join(self.heads))
        counts = np.array([len(w) for w in self.firsts])
        begins = np.cumsum(counts) - counts
        capitals, _ = _sorts("".join([w[0] for first in self.firsts for w in first]))
        known = np.fromiter(map(_FUNCTION.__contains__, self.lowered), bool, len(self.lowered))
        commas = np.array([h.count(",") for h in self.heads])
        return {
            "digits": np.add.reduceat(digit, starts, dtype=np.int64) / sizes,
            "upper": np.add.reduceat(upper, starts, dtype=np.int64) / sizes,
            "commas": commas / np.maximum(1, [len(w) for w in self.words]),
            "capitalised": np.add.reduceat(capitals, begins, dtype=np.int64) / counts,
            "function": np.add.reduceat(known, begins, dtype=np.int64) / counts,
        }

    def _titled(self) -> dict[str, Column]:
        """How far the block says what the page's title says."""
        title = self._title()
        rows = np.zeros((3, len(self.firsts)))
        at = 0
        for n, first in enumerate(self.firsts if title else ()):
            own = self.lowered[at : at + len(first)]
            at += len(first)
            shared = len(title.intersection(own))
            if shared:
                share = shared / len(set(own))
                same = share > 0.8 and shared > 0.6 * len(title)
                rows[:, n] = share, shared / len(title), same
        return dict(zip(("title_share", "of_title", "is_title"), rows, strict=True))

    def _title(self) -> frozenset[str]:
        """Words of the heading that the page's title repeats, else of the title."""
        title = self.page.title.lower()
        key = plain_key(title)
        headings = (plain_key(b.text[:300]) for b in self.page.blocks if b.element.name == "h1")
        near = next((h for h in headings if h and h[:25] in key), None)
        return frozenset(_WORD.findall(near or title))

    def _dated(self) -> Column:
        """Whether it is short and shows a day or a time."""
        found = np.zeros(len(self.words), dtype=bool)
        for n, words in enumerate(self.words):
            text = self.page.blocks[n].text
            # The pattern is slow, and wants a digit or the word "ago".
            if len(words) < _SHORT and (_DIGIT.search(text) or "ago" in text.lower()):
                found[n] = _DAY.search(text) is not None
        return found


def _sorts(text: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each character whether it is a capital, and whether it is a digit."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    small = np.minimum(codes, 128)
    upper, digit = _IS_UPPER[small], _IS_DIGIT[small]
    others = np.flatnonzero(codes > 127)
    letters = [chr(c) for c in codes[others].tolist()]
    upper[others] = [c.isupper() for c in letters]
    digit[others] = [c.isdigit() for c in letters]
    return upper, digit
