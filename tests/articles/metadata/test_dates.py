import pytest

from sinorus_claims.articles.metadata.dates import day_in_url, find_date, iso_date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04T08:00:00Z", "2026-05-04T08:00:00+00:00"),
        ("2026-05-04T08:00:00+0530", "2026-05-04T08:00:00+05:30"),
        ("Mon, 04 May 2026 08:00:00 GMT", "2026-05-04T08:00:00+00:00"),
        ("20260504T080000Z", "2026-05-04T08:00:00+00:00"),
        ("May 4, 2026", "2026-05-04"),
        ("2026/5/4", "2026-05-04"),
        ("25/05/2026", "2026-05-25"),
        ("04/05/2026", None),
        ("2 hours ago", None),
        ("May 2026", None),
        ("2026-13-40", None),
        ("4 May 2026 " * 20, None),
        ("", None),
    ],
)
def test_iso_date(text, found):
    assert iso_date(text) == found


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2026/05/04/ferry", "2026-05-04"),
        ("https://a.example/2026-05-04-ferry.html", "2026-05-04"),
        ("https://a.example/2026/may/04/ferry", "2026-05-04"),
        ("https://a.example/20260504/ferry", "2026-05-04"),
        ("https://a.example/2026/05/ferry", None),
        ("https://a.example/2026/99/04/ferry", None),
        ("https://a.example/2026/abc/04/ferry", None),
        ("https://a.example/id/20260504123456", None),
    ],
)
def test_day_in_url(url, day):
    assert day_in_url(url) == day


def test_the_first_complete_date_of_a_line():
    assert find_date("Published 4 May 2026, updated 6 May 2026") == "2026-05-04"
    assert find_date("The year 2026 in numbers") is None


def test_with_dots_the_day_stands_first_and_with_slashes_nobody_knows():
    assert iso_date("12.03.2026") == "2026-03-12"
    assert iso_date("12/03/2026") is None
    assert iso_date("11.14.2026") == iso_date("14.11.2026") == "2026-11-14"
