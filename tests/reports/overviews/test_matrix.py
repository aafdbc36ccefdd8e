"""Outlets against groups."""

from dataclasses import replace

import pytest

from sinorus_claims.model import Analysis
from sinorus_claims.reports.contents import Contents
from sinorus_claims.reports.overviews import Matrix, matrix
from sinorus_claims.reports.overviews.cells import Cell

from ..conftest import nothing
from .conftest import worked_out


def cell(view: Matrix, group: str, outlet: str) -> Cell | None:
    row = next(row for row in view.rows if row.group == group)
    return row.cells[[column.outlet for column in view.columns].index(outlet)]


def state(view: Matrix, group: str, outlet: str) -> str:
    found = cell(view, group, outlet)
    return found.state if found else "silent"


@pytest.mark.parametrize(
    ("group", "post", "times", "radio"),
    [
        ("g1", "asserts", "differs", "silent"),
        ("g2", "asserts", "silent", "denies"),
        ("g3", "asserts", "silent", "asserts"),
        ("g4", "asserts", "asserts", "silent"),
        ("g5", "silent", "differs", "asserts"),
    ],
)
def test_what_each_outlet_does(
    ferry: Contents, group: str, post: str, times: str, radio: str
) -> None:
    view = matrix(ferry)
    found = [state(view, group, o) for o in ("Osterby Post", "Quay Times", "Skerry Radio")]
    assert found == [post, times, radio]


def test_reprints_count_for_their_origin(ferry: Contents) -> None:
    view = matrix(ferry)
    assert "Isle Today" not in [column.outlet for column in view.columns]
    post = next(column for column in view.columns if column.outlet == "Osterby Post")
    assert post.reprints == ("Isle Today",)
    found = cell(view, "g1", "Osterby Post")
    assert found is not None
    assert found.claims == ("c1", "c5")
    assert "in Isle Today" in found.detail


def test_one_sided_coverage_stands_out(ferry: Contents) -> None:
    view = matrix(ferry)
    conflict = next(row for row in view.rows if row.group == "g1")
    assert conflict.split
    assert all(found.one_sided for found in conflict.cells if found)
    agreed = cell(view, "g3", "Skerry Radio")
    assert agreed is not None
    assert not agreed.one_sided
    times = next(column for column in view.columns if column.outlet == "Quay Times")
    assert (times.one_sided, times.conflicts) == (1, 1)


def test_an_outlet_on_both_sides(sample: Analysis) -> None:
    articles = [
        replace(a, outlet="Osterby Post") if a.id == "times" else a for a in sample.articles
    ]
    view = matrix(worked_out(replace(sample, articles=tuple(articles))))
    found = cell(view, "g1", "Osterby Post")
    assert found is not None
    assert (found.state, found.one_sided) == ("both", False)
    assert not next(row for row in view.rows if row.group == "g1").split


def test_keys_name_figures_and_speakers(ferry: Contents) -> None:
    rows = {row.group: row for row in matrix(ferry).rows}
    assert [(k.sign, k.label) for k in rows["g1"].keys] == [("+", "70%"), ("≠", "60%")]
    assert [(k.sign, k.state) for k in rows["g2"].keys] == [("+", "asserts"), ("−", "denies")]
    assert rows["g5"].label == "The repair has cost 5 million crowns so far"


def test_conflicts_come_first_and_columns_by_groups(ferry: Contents) -> None:
    view = matrix(ferry)
    assert [row.verdict for row in view.rows][:2] == ["conflict", "conflict"]
    carried = [column.groups for column in view.columns]
    assert carried == sorted(carried, reverse=True)


def test_what_is_left_out_is_said(ferry: Contents) -> None:
    view = matrix(ferry, rows=2, columns=1)
    assert (len(view.rows), len(view.columns)) == (2, 1)
    assert (view.rows_left_out, view.columns_left_out) == (3, 2)
    assert len(view.notes) == 2


def test_as_text(ferry: Contents) -> None:
    head, rows = matrix(ferry, rows=1).text()
    assert head == ("Claim", "Osterby Post + Isle Today", "Quay Times")
    assert rows[0][1:] == ("asserts", "differs")


def test_nothing_to_show() -> None:
    view = matrix(worked_out(nothing()))
    assert (view.rows, view.columns, view.notes) == ((), (), ())
