"""Quantities and dates."""

import pytest

from sinorus_claims.claims.dates import dates
from sinorus_claims.claims.quantities import quantities

QUANTITIES = [
    ("It supplied over 70% of the machine tools.", (70, None, "percent", "tool", "more_than")),
    ("It costs about $3.5 billion.", (3.5e9, None, "USD", None, "about")),
    ("At least 43 boats were lost.", (43, None, None, "boat", "at_least")),
    ("Between 10 and 15 ships left.", (10, 15, None, "ship", "range")),
    ("The wall is 12 km long.", (12, None, "km", None, "exact")),
    ("Two thirds of the voters stayed away.", (200 / 3, None, "percent", "voter", "exact")),
    ("Up to 1,200 people were moved.", (1200, None, None, "people", "at_most")),
    ("It hired twenty-five workers.", (25, None, None, "worker", "exact")),
    ("Sixty five percent of voters came.", (65, None, "percent", "voter", "exact")),
    ("Two hundred and forty soldiers left.", (240, None, None, "soldier", "exact")),
    ("He counted about a dozen boats.", (12, None, None, "boat", "about")),
    ("He sold half a million tickets.", (500_000, None, None, "ticket", "about")),
    ("One in five voters stayed away.", (20, None, "percent", "voter", "exact")),
    ("The hall covers 400 square metres.", (400, None, "square m", None, "exact")),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_value_unit_head_and_bound(nlp, text, expected):
    doc = nlp(text)
    (found,) = quantities(doc, 0, len(doc), frozenset())
    value, high, unit, head, bound = expected
    assert found.value == pytest.approx(value)
    assert (found.high, found.unit, found.bound) == (high, unit, bound)
    if head is not None:
        assert found.head == head
    assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "The Tu-95 landed at 10 a.m. in 2023.",
        "He was born in 1987 and left in 2001.",
        "No one knows which one it was.",
        "They won 3-1 at home.",
        "Call 1-800-555-0199 for help.",
    ],
)
def test_years_times_and_names_are_no_quantities(nlp, text):
    doc = nlp(text)
    assert list(quantities(doc, 0, len(doc), frozenset())) == []


def test_a_change_and_a_score_are_two_figures(nlp):
    for text, values in (
        ("Rents rose from 10 to 15 percent.", [10, 15]),
        ("She won by 51 percent to 47 percent.", [51, 47]),
    ):
        doc = nlp(text)
        found = list(quantities(doc, 0, len(doc), frozenset()))
        assert [q.value for q in found] == values
        assert all(q.high is None for q in found)


DATES = [
    ("on March 30", "2022-06-01", "2022-03-30", "2022-03-30"),
    ("on 5 May 2021", None, "2021-05-05", "2021-05-05"),
    ("in the last quarter of 2023", None, "2023-10-01", "2023-12-31"),
    ("in May", "2024-07-06", "2024-05-01", "2024-05-31"),
    ("in October", "2026-02-15", "2025-10-01", "2025-10-31"),
    ("in May", "2026-02-15", "2026-05-01", "2026-05-31"),
    ("last month", "2024-07-06", "2024-06-01", "2024-06-30"),
    ("on Friday", "2024-07-06", "2024-07-05", "2024-07-05"),
    ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29"),
    ("in 2019", None, "2019-01-01", "2019-12-31"),
    ("next Friday", "2024-07-06", "2024-07-12", "2024-07-19"),
    ("coming Friday", "2024-07-06", "2024-07-12", "2024-07-12"),
    ("on Friday", None, None, None),
]


@pytest.mark.parametrize(("text", "published", "start", "end"), DATES)
def test_dates_keep_their_granularity(text, published, start, end):
    (found,) = dates(text, 0, len(text), published)
    assert (found.start, found.end) == (start, end)


def test_numbers_are_no_years():
    assert list(dates("It cost $2024 or 12,010 or 3.1999 marks.", 0, 40, None)) == []
