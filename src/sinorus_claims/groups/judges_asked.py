"""Which judges of words a pair of a run is put to: those that could find something in it.

Each condition is one without which its judge answers nothing, whatever else it looks at: to ask all
judges of every pair gives the same findings, three times slower.
"""

from collections.abc import Callable, Mapping

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
    if pair.bare:
        asked = TYPED
    else:
        one, other = traits(pair.left), traits(pair.right)
        asked = tuple(judge for judge in TYPED if _NEEDED[judge](pair, one, other))
    return [found for judge in asked if (found := judge(pair)) is not None]


def _one_denies(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return one.stand in _TURNED or other.stand in _TURNED


_TURNED = frozenset({"against", "doubtful"})


def _words_shared(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return bool(one.grams and other.grams) and not one.grams.isdisjoint(other.grams)


def _words_shared_or_retold(pair: Comparison, one: Traits, other: Traits) -> bool:
    retold = one.direct and other.direct and pair.topic >= TOPIC
    return retold or _words_shared(pair, one, other)


def _one_is_open(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return (one.stand == "open") != (other.stand == "open")


def _both_count(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return one.measured and other.measured


def _both_dated(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return one.dated and other.dated


def _one_negates(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return one.negating or other.negating


def _both_oppose(_pair: Comparison, one: Traits, other: Traits) -> bool:
    return one.opposing and other.opposing


def _much_alike(pair: Comparison, _one: Traits, _other: Traits) -> bool:
    return pair.topic >= pair.settings.agree_similarity


_NEEDED: Mapping[Judge, Callable[[Comparison, Traits, Traits], bool]] = {
    denial: _one_denies,
    same_quotation: _words_shared,
    quotation_variant: _words_shared_or_retold,
    unconfirmed: _one_is_open,
    quantity: _both_count,
    date: _both_dated,
    negation: _one_negates,
    antonym: _both_oppose,
    modality: _much_alike,
}
