"""Runs of five words as 64-bit hashes, and the few of them that stand for an article.

Hashes are made from whole arrays of characters, without a Python object for each word: a word is
a polynomial over its characters (modulo 2^64), a run is one over its five words, and a last step
spreads the bits evenly, so that "the smallest hashes" are a fair sample of the runs.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

RUN = 5
"""Words in a run."""
MIN_RUNS = 20
"""Articles with fewer runs share most of them by chance: they are nobody's reprints."""

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
# Every article keeps its smallest hashes, however thin the sample: a short text stays findable.
_LEAST = 16
# Articles whose hashes are held apart before they are packed into one array.
_PENDING = 4096


def runs_in_order(text: str) -> Hashes:
    """A hash for each run of five words of `text`, in order; lower case, without punctuation.

    Empty for a text of fewer than five words. Soft hyphens do not part a word.
    """
    words = word_hashes(text)
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint64)
    count = len(words) - RUN + 1
    total = words[:count].copy()
    for k in range(1, RUN):
        total *= np.uint64(_BASE)
        total += words[k : k + count]
    return _spread(total)


def distinct(runs: Hashes) -> Hashes:
    """`runs` sorted, each once."""
    ordered = np.sort(runs)
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh]


def shared_runs(left: Hashes, right: Hashes) -> int:
    """How many hashes two sorted arrays without repeats have in common."""
    if not len(left) or not len(right):
        return 0
    if len(left) > len(right):
        left, right = right, left
    place = right.searchsorted(left)
    place[place == len(right)] = 0
    return int(np.count_nonzero(right[place] == left))


def covered_words(runs: Hashes, known: Hashes) -> float:
    """Share (0 to 1) of a text's words that stand in a run that is `known`.

    `runs` are those of the text, in order; `known` is sorted.
    """
    if not len(runs) or not len(known):
        return 0.0
    place = np.minimum(known.searchsorted(runs), len(known) - 1)
    held = (known[place] == runs).astype(np.int64)
    # A word is covered if one of the (at most five) runs over it is held.
    over = np.convolve(held, np.ones(RUN, dtype=np.int64))
    return float(np.count_nonzero(over) / len(over))


def word_hashes(text: str) -> Hashes:
    """A hash for each word of `text`, in order; equal for texts with the same words."""
    units = text.replace("\xad", "").encode("utf-16-le", "surrogatepass")
    codes = _letters()[np.frombuffer(units, dtype="<u2")]
    inside = np.zeros(len(codes) + 2, dtype=bool)
    np.not_equal(codes, 0, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    # Differences of running sums give the polynomial of each word, shifted by its place.
    powers, inverses = _powers(1 << max(12, len(codes).bit_length()))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    return _spread((sums[ends] - sums[starts]) * inverses[starts])


def _spread(hashes: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit hangs on every bit."""
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    return hashes


@functools.cache
def _letters() -> Hashes:
    """For each unit of UTF-16 the code of the small letter or the digit; 0 for all else.

    Emoji and rare scripts, which take two units, count as no letters.
    """
    units = (chr(unit) for unit in range(0x10000))
    small = (ord(c.lower()[0]) if c.isalnum() else 0 for c in units)
    return np.fromiter(small, dtype=np.uint64, count=0x10000)


@functools.lru_cache(maxsize=4)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, modulo 2^64."""
    steps = np.full(size, _BASE, dtype=np.uint64), np.full(size, _INVERSE, dtype=np.uint64)
    for step in steps:
        step[0] = 1
        np.cumprod(step, out=step)
    return steps


@dataclass(slots=True)
class Sketches:
    """Of each article the runs with the smallest hashes, in flat arrays.

    At first all runs are kept. Whenever there are more than `limit`, the range of hashes that are
    kept is halved, for articles seen and to come: what is kept at the end depends on the articles
    alone, not on their order. Eight bytes a run.
    """

    limit: int
    halvings: int = 0
    sizes: list[int] = field(default_factory=list)
    """Number of distinct runs of each article."""
    _kept: int = 0
    _chunks: list[tuple[Hashes, NDArray[np.int64]]] = field(default_factory=list)
    _pending: list[Hashes] = field(default_factory=list)

    def add(self, runs: Hashes) -> None:
        """The next article, by its distinct runs, sorted."""
        self.sizes.append(len(runs))
        self._pending.append(runs[: self._share(runs)].copy())
        self._kept += len(self._pending[-1])
        if len(self._pending) >= _PENDING:
            self._pack()
        while self._kept > self.limit and self._halve():
            pass

    def extend(self, others: Iterable[Hashes]) -> None:
        """The next articles."""
        for runs in others:
            self.add(runs)

    def keys(self, ranks: NDArray[np.uint64], bits: int) -> Hashes:
        """Every kept hash with its low `bits` replaced by its article's rank; sorted.

        Gives the memory of the sketches back: they are empty afterwards.
        """
        self._pack()
        keys = np.empty(self._kept, dtype=np.uint64)
        filled, article = len(keys), len(self.sizes)
        while self._chunks:
            hashes, lengths = self._chunks.pop()
            article -= len(lengths)
            owners = np.repeat(ranks[article : article + len(lengths)], lengths)
            part = keys[filled - len(hashes) : filled]
            np.right_shift(hashes, np.uint64(bits), out=part)
            np.left_shift(part, np.uint64(bits), out=part)
            part |= owners
            filled -= len(hashes)
        self._kept = 0
        keys.sort()
        return keys

    def _share(self, runs: Hashes) -> int:
        if len(runs) < MIN_RUNS:
            return 0
        below = int(runs.searchsorted(self._threshold(), side="right"))
        return max(below, min(_LEAST, len(runs)))

    def _threshold(self) -> np.uint64:
        return np.uint64((1 << (64 - self.halvings)) - 1)

    def _pack(self) -> None:
        if self._pending:
            lengths = np.array([len(r) for r in self._pending], dtype=np.int64)
            self._chunks.append((np.concatenate(self._pending), lengths))
            self._pending.clear()

    def _halve(self) -> bool:
        """Keep half the range; whether that can go on."""
        self._pack()
        self.halvings += 1
        threshold = self._threshold()
        self._kept = 0
        for n, (hashes, lengths) in enumerate(self._chunks):
            owners = np.repeat(np.arange(len(lengths)), lengths)
            place = np.arange(len(hashes)) - (np.cumsum(lengths) - lengths)[owners]
            keep = (hashes <= threshold) | (place < _LEAST)
            kept = np.bincount(owners[keep], minlength=len(lengths))
            self._chunks[n] = hashes[keep], kept
            self._kept += int(kept.sum())
        return self.halvings < 24
