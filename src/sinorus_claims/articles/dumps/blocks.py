"""Lines of a text as blocks: what one paragraph, heading or piece of chrome looks like."""

import functools
import itertools
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..wording import plain_key, word_list

T = TypeVar("T")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FINAL = re.compile(r"""[.!?…][\s"'”’»)\]*_]*$""")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\s\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_]+(?:['’.,&-][^\W_]+)*")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
# Characters at the end in which its punctuation is sought: longer runs cost quadratic time.
_END = 20
# A longer line than this, in words, is not chrome for how it begins.
_LONG = 30
# Characters of a block that may stand on many pages.
_SHORT = 120
# Text hard-wrapped at a column has lines of at most this many characters.
_WRAP = 100


class once(Generic[T]):  # noqa: N801 - used as a decorator, like `property`
    """A property that is computed once for each object; without the lock of Python 3.11's own."""

    def __init__(self, function: Callable[[Any], T]) -> None:
        self.function = function
        self.name = function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Look:
    """What the characters of a block tell, wherever it stands."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def words(self) -> tuple[str, ...]:
        """Its words, hyphens and apostrophes inside."""
        return tuple(_WORD.findall(self.text))

    @once
    def key(self) -> str:
        """Its words as compared: see `plain_key`."""
        return plain_key(self.text)

    @once
    def tokens(self) -> tuple[str, ...]:
        """Its words in lower case, without marks; numbers apart from letters."""
        return tuple(_TOKEN.findall(self.key))

    @once
    def final(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_FINAL.search(self.text[-_END:]))

    @once
    def cut_short(self) -> bool:
        """Whether it ends in an ellipsis, as teasers do."""
        return bool(_ELLIPSIS.search(self.text[-_END:]))

    @once
    def prose(self) -> bool:
        """Whether it reads like a paragraph."""
        return len(self.words) >= (8 if self.final else 25)

    @once
    def chrome(self) -> bool:
        """Whether it is one of the known phrases of page chrome (`words/chrome.txt`)."""
        return _is_chrome(self.key, self.tokens)

    @once
    def heads_tail(self) -> bool:
        """Whether it is a known heading of what follows articles: "Related stories"."""
        return self.key in _phrases().tail

    @once
    def run_words(self) -> int:
        """Words that it adds to a run of prose; 0 if it breaks the run."""
        sentence = (self.final and not self.cut_short) or self.prose
        return len(self.words) if sentence and not self.chrome else 0


def look_of(text: str) -> Look:
    """The look of a block; of short ones, which pages of a folder have in common, kept."""
    return _kept_look(text) if len(text) <= _SHORT else Look(text)


_kept_look = functools.lru_cache(maxsize=20_000)(Look)


@dataclass(frozen=True)
class Block:
    """A line, or the lines of a hard-wrapped paragraph: `source[start:end]`.

    What its characters tell is read off its `look`.
    """

    start: int
    end: int
    text: str
    """The block's characters without blanks at its ends."""
    line: int
    """1-based line on which it starts."""
    gap: bool
    """Whether a blank line stands before it."""

    @once
    def look(self) -> Look:
        """What its characters tell."""
        return look_of(self.text)

    @once
    def words(self) -> tuple[str, ...]:
        """See `Look.words`."""
        return self.look.words

    @once
    def key(self) -> str:
        """See `Look.key`."""
        return self.look.key

    @once
    def tokens(self) -> tuple[str, ...]:
        """See `Look.tokens`."""
        return self.look.tokens

    @once
    def final(self) -> bool:
        """See `Look.final`."""
        return self.look.final

    @once
    def cut_short(self) -> bool:
        """See `Look.cut_short`."""
        return self.look.cut_short

    @once
    def prose(self) -> bool:
        """See `Look.prose`."""
        return self.look.prose

    @once
    def chrome(self) -> bool:
        """See `Look.chrome`."""
        return self.look.chrome

    @once
    def heads_tail(self) -> bool:
        """See `Look.heads_tail`."""
        return self.look.heads_tail


@dataclass(frozen=True)
class _Phrases:
    whole: frozenset[str]
    tail: frozenset[str]
    start: dict[str, tuple[str, ...]]
    """By their first word."""
    contains: dict[str, tuple[str, ...]]
    """By their longest word."""


@functools.cache
def _phrases() -> _Phrases:
    start: dict[str, tuple[str, ...]] = {}
    for phrase in word_list("chrome", "start"):
        word = _TOKEN.findall(phrase)[0]
        start[word] = (*start.get(word, ()), phrase)
    contains: dict[str, tuple[str, ...]] = {}
    for phrase in word_list("chrome", "contains"):
        word = max(_TOKEN.findall(phrase), key=len)
        contains[word] = (*contains.get(word, ()), phrase)
    tail = frozenset(word_list("chrome", "tail"))
    return _Phrases(frozenset(word_list("chrome", "whole")), tail, start, contains)


def _is_chrome(key: str, tokens: Sequence[str]) -> bool:
    known = _phrases()
    if not tokens or key in known.whole or key in known.tail:
        return True
    if len(tokens) <= _LONG:
        for phrase in known.start.get(tokens[0], ()):
            if key.startswith(phrase) and _ends_word(key, len(phrase)):
                return True
    if known.contains.keys().isdisjoint(tokens):
        return False
    told = {phrase for t in tokens for phrase in known.contains.get(t, ())}
    return any(_holds(key, phrase) for phrase in told)


def _holds(key: str, phrase: str) -> bool:
    at = key.find(phrase)
    while at >= 0:
        if _ends_word(key, at + len(phrase)):
            return True
        at = key.find(phrase, at + 1)
    return False


def _ends_word(key: str, at: int) -> bool:
    return at >= len(key) or not (key[at].isalnum() or key[at] == "_")


def blocks_of(source: str, start: int = 0) -> list[Block]:
    """Blocks of `source` from the character `start` on, blank lines left out."""
    lines = list(_lines(source, start))
    wrapped = _hard_wrapped(lines)
    blocks: list[Block] = []
    for block in lines:
        last = blocks[-1] if blocks else None
        if last and not block.gap and _continues(last, block, wrapped):
            joined = source[last.start : block.end]
            blocks[-1] = Block(last.start, block.end, joined, last.line, last.gap)
        else:
            blocks.append(block)
    return blocks


def _lines(source: str, start: int) -> Iterator[Block]:
    number, gap = source.count("\n", 0, start) + 1, True
    for match in _LINE.finditer(source, start):
        line = match.group()
        text = line.strip()
        if text:
            begin = match.start() + len(line) - len(line.lstrip())
            yield Block(begin, begin + len(text), text, number, gap)
        gap = not text
        number += 1


def _hard_wrapped(lines: Sequence[Block]) -> bool:
    """Whether paragraphs are broken at a column: full lines that stop inside a sentence."""
    before = [a for a, b in itertools.pairwise(lines) if not b.gap]
    if len(before) < 4 or 2 * len(before) < len(lines):
        return False
    lengths = [len(b.text) for b in before]
    inside = sum(not b.final for b in before)
    return statistics.median(lengths) >= 40 and max(lengths) <= _WRAP and 2 * inside > len(before)


def _continues(last: Block, block: Block, wrapped: bool) -> bool:
    if wrapped:
        return True
    return not last.final and block.text[:1].islower() and len(last.words) > 2
