"""Which blocks of a text dump are the article: rules on lines, each with its reason.

A rule sees the page and the number of a block, and says whether the block is to be dropped. The
first rule that fires gives its name to the block; its docstring is the explanation that users
read.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .blocks import Block, word_list
from .raw import Verdict

# A line that is no prose costs the run of prose this many words (see `prose_run`).
_COST = 12
_LONG = 30


@dataclass(frozen=True)
class Page:
    """The blocks of one text, and what the rules ask about all of them."""

    blocks: tuple[Block, ...]
    title_keys: tuple[str, ...] = ()
    """The headline as compared, with and without the name of the site."""
    meta: frozenset[int] = frozenset()
    """Numbers of the blocks that were read as byline or date."""

    @cached_property
    def run(self) -> tuple[int, int]:
        """First and last block of the best run of prose."""
        return prose_run(self.blocks)

    @cached_property
    def tail(self) -> int:
        """Number of the block at which the matter after the article begins."""
        return _tail(self)


def prose_run(blocks: Sequence[Block]) -> tuple[int, int]:
    """The run of blocks with most words of prose, each other block costing some words."""
    best, best_run, total, first = 0, (0, -1), 0, 0
    for n, block in enumerate(blocks):
        if total <= 0:
            total, first = 0, n
        total += _weight(block)
        if total > best:
            best, best_run = total, (first, n)
    return best_run


def _weight(block: Block) -> int:
    if is_chrome(block):
        return -_COST
    if block.final and not block.cut_short:
        return len(block.words)
    return len(block.words) if block.prose else -_COST


def is_chrome(block: Block) -> bool:
    """Whether the block is one of the known phrases of page chrome."""
    key = block.key
    if not key or key in _WHOLE or key in _TAIL:
        return True
    if len(block.words) <= _LONG and _START.match(key):
        return True
    return bool(_CONTAINS.search(key))


def _pattern(section: str) -> re.Pattern[str]:
    words = sorted(word_list("chrome", section), key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


_WHOLE = frozenset(word_list("chrome", "whole"))
_TAIL = frozenset(word_list("chrome", "tail"))
_START = _pattern("start")
_CONTAINS = _pattern("contains")


def _tail(page: Page) -> int:
    words = [len(b.words) if b.prose and not is_chrome(b) else 0 for b in page.blocks]
    before, after = 0, sum(words)
    for n, block in enumerate(page.blocks):
        # More prose behind than before: a heading of the page's top, not the article's end.
        if block.key in _TAIL and before > after:
            return n
        before += words[n]
        after -= words[n]
    return len(page.blocks)


Rule = Callable[[Page, int], bool]


def headline(page: Page, n: int) -> bool:
    """The headline, or a repetition of it; it is kept as the article's title."""
    return page.blocks[n].key in page.title_keys


def byline_or_date(page: Page, n: int) -> bool:
    """A line that only names the author or the date; it is kept as metadata."""
    return n in page.meta


def after_the_article(page: Page, n: int) -> bool:
    """It stands behind a heading such as "Related articles" or "Leave a comment"."""
    return n >= page.tail


def known_chrome(page: Page, n: int) -> bool:
    """Words that pages put around articles: sharing, subscribing, consent, credits."""
    return is_chrome(page.blocks[n])


def before_the_prose(page: Page, n: int) -> bool:
    """It stands before the longest run of running text."""
    return n < page.run[0]


def behind_the_prose(page: Page, n: int) -> bool:
    """It stands behind the longest run of running text."""
    return n > page.run[1]


RULES: tuple[Rule, ...] = (
    headline,
    byline_or_date,
    known_chrome,
    after_the_article,
    before_the_prose,
    behind_the_prose,
)


def judge_blocks(page: Page) -> tuple[Verdict, ...]:
    """One verdict for each block, in order."""
    return tuple(
        Verdict(block.text, block.line, next((r.__name__ for r in RULES if r(page, n)), None))
        for n, block in enumerate(page.blocks)
    )
