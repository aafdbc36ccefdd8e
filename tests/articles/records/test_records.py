"""Values of records, whatever their type."""

import pytest

from sinorus_claims.articles.records.records import moment_of


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1777888800, "2026-05-04T10:00:00+00:00"),
        (1777888800000, "2026-05-04T10:00:00+00:00"),
        ("1777888800", "2026-05-04T10:00:00+00:00"),
        ({"$date": "2026-05-04T10:00:00Z"}, "2026-05-04T10:00:00+00:00"),
        (12, None),
        (True, None),
        (None, None),
        ("9" * 20_000, None),
    ],
)
def test_dates_of_any_type(value, expected):
    assert moment_of(value) == expected
