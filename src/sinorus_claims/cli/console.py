"""What people see in the terminal: progress and messages on stderr, results on stdout.

Text of others passes through `safe`: control characters are shown, markup is not interpreted.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from ..reports.escaping import one_line

if TYPE_CHECKING:  # the pipeline imports spaCy: `--help` would wait for it
    from ..pipeline import Progress as Report

messages = Console(stderr=True, highlight=False, emoji=False, markup=False)
results = Console(highlight=False, emoji=False, markup=False)


def safe(text: object, style: str = "") -> Text:
    """Text of others as one line, with control and direction characters made visible."""
    return Text(one_line(str(text)), style=style)


def say(text: str, style: str = "") -> None:
    """A line on stderr."""
    messages.print(Text(text, style=style), soft_wrap=True)


def write_line(text: str) -> None:
    """A line of data on stdout, as it is."""
    sys.stdout.write(text + "\n")


def set_verbosity(verbose: int, *, quiet: bool) -> None:
    """-q: errors only; default: warnings; -v: what is done; -vv: everything."""
    level = logging.ERROR if quiet else (logging.WARNING, logging.INFO)[min(verbose, 1)]
    if verbose > 1:
        level = logging.DEBUG
    messages.quiet = quiet
    logging.basicConfig(level=level, format="%(levelname)s: %(message)s", stream=sys.stderr)
    logging.getLogger("sinorus_claims").setLevel(level)


@contextmanager
def progress_bars(*, shown: bool) -> Iterator[Report]:
    """A callback that draws one bar a stage; it draws nothing where stderr is no terminal."""
    if not shown or not messages.is_terminal:
        yield lambda stage, done, total: None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=messages, transient=True) as bars:
        tasks = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report
