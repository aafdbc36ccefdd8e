"""Which values can both be true."""

import pytest

from sinorus_claims.groups.figure_fit import fit
from sinorus_claims.groups.quantities import comparable, head_likeness
from sinorus_claims.model import Quantity, TextSpan

NOWHERE = TextSpan(0, 1)


def value(
    number: float, bound: str = "exact", *, unit: str | None = None, head: str | None = None,
    high: float | None = None,
) -> Quantity:  # fmt: skip
    return Quantity(NOWHERE, str(number), number, high, unit, head, bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (value(12), value(12), "same"),
        (value(12), value(19), "different"),
        (value(20), value(21), "different"),
        (value(7_000_000), value(6_940_000), "rounded"),
        (value(7_000_000), value(13_000_000), "different"),
        (value(70, unit="percent"), value(70.4, unit="percent"), "rounded"),
        (value(70, unit="percent"), value(60, unit="percent"), "different"),
        (value(100, "more_than"), value(116), "bounds"),
        (value(100, "more_than"), value(90), "different"),
        (value(100, "more_than"), value(5000), "different"),
        (value(100, "at_most"), value(80), "bounds"),
        (value(100, "less_than"), value(120), "different"),
        (value(20, "about"), value(19), "bounds"),
        (value(20, "about"), value(31), "different"),
        (value(8, "range", high=10), value(9), "bounds"),
        (value(8, "range", high=10), value(8, "range", high=10), "same"),
        (value(2 / 3), value(67, unit="percent"), "bounds"),
        (value(2 / 3, "more_than"), value(70, unit="percent"), "bounds"),
        (value(2 / 3), value(40, unit="percent"), "different"),
        (value(0), value(0), "same"),
        (value(0), value(3), "different"),
    ],
)
def test_fit(left: Quantity, right: Quantity, expected: str) -> None:
    assert comparable(left, right)
    kinds = {fit(left, right), fit(right, left)}
    assert kinds == {expected}


def test_a_share_in_words_is_no_exact_figure() -> None:
    third = Quantity(NOWHERE, "a third", 100 / 3, None, "percent", None)
    assert fit(third, value(34, unit="percent")) == "bounds"
    assert fit(value(31, unit="percent"), third) == "different"


def test_units_must_agree() -> None:
    assert not comparable(value(5, unit="USD"), value(5, unit="km"))
    assert not comparable(value(5), value(5, unit="percent"))
    assert comparable(value(0.5), value(50, unit="percent"))


def test_nouns_counted_alike() -> None:
    assert head_likeness(value(1, head="ship"), value(2, head="ship")) == 1.0
    assert head_likeness(value(1, head="victim"), value(2, head="person")) == 0.7
    assert head_likeness(value(1, head="ship"), value(2, head="person")) == 0.0
    assert head_likeness(value(1), value(2, head="person")) == 0.5
