"""Figures, dates and days in a form that one cell can hold."""

import pytest

from sinorus_claims.model import DateMention, Quantity, TextSpan
from sinorus_claims.reports.tables import cells


@pytest.mark.parametrize(
    ("quantity", "cell"),
    [
        (Quantity(TextSpan(0, 1), "70%", 70.0, None, "percent", "freight"),
         "70% (=70 percent, freight)"),
        (Quantity(TextSpan(0, 1), "at least 2.5 km", 2.5, None, "km", None, "at_least"),
         "at least 2.5 km (≥2.5)"),
        (Quantity(TextSpan(0, 1), "two to three days", 2.0, 3.0, "day", None, "range"),
         "two to three days (2–3)"),
        (Quantity(TextSpan(0, 1), "a sextillion", 1e21), "a sextillion (=1000000000000000000000)"),
        (Quantity(TextSpan(0, 1), "-5", -5.0), "-5"),
        (Quantity(TextSpan(0, 1), "300 people", 300.0, None, None, "people"), "300 people"),
        (Quantity(TextSpan(0, 1), "a third", 100 / 3, None, "percent"),
         "a third (=33.3333 percent)"),
        (Quantity(TextSpan(0, 1), "a trace", 0.00001), "a trace (=1e-05)"),
        (Quantity(TextSpan(0, 1), "about 300", 300.0, None, None, "people", "about"),
         "about 300 (≈300 people)"),
        (Quantity(TextSpan(0, 1), "endless", float("inf")), "endless (=inf)"),
    ],
)  # fmt: skip
def test_quantities_in_one_cell(quantity: Quantity, cell: str) -> None:
    assert cells.quantity(quantity) == cell


@pytest.mark.parametrize(
    ("start", "end", "cell"),
    [
        ("2031-05-02", "2031-05-02", "Friday (2031-05-02)"),
        ("2031-05-01", "2031-05-31", "Friday (2031-05-01/2031-05-31)"),
        (None, None, "Friday"),
    ],
)
def test_dates_in_one_cell(start: str | None, end: str | None, cell: str) -> None:
    assert cells.mentioned_date(DateMention(TextSpan(0, 1), "Friday", start, end)) == cell


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2031-05-02T23:00:00+14:00", "2031-05-02"),
        ("2031-05", None),
        ("2031-13-40", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_publication(published: str | None, day: str | None) -> None:
    assert cells.day(published) == day
