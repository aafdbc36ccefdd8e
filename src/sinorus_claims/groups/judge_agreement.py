"""Judges of what is left when nothing contradicts: agreement, relatedness."""

from ..model import Evidence, Relation
from .attributed_content import may_follow, says_the_same
from .comparison import Comparison, Finding
from .judge_evidence import quantity_words
from .judge_values import agreeing_figures
from .polarity import stand
from .quantities import unmatched

FOLLOWS = 0.4
"""Probability from which one text may follow from the other in other words."""

FOLLOWS_SURELY = 0.75
"""The same for claims of a run, where nobody has laid the two side by side."""


def agreement(pair: Comparison) -> Finding | None:
    """Both say the same: like content, and nothing found against it.

    By one speaker it is a restatement. By two speakers, or by two outlets in their own voice, it
    is an agreement. Where it cannot be told who speaks it counts as a restatement, so that one
    voice is never taken for two. Figures that fit make up for some difference of wording. Of
    attributed claims, one must say most of the other: its main verb, names and figures.
    """
    if "open" in (stand(pair.left.claim), stand(pair.right.claim)):
        return None
    if not (_same_words(pair) or _follows(pair)):
        return None
    figures = agreeing_figures(pair)
    relation: Relation = "agrees" if pair.voices == "two_speakers" else "restates"
    doubts = _doubts(pair)
    likeness = pair.topic if pair.bare else max(pair.topic, 0.6)
    score = min(0.97, likeness + 0.05 * len(figures[:2])) * (0.9 if doubts else 1.0)
    read = (reading_evidence(pair),) if pair.reading is not None else ()
    return Finding(relation, round(score, 4), (*figures, likeness_evidence(pair), *read, *doubts))


def _same_words(pair: Comparison) -> bool:
    """Whether the words alone say that both claims say the same."""
    if not pair.bare:
        return says_the_same(pair)
    needed = pair.settings.agree_similarity * (0.85 if agreeing_figures(pair) else 1.0)
    return pair.topic >= needed and not _fragment(pair)


def _follows(pair: Comparison) -> bool:
    """Whether the model takes one text to follow from the other, its figures in it.

    Of a run's claims both must state something of one subject, with nothing that turns it round.
    """
    if pair.reading is None:
        return False
    if pair.bare:
        return pair.reading.entailment >= FOLLOWS
    return pair.reading.entailment >= FOLLOWS_SURELY and may_follow(pair)


def _fragment(pair: Comparison) -> bool:
    """Whether one claim is a mere phrase beside the other: "ties with Russia" asserts nothing."""
    short, long = sorted((pair.left, pair.right), key=lambda f: len(f.lemma_set))
    frame = short.claim.frame
    phrase = len(short.lemma_set) < 4 and (frame is None or frame.subject is None)
    return phrase and len(long.lemma_set) > 2 * len(short.lemma_set)


def _doubts(pair: Comparison) -> tuple[Evidence, ...]:
    """What weakens an agreement: a hedge on one side, figures that found no counterpart."""
    found = []
    if pair.left.claim.hedged != pair.right.claim.hedged:
        side = "left" if pair.left.claim.hedged else "right"
        found.append(Evidence("hedge", 0.3, f"only the {side} claim is hedged"))
    loose = unmatched(pair)
    if loose[0] and loose[1]:
        left, right = (", ".join(quantity_words(q) for q in side[:3]) for side in loose)
        detail = f"figures that could not be held against one another: {left}; {right}"
        found.append(Evidence("other_figures", 0.3, detail, loose[0][0].span, loose[1][0].span))
    return tuple(found)


def relatedness(pair: Comparison) -> Finding | None:
    """Both speak about the same matter, but not the same of it."""
    if pair.topic < pair.settings.candidate_similarity:
        return None
    if pair.bare and pair.topic >= 0.85 * pair.settings.agree_similarity:
        return None  # too alike to be merely related, too different to agree: unsure
    return Finding("related", pair.topic, (likeness_evidence(pair),))


def likeness_evidence(pair: Comparison) -> Evidence:
    """The likeness, with the words that make it up."""
    shared = sorted(pair.left.lemma_set & pair.right.lemma_set)
    common = ", ".join(shared[:12]) or "nothing"
    return Evidence(
        "likeness", pair.topic, f"likeness of content {pair.topic:.2f}; in common: {common}"
    )


def reading_evidence(pair: Comparison) -> Evidence:
    """How likely the model takes the one text to follow from the other."""
    follows = pair.reading.entailment if pair.reading else 0.0
    detail = f"read together the one follows from the other ({follows:.0%}, model)"
    return Evidence("entailment", follows, detail)
