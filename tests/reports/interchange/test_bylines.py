"""Bylines: a name is turned round only where it is surely a person's."""

import time

import pytest

from sinorus_claims.reports.interchange.bylines import authors


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Ada Lund", ["Lund, Ada"]),
        ("By Ada Lund and Jon Reff", ["Lund, Ada", "Reff, Jon"]),
        ("Ada M. Lund, J.R. Reff", ["Lund, Ada M.", "Reff, J.R."]),
        ("Ada van der Lund", ["van der Lund, Ada"]),
        ("Inès D'Aubry-Holm", ["D'Aubry-Holm, Inès"]),
    ],
)
def test_persons(byline: str, expected: list[str]) -> None:
    found = authors(byline)
    assert [f"{a.family}, {a.given}" for a in found] == expected
    assert all(a.person for a in found)


@pytest.mark.parametrize(
    "byline",
    ["Quay Times staff", "Wang Lund", "Lund", "Osterby News Desk", "AFP Osterby", "ada lund",
     "Ada Lund Jr.", "editor@post.example", "Ada Lund 2031", "Ада", "记者"],
)  # fmt: skip
def test_what_may_be_no_person_stays_as_it_is(byline: str) -> None:
    assert [(a.name, a.person) for a in authors(byline)] == [(byline, False)]


@pytest.mark.parametrize("byline", [None, "", "  ", " , and ", "by "])
def test_nobody(byline: str | None) -> None:
    assert not [a for a in authors(byline) if a.name != "by"]


def test_control_characters_are_shown() -> None:
    assert authors("Ada\x1b[31m\nLund")[0].name == "Ada<1B>[31m Lund"


def test_long_bylines_take_no_time() -> None:
    start = time.perf_counter()
    for byline in ("a" * 50_000 + "!", "A'" * 50_000, "and " * 20_000, "A " * 50_000):
        authors(byline)
    assert time.perf_counter() - start < 2
