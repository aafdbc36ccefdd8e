"""What one claim brings to every pair that it stands in: read once a claim, not once a pair.

With these it is told at a glance which judges can find anything in a pair, so that the others need
not be asked: of a hundred pairs that a run judges, five or six interest any judge that points at
words.
"""

from collections.abc import Set
from dataclasses import dataclass

from .attributed_opposites import poles
from .comparison import refutations
from .features import Features
from .keeping import noted
from .lexicon import words
from .polarity import negated_words, stand
from .quantities import measures
from .quoted_words import quoted_words


@dataclass(frozen=True, slots=True)
class Traits:
    """What the judges ask of one claim."""

    open: bool
    """Whether the speaker commits to nothing."""
    turned: bool
    """Whether the speaker denies or doubts the content."""
    direct: bool
    """Whether all of it is a quotation."""
    grams: Set[str]
    """Runs of quoted words; none where the cue says that they were not said."""
    measured: bool
    """Whether it has figures that can be compared."""
    dated: bool
    """Whether it has dates."""
    negating: bool
    """Whether any of its words is negated."""
    opposing: bool
    """Whether a predicate of it has an opposite."""
    tentative: bool
    """Whether its words pass something on without vouching for it."""
    refuting: bool
    """Whether its words say that something is not so."""
    asking: bool
    """Whether it has a question mark."""


@noted
def traits(features: Features) -> Traits:
    """What the judges ask of a claim."""
    claim = features.claim
    stood = stand(claim)
    unsaid = claim.cue is not None and claim.cue.negated
    return Traits(
        open=stood == "open",
        turned=stood in ("against", "doubtful"),
        direct=claim.kind == "direct",
        grams=frozenset() if unsaid else quoted_words(features).grams.keys(),
        measured=bool(measures(features)),
        dated=bool(claim.dates),
        negating=bool(negated_words(features)),
        opposing=bool(poles(features)),
        tentative=not words("tentative").isdisjoint(features.norms),
        refuting=bool(refutations(features)),
        asking="?" in claim.text,
    )
