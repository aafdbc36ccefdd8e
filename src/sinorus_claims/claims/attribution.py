"""Doc -> attributions: rules propose, quotations complete, overlaps are settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from .cues import Lexicon
from .found import Found, passages
from .quoting import attach_quotations, complete_with_quotations
from .rules import RULES, Context

THRESHOLD = 0.35
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Options:
    """How attributions are found; see `claims` in config.yaml."""

    lexicon: Lexicon
    whole_quotations: bool = True
    """A quotation's continuations are one claim, else one claim a sentence."""
    threshold: float = THRESHOLD


def find_attributions(doc: Doc, options: Options) -> list[Found]:
    """All attributions of a document, in order of the content's first token."""
    if not len(doc) or not doc.has_annotation("DEP"):
        return []
    quoted = passages(doc)
    context = Context(options.lexicon, quoted, options.threshold)
    proposed = [found for rule in RULES for found in rule(doc, context)]
    proposed = [complete_with_quotations(doc, found, quoted) for found in proposed]
    kept = settle(proposed)
    kept = attach_quotations(doc, kept, context, whole=options.whole_quotations)
    return sorted(kept, key=lambda f: (f.content[0], f.head or 0))


def settle(proposed: Sequence[Found]) -> list[Found]:
    """Of proposals that share a cue or nearly a content, keep the likeliest."""
    kept: list[Found] = []
    for found in sorted(proposed, key=_strength):
        if found.content and not any(_clash(found, other) for other in kept):
            kept.append(found)
    return kept


def _strength(found: Found) -> tuple[float, int, int, int]:
    return (-found.score, -len(found.tokens()), found.content[0][0] if found.content else 0,
            found.head or 0)  # fmt: skip


def _clash(left: Found, right: Found) -> bool:
    a, b = left.tokens(), right.tokens()
    if left.head is not None and left.head == right.head:
        return True
    shared = len(a & b)
    if not shared:
        return False
    return shared / len(a | b) >= _SAME


def parents(found: Sequence[Found]) -> list[int | None]:
    """For each attribution the number of the smallest other whose content holds its cue.

    "Japan Today reported that the ministry said ...": the second's parent is the first.
    """
    contents = [f.tokens() for f in found]
    out: list[int | None] = []
    for number, inner in enumerate(found):
        holders = [
            (len(contents[i]), i)
            for i, outer in enumerate(found)
            if i != number and inner.head is not None and inner.head in contents[i]
            and outer.head not in contents[number]
        ]  # fmt: skip
        out.append(min(holders)[1] if holders else None)
    return out
