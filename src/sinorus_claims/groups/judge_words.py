"""Judges of quotations: the same utterance, in the same or in altered words."""

from ..model import Evidence
from .comparison import Comparison, Finding
from .quotations import best_alignment, common_evidence, edit_evidence

MOST_EDITS = 8
"""Edits shown for one quotation; the count of all is always given."""


def same_quotation(pair: Comparison) -> Finding | None:
    """Both quote one utterance in the same words; one may have cut it short at either end."""
    found = best_alignment(pair)
    if found is None or found.edits:
        return None
    score = min(1.0, 0.7 + 0.03 * found.longest)
    return Finding("same_quote", round(score, 4), (common_evidence(pair, found),), p_conflict=0.01)


def quotation_variant(pair: Comparison) -> Finding | None:
    """Both quote one utterance, in words that differ.

    Every word dropped, added or replaced is named. A changed negation or number is flagged: there
    the meaning may have changed, and not only the wording.
    """
    found = best_alignment(pair)
    if found is None or not found.edits:
        return None
    altered = [e for e in found.edits if e.alters_meaning]
    plain = [e for e in found.edits if not e.alters_meaning]
    shown = tuple(edit_evidence(pair, e) for e in [*altered, *plain][:MOST_EDITS])
    count = f"{len(found.edits)} differences in wording, {len(altered)} of a negation or a number"
    summary = Evidence("edits", 0.6, count)
    return Finding(
        "quote_variant",
        round(found.likeness, 4),
        (common_evidence(pair, found), *shown, summary),
        ground="wording",
        p_conflict=0.6 if altered else round(0.05 + 0.2 * (1 - found.likeness), 4),
    )
