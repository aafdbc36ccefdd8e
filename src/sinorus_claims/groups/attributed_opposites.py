"""Opposites between attributed claims: predicates that exclude each other, said of one thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from ..model import Evidence
from .alignment import held_back, objects_differ, states, subjects
from .attributed_words import (
    ALL,
    modal_differs,
    own_doings,
    plain,
    supposed,
    unparsed,
    weight_of_parts,
)
from .clauses import Clause, clauses, stem_of, written_stem
from .comparison import Comparison, Finding, span_of
from .features import Features, Word, crude_lemma
from .keeping import noted
from .lexicon import antonyms
from .polarity import negated_words

SHARED = 0.5
"""Share of the other words of two opposite clauses that must agree."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A predicate that has an opposite."""

    word: Word
    lemma: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Opposed:
    left: Word
    right: Word
    share: float
    shared: int


def opposed(pair: Comparison) -> Finding | None:
    """The claims' predicates exclude each other, said of one subject and one object."""
    ours, theirs = poles(pair.left), poles(pair.right)
    if not (ours and theirs) or not (states(pair.left.claim) and states(pair.right.claim)):
        return None
    if not plain(pair) or subjects(pair) < 0.5 or objects_differ(pair) or own_doings(pair):
        return None
    found = list(_oppositions(pair, ours, theirs))
    if not found:
        return None
    best = max(found, key=lambda o: (o.share, -o.left.start, -o.right.start))
    score = 0.65 + 0.3 * (best.share - SHARED) / (1 - SHARED) + weight_of_parts(pair)
    if best.shared < 2:
        score = min(score, 0.5)
    score *= 0.8 if modal_differs(pair) else 1.0
    return Finding(
        "conflicts",
        held_back(pair, score),
        (_opposite_evidence(pair, best),),
        ground="antonym",
    )


def _oppositions(
    pair: Comparison, ours: Sequence[Pole], theirs: Sequence[Pole]
) -> Iterator[_Opposed]:
    """Opposite predicates of two clauses whose other words agree."""
    needed = ALL if unparsed(pair) else SHARED
    for one, other in product(ours, theirs):
        if other.lemma in antonyms()[one.lemma]:
            share, shared = _rest(pair, one, other)
            if share >= needed:
                yield _Opposed(one.word, other.word, share, shared)


@cache
def _opposable() -> frozenset[str]:
    """Stems of all words that have an opposite."""
    return frozenset(map(stem_of, antonyms()))


@noted
def poles(features: Features) -> tuple[Pole, ...]:
    """A claim's predicates that have an opposite, which does not stand in their clause."""
    table, found = antonyms(), []
    for word, clause in _predicates(features):
        lemma = crude_lemma(word.norm)
        if lemma not in table:
            continue
        # "Those held were freed" has both poles itself.
        said = {crude_lemma(w.norm) for w in clause.words}
        if not table[lemma] & said and not supposed(clause):
            found.append(Pole(word, lemma, clause))
    return tuple(found)


def _predicates(features: Features) -> Iterator[tuple[Word, Clause]]:
    """A claim's predicate in each clause that has it, unless it is negated or part of a name.

    All content words of the clauses where the predicate is not known.
    """
    frame = features.claim.frame
    if features.claim.negated:
        return
    turned = {stem_of(lemma) for lemma in negated_words(features)}
    predicate = {stem_of(frame.predicate)} - turned if frame is not None else None
    if predicate is not None and predicate.isdisjoint(_opposable()):
        return
    for clause in clauses(features):
        wanted = clause.stems.keys() - turned if predicate is None else predicate
        said = (w for w in clause.words if written_stem(w.norm) in wanted)
        every = ((w, clause) for w in said if w.norm not in features.entities)
        yield from every if predicate is None else islice(every, 1)


def _rest(pair: Comparison, one: Pole, other: Pole) -> tuple[float, int]:
    """Share of the smaller clause, the opposites left out, that the other has; and how many."""
    rests = [
        {s: w for s, w in pole.clause.stems.items() if s != stem_of(pole.lemma)}
        for pole in (one, other)
    ]
    shared = rests[0].keys() & rests[1].keys()
    masses = [sum(pair.weight(w) for w in r.values()) for r in rests]
    common = sum(pair.weight(rests[0][s]) + pair.weight(rests[1][s]) for s in sorted(shared)) / 2
    return (min(1.0, common / min(masses)) if min(masses) else 0.0), len(shared)


def _opposite_evidence(pair: Comparison, found: _Opposed) -> Evidence:
    return Evidence(
        "antonym",
        0.7,
        f"opposite words: “{found.left.norm}” on the left, “{found.right.norm}” on the right",
        span_of(pair.left, found.left.start, found.left.end),
        span_of(pair.right, found.right.start, found.right.end),
    )
