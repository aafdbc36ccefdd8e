"""What a claim affirms and what it turns round: the speaker's stand, and negated words."""

from typing import Literal

from ..model import Claim
from .features import Features, Word, crude_lemma
from .lexicon import words

Stand = Literal["for", "against", "doubtful", "open"]

WISHES = frozenset({"wants", "demands", "asks"})
"""Stances that state no fact: a demand for a truce is no report of one."""

_UNSAID = WISHES | {"denies", "doubts"}

MORE = frozenset({"just", "only", "merely", "simply", "solely", "alone"})
"""Words after a negator that take nothing back."""


def stand(claim: Claim) -> Stand:
    """How the speaker stands to the content, its own negation left aside.

    A negated cue commits to nothing: who "did not confirm" has not denied, and who "did not deny"
    has not confirmed. Nor does it tell what the inner speaker said if somebody denies, doubts or
    asks that it was said.
    """
    handed_on = (outer.cue for outer in claim.via)
    if any(cue and (cue.negated or cue.stance in _UNSAID) for cue in handed_on):
        return "open"
    if claim.cue is None:
        return "for"
    if claim.cue.negated or claim.cue.stance in WISHES:
        return "open"
    return {"denies": "against", "doubts": "doubtful"}.get(claim.cue.stance, "for")  # type: ignore[return-value]


def negated_words(features: Features) -> dict[str, Word]:
    """Lemma of the first content word after each negator of the same clause -> the negator."""
    function = words("function_words") | words("negators")
    found: dict[str, Word] = {}
    for negator in features.negators:
        if _adds(features, negator):
            continue
        for word in [w for w in features.words if w.start >= negator.end][:5]:
            if any(mark in features.claim.text[negator.end : word.start] for mark in ',;:.”"'):
                break
            if word.norm not in function:
                found.setdefault(crude_lemma(word.norm), negator)
                break
    return found


def _adds(features: Features, negator: Word) -> bool:
    """Whether a negator says that there is more: "not just", "not only"."""
    after = next((w for w in features.words if w.start >= negator.end), None)
    return after is not None and after.norm in MORE
