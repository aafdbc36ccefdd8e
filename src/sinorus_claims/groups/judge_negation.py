"""Judges of words that turn a statement round: negation, antonyms, modality."""

from collections.abc import Iterator

from ..model import Evidence
from .attributed_opposites import opposed
from .attributed_words import negated
from .comparison import Comparison, Finding, quoted, span_of
from .features import Features, Word, crude_lemma
from .lexicon import antonyms
from .polarity import negated_words, stand

CERTAIN = frozenset({None, "will", "would", "shall"})
ONE_SIDED = 0.42
"""Strength of a negation of one main statement that the other makes in other words, if at all."""

POSSIBLE = frozenset({"may", "might", "can", "could"})


def negation(pair: Comparison) -> Finding | None:
    """Both say the same of the same thing, but one of them negates it.

    The negated word must stand in the other claim without a negation; the more of the rest agrees,
    the stronger the conflict. Of attributed claims, the negated clause must be said on the other
    side, subject and object included.
    """
    if not pair.bare:
        return negated(pair)
    floor = 0.7 * pair.settings.agree_similarity
    if pair.topic < floor:
        return None
    if "against" in (stand(pair.left.claim), stand(pair.right.claim)) or _cancelled(pair):
        return None
    found = [*_negated_apart(pair.left, pair.right), *_negated_apart(pair.right, pair.left)]
    head = pair.left.claim.negated != pair.right.claim.negated and _same_predicate(pair)
    if not found and not head:
        return _one_sided(pair)
    score = 0.45 + 0.4 * (pair.topic - floor) / (1 - floor) + 0.25 * head - 0.05 * (len(found) > 2)
    if not head and pair.left.claim.frame and pair.right.claim.frame:
        score -= 0.1  # a negation inside a part of the sentence is weaker than one of its head
    return Finding(
        "conflicts",
        round(max(0.05, min(0.97, score)), 4),
        tuple(_negation_evidence(pair, head=head)),
        ground="negation",
    )


def _one_sided(pair: Comparison) -> Finding | None:
    """Main statements of which one is negated, in other words: no agreement, if no conflict."""
    alike = pair.topic >= pair.settings.agree_similarity
    if not alike or pair.left.claim.negated == pair.right.claim.negated:
        return None
    evidence = tuple(_negation_evidence(pair, head=False))
    return Finding("conflicts", ONE_SIDED, evidence, ground="negation")


def _cancelled(pair: Comparison) -> bool:
    """Whether an opposite makes up for the negation: "not open" and "closed"."""
    return any(True for _ in _opposites(pair, negated=True))


def _negated_apart(one: Features, other: Features) -> list[str]:
    plain = {crude_lemma(w.norm) for w in other.words} | other.lemma_set
    both = negated_words(other)
    return [lemma for lemma in negated_words(one) if lemma in plain and lemma not in both]


def _same_predicate(pair: Comparison) -> bool:
    left, right = pair.left.claim.frame, pair.right.claim.frame
    return left is None or right is None or left.predicate == right.predicate


def _negation_evidence(pair: Comparison, *, head: bool) -> Iterator[Evidence]:
    sides = [_negation_of(f) for f in (pair.left, pair.right)]
    texts = [
        quoted(f, [w]) if w else "no negation" for f, w in zip(_both(pair), sides, strict=True)
    ]
    spans = [
        span_of(f, w.start, w.end) if w else None for f, w in zip(_both(pair), sides, strict=True)
    ]
    detail = f"negated on one side only: {texts[0]} against {texts[1]}"
    if head:
        detail += ", of the main statement"
    yield Evidence("negation", 0.9 if head else 0.6, detail, spans[0], spans[1])


def _negation_of(features: Features) -> Word | None:
    return features.negators[0] if features.negators else None


def _both(pair: Comparison) -> tuple[Features, Features]:
    return pair.left, pair.right


def antonym(pair: Comparison) -> Finding | None:
    """Both speak of the same thing in words that exclude each other: "rose" against "fell".

    "Did not open" against "closed" is no conflict: the negation is counted in. Of attributed
    claims, the opposites must be the predicates or belong to one noun.
    """
    if not pair.bare:
        return opposed(pair)
    floor = 0.6 * pair.settings.agree_similarity
    if pair.topic < floor or "against" in (stand(pair.left.claim), stand(pair.right.claim)):
        return None
    found = list(_opposites(pair))
    if not found:
        return None
    frames = (pair.left.claim.frame, pair.right.claim.frame)
    head = any(f is not None and f.predicate in pair_ for f in frames for pair_ in found)
    score = 0.4 + 0.4 * (pair.topic - floor) / (1 - floor) + 0.2 * head
    return Finding(
        "conflicts",
        round(min(0.95, score), 4),
        tuple(_antonym_evidence(pair, one, other) for one, other in found[:3]),
        ground="antonym",
    )


def _opposites(pair: Comparison, *, negated: bool = False) -> Iterator[tuple[str, str]]:
    """Opposite lemmas of the two sides; with `negated`, those of which just one is negated."""
    table = antonyms()
    left, right = pair.left.lemma_set, pair.right.lemma_set
    turned = negated_words(pair.left), negated_words(pair.right)
    for one in sorted(left - right - pair.left.entities):
        if table.get(one, frozenset()) & left:
            continue  # "begins in May and ends in June" has both poles itself
        for other in sorted(table.get(one, frozenset()) & (right - left - pair.right.entities)):
            if table[other] & right:
                continue
            if ((one in turned[0]) != (other in turned[1])) == negated:
                yield one, other


def _antonym_evidence(pair: Comparison, one: str, other: str) -> Evidence:
    left, right = _word(pair.left, one), _word(pair.right, other)
    return Evidence(
        "antonym",
        0.7,
        f"opposite words: “{left.norm if left else one}” on the left, "
        f"“{right.norm if right else other}” on the right",
        span_of(pair.left, left.start, left.end) if left else None,
        span_of(pair.right, right.start, right.end) if right else None,
    )


def _word(features: Features, lemma: str) -> Word | None:
    return next(
        (w for w in features.words if lemma in (w.norm, crude_lemma(w.norm))),
        None,
    )


def modality(pair: Comparison) -> Finding | None:
    """One says that it is or will be so, the other that it may or should be.

    A difference of certainty is no conflict: the claims are shown as related.
    """
    left, right = pair.left.claim, pair.right.claim
    if pair.topic < pair.settings.agree_similarity or not left.frame or not right.frame:
        return None
    if left.frame.predicate != right.frame.predicate or left.negated != right.negated:
        return None
    kinds = _modal_kind(left.frame.modal), _modal_kind(right.frame.modal)
    if kinds[0] == kinds[1]:
        return None
    detail = f"certainty differs: {_modal(left.frame.modal)} against {_modal(right.frame.modal)}"
    if "certain" in kinds:
        detail += f"; the {'left' if kinds[0] == 'certain' else 'right'} is more certain"
    return Finding("related", pair.topic, (Evidence("modality", 0.5, detail),))


def _modal_kind(modal: str | None) -> str:
    return "certain" if modal in CERTAIN else "possible" if modal in POSSIBLE else "wanted"


def _modal(modal: str | None) -> str:
    return f"“{modal}”" if modal else "a plain statement"
