"""Denials between attributed claims: what is denied must be what the other side states.

A denied clause must be stated on the other side, predicate and arguments. A denied noun ("denied
any collusion") stands for a charge against the denier. A denied claim ("rejected the
allegation") stands for what an accuser says of the denier.
"""

from ..model import Claim, Evidence
from .alignment import (
    about_speaker,
    coverage,
    held_back,
    infinitive,
    objects_differ,
    states,
    subjects,
)
from .clauses import clauses, stem_of
from .comparison import Comparison, Finding, refutations
from .features import Features, crude_lemma
from .judge_evidence import cue_span, cue_words
from .lexicon import words
from .polarity import negated_words, stand

PLAIN_CHARGES = frozenset({"accuse", "allege"})
"""Cues of a charge that a bare "denied the accusation" answers without a word in common."""

COVERED = 0.45
"""Share of what is denied that the other side must state."""


def denied(pair: Comparison) -> Finding | None:
    """One speaker's cue denies, or doubts, what the other states."""
    stands = stand(pair.left.claim), stand(pair.right.claim)
    against = [s in ("against", "doubtful") for s in stands]
    if against[0] == against[1]:
        return None
    denier, stater = (pair.left, pair.right) if against[0] else (pair.right, pair.left)
    if not states(stater.claim) or refutations(stater):
        return None
    strength = _strength(pair, denier, stater)
    if strength is None:
        return None
    doubtful = "doubtful" in stands
    score = held_back(pair, strength - 0.2 * doubtful, denier)
    left, right = (cue_words(f) for f in (pair.left, pair.right))
    detail = f"{'doubted' if doubtful else 'denied'} on one side: {left} against {right}"
    evidence = Evidence("denial", 0.9, detail, cue_span(pair.left), cue_span(pair.right))
    return Finding("conflicts", score, (evidence,), ground="denial")


def _strength(pair: Comparison, denier: Features, stater: Features) -> float | None:
    if infinitive(denier.claim):
        return None  # "refused to sign" denies nothing that was said
    if states(denier.claim) and denier.claim.frame is not None:
        return _clause(pair, denier, stater)
    if denier.claim.frame is None:
        return _clause(pair, denier, stater)
    return _noun(pair, denier, stater)


def _clause(pair: Comparison, denier: Features, stater: Features) -> float | None:
    """A denied clause: its predicate and most of its words are stated."""
    if _negated(denier) != _negated(stater):
        return None  # "denied that it attacked" agrees with "it did not attack"
    share = coverage(pair, denier, stater)
    theirs = {s for c in clauses(stater) for s in c.stems}
    ours = {s for c in clauses(denier) for s in c.stems}
    frame = denier.claim.frame
    if share < COVERED or len(ours & theirs) < 2:
        return None
    named = frame is not None and frame.predicate in words("claim_nouns")  # "denied reports that"
    if frame is not None and not named and stem_of(frame.predicate) not in theirs:
        return None
    score = 0.6 + 0.35 * (share - COVERED) / (1 - COVERED) + 0.3 * (subjects(pair) - 0.5)
    return score - 0.15 * objects_differ(pair) - 0.15 * (len(ours & theirs) < 3)


def _negated(features: Features) -> bool:
    frame = features.claim.frame
    return features.claim.negated or (
        frame is not None and crude_lemma(frame.predicate) in negated_words(features)
    )


def _noun(pair: Comparison, denier: Features, stater: Features) -> float | None:
    """A denied charge or claim: the other side lays it at the denier's door."""
    claim = denier.claim
    if claim.frame is None or not about_speaker(claim, stater):
        return None
    if _negated(stater):
        return None
    head = crude_lemma(claim.frame.predicate)
    ours = {s for c in clauses(denier) for s in c.stems}
    theirs = {s for c in clauses(stater) for s in c.stems}
    if head in words("charges"):
        if stem_of(head) not in theirs:
            return None
        share = coverage(pair, denier, stater)
        return 0.62 + 0.2 * share if share >= COVERED else None
    if head in words("claim_nouns") and _accuses(stater.claim):
        plain = stater.claim.cue is not None and stater.claim.cue.lemma in PLAIN_CHARGES
        return 0.64 if ours & theirs or plain else 0.5
    return None


def _accuses(claim: Claim) -> bool:
    return claim.cue is not None and claim.cue.lemma in words("accusing")


def answers_charge(claim: Claim) -> bool:
    """Whether a claim denies a charge or a claim by a noun only ("denied the accusation")."""
    frame = claim.frame
    if stand(claim) != "against" or frame is None or frame.clausal:
        return False
    return frame.predicate in words("claim_nouns") | words("charges")


def makes_charge(claim: Claim) -> bool:
    """Whether a claim lays something at somebody's door."""
    return claim.cue is not None and claim.cue.lemma in PLAIN_CHARGES
