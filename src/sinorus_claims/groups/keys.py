"""Blocking keys: what two claims must share to be compared, each key one number.

Keys of one kind are told apart by their numbers. Runs of quoted words are mixed into one number:
two of them may, once in a million runs, be taken for one, which lays a few claims more side by
side.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from .claim_index import GAP, ClaimIndex
from .columns import Lists, Numbers

SHINGLE = 4
"""Quoted words in a row that make a blocking key."""

Codes = NDArray[np.uint64]
Keys = tuple[Codes, Numbers]
"""Keys of one kind, and the row of each."""

_HIGH = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_OTHER = np.uint64(0xC2B2AE3D27D4EB4F)


def _by_lemma(index: ClaimIndex, first: int, end: int) -> Keys:
    row, lemma = index.rarest.part(first, end)
    return lemma.astype(np.uint64), row


def _by_quote(index: ClaimIndex, first: int, end: int) -> Keys:
    row, word = index.quoted.part(first, end)
    if len(word) < SHINGLE:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(word, SHINGLE)
    whole = (windows != GAP).all(axis=1)
    return mixed(windows[whole]), row[: len(windows)][whole]


def mixed(shingles: NDArray[np.int32]) -> Codes:
    """One number for each row of word numbers."""
    found = np.zeros(len(shingles), np.uint64)
    for words in shingles.T:
        found = scattered(found ^ (words.astype(np.uint64) + _ODD)) + _OTHER
    return found


def scattered(codes: Codes) -> Codes:
    """Other numbers, one for each, that look like chance."""
    found = (codes ^ (codes >> np.uint64(30))) * _ODD
    found = (found ^ (found >> np.uint64(27))) * _OTHER
    return found ^ (found >> np.uint64(31))


def _by_quantity(index: ClaimIndex, first: int, end: int) -> Keys:
    row, word = index.quantities.part(first, end)
    return _joined(word[::2], word[1::2]), row[::2]


def _by_charge(index: ClaimIndex, first: int, end: int) -> Keys:
    row, word = index.charges.part(first, end)
    return word.astype(np.uint64), row


def _by_speaker(index: ClaimIndex, first: int, end: int) -> Keys:
    return _with_lemma(index.speakers, index.rarest, first, end)


def _by_entity(index: ClaimIndex, first: int, end: int) -> Keys:
    return _with_lemma(index.entities, index.rarest, first, end)


def _with_lemma(lists: Lists, lemmas: Lists, first: int, end: int) -> Keys:
    """Every word of a row with every lemma of it."""
    row, word = lists.part(first, end)
    which, at = lemmas.gather(row)
    return _joined(word[which], lemmas.values[at]), row[which]


def _joined(one: NDArray[np.int32], other: NDArray[np.int32]) -> Codes:
    joined: Codes = (one.astype(np.uint64) << _HIGH) | other.astype(np.uint64)
    return joined


KINDS: Mapping[str, Callable[[ClaimIndex, int, int], Keys]] = {
    "charge": _by_charge,
    "entity": _by_entity,
    "lemma": _by_lemma,
    "quantity": _by_quantity,
    "quote": _by_quote,
    "speaker": _by_speaker,
}
"""Kind -> the keys of that kind that rows [first, end) have."""


def words_of(kind: str, code: int, row: int, index: ClaimIndex) -> tuple[str, ...]:
    """The words of a key that a row has."""
    if kind in ("lemma", "charge"):
        return (index.words[code],)
    if kind == "quote":
        windows = np.lib.stride_tricks.sliding_window_view(index.quoted.row(row), SHINGLE)
        (places,) = np.nonzero(mixed(windows) == np.uint64(code))
        return tuple(index.words[n] for n in windows[places[0]])
    return index.words[code >> 32], index.words[code & int(_LOW)]
