"""Judges of stance: denials, doubts, and speakers who commit themselves to nothing."""

from ..model import Evidence
from .attributed_stance import denied
from .comparison import Comparison, Finding, refutations
from .features import Features, place
from .judge_evidence import cue_span, cue_words
from .polarity import Stand, negated_words, stand
from .utterances import shared_utterance

HEADLINE = 20
"""Words up to which a text says one thing, so that a word of denial in it concerns that thing."""

SUSPECTED = 0.5
"""The most that a word of denial counts in a longer text: of nine such in a hundred pairs of news
sentences that share a topic, none denied what the other sentence states."""


def unconfirmed(pair: Comparison) -> Finding | None:
    """One speaker does not commit ("did not confirm", "asked whether", "called for").

    That neither agrees nor conflicts with a speaker who states it.
    """
    stands = stand(pair.left.claim), stand(pair.right.claim)
    if "open" not in stands or stands[0] == stands[1] == "open":
        return None
    if pair.topic < pair.settings.candidate_similarity:
        return None
    side, features = ("left", pair.left) if stands[0] == "open" else ("right", pair.right)
    cue = features.claim.cue
    words = f"“{'not ' if cue and cue.negated else ''}{cue.lemma if cue else ''}”"
    detail = f"the {side} speaker does not commit to it: {words}"
    spans = cue_span(pair.left), cue_span(pair.right)
    return Finding("related", pair.topic, (Evidence("no_commitment", 0.8, detail, *spans),))


def denial(pair: Comparison) -> Finding | None:
    """One speaker states what the other denies, rejects or doubts.

    A denial of a negated content counts as a statement of it. In bare text without an attributing
    verb, a word of denial in one of the texts counts, with less force.
    """
    if not pair.bare:
        return denied(pair)
    stands = stand(pair.left.claim), stand(pair.right.claim)
    if {"against", "doubtful"} & set(stands):
        return _by_cue(pair, stands)
    return _by_words(pair)


def _by_cue(pair: Comparison, stands: tuple[Stand, Stand]) -> Finding | None:
    floor = 0.6 * pair.settings.agree_similarity
    sides = [_side(f, s) for f, s in zip((pair.left, pair.right), stands, strict=True)]
    if sides[0] == sides[1] or pair.topic < floor:
        return None
    doubtful = "doubtful" in stands
    score = 0.5 + 0.45 * (pair.topic - floor) / (1 - floor) - 0.25 * doubtful
    left, right = (cue_words(f) for f in (pair.left, pair.right))
    detail = f"{'doubted' if doubtful else 'denied'} on one side: {left} against {right}"
    evidence = Evidence("denial", 0.9, detail, cue_span(pair.left), cue_span(pair.right))
    return Finding("conflicts", round(min(0.97, score), 4), (evidence,), ground="denial")


def _side(features: Features, stood: Stand) -> bool:
    """True where the speaker holds the content's positive form to be so."""
    return (stood == "for") != (features.claim.negated or _negated_predicate(features))


def _negated_predicate(features: Features) -> bool:
    frame = features.claim.frame
    return frame is not None and frame.predicate in negated_words(features)


def _by_words(pair: Comparison) -> Finding | None:
    left, right = refutations(pair.left), refutations(pair.right)
    floor = 0.45 * pair.settings.agree_similarity
    if bool(left) == bool(right) or pair.topic < floor or shared_utterance(pair):
        return None  # a longer quotation of the same words may well have a denial elsewhere
    features, found, side = (
        (pair.left, left[0], "left") if left else (pair.right, right[0], "right")
    )
    if found.norm in negated_words(features):
        return None
    short = max(len(pair.left.words), len(pair.right.words)) <= HEADLINE
    score = 0.4 + 0.35 * (pair.topic - floor) / (1 - floor) + 0.1 * short
    if not short:
        score = min(score, SUSPECTED)  # in a long sentence the word mostly concerns another thing
    span = place(features.claim, found.start, found.end)
    detail = f"“{found.norm}” on the {side}, no such word on the other side"
    spans = (span, None) if left else (None, span)
    return Finding(
        "conflicts",
        round(score, 4),
        (Evidence("refutation", 0.6, detail, *spans),),
        ground="denial",
    )
