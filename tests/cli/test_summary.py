"""What `run` says at its end, in a pipe and on terminals of two widths."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from rich.cells import cell_len
from rich.console import Console

from sinorus_claims.cli import console, summary
from sinorus_claims.model import Analysis, Correction, Skipped

from ..reports.conftest import alone, build, nothing

OUT = (Path("out/report.html"), Path("out/claims.json"))


@contextmanager
def streams(width: int | None) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """stderr and stdout: terminals of that width, or pipes."""
    pair = io.StringIO(), io.StringIO()
    made = [
        Console(file=file, width=width or 80, force_terminal=bool(width), color_system=None,
                highlight=False, emoji=False, markup=False)
        for file in pair
    ]  # fmt: skip
    with (
        mock.patch.object(console, "messages", made[0]),
        mock.patch.object(summary, "messages", made[0]),
        mock.patch.object(console, "results", made[1]),
    ):
        yield pair


def printed(analysis: Analysis, width: int | None = None) -> tuple[list[str], list[str]]:
    with streams(width) as (err, out):
        summary.print_summary(analysis, OUT)
    return err.getvalue().splitlines(), out.getvalue().splitlines()


def test_a_pipe_gets_a_line_for_each_thing() -> None:
    messages, results = printed(build())
    assert messages == [
        "articles           4  4 outlets, 1 reprint counted with the original, "
        "2031-05-02 to 2031-05-04",
        "claims            12  10 indirect, 2 direct",
        "groups             5  2 in conflict, 1 corroborated independently, "
        "2 in several outlets, uncorroborated",
        "not read           1  empty",
        "",
        "strongest conflicts (2):",
        "0.90 quantity: The new ferry will carry 70% of the island's freight by autumn – “70%” "
        "against “60%”: Ada Lund in Osterby Post and 1 more against Quay Times  g1",
        "0.80 denial: The company plans to close the night service – stated by the Pilots' Guild "
        "(Osterby Post), denied by The ferry company (Skerry Radio)  g2",
        "",
        "not read: ferry/empty.txt: empty (0 bytes)",
        "next: open out/report.html in a browser",
        "next: sinorus-claims show g1",
    ]
    assert results == ["out/report.html", "out/claims.json"]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    sample = build()
    titles = ["船" * 60, "e\u0301" * 90, "👩‍🚀" * 40, "word " * 40]
    articles = tuple(
        replace(article, outlet=title)
        for article, title in zip(sample.articles, titles, strict=True)
    )
    claims = tuple(replace(c, outlet=titles[n % 4]) for n, c in enumerate(sample.claims))
    messages, _ = printed(replace(sample, articles=articles, claims=claims), width)
    table = messages[: messages.index("")]
    start = next(n for n, line in enumerate(messages) if line.startswith("strongest")) + 1
    conflicts = messages[start : messages.index("", start)]
    assert table
    assert len(conflicts) > 2
    assert [line for line in (*table, *conflicts) if cell_len(line) > width] == []


def test_the_three_strongest_are_shown_one_of_each_group_first() -> None:
    sample = build()
    groups = tuple(
        replace(sample.groups[0], id=f"g1{n}", judgements=tuple(
            replace(j, score=0.9 - n / 100) for j in sample.groups[0].judgements[:1]))
        for n in range(5)
    )  # fmt: skip
    messages, _ = printed(replace(sample, groups=groups))
    start = messages.index("strongest conflicts (3 of 5):") + 1
    assert [line.split()[-1] for line in messages[start : start + 3]] == ["g10", "g11", "g12"]


def test_a_guessed_date_is_no_bound() -> None:
    sample = build()
    guessed = tuple(
        replace(a, origins={"published": "file name (guessed)"}) if a.id == "radio" else a
        for a in sample.articles
    )
    messages, _ = printed(replace(sample, articles=guessed))
    assert messages[0].endswith("2031-05-02 to 2031-05-03, 1 without a sure date")


def test_many_unread_files_are_counted_by_reason() -> None:
    skipped = tuple(Skipped(f"f/{n:02}.txt", "empty" if n % 3 else "too_large") for n in range(30))
    messages, _ = printed(replace(build(), skipped=skipped))
    assert "not read          30  20 empty, 10 too_large" in messages
    assert sum(line.startswith("not read: f/") for line in messages) == 10
    assert "not read: 20 more, listed in the report" in messages


def test_corrections_are_counted_and_those_that_missed_named() -> None:
    done = Correction("drop", ("c1",), "c.yaml:1", claims=("c1",))
    missed = Correction("drop", ("zz",), "c.yaml:2", applied=False, outcome="no such claim: zz")
    messages, _ = printed(replace(build(), corrections=(done, missed)))
    assert "corrections        2  1 applied, 1 not" in messages
    assert "not applied: c.yaml:2: no such claim: zz" in messages


def test_little_is_said_of_little() -> None:
    messages, results = printed(alone("The gate is shut."))
    assert "nothing to compare: fewer than two articles could be read" in messages
    assert not any(line.startswith(("strongest", "next: sinorus-claims")) for line in messages)
    assert results == [str(path) for path in OUT]
    assert printed(nothing())[0][0] == "articles           0"


def test_the_hint_can_be_pasted() -> None:
    with streams(None) as (err, _):
        summary.print_summary(build(), (Path("my out/claims.json"),))
    assert err.getvalue().splitlines()[-1] == ("next: sinorus-claims show g1 'my out/claims.json'")
