"""Which pairs of claims are worth judging: those that share something rare.

Every claim gets blocking keys: runs of quoted words, its speaker with a topic word, named entities
with a topic word, quantities by noun and unit, rare lemmas. Claims under one key are compared. A
block of more than `max_block` claims is split by second keys and reported, never cut.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..config import GroupSettings
from ..model import Claim
from .attributed_stance import answers_charge, makes_charge
from .features import Features, read
from .similarity import Weights

_LOG = logging.getLogger(__name__)

SHINGLE = 4
"""Quoted words in a row that make a blocking key."""

KEY_LEMMAS = 8
"""Rarest lemmas of a claim that make blocking keys."""

DEEPEST = 3
"""Second keys that may be added to a key before its claims are compared with neighbours only."""

KEPT = frozenset({"quote", "charge"})
"""Keys whose pairs are judged however little else they share."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A block that was too large."""

    key: Key
    claims: int
    """Claims under the key."""
    neighbours_only: bool
    """True where further keys did not help, and each claim met only its nearest in sorted order."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to judge, as positions in the sequence of claims, left before right, in order."""

    pairs: tuple[tuple[int, int], ...]
    quoted: frozenset[tuple[int, int]]
    """Those of them that share a run of quoted words, or are a charge and its denial."""
    splits: tuple[Split, ...]


def find_candidates(claims: Sequence[Claim], settings: GroupSettings) -> Candidates:
    """Pairs of claims from different articles that share a key and enough rare lemmas.

    Pairs that share quoted words are always kept; the others need half of `candidate_similarity`
    in cosine, so that a dearer similarity still sees them.
    """
    readings = [read(c) for c in claims]
    weights = Weights(claims)
    vectors = [weights.vector(r) for r in readings]
    rare = [_rarest(v) for v in vectors]
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for key in sorted(_keys(reading, rare[number])):
            blocks[key].append(number)
    splits: list[Split] = []
    pairs: set[tuple[int, int]] = set()
    quoted: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for block in _split(key, blocks[key], rare, settings.max_block, splits):
            for one, other in _across(block, claims):
                if key[0] in KEPT:
                    quoted.add((one, other))
                elif _cosine(vectors[one], vectors[other]) >= settings.candidate_similarity / 2:
                    pairs.add((one, other))
    _report(splits)
    return Candidates(tuple(sorted(pairs | quoted)), frozenset(quoted), tuple(splits))


def _keys(reading: Features, rare: Sequence[str]) -> set[Key]:
    claim = reading.claim
    keys: set[Key] = {("lemma", lemma) for lemma in rare[:KEY_LEMMAS]}
    for passage in reading.passages:
        norms = [w.norm for w in passage]
        keys |= {("quote", *norms[i : i + SHINGLE]) for i in range(len(norms) - SHINGLE + 1)}
    keys |= {("quantity", q.head or "", q.unit or "") for q in claim.quantities if q.head or q.unit}
    top = rare[:KEY_LEMMAS]
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


def _rarest(vector: Mapping[str, float]) -> list[str]:
    return sorted(vector, key=lambda lemma: (-vector[lemma], lemma))


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
            smaller[lemma].append(number)
    useful = {lemma: found for lemma, found in smaller.items() if len(found) < len(block)}
    for lemma in sorted(useful):
        yield from _split((*key, "+", lemma), useful[lemma], rare, largest, splits)
    reached = {number for found in useful.values() for number in found}
    alike = [number for number in block if number not in reached]
    if alike:
        splits.append(Split(key, len(alike), neighbours_only=True))
        yield from _windows(alike, rare, largest)


def _windows(
    block: Sequence[int], rare: Sequence[Sequence[str]], largest: int
) -> Iterator[Sequence[int]]:
    """Overlapping runs of claims sorted by their lemmas."""
    ordered = sorted(block, key=lambda number: (sorted(rare[number]), number))
    for start in range(0, max(1, len(ordered) - largest // 2), max(1, largest // 2)):
        yield sorted(ordered[start : start + largest])


def _across(block: Sequence[int], claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of claims from two articles."""
    for i, one in enumerate(block):
        article = claims[one].article
        for other in block[i + 1 :]:
            if claims[other].article != article:
                yield one, other


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[lemma] for lemma, weight in small.items() if lemma in large)


def _report(splits: Sequence[Split]) -> None:
    for split in splits:
        _LOG.info(
            "block %s has %d claims: %s",
            "/".join(split.key),
            split.claims,
            "neighbours compared" if split.neighbours_only else "split by a second key",
        )
