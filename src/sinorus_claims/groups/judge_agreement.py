"""Judges of what is left when nothing contradicts: agreement, relatedness."""

from ..model import Evidence, Relation
from .attributed_content import says_the_same
from .comparison import Comparison, Finding
from .judge_evidence import quantity_words
from .judge_values import agreeing_figures
from .polarity import stand
from .quantities import unmatched


def agreement(pair: Comparison) -> Finding | None:
    """Both say the same: like content, and nothing found against it.

    By one speaker it is a restatement. By two speakers, or by two outlets in their own voice, it
    is an agreement. Where it cannot be told who speaks it counts as a restatement, so that one
    voice is never taken for two. Figures that fit make up for some difference of wording. Of
    attributed claims, one must say most of the other: its main verb, names and figures.
    """
    if "open" in (stand(pair.left.claim), stand(pair.right.claim)):
        return None
    figures = agreeing_figures(pair)
    needed = pair.settings.agree_similarity * (0.85 if figures else 1.0)
    if pair.bare and (pair.topic < needed or _fragment(pair)):
        return None
    if not pair.bare and not says_the_same(pair):
        return None
    relation: Relation = "agrees" if pair.voices == "two_speakers" else "restates"
    doubts = _doubts(pair)
    likeness = pair.topic if pair.bare else max(pair.topic, 0.6)
    score = min(0.97, likeness + 0.05 * len(figures[:2])) * (0.9 if doubts else 1.0)
    apart = any(e.feature == "other_figures" for e in doubts)
    return Finding(
        relation,
        round(score, 4),
        (*figures, likeness_evidence(pair), *doubts),
        p_conflict=0.2 if apart else base_conflict(pair, 0.5),
    )


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


def base_conflict(pair: Comparison, factor: float = 1.0) -> float:
    """Chance of a conflict that no judge has seen: it grows with the likeness of the topic."""
    return round(factor * (0.02 + 0.13 * pair.topic), 4)
