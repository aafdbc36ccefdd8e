"""Negation and opposites between attributed claims: clause against clause.

The negated clause must be said, as a whole, without the negation on the other side. What the
negated clause has beyond that restricts it: who "did not test a missile to attack" may have tested
one. What the plain side says beyond it does no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Evidence
from .alignment import (
    Overlap,
    held_back,
    objects_differ,
    overlap,
    same_predicate,
    states,
    subjects,
)
from .clauses import Clause, clause_at, clauses, stem_of
from .comparison import Comparison, Finding, span_of
from .features import Features, Word, crude_lemma
from .lexicon import antonyms, words
from .polarity import negated_words, stand

COVERED = 0.6
"""Share of the negated clause that the other side must say."""

SUPPOSING = frozenset({"if", "unless", "whether", "until", "lie", "lied", "must", "should", "let"})
"""Words beside which nothing is stated, or not as it stands."""

POSSIBLE = frozenset({"may", "might", "can", "could", "should", "must"})


@dataclass(frozen=True, slots=True)
class _Negated:
    negator: Word
    plain: Word
    """The word of the other claim that stands without a negation."""
    found: Overlap
    turned: bool
    """Whether the negation is on the right."""


def negated(pair: Comparison) -> Finding | None:
    """One claim's negated clause is stated by the other, without the negation."""
    if not (states(pair.left.claim) and states(pair.right.claim)) or not _plain(pair):
        return None
    sides = ((pair.left, pair.right, False), (pair.right, pair.left, True))
    found = [n for one, other, turned in sides for n in _negations(pair, one, other, turned)]
    if not found or len({n.turned for n in found}) > 1:
        return None
    best = max(found, key=lambda n: (n.found.share, -n.negator.start))
    score = 0.55 + 0.3 * (best.found.share - COVERED) / (1 - COVERED) + _heads(pair, negation=True)
    if _modal(pair) or pair.left.claim.hedged != pair.right.claim.hedged:
        score *= 0.8
    if len(best.found.shared) < 3:
        score = min(score, 0.5)
    return Finding(
        "conflicts",
        held_back(pair, score, pair.right if best.turned else pair.left),
        (_negation_evidence(pair, best),),
        ground="negation",
    )


def _plain(pair: Comparison) -> bool:
    """Whether both speakers state their content, neither denying, doubting nor asking for it."""
    return stand(pair.left.claim) == stand(pair.right.claim) == "for"


def _negations(
    pair: Comparison, one: Features, other: Features, turned: bool
) -> Iterator[_Negated]:
    theirs = negated_words(other)
    for lemma, negator in negated_words(one).items():
        clause = clause_at(one, negator.start)
        if clause is None or len(clause.stems) < 2 or lemma in theirs or _supposed(clause):
            continue
        found = overlap(pair, clause, other)
        plain = _said(found.sentence, stem_of(lemma))
        if found.share >= COVERED and plain and not _unsettled(other, found.sentence):
            yield _Negated(negator, plain, found, turned)


def _unsettled(features: Features, sentence: Clause | None) -> bool:
    """Whether the sentence negates, asks or only supposes something itself."""
    if sentence is None:
        return False
    asked = "?" in features.claim.text[sentence.end : sentence.end + 2]
    return asked or _supposed(sentence) or any(n in sentence.words for n in features.negators)


def _supposed(clause: Clause) -> bool:
    """Whether a clause is a condition, or says of something that it is not so."""
    turning = SUPPOSING | words("refutations")
    return any(w.norm in turning or crude_lemma(w.norm) in turning for w in clause.words)


def _said(sentence: Clause | None, stem: str) -> Word | None:
    """The word of a sentence with this stem."""
    if sentence is None:
        return None
    return next((w for w in sentence.words if stem_of(crude_lemma(w.norm)) == stem), None)


def _heads(pair: Comparison, *, negation: bool = False) -> float:
    """What subject, object and predicate add to a score, or take from it."""
    added = 0.3 * (subjects(pair) - 0.6)
    if objects_differ(pair):
        added -= 0.15
    if negation and same_predicate(pair.left.claim.frame, pair.right.claim.frame):
        added += 0.1 if pair.left.claim.negated != pair.right.claim.negated else 0.0
    return added


def _modal(pair: Comparison) -> bool:
    """Whether one side says what is, the other what will or may be."""
    left, right = pair.left.claim.frame, pair.right.claim.frame
    if left is None or right is None:
        return False
    return _certainty(left.modal) != _certainty(right.modal)


def _certainty(modal: str | None) -> str:
    return "fact" if modal is None else "possible" if modal in POSSIBLE else "future"


def _negation_evidence(pair: Comparison, found: _Negated) -> Evidence:
    one, other = (pair.right, pair.left) if found.turned else (pair.left, pair.right)
    there = span_of(one, found.negator.start, found.negator.end)
    plain = span_of(other, found.plain.start, found.plain.end)
    side = "right" if found.turned else "left"
    detail = (
        f"negated on the {side}: “{found.negator.norm}”; "
        f"{found.found.share:.0%} of that clause is said on the other side without it"
    )
    spans = (plain, there) if found.turned else (there, plain)
    return Evidence("negation", 0.9, detail, *spans)


# -- opposites ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Opposed:
    left: Word
    right: Word
    share: float
    shared: int
    head: bool
    """Whether the two are the predicates of their claims."""


def opposed(pair: Comparison) -> Finding | None:
    """The claims' predicates, or the modifiers of one noun, exclude each other."""
    if not (states(pair.left.claim) and states(pair.right.claim)) or not _plain(pair):
        return None
    if pair.left.claim.negated or pair.right.claim.negated:
        return None
    found = [
        opposition
        for one in clauses(pair.left)
        for other in clauses(pair.right)
        for opposition in _oppositions(pair, one, other)
    ]
    if not found:
        return None
    best = max(found, key=lambda o: (o.head, o.share, -o.left.start, -o.right.start))
    score = 0.5 + 0.3 * (best.share - 0.4) / 0.6 + 0.15 * best.head + _heads(pair)
    if best.shared < 2:
        score = min(score, 0.35)
    score *= 0.8 if _modal(pair) else 1.0
    return Finding(
        "conflicts",
        held_back(pair, score),
        (_opposite_evidence(pair, best),),
        ground="antonym",
    )


def _oppositions(pair: Comparison, one: Clause, other: Clause) -> Iterator[_Opposed]:
    """Opposites in two clauses whose other words agree."""
    table = antonyms()
    right = {crude_lemma(w.norm): w for w in other.words}
    left = {crude_lemma(w.norm): w for w in one.words}
    for lemma, word in left.items():
        for opposite in sorted(table.get(lemma, frozenset()) & right.keys()):
            if opposite in left or lemma in right:
                continue
            if _in_name(pair.left, word) or _in_name(pair.right, right[opposite]):
                continue
            share, shared = _rest(pair, (one, lemma), (other, opposite))
            head = _predicate(pair.left) == lemma and _predicate(pair.right) == opposite
            modifier = bool(_beside(one, word) & _beside(other, right[opposite]))
            if share >= (0.4 if head else 0.6) and (head or modifier):
                yield _Opposed(word, right[opposite], share, shared, head)


def _in_name(features: Features, word: Word) -> bool:
    """Whether the word is part of a name: "North Korea" and "South Korea" are no opposites."""
    capital = features.claim.text[word.start].isupper() and word.start > 0
    return capital or word.norm in features.entities


def _rest(
    pair: Comparison, one: tuple[Clause, str], other: tuple[Clause, str]
) -> tuple[float, int]:
    """Share of the smaller clause, the opposites left out, that the other has; and how many."""
    rests = [{s: w for s, w in c.stems.items() if s != stem_of(x)} for c, x in (one, other)]
    shared = rests[0].keys() & rests[1].keys()
    masses = [sum(pair.weight(w) for w in r.values()) for r in rests]
    common = sum(pair.weight(rests[0][s]) + pair.weight(rests[1][s]) for s in sorted(shared)) / 2
    return (min(1.0, common / min(masses)) if min(masses) else 0.0), len(shared)


def _beside(clause: Clause, word: Word) -> frozenset[str]:
    """Stems of the content words next to a word."""
    at = clause.words.index(word)
    near = (*clause.words[max(0, at - 2) : at], *clause.words[at + 1 : at + 3])
    return frozenset(stem_of(crude_lemma(w.norm)) for w in near) & clause.stems.keys()


def _predicate(features: Features) -> str | None:
    frame = features.claim.frame
    return crude_lemma(frame.predicate) if frame is not None else None


def _opposite_evidence(pair: Comparison, found: _Opposed) -> Evidence:
    return Evidence(
        "antonym",
        0.7,
        f"opposite words: “{found.left.norm}” on the left, “{found.right.norm}” on the right",
        span_of(pair.left, found.left.start, found.left.end),
        span_of(pair.right, found.right.start, found.right.end),
    )
