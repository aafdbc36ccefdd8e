"""Which judges of words a pair of a run is put to: those that could find something in it.

Each condition is one without which its judge answers nothing, whatever else it looks at: to ask all
judges of every pair gives the same findings, three times slower.
"""

from collections.abc import Callable, Iterator

from .comparison import Comparison, Finding
from .judge_negation import antonym, modality, negation
from .judge_quotations import quotation_variant, same_quotation
from .judge_stance import denial, unconfirmed
from .judge_values import date, quantity
from .retellings import TOPIC
from .traits import Traits, traits

Judge = Callable[[Comparison], Finding | None]

TYPED: tuple[Judge, ...] = (
    denial,
    same_quotation,
    quotation_variant,
    unconfirmed,
    quantity,
    date,
    negation,
    antonym,
    modality,
)
"""Judges that can point at words, in the order in which their findings count."""


def ask_typed(pair: Comparison) -> list[Finding]:
    """What the judges of words find in a pair, in the order in which it counts."""
    asked = TYPED if pair.bare else _interested(pair, traits(pair.left), traits(pair.right))
    return [found for judge in asked if (found := judge(pair)) is not None]


def _interested(pair: Comparison, one: Traits, other: Traits) -> Iterator[Judge]:
    """The judges that could find something in a pair, in their order."""
    if one.turned or other.turned:
        yield denial
    if one.grams and other.grams and not one.grams.isdisjoint(other.grams):
        yield same_quotation
        yield quotation_variant
    elif one.direct and other.direct and pair.topic >= TOPIC:
        yield quotation_variant
    if one.open != other.open:
        yield unconfirmed
    if one.measured and other.measured:
        yield quantity
    if one.dated and other.dated:
        yield date
    if one.negating or other.negating:
        yield negation
    if one.opposing and other.opposing:
        yield antonym
    if pair.topic >= pair.settings.agree_similarity:
        yield modality
