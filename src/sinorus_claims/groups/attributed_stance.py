"""Denials between attributed claims: what is denied must be what the other side states.

A denied clause must be stated on the other side, predicate and arguments. A denied report ("denied
a report that he resigned") is denied in what it says. A denied noun ("denied any collusion") stands
for a charge against the denier. A denied claim ("rejected the allegation") stands for what an
accuser says of the denier.
"""

from ..model import Claim, Evidence
from .alignment import (
    about_speaker,
    ceiling,
    coverage,
    far_apart,
    held_back,
    infinitive,
    objects_differ,
    overlap,
    states,
    subjects,
)
from .clauses import clauses, stem_of
from .comparison import Comparison, Finding, refutations
from .features import Features, Word, crude_lemma
from .judge_evidence import cue_span, cue_words
from .lexicon import words
from .polarity import is_noun, negated_words, stand

PLAIN_CHARGES = frozenset({"accuse", "allege"})
"""Cues of a charge that a bare "denied the accusation" answers without a word in common."""

COVERED = 0.45
"""Share of what is denied that the other side must state."""

CHARGED = 0.3
"""The same where the other side lays it at somebody's door with the same verb."""

REPORTED = 3
"""Words of a denied report's content that the other side must state."""

_SPOKEN = frozenset({"i", "we", "he", "she", "it", "they", "who"})
"""Subjects that lead back to a speaker."""

_OWN = frozenset({"i", "we"})
"""Subjects that are the speaker."""

POSSIBLE = frozenset(
    {"possible", "potential", "alleged", "suspected", "supposed", "any", "whether"}
)
"""Words before a charge that is looked into, and not laid at a door."""


def denied(pair: Comparison) -> Finding | None:
    """One speaker's cue denies, or doubts, what the other states."""
    stands = stand(pair.left.claim), stand(pair.right.claim)
    against = [s in ("against", "doubtful") for s in stands]
    if against[0] == against[1] or "for" not in stands:
        return None
    denier, stater = (pair.left, pair.right) if against[0] else (pair.right, pair.left)
    if not _says(stater.claim) or refutations(stater):
        return None
    doubt = 0.2 * ("doubtful" in stands)
    strength = _strength(pair, denier, stater)
    if strength is not None:
        score = held_back(pair, strength - doubt, denier)
    else:
        charge = _charge(pair, denier, stater)
        if charge is None:
            return None
        # A charge names the accused, its denial the accuser, if anybody.
        score = min(ceiling(pair), charge - doubt) * (0.6 if far_apart(pair) else 1.0)
    left, right = (cue_words(f) for f in (pair.left, pair.right))
    detail = f"{'doubted' if doubt else 'denied'} on one side: {left} against {right}"
    evidence = Evidence("denial", 0.9, detail, cue_span(pair.left), cue_span(pair.right))
    return Finding("conflicts", round(score, 4), (evidence,), ground="denial")


def _says(claim: Claim) -> bool:
    """Whether a claim states something; "accused Brandt of theft" states the theft."""
    charge = claim.cue is not None and claim.cue.lemma == "accuse"
    return states(claim) or (charge and not infinitive(claim))


def _strength(pair: Comparison, denier: Features, stater: Features) -> float | None:
    claim = denier.claim
    if infinitive(claim):
        return None  # "refused to sign" denies nothing that was said
    if claim.frame is None:
        return _clause(pair, denier, stater)
    if crude_lemma(claim.frame.predicate) in words("claim_nouns"):
        reported = _report(pair, denier, stater)
        if reported is not None:
            return reported
    return _clause(pair, denier, stater) if states(claim) else None


def _clause(pair: Comparison, denier: Features, stater: Features) -> float | None:
    """A denied clause: its predicate and most of its words are stated."""
    if _negated(denier) != _negated(stater):
        return None  # "denied that it attacked" agrees with "it did not attack"
    frame = denier.claim.frame
    theirs, ours = _stems(stater), _stems(denier)
    if len(ours & theirs) < 2 or _taken_back(pair, denier, stater):
        return None
    if frame is not None and stem_of(frame.predicate) not in theirs:
        return None
    if not _of_the_denier(denier, stater) or _only_named(denier, stater):
        return None
    share = coverage(pair, denier, stater)
    needed = CHARGED if _charges(stater.claim) and _one_predicate(denier, stater) else COVERED
    if share < needed:
        return None
    score = 0.6 + 0.35 * (share - needed) / (1 - needed) + 0.3 * (subjects(pair) - 0.5)
    return score - 0.15 * objects_differ(pair) - 0.15 * (len(ours & theirs) < 3)


def _report(pair: Comparison, denier: Features, stater: Features) -> float | None:
    """A denied report whose content is named: "a report that he had resigned"."""
    theirs, ours = _stems(stater), _stems(denier)
    nouns = {stem_of(noun) for noun in words("claim_nouns")}
    if len((ours - nouns) & theirs) < REPORTED or _negated(stater) or _somebodys(denier):
        return None
    if _taken_back(pair, denier, stater) or _taken_back(pair, stater, denier):
        return None
    share = coverage(pair, denier, stater)
    return 0.62 + 0.35 * (share - COVERED) if share >= COVERED else None


def _somebodys(denier: Features) -> bool:
    """Whether only the author of what is denied is named: "the claims made by the crew"."""
    said = [w.norm for w in denier.words]
    nouns = words("claim_nouns")
    return any(
        crude_lemma(word) in nouns and "by" in said[n + 1 : n + 3] for n, word in enumerate(said)
    )


def _stems(features: Features) -> frozenset[str]:
    return frozenset(s for c in clauses(features) for s in c.stems)


def _charges(claim: Claim) -> bool:
    return claim.cue is not None and claim.cue.lemma in PLAIN_CHARGES


def _one_predicate(one: Features, other: Features) -> bool:
    frames = one.claim.frame, other.claim.frame
    if frames[0] is None or frames[1] is None:
        return False
    return stem_of(frames[0].predicate) == stem_of(frames[1].predicate)


def _taken_back(pair: Comparison, denier: Features, stater: Features) -> bool:
    """Whether the other side itself negates words of what is denied."""
    negated = {stem_of(lemma) for lemma in negated_words(stater)} & _stems(denier)
    if not negated:
        return False
    found = (overlap(pair, clause, stater) for clause in clauses(denier))
    return any(negated & f.shared for f in found)


def _of_the_denier(denier: Features, stater: Features) -> bool:
    """Whether "denied being a member" meets a claim about somebody who may be the denier."""
    frame, theirs = denier.claim.frame, stater.claim.frame
    if frame is None or theirs is None or not (frame.subject is None or frame.subject in _SPOKEN):
        return True
    if about_speaker(denier.claim, stater):
        return True
    if theirs.subject is None or theirs.subject in _SPOKEN - _OWN:
        return True
    return frame.object is not None and stem_of(frame.object) in _stems(stater)


def _only_named(denier: Features, stater: Features) -> bool:
    """Whether a denied deed is for the other side a thing: "confronted", "the confrontation"."""
    frame = denier.claim.frame
    if frame is None:
        return False
    stem = stem_of(frame.predicate)
    one, other = ([w for w in f.words if _stem(w) == stem] for f in (denier, stater))
    deed = not any(is_noun(denier, word) for word in one)
    return deed and bool(other) and all(is_noun(stater, word) for word in other)


def _stem(word: Word) -> str:
    return stem_of(crude_lemma(word.norm))


def _negated(features: Features) -> bool:
    frame = features.claim.frame
    return features.claim.negated or (
        frame is not None and crude_lemma(frame.predicate) in negated_words(features)
    )


def _charge(pair: Comparison, denier: Features, stater: Features) -> float | None:
    """A denied charge or claim: the other side lays it at the denier's door."""
    claim = denier.claim
    if claim.frame is None or claim.frame.clausal or not about_speaker(claim, stater):
        return None
    if _negated(stater) or not _accuser_named(denier, stater.claim):
        return None
    head = crude_lemma(claim.frame.predicate)
    shared = _stems(denier) & _stems(stater)
    plain = _charges(stater.claim)
    if plain and not _accused(claim, stater):
        return None
    if head in words("charges"):
        share = coverage(pair, denier, stater)
        if stem_of(head) in shared and share >= COVERED:
            return 0.62 + 0.2 * share if plain or not _looked_into(stater, head) else 0.45
        named = {stem_of(name) for name in stater.entities}
        return 0.62 if plain and shared - named else None
    if head not in words("claim_nouns") or not _accuses(stater.claim):
        return None
    shared -= {stem_of(noun) for noun in words("claim_nouns")}
    if head == "report" and plain and not shared:
        return None  # a report need not be what somebody else accuses him of
    return 0.64 if shared or plain else 0.5


def _accused(claim: Claim, stater: Features) -> bool:
    """Whether it is the denier who is accused: named before "of", if there is one."""
    last = claim.speaker.canonical.lower().split()[-1:] if claim.speaker is not None else []
    said = [w.norm.removesuffix("'s") for w in stater.words]
    cue = stater.claim.cue
    if cue is not None and cue.lemma == "accuse" and "of" in said:
        said = said[: said.index("of")]
    return bool(last) and last[0].removesuffix("'s") in said


def _looked_into(stater: Features, head: str) -> bool:
    """Whether the charge is only a possible one where it is named."""
    said = [w.norm for w in stater.words]
    return any(
        crude_lemma(word) == head and POSSIBLE & set(said[max(0, n - 3) : n])
        for n, word in enumerate(said)
    )


def _accuser_named(denier: Features, accuser: Claim) -> bool:
    """Whether "Morn's allegations" may be those of this accuser."""
    claim, speaker = denier.claim, accuser.speaker
    own = set(claim.speaker.canonical.lower().split()) if claim.speaker is not None else set()
    named = denier.entities - own
    return not named or speaker is None or bool(named & set(speaker.canonical.lower().split()))


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
    return _charges(claim)
