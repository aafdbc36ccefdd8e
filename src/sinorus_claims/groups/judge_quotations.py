"""Judges of quotations: one utterance, in the same or in altered words."""

from collections.abc import Sequence

from ..model import Evidence, TextSpan
from .comparison import Comparison, Finding, span_of
from .features import Features
from .quotation_edits import Edit
from .quotations import Part
from .quoted_words import QuotedWord
from .retellings import retold
from .utterances import shared_utterance

MOST_EDITS = 8
"""Edits shown for one quotation; the count of all is always given."""

MOST_PARTS = 3
"""Parts of an utterance shown in full; the number of all is always given."""

CHANGED = {
    "negation": (0.6, "a negation: the meaning may change"),
    "number": (0.6, "a number: the meaning may change"),
    "opposite": (0.6, "opposite words: the meaning may change"),
    "name": (0.5, "another name: the meaning may change"),
    "certainty": (0.4, "more or less certain: the meaning may change"),
}
"""Kind of change -> chance that the two wordings conflict, and what the reader is told."""


def same_quotation(pair: Comparison) -> Finding | None:
    """Both quote one utterance in the same words; either may have cut it short.

    Spelling, contractions, figures and words for a number, and gaps that an ellipsis marks make no
    difference.
    """
    parts = shared_utterance(pair)
    edits = _edits(parts)
    if not parts or any(not e.open for e in edits):
        return None
    score = min(1.0, 0.7 + 0.03 * max(p.longest for p in parts))
    evidence = (*_common(pair, parts), *(edit_evidence(pair, e) for e in edits[:MOST_EDITS]))
    return Finding("same_quote", round(score, 4), evidence, p_conflict=0.01)


def quotation_variant(pair: Comparison) -> Finding | None:
    """Both quote one utterance, in words that differ.

    Every word dropped, added or replaced is named. A changed negation, number, name or certainty
    and opposite words are flagged: there the meaning may have changed, and not only the wording.
    An editor's brackets, a marked gap, another ending or function word alter nothing of weight.
    Two translations of one statement share the order of its content words, but few runs of words.
    """
    parts = shared_utterance(pair)
    if not parts:
        return _retold(pair)
    edits = _edits(parts)
    if all(e.open for e in edits):
        return None
    altered = sorted((e for e in edits if e.changes), key=lambda e: -_chance(e))
    plain = [e for e in edits if not e.changes and not e.light]
    light = [e for e in edits if e.light]
    shown = tuple(edit_evidence(pair, e) for e in [*altered, *plain, *light][:MOST_EDITS])
    likeness = _likeness(parts)
    count = (
        f"{len(edits)} differences in wording, {len(altered)} that may change the meaning,"
        f" {len(light)} of form only"
    )
    return Finding(
        "quote_variant",
        round(likeness, 4),
        (*_common(pair, parts), *shown, Evidence("edits", 0.6, count)),
        ground="wording" if altered or plain else None,
        p_conflict=_chance(altered[0]) if altered else round(0.05 + 0.2 * (1 - likeness), 4),
    )


def _retold(pair: Comparison) -> Finding | None:
    found = retold(pair)
    if found is None:
        return None
    one, other, share = found
    detail = (
        f"{share:.0%} of the content words are equal and in one order: two translations or two"
        f" notes of one statement? “{_text(pair.left, one)}” and “{_text(pair.right, other)}”"
    )
    places = _place(pair.left, one), _place(pair.right, other)
    evidence = Evidence("retold", round(share, 4), detail, *places)
    score = round(min(0.8, share), 4)
    return Finding("quote_variant", score, (evidence,), p_conflict=0.1)


def _edits(parts: Sequence[Part]) -> list[Edit]:
    return [e for p in parts for e in p.edits]


def _chance(edit: Edit) -> float:
    return max((CHANGED[c][0] for c in edit.changes), default=0.0)


def _likeness(parts: Sequence[Part]) -> float:
    """Share of the words of all parts that are equal."""
    equal = sum(len(p.equal) for p in parts)
    return equal / sum(len(p.equal) / p.likeness for p in parts)


def edit_evidence(pair: Comparison, edit: Edit) -> Evidence:
    """One edit in words, with both places."""
    one, other = _text(pair.left, edit.left), _text(pair.right, edit.right)
    if one and other:
        detail = f"wording differs: “{one}” on the left, “{other}” on the right"
    elif one:
        detail = f"only on the left: “{one}”"
    else:
        detail = f"only on the right: “{other}”"
    detail += "".join(f" ({CHANGED[c][1]})" for c in edit.changes) or _lightly(edit)
    return Evidence(
        feature="altered_words",
        score=0.9 if edit.changes else 0.3 if edit.light else 0.5,
        detail=detail,
        left=_place(pair.left, edit.left),
        right=_place(pair.right, edit.right),
    )


def _lightly(edit: Edit) -> str:
    """Why an edit alters nothing of weight, if so."""
    if not edit.light:
        return ""
    if edit.open:
        return " (marked as left out)"
    return " (an editor's brackets)" if edit.bracketed else " (form only)"


def _common(pair: Comparison, parts: Sequence[Part]) -> tuple[Evidence, ...]:
    """The common parts, with both places; the longest ones, in order."""
    longest = sorted(parts, key=lambda p: -len(p.equal))[:MOST_PARTS]
    found = []
    for number, part in enumerate([p for p in parts if p in longest], 1):
        which = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        share = f"{part.likeness:.0%} of the words are equal"
        found.append(
            Evidence(
                feature="shared_words",
                score=round(part.likeness, 4),
                detail=f"{len(part.equal)} words in common{which}, {share}: "
                f"“{_text(pair.left, part.left)}”",
                left=_place(pair.left, part.left),
                right=_place(pair.right, part.right),
            )
        )
    return tuple(found)


def _text(features: Features, found: Sequence[QuotedWord]) -> str:
    return features.claim.text[found[0].start : found[-1].end] if found else ""


def _place(features: Features, found: Sequence[QuotedWord]) -> TextSpan | None:
    return span_of(features, found[0].start, found[-1].end) if found else None
