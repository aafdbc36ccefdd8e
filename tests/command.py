"""Call the command line as a shell would, within this process: the language model loads once."""

import contextlib
import io
import logging
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sinorus_claims.cli import main

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class _Stream(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "utf-8", errors="surrogateescape", newline="")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8", "surrogateescape")  # type: ignore[attr-defined]


def call(*args: str, stdin: bytes = b"", cwd: Path | None = None) -> Result:
    """Run `sinorus-claims ARGS`; nothing is raised, whatever the exit code."""
    return call_list(args, stdin=stdin, cwd=cwd)


def call_list(args: Sequence[str], *, stdin: bytes = b"", cwd: Path | None = None) -> Result:
    """The same for a list."""
    out, err = _Stream(), _Stream()
    code: object = 0
    handler, logger = signal.getsignal(signal.SIGTERM), logging.getLogger("sinorus_claims")
    level = logger.level
    with (
        mock.patch.object(sys, "argv", ["sinorus-claims", *args]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
        contextlib.chdir(cwd or ROOT),
    ):
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
        finally:
            signal.signal(signal.SIGTERM, handler)
            logger.setLevel(level)
    return Result(code if isinstance(code, int) else int(code is not None), out.text(), err.text())
