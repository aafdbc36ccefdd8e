"""Being stopped from outside: by Ctrl-C, by a request to end, by a terminal that was closed."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

# Looked up by name: Windows has no SIGHUP.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_SIGNALS = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
_SHOW_CURSOR = b"\x1b[?25h"


class Standing:
    """How far the articles of this command are; read when it is stopped."""

    done, total = 0, 0

    def note(self, stage: str, done: int, total: int | None) -> None:
        """Told what a progress bar is told."""
        if stage == "extracting" and total:
            self.done, self.total = done, total


standing = Standing()


@contextmanager
def stoppable() -> Iterator[None]:
    """A signal ends the block as an exception does, so that what was begun is put in order.

    The exit code is 128 and the signal's number. A second Ctrl-C ends the process at once; what it
    leaves is swept by the next run. A signal that whoever started us ignores stays ignored.
    """
    stopped: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        if not stopped:
            stopped.append(number)
            raise SystemExit(128 + number)
        if number == signal.SIGINT:
            if sys.stderr.isatty():
                os.write(2, _SHOW_CURSOR)
            os._exit(128 + number)

    standing.done = standing.total = 0
    with _handled(stop):
        try:
            yield
        except SystemExit as leaving:
            if stopped:
                _tell(kept=bool(getattr(leaving, "__notes__", ())))
            raise


@contextmanager
def _handled(stop: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    """Our handler for all signals; afterwards those that were there."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    heard = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    try:
        for number in heard:
            signal.signal(number, stop)
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number] or signal.SIG_DFL)


def _tell(*, kept: bool) -> None:
    """One line on how to resume; a terminal that is gone is told nothing."""
    from ..reports.wording import counted
    from .console import say

    line = "stopped"
    if kept:
        line = "stopped: run the same command again, and it goes on from what is kept"
        if standing.total:
            line += f": {standing.done:,} of {counted(standing.total, 'article')}"
    with suppress(OSError):
        say(line, "yellow")
