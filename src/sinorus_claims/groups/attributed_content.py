"""Whether two attributed claims say the same: one must say most of what the other says."""

from functools import lru_cache

from .alignment import (
    SHORT,
    content_size,
    coverage,
    far_apart,
    overlap,
    same_predicate,
    states,
    subjects,
)
from .clauses import clauses, stem_of
from .comparison import Comparison
from .features import Features
from .judge_values import other_time
from .lexicon import words
from .polarity import negated_words, negates_opposite, stand
from .quantities import matches, measures, sums_up, unmatched

COVERED = 0.72
"""Share of one claim's content that the other must say in the same sentence."""

LEAST_LIKE = 0.35
"""Likeness below which neither claim can say most of the other."""

SAME_WORDS = 0.9
"""Share from which two claims are the same words, whatever their shape or distance in time."""

LEAST = 3
"""Content words below which a claim says nothing that could be repeated."""

NAMING = 6
"""Content words from which a phrase without a verb says something of what it names."""

LEAST_ALIKE = 0.45
"""Likeness that two claims need beside the model's word that one follows from the other."""


@lru_cache(maxsize=1024)
def says_the_same(pair: Comparison) -> bool:
    """Whether the one claim's statement, names and figures are all in the other."""
    if pair.topic < LEAST_LIKE:
        return False
    sizes = content_size(pair.left), content_size(pair.right)
    if min(sizes) < LEAST or other_time(pair):
        return False
    sides = pair.left, pair.right
    if all(_only_names(side, size) for side, size in zip(sides, sizes, strict=True)):
        return False
    may_differ = not far_apart(pair) and min(sizes) >= SHORT and _statements(pair)
    first = coverage(pair, pair.left, pair.right)
    if not may_differ and first < SAME_WORDS:
        return False
    shares = first, coverage(pair, pair.right, pair.left)
    if min(shares) >= SAME_WORDS:
        fitting = _figures_fit(pair, *sides) and _figures_fit(pair, *sides[::-1])
        return fitting and _one_polarity(pair)
    if not may_differ:
        return False
    return _within(pair, *sides, shares[0]) or _within(pair, *sides[::-1], shares[1])


def _only_names(features: Features, size: int) -> bool:
    """Whether a claim is a short phrase that names something and says nothing of it.

    "The zero-tolerance policy", of whom two speakers may say opposite things. In quotation marks,
    or with more words, such a phrase mostly judges what it names.
    """
    frame = features.claim.frame
    phrase = frame is not None and not frame.clausal and frame.subject is None
    return phrase and size < NAMING and features.claim.kind == "indirect" and not features.passages


def may_agree(pair: Comparison) -> bool:
    """Whether two statements of one polarity speak of one thing, whatever their words.

    Enough content on both sides, no two subjects, most names in common and no two predicates.
    """
    if min(content_size(pair.left), content_size(pair.right)) < SHORT or far_apart(pair):
        return False
    if not _statements(pair) or other_time(pair) or not _one_polarity(pair):
        return False
    predicates = same_predicate(pair.left.claim.frame, pair.right.claim.frame)
    return predicates is not False and (
        _names_in(pair.left, pair.right) or _names_in(pair.right, pair.left)
    )


@lru_cache(maxsize=1024)
def may_follow(pair: Comparison) -> bool:
    """Whether the model's word that one claim follows from the other would make them agree."""
    if pair.topic < LEAST_ALIKE or all(unmatched(pair)):
        return False
    return stand(pair.left.claim) == stand(pair.right.claim) and may_agree(pair)


def _statements(pair: Comparison) -> bool:
    if _about_a_claim(pair.left) != _about_a_claim(pair.right):
        return False
    return states(pair.left.claim) and states(pair.right.claim) and subjects(pair) > 0


def _within(pair: Comparison, one: Features, other: Features, share: float) -> bool:
    """Whether nearly all of a claim is said by the other."""
    predicate = same_predicate(one.claim.frame, other.claim.frame)
    needed = COVERED + (0.0 if predicate is None else -0.1 if predicate else 0.08)
    return (
        share >= needed
        and _predicate_in(pair, one, other)
        and _names_in(one, other)
        and _figures_fit(pair, one, other)
        and _one_polarity(pair)
    )


def _predicate_in(pair: Comparison, one: Features, other: Features) -> bool:
    """Whether the main verb is said on the other side, where the rest is said."""
    frame = one.claim.frame
    if frame is None:
        return True
    stem = stem_of(frame.predicate)
    home = next((c for c in clauses(one) if stem in c.stems), None)
    if home is None:
        return True  # "is", "has": no content to be found
    sentence = overlap(pair, home, other).sentence
    return sentence is not None and stem in sentence.stems


def _names_in(one: Features, other: Features) -> bool:
    """Whether at least two thirds of a claim's names stand in the other."""
    if not one.entities:
        return True
    said = {w.norm.removesuffix("'s") for w in other.words}
    stems = {stem_of(w) for w in said}
    found = sum(e in said or stem_of(e) in stems for e in sorted(one.entities))
    return found >= 2 * len(one.entities) / 3


def _figures_fit(pair: Comparison, one: Features, other: Features) -> bool:
    """Whether every figure of a claim has its like in the other."""
    fitting = [m for m in matches(pair) if m.fit != "different"]
    mine = {id(q) for m in fitting for q in (m.left, m.right)}
    values = {q.value for q in measures(other)}
    if sums_up(one, other) or sums_up(other, one):
        return True
    return all(id(q) in mine or q.value in values for q in measures(one))


def _one_polarity(pair: Comparison) -> bool:
    """Whether neither claim negates what the other says plainly.

    A denial turns its whole content round: what it negates is then said plainly.
    """
    left, right = ({stem_of(lemma) for lemma in negated_words(f)} for f in (pair.left, pair.right))
    if (stand(pair.left.claim) == "against") != (stand(pair.right.claim) == "against"):
        return bool(left) != bool(right)
    if _negated_alone(pair.left, pair.right) or _negated_alone(pair.right, pair.left):
        return False
    said = [{s for c in clauses(f) for s in c.stems} for f in (pair.left, pair.right)]
    return not ((left - right) & said[1]) and not ((right - left) & said[0])


def _negated_alone(one: Features, other: Features) -> bool:
    """Whether only one claim's main statement is negated, and no opposite makes up for it."""
    if not one.claim.negated or other.claim.negated or other.negators:
        return False
    return not negates_opposite(one, other)


def _about_a_claim(features: Features) -> bool:
    """Whether the subject is what somebody says: "any suggestion that" states nothing of it."""
    frame = features.claim.frame
    return frame is not None and frame.subject in words("claim_nouns")
