"""Doc -> attributions: rules propose, quotations complete, overlaps are settled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from .context import Context
from .cues import Lexicon
from .found import Found, Passages, passages
from .learned.found import learned
from .learned.pipe import ATTRIBUTIONS
from .nesting import are_two_hands
from .places import places
from .quoting.attach import attach_quotations, complete_with_quotations
from .rules import BESIDE_MODEL, RULES, WHERE_SILENT, complement, nested
from .stance import stance_of

THRESHOLD = 0.35
_SAME = 0.6
_NAMELESS = 0.1
_SURE = 0.5
"""Score from which a rule is believed where the model sees nothing; .5 of .5, .7 and .85 found most
of the held-out training articles' attributions."""


@dataclass(frozen=True, slots=True)
class Options:
    """How attributions are found; see `claims` in config.yaml."""

    lexicon: Lexicon
    whole_quotations: bool = True
    """A quotation's continuations are one claim, else one claim a sentence."""
    threshold: float = THRESHOLD
    learned: bool = True
    """Ask the trained model where the pipeline has one, rather than the rules."""


def find_attributions(doc: Doc, options: Options, quoted: Passages | None = None) -> list[Found]:
    """All attributions of a document, in order of the content's first token."""
    if not len(doc) or not doc.has_annotation("DEP"):
        return []
    quoted = quoted or passages(doc)
    context = Context(options.lexicon, quoted, options.threshold)
    proposed = _proposed(doc, options, context)
    proposed = [_after_dateline(doc, found) for found in proposed]
    proposed = [complete_with_quotations(doc, found, quoted) for found in proposed]
    kept = settle(doc, proposed, options.lexicon)
    kept = attach_quotations(doc, kept, context, whole=options.whole_quotations)
    kept = [_with_stance(doc, f, options.lexicon) for f in kept]
    return sorted(kept, key=lambda f: (f.content[0], f.head or 0))


def _with_stance(doc: Doc, found: Found, lexicon: Lexicon) -> Found:
    """A colon has no stance of its own: the rule that read the line knows it."""
    return found if found.lemma == ":" else replace(found, stance=stance_of(doc, found, lexicon))


def _proposed(doc: Doc, options: Options, context: Context) -> list[Found]:
    """What the model proposes, and rules for what it does not read; without it, all rules."""
    if not options.learned or ATTRIBUTIONS not in doc.spans:
        return [found for rule in RULES for found in rule(doc, context)]
    found = list(learned(doc, context))
    held = frozenset(i for item in found for i in item.tokens())
    taken = held | {i for item in found for i in (*item.cue, item.head or 0)}
    found += nested(doc, context, held)
    heard = [*complement(doc, context, taken)]
    heard += (item for rule in WHERE_SILENT for item in rule(doc, context))
    found += (f for f in heard if f.score >= _SURE and f.head not in taken
              and not f.tokens() & held)  # fmt: skip
    return found + [item for rule in BESIDE_MODEL for item in rule(doc, context)]


def _after_dateline(doc: Doc, found: Found) -> Found:
    line = places(doc).datelines
    if not line or not any(start in line for start, _ in found.content):
        return found
    return found.with_content(found.tokens() - line, doc)


def settle(doc: Doc, proposed: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """Of proposals that share a cue or nearly a content, keep the likeliest.

    Two that hand on the same words, the one within the other, both stay.
    """
    kept: list[Found] = []
    contents: list[frozenset[int]] = []
    holders: dict[int, list[int]] = defaultdict(list)
    heads: set[int | None] = set()
    for found in sorted((f for f in proposed if f.content), key=_strength):
        tokens = found.tokens()
        rivals = {n for i in tokens for n in holders[i] if _alike(tokens, contents[n])}
        if found.head in heads or not all(
            are_two_hands(doc, kept[n], found, lexicon) for n in rivals
        ):
            continue
        for i in tokens:
            holders[i].append(len(kept))
        kept.append(found)
        contents.append(tokens)
        heads.add(found.head)
    return kept


def _alike(left: frozenset[int], right: frozenset[int]) -> bool:
    return len(left & right) >= _SAME * len(left | right)


def _strength(found: Found) -> tuple[float, int, int, int]:
    """Likeliest first; of two readings of one cue the one that names a speaker has the edge."""
    score = found.score - (_NAMELESS if found.source is None else 0)
    return (-score, -len(found.tokens()), found.content[0][0] if found.content else 0,
            found.head or 0)  # fmt: skip
