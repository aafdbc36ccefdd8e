"""Whether two values can both be true of one thing: rounding, bounds, shares in words."""

import math
from typing import Literal

from ..model import Quantity

Fit = Literal["same", "rounded", "bounds", "different"]

_NEAR = 0.06
"""Relative difference within which a round number may stand for an exact one."""


def fit(one: Quantity, other: Quantity) -> Fit:
    """Whether both values can be true of one thing."""
    a, b = _interval(one), _interval(other)
    if one.unit != other.unit:
        a, b = _as_percent(one, a), _as_percent(other, b)
    elif all(math.isclose(x, y, rel_tol=1e-9) for x, y in zip(a, b, strict=True)):
        return "same"
    elif one.bound == other.bound == "exact" and not (_worded_share(one) or _worded_share(other)):
        return "rounded" if _rounded(a[0], b[0]) else "different"
    return "bounds" if max(a[0], b[0]) <= min(a[1], b[1]) else "different"


def _as_percent(quantity: Quantity, interval: tuple[float, float]) -> tuple[float, float]:
    if quantity.unit == "percent":
        return interval
    # Two thirds are 66.7 percent; nobody who says "two thirds" means 66.67.
    return interval[0] * 100 - 1, interval[1] * 100 + 1


def _interval(quantity: Quantity) -> tuple[float, float]:
    """Values that the speaker can mean; "over 100" is hardly said of more than twice as many."""
    value, high = quantity.value, quantity.high
    spread = abs(value)
    if quantity.bound == "exact" and _worded_share(quantity):
        return value - 1.5, value + 1.5
    if quantity.bound == "about":
        return value - 0.1 * spread, (high if high is not None else value) + 0.1 * spread
    if quantity.bound in ("at_least", "more_than"):
        return value, value + spread
    if quantity.bound in ("at_most", "less_than"):
        return value - 0.5 * spread, value
    return value, high if high is not None else value


def _worded_share(quantity: Quantity) -> bool:
    """Whether a share is given as "a third": nobody who says so means 33.33 percent."""
    digits = any(letter.isdigit() for letter in quantity.text)
    return quantity.unit == "percent" and not digits and "cent" not in quantity.text


def _rounded(one: float, other: float) -> bool:
    """Whether the rounder of two numbers is the other, rounded; 20 is a count, not 21 rounded."""
    steps = [_step(one), _step(other)]
    if max(abs(one), abs(other)) < 100:
        steps = [min(step, 1.0) for step in steps]
    if steps[0] == steps[1]:
        return False
    rounder, exact = (one, other) if steps[0] > steps[1] else (other, one)
    gap = abs(rounder - exact)
    return gap <= max(steps) / 2 and (max(steps) <= 1 or gap <= _NEAR * abs(exact))


def _step(value: float) -> float:
    """Place value of the last digit that is not zero: 10 for 70, 0.1 for 68.3."""
    text = f"{abs(value):.6f}".rstrip("0")
    whole, _, fraction = text.partition(".")
    if fraction:
        return 10.0 ** -len(fraction)
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else 1.0
