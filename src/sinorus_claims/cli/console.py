"""What people see in the terminal: progress and messages on stderr, results on stdout.

Text of others passes through `safe`: control characters are shown, markup is not interpreted.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ..reports.escaping import one_line, visible
from .stopping import standing

if TYPE_CHECKING:  # the pipeline imports spaCy: `--help` would wait for it
    from ..pipeline import Progress as Report

messages = Console(stderr=True, highlight=False, emoji=False, markup=False)
results = Console(highlight=False, emoji=False, markup=False)

# `visible` takes them for white space; a terminal goes back to the start of the line.
_TURNS = str.maketrans({"\r": "<0D>", "\u2028": "<U+2028>", "\u2029": "<U+2029>"})


def safe(text: object, style: str = "") -> Text:
    """Text of others as one line, with control and direction characters made visible."""
    return Text(one_line(str(text)), style=style)


def inert(text: str) -> str:
    """Text of many lines, white space kept, in which nothing acts on the terminal."""
    return visible(text).translate(_TURNS)


def say(text: str, style: str = "") -> None:
    """A line on stderr."""
    messages.print(Text(text, style=style), soft_wrap=True)


def print_line(line: Text) -> None:
    """A line on stdout, of any length: a terminal wraps it, a program reads it whole."""
    results.print(line, soft_wrap=True)


def print_paragraph(text: Text) -> None:
    """Running text on stdout, set in the width of a terminal; one line in a pipe."""
    results.print(text, soft_wrap=not results.is_terminal)


def print_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Names and values of others, under each other on stdout; a line each in a pipe."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in fields:
        if results.is_terminal:
            table.add_row(name, safe(value))
        else:
            print_line(Text(f"{name}: ") + safe(value))
    if results.is_terminal:
        results.print(table)


def write_line(text: str) -> None:
    """A line of data on stdout: as it is for a program, with hidden characters shown on a terminal.

    A control character or a turn of direction in an article's title would act on the terminal.
    """
    write_pieces((text, "\n"))


def write_pieces(pieces: Iterable[str]) -> None:
    """The same for data of many lines that come in pieces."""
    shown = (inert(piece) for piece in pieces) if sys.stdout.isatty() else pieces
    sys.stdout.writelines(shown)


def styled() -> bool:
    """Whether marks on stdout can be colours and bold; else they must be signs."""
    return results.is_terminal and not results.no_color and results.color_system is not None


class _Formatter(logging.Formatter):
    """Log lines name files and quote articles: nothing in them acts on the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return inert(super().format(record))


def set_verbosity(verbose: int, *, quiet: bool) -> None:
    """-q: errors only; default: warnings; -v: what is done; -vv: everything."""
    level = logging.ERROR if quiet else (logging.WARNING, logging.INFO)[min(verbose, 1)]
    if verbose > 1:
        level = logging.DEBUG
    messages.quiet = quiet
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("%(levelname)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
    logging.captureWarnings(True)
    logging.getLogger("sinorus_claims").setLevel(level)


def print_traceback(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """For an error that nobody expected: Python's own words, with nothing in them that acts."""
    sys.stderr.write(inert("".join(traceback.format_exception(kind, error, trace))))


@contextmanager
def progress_bars(*, shown: bool) -> Iterator[Report]:
    """A callback that draws one bar a stage; it draws nothing where stderr is no terminal."""
    if not shown or not messages.is_terminal:
        yield standing.note
        return
    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=messages, transient=True) as bars:
        tasks = {}

        def report(stage: str, done: int, total: int | None) -> None:
            standing.note(stage, done, total)
            if stage not in tasks:
                tasks[stage] = bars.add_task(one_line(stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report
