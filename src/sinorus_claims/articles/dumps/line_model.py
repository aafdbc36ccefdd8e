"""How likely each line of a text dump is article: its words, form and place, judged by a network.

The weights are made by `training/lines` from pages whose article text is known; what the network
computes stands in `network.py`. Its tokens are the first and last words of a line, pairs of words,
and the line itself where it is short; only those that many sites use are known, so that no topic
is learnt. All features are plain numbers about the line and the page around it.
"""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network import Floats, Network, load_network
from ..wording import data_file, word_list
from .blocks import Block, Look
from .boilerplate import Page

# Pages of fewer blocks have no page around the article; of more, they are no pages.
_FEWEST, _MOST = 3, 5000
# Words of a line that become tokens: so many of its beginning and of its end.
_FIRST, _LAST = 18, 6
# A line of so many words is a token as a whole.
_WHOLE = 4
# Words in which capitals and function words are counted.
_SEEN = 30
# Characters in which marks are counted.
_SHOWN = 300
# Lines whose features are kept: what stands on one page of a folder often stands on others.
_KEPT = 20_000
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d"
    r"|\b\d{1,2}:\d\d\b|\b(?:minutes?|hours?|days?|weeks?|months?|mins?|hrs?) (?:ago|read)\b"
)
_SEPARATOR = re.compile(r"[|•·›»>/▪◦→]")
_ADDRESS = ("http", "www.", "@", ".com", ".org")
_DIGIT = re.compile(r"\d")
_FUNCTION = frozenset(word_list("english", "function"))
_QUOTES = "\"'“‘«"
_CLOSING = "\"'”’»)] "
_BULLETS = "*-•·–—>|#+○●▪"

NAMES = (
    "words", "characters", "final", "cut_short", "asks", "colon", "ends_digit", "starts_lower",
    "starts_quote", "bullet", "capitals", "all_capitals", "digits", "commas", "separators",
    "address", "function_words", "word_length", "date", "byline", "chrome", "tail_heading",
    "sentences", "quotes", "copyright", "gap", "gap_behind", "place", "from_top", "from_bottom",
    "in_run", "before_run", "behind_run", "prose_before", "prose_behind", "words_before",
    "words_behind", "group", "group_prose", "group_chrome", "repeats", "repeated", "title_shared",
    "title_equal", "page_lines", "page_prose", "page_prose_lines", "page_gaps", "behind_tail",
    "to_prose_above", "to_prose_below",
)  # fmt: skip
"""Names of the features, in the order in which the network takes them."""


def article_probabilities(page: Page) -> tuple[float, ...]:
    """For each block of `page` the probability that it is article; empty if the page is unfit.

    Unfit are texts of under 3 blocks, which have nothing around them, and of over 5,000.
    """
    if not _FEWEST <= len(page.blocks) <= _MOST:
        return ()
    network = the_network()
    bags = [_bag(b.look) for b in page.blocks]
    found = network.probabilities(bags, features_of(page))
    return tuple(found[:, 0].tolist())


def threshold() -> float:
    """From which probability on a line is article: the best for the measure in training."""
    return the_network().threshold


@functools.cache
def the_network() -> Network:
    """The shipped weights, read once in each process."""
    return load_network(data_file("weights", "lines.npz"))


@functools.lru_cache(maxsize=_KEPT)
def _bag(look: Look) -> list[int]:
    number = the_network().number
    return [number[t] for t in tokens_of(look) if t in number]


def tokens_of(block: Block | Look) -> list[str]:
    """Tokens of a line: its ends, itself if short, its words (digits as zeros), pairs of them."""
    words = [("0" * min(len(w), 5)) if w.isdigit() else w for w in block.tokens]
    if not words:
        return ["=" + block.text[:3]]
    found = ["^" + words[0], words[-1] + "$"]
    if len(words) <= _WHOLE:
        found.append("=" + " ".join(words))
    parts = [words]
    if len(words) > _FIRST + _LAST:
        parts = [words[:_FIRST], words[-_LAST:]]
    for part in parts:
        found += part
        found += [f"{left} {right}" for left, right in itertools.pairwise(part)]
    return found


def features_of(page: Page) -> Floats:
    """Measured features of each block, [blocks, features], in the order of `NAMES`."""
    blocks = page.blocks
    around = _Around(page)
    rows = [_form(b.look) + around.of(n) for n, b in enumerate(blocks)]
    return np.array(rows, dtype=np.float32)


@functools.lru_cache(maxsize=_KEPT)
def _form(block: Look) -> tuple[float, ...]:
    text, words, key = block.text, block.words, block.key
    shown = text[:_SHOWN]
    size = len(words) or 1
    first, last = text[0], text[-10:].rstrip(_CLOSING)[-1:]
    low = block.tokens[:_SEEN]
    digits = len(_DIGIT.findall(shown))
    return (
        math.log1p(len(words)),
        math.log1p(len(text)),
        block.final,
        block.cut_short,
        last in "?!",
        last == ":",
        last.isdigit(),
        first.islower(),
        first in _QUOTES,
        first in _BULLETS,
        sum([w[0].isupper() for w in words[:_SEEN]]) / min(size, _SEEN),
        shown.isupper(),
        digits / len(shown),
        text.count(",") / size,
        math.log1p(len(_SEPARATOR.findall(shown))),
        any(mark in shown for mark in _ADDRESS),
        sum([w in _FUNCTION for w in low]) / max(1, len(low)),
        math.log1p(len(text) / size),
        digits > 0 and bool(_DATE.search(key[:_SHOWN])),
        key.startswith("by ") and len(words) <= 14,
        block.chrome,
        block.heads_tail,
        math.log1p(text.count(". ") + text.count("? ")),
        math.log1p(text.count("“") + text.count('"')),
        "©" in text or "(c)" in key,
    )


@dataclass
class _Sums:
    """What stands above a block."""

    prose_words: list[int]
    last_prose: list[int]
    next_prose: list[int]


class _Around:
    """Where blocks stand on their page."""

    def __init__(self, page: Page) -> None:
        self.blocks = page.blocks
        self.page = page
        self.run = page.run
        self.keys = Counter(b.key for b in page.blocks)
        self.seen: set[str] = set()
        prose = [b.prose and not b.chrome for b in page.blocks]
        self.sums = _sums(page.blocks, prose)
        self.groups = _groups(page, prose)
        title = page.blocks[0]
        self.title = frozenset(title.tokens) if 3 <= len(title.words) <= 40 else frozenset()
        self.title_key = title.key
        count = len(page.blocks)
        total = self.sums.prose_words[-1]
        gaps = sum(b.gap for b in page.blocks)
        self.whole = (math.log1p(count), math.log1p(total), sum(prose) / count, gaps / count)

    def of(self, n: int) -> tuple[float, ...]:
        """The features of block `n`; to be asked in order."""
        block, count, (first, last) = self.blocks[n], len(self.blocks), self.run
        before = self.sums.prose_words[n]
        total = self.sums.prose_words[-1]
        behind = total - self.sums.prose_words[n + 1]
        repeated = block.key in self.seen
        self.seen.add(block.key)
        return (
            block.gap,
            n + 1 == count or self.blocks[n + 1].gap,
            n / count,
            math.log1p(n),
            math.log1p(count - 1 - n),
            first <= n <= last,
            math.log1p(max(0, first - n)),
            math.log1p(max(0, n - last)),
            before / (total + 1),
            behind / (total + 1),
            math.log1p(before),
            math.log1p(behind),
            *self.groups[n],
            math.log(self.keys[block.key]),
            repeated,
            *self._title(block),
            *self.whole,
            n >= self.page.tail,
            math.log1p(n - self.sums.last_prose[n]),
            math.log1p(self.sums.next_prose[n] - n),
        )

    def _title(self, block: Block) -> tuple[float, float]:
        if not self.title or block is self.blocks[0] or len(block.words) > 60:
            return 0.0, 0.0
        words = block.tokens
        if not words:
            return 0.0, 0.0
        shared = sum([w in self.title for w in words]) / len(words)
        return shared, float(len(words) >= 3 and block.key in self.title_key)


def _sums(blocks: Sequence[Block], prose: Sequence[bool]) -> _Sums:
    words = [0]
    above, last = [], -1
    for n, block in enumerate(blocks):
        words.append(words[-1] + (len(block.words) if prose[n] else 0))
        above.append(last)
        last = n if prose[n] else last
    below, following = [0] * len(blocks), len(blocks)
    for n in range(len(blocks) - 1, -1, -1):
        below[n] = following
        following = n if prose[n] else following
    return _Sums(words, above, below)


def _groups(page: Page, prose: Sequence[bool]) -> list[tuple[float, float, float]]:
    """For each block the size of its group of lines without a gap, and what stands in it."""
    found: list[tuple[float, float, float]] = []
    blocks, start = page.blocks, 0
    for n in range(1, len(blocks) + 1):
        if n == len(blocks) or blocks[n].gap:
            size = n - start
            share = sum(prose[start:n]) / size
            chrome = sum(b.chrome for b in blocks[start:n]) / size
            found += [(math.log1p(size), share, chrome)] * size
            start = n
    return found
