"""Blocking keys: what two claims must share to be compared, and how large blocks are split."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .attributed_stance import answers_charge, makes_charge
from .features import Features

SHINGLE = 4
"""Quoted words in a row that make a blocking key."""

KEY_LEMMAS = 8
"""Rarest lemmas of a claim that make blocking keys."""

DEEPEST = 3
"""Second keys that may be added to a key before its claims are compared with neighbours only."""

Key = tuple[str, ...]
"""The kind of the key, then what is shared."""


@dataclass(frozen=True, slots=True)
class Split:
    """A block that was too large."""

    key: Key
    claims: int
    """Claims under the key."""
    neighbours_only: bool
    """True where further keys did not help, and each claim met only its nearest in sorted order."""


def blocks(
    readings: Sequence[Features], rare: Sequence[Sequence[str]], largest: int, splits: list[Split]
) -> Iterator[tuple[str, Sequence[int]]]:
    """(kind of key, positions of the claims that share it), none larger than `largest`.

    `rare` holds the lemmas of each claim, the rarest first; what had to be split goes to `splits`.
    """
    found: dict[Key, list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for key in _keys(reading, rare[number]):
            found[key].append(number)
    for key in sorted(key for key, block in found.items() if len(block) > 1):
        for block in _split(key, found[key], rare, largest, splits):
            yield key[0], block


def rarest(vector: Mapping[str, float]) -> list[str]:
    """Lemmas by falling weight."""
    return sorted(vector, key=lambda lemma: (-vector[lemma], lemma))


def _keys(reading: Features, rare: Sequence[str]) -> set[Key]:
    claim = reading.claim
    top = rare[:KEY_LEMMAS]
    keys: set[Key] = {("lemma", lemma) for lemma in top}
    for passage in reading.passages:
        norms = [w.norm for w in passage]
        keys |= {("quote", *norms[i : i + SHINGLE]) for i in range(len(norms) - SHINGLE + 1)}
    keys |= {("quantity", q.head or "", q.unit or "") for q in claim.quantities if q.head or q.unit}
    if claim.speaker is not None and claim.speaker.kind not in ("anonymous", "unresolved"):
        name = claim.speaker.canonical.lower().split()
        keys |= {("speaker", name[-1], lemma) for lemma in top if name}
    keys |= _charge_keys(reading)
    keys |= {("entity", entity, lemma) for entity in reading.entities for lemma in top}
    return keys


def _charge_keys(reading: Features) -> set[Key]:
    """A charge meets the accused's denial, which may share no word with it but the name."""
    claim = reading.claim
    if makes_charge(claim):
        return {("charge", entity) for entity in reading.entities}
    if claim.speaker is not None and answers_charge(claim):
        return {("charge", word) for word in claim.speaker.canonical.lower().split()[-1:]}
    return set()


def _split(
    key: Key,
    block: Sequence[int],
    rare: Sequence[Sequence[str]],
    largest: int,
    splits: list[Split],
) -> Iterator[Sequence[int]]:
    """Blocks of at most `largest` claims; what had to be split goes to `splits`."""
    if len(block) <= largest:
        yield block
        return
    depth = key.count("+")
    splits.append(Split(key, len(block), neighbours_only=depth >= DEEPEST))
    if depth >= DEEPEST:
        yield from _windows(block, rare, largest)
        return
    smaller: dict[str, list[int]] = defaultdict(list)
    for number in block:
        for lemma in rare[number]:
            if lemma not in key:
                smaller[lemma].append(number)
    useful = {lemma: found for lemma, found in smaller.items() if len(found) < len(block)}
    for lemma in sorted(lemma for lemma, found in useful.items() if len(found) > 1):
        yield from _split((*key, "+", lemma), useful[lemma], rare, largest, splits)
    reached = {number for found in useful.values() for number in found}
    alike = [number for number in block if number not in reached]
    if len(alike) > 1:
        splits.append(Split(key, len(alike), neighbours_only=True))
        yield from _windows(alike, rare, largest)


def _windows(
    block: Sequence[int], rare: Sequence[Sequence[str]], largest: int
) -> Iterator[Sequence[int]]:
    """Overlapping runs of claims sorted by their lemmas."""
    ordered = sorted(block, key=lambda number: (sorted(rare[number]), number))
    for start in range(0, max(1, len(ordered) - largest // 2), max(1, largest // 2)):
        yield sorted(ordered[start : start + largest])
