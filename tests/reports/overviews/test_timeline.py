"""Statements over time."""

from dataclasses import replace

from sinorus_claims.model import Analysis
from sinorus_claims.reports.contents import Contents
from sinorus_claims.reports.overviews import Timeline, drawn_lanes, timeline
from sinorus_claims.reports.overviews.labels import fitted

from ..conftest import nothing
from .conftest import worked_out


def drawn(report: Contents) -> Timeline:
    view = timeline(report)
    assert view is not None
    return view


def test_every_claim_has_one_mark(ferry: Contents) -> None:
    marks = drawn(ferry).listed
    assert sorted(claim for mark in marks for claim in mark.claims) == sorted(ferry.claims)


def test_marks_stand_apart_inside_the_drawing(ferry: Contents) -> None:
    view = drawn(ferry)
    places = [(mark.x, mark.y) for mark in view.listed]
    assert len(set(places)) == len(places)
    for lane in view.lanes:
        for mark in lane.marks:
            assert lane.y <= mark.y - mark.r <= mark.y + mark.r <= lane.y + lane.height
            assert 0 <= mark.x - mark.r <= mark.x + mark.r <= view.width


def test_later_stands_further_right(ferry: Contents) -> None:
    marks = drawn(ferry).listed
    assert [mark.when for mark in marks] == sorted(mark.when for mark in marks)


def test_conflicts_and_threads_have_lines(ferry: Contents) -> None:
    view = drawn(ferry)
    assert len(view.conflicts) == 2
    assert len(view.threads) == 1
    assert "Ada Lund on freight, ferry" in view.threads[0].title
    opposed = {claim for mark in view.listed if mark.opposed for claim in mark.claims}
    assert opposed == {"c1", "c4", "c5", "c6", "c9"}


def test_claims_without_a_date_stand_before_the_axis(sample: Analysis) -> None:
    articles = [replace(a, published=None) if a.id == "radio" else a for a in sample.articles]
    view = drawn(worked_out(replace(sample, articles=tuple(articles))))
    undated = [mark for mark in view.listed if mark.when == "no date"]
    assert {claim for mark in undated for claim in mark.claims} == {"c9", "c10", "c11", "c12"}
    assert view.undated is not None
    assert all(mark.x < view.left for mark in undated)


def test_many_claims_share_marks(ferry: Contents, monkeypatch: object) -> None:
    monkeypatch.setattr(drawn_lanes, "SINGLY", 3)  # type: ignore[attr-defined]
    view = drawn(ferry)
    lane = next(lane for lane in view.lanes if lane.name == "Ada Lund")
    assert [len(mark.claims) for mark in lane.marks] == [1, 2]
    assert sum(len(mark.claims) for mark in view.listed) == len(ferry.claims)


def test_no_dates_no_timeline(sample: Analysis) -> None:
    articles = tuple(replace(a, published=None) for a in sample.articles)
    assert timeline(worked_out(replace(sample, articles=articles))) is None
    assert timeline(worked_out(nothing())) is None


def test_names_are_cut_to_their_width() -> None:
    assert fitted("Ada Lund", 20) == "Ada Lund"
    assert fitted("Ada Lund of the harbour board", 10) == "Ada Lund…"
    assert fitted("東京新聞社説", 7) == "東京新…"
    assert fitted("a\u202eb\nc", 20) == "a<U+202E>b c"
