"""Time axes with silences cut out."""

import itertools
from datetime import date, timedelta

import pytest

from sinorus_claims.reports.overviews.axis import moment, number_of, time_axis, written
from sinorus_claims.reports.overviews.ticks import ticks


def days(*dates: str) -> list[int]:
    return [number_of(date.fromisoformat(d)) for d in dates]


def test_ten_years_between_two_articles_do_not_squeeze_the_rest() -> None:
    numbers = days("2020-03-01", "2020-03-02", "2020-03-04", "2030-03-04")
    axis = time_axis(numbers, "day", 0, 800)
    assert [cut.length for cut in axis.cuts] == ["10 years"]
    assert axis.x(numbers[1]) - axis.x(numbers[0]) > 100
    assert axis.right == pytest.approx(800)


def test_a_month_day_by_day_has_one_scale() -> None:
    first = date(2031, 5, 1)
    numbers = [number_of(first + timedelta(days=n)) for n in range(31)]
    axis = time_axis(numbers, "day", 0, 800)
    assert axis.cuts == ()
    steps = {round(axis.x(n + 1) - axis.x(n), 6) for n in numbers[:-1]}
    assert len(steps) == 1


@pytest.mark.parametrize("gap", [1, 3, 40, 400, 4000])
def test_later_is_never_further_left(gap: int) -> None:
    numbers = [1000 + gap * n + n % 3 for n in range(60)]
    axis = time_axis(numbers, "day", 0, 800)
    places = [axis.x(n) for n in range(min(numbers), max(numbers) + 1, max(1, gap // 7))]
    assert places == sorted(places)
    assert axis.right <= 800.001


@pytest.mark.parametrize("length", [1, 5, 60, 700, 9000, 400_000])
def test_labels_do_not_touch(length: int) -> None:
    found = ticks(time_axis([730_000, 730_000 + length // 2, 730_000 + length], "day", 0, 800))
    gaps = [b.x - a.x for a, b in itertools.pairwise(found)]
    assert found
    assert all(gap >= 70 for gap in gaps)


@pytest.mark.parametrize(
    ("published", "day", "hour"),
    [
        ("2031-05-02", "2031-05-02", None),
        ("2031-05-02T23:30:00-04:00", "2031-05-02", "2031-05-03 03:00"),
        ("2031-05-02T08:00:00", "2031-05-02", "2031-05-02 08:00"),
        ("2031-05-02Tsoon", "2031-05-02", None),
    ],
)
def test_moments(published: str, day: str, hour: str | None) -> None:
    found = moment(published)
    assert found is not None
    assert written(found.day, "day") == day
    assert (None if found.hour is None else written(found.hour, "hour")) == hour


@pytest.mark.parametrize("published", [None, "", "May 2031", "2031-02-30"])
def test_no_moment(published: str | None) -> None:
    assert moment(published) is None
