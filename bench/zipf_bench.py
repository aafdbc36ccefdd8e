"""How large blocks of claims grow when words are used as in language: a few often, most seldom.

    python -m bench.zipf_bench [--claims 10000 100000 1000000] [--exponent 1.3]

A simulation without texts. Each claim draws its lemmas from a vocabulary whose frequencies follow
Zipf's law as Mandelbrot shifted it (frequency ~ 1 / (rank + 100) ^ 1.3) and that grows with the
number of claims as Heaps' law says (types = 25 * tokens ^ 0.52); the four numbers were fitted to
30,000 claims of real news: shares of claims under the lemmas of rank 10, 100, 1,000 and 3,000 come
out within a quarter of what was counted. Its rarest lemmas are its keys, and a key that more than
`max_block` claims share is joined with a second, third and fourth one, as
`sinorus_claims.groups.blocking` does. Real claims come in stories whose words go together: the
last rows add that, with stories whose sizes follow Zipf's law too.
"""

import argparse
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.blocking import DEEPEST
from sinorus_claims.groups.lemma_vectors import KEY_LEMMAS

LEMMAS = 8
"""Lemmas of a claim: the mean over claims of real news is 7.9."""

SHIFT = 100
"""What Mandelbrot adds to the ranks: content words are less uneven at the top than all words."""

OF_STORY = 0.5
"""Share of a claim's lemmas that are drawn from its story's own words, where there are stories."""

STORY_WORDS = 60
"""Words that a story has of its own."""

Lemmas = NDArray[np.int32]


def main(arguments: list[str] | None = None) -> None:
    """Print a table of block sizes by number of claims."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--exponent", type=float, default=1.3)
    options = parser.parse_args(arguments)
    largest = GroupSettings().max_block
    print(f"blocks of {largest} claims at most, {KEY_LEMMAS} keys a claim, seed 7")
    print("claims    stories   depth  keys      largest  over     members in them  pairs a claim")
    for stories in (False, True):
        for count in options.claims:
            started = time.process_time()
            claims, _ = drawn(count, options.exponent, stories=stories)
            for row in split(claims, largest):
                print(f"{count:<9} {'yes' if stories else 'no':<9} {row}")
            print(f"          {time.process_time() - started:.0f} s")


def drawn(count: int, exponent: float, *, stories: bool) -> tuple[Lemmas, Lemmas]:
    """((claims, LEMMAS) ranks of lemmas, the rarest of each claim first; its story, or 0)."""
    chance = np.random.default_rng(7)
    types = int(25 * (count * LEMMAS) ** 0.52)
    found = _zipf(chance, types, exponent, (count, LEMMAS))
    story = np.zeros((count, 1), np.int32)
    if stories:
        own = _zipf(chance, types, exponent, (max(1, count // 20), STORY_WORDS))
        story = _zipf(chance, len(own), exponent, (count, 1))
        words = own[story, chance.integers(0, STORY_WORDS, (count, LEMMAS))]
        found = np.where(chance.random((count, LEMMAS)) < OF_STORY, words, found)
    return -np.sort(-found, axis=1), story[:, 0]


def _zipf(
    chance: np.random.Generator, types: int, exponent: float, shape: tuple[int, ...]
) -> Lemmas:
    steps = np.cumsum((np.arange(1, types + 1, dtype=np.float64) + SHIFT) ** -exponent)
    return np.searchsorted(steps, chance.random(shape) * steps[-1]).astype(np.int32)


def split(claims: Lemmas, largest: int) -> Iterator[str]:
    """A line a depth: the blocks of keys of so many lemmas, and what is still too large."""
    members = np.repeat(np.arange(len(claims)), min(KEY_LEMMAS, LEMMAS))
    keys = claims[:, :KEY_LEMMAS].reshape(-1, 1)
    for depth in range(DEEPEST + 1):
        keys, members, sizes = _blocks(keys, members)
        fit = sizes[(sizes > 1) & (sizes <= largest)].astype(np.float64)
        over = sizes > largest
        pairs = float((fit * (fit - 1) / 2).sum()) / len(claims)
        yield (
            f"{depth:<6} {len(sizes):<9} {sizes.max(initial=0):<8} {int(over.sum()):<8} "
            f"{int(sizes[over].sum()) / len(claims):<16.3f} {pairs:.1f}"
        )
        kept = np.repeat(over, sizes)
        keys, members = _joined(keys[kept], members[kept], claims)
        if not len(keys):
            return


def _blocks(keys: Lemmas, members: NDArray[np.int64]) -> tuple[Lemmas, NDArray[np.int64], Lemmas]:
    """Keys (sorted lemmas, one row a member) in order, each member once a key, and the sizes."""
    table = np.unique(np.column_stack([keys, members]), axis=0)
    new = np.any(np.diff(table[:, :-1], axis=0) != 0, axis=1)
    starts = np.concatenate(([0], np.flatnonzero(new) + 1))
    sizes = np.diff(np.append(starts, len(table)))
    return table[:, :-1].astype(np.int32), table[:, -1], sizes.astype(np.int32)


def _joined(
    keys: Lemmas, members: NDArray[np.int64], claims: Lemmas
) -> tuple[Lemmas, NDArray[np.int64]]:
    """Each key with each further lemma of each of its claims: the keys of the next depth."""
    further = claims[members]
    rows, columns = np.nonzero((further[:, :, None] != keys[:, None, :]).all(axis=2))
    joined = np.column_stack([keys[rows], further[rows, columns]])
    return np.sort(joined, axis=1), members[rows]


if __name__ == "__main__":
    main()
