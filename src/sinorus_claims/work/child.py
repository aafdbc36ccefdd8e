"""One worker process, as its engine sees it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..config import WorkSettings
from ..errors import PipelineError
from . import worker
from .contract import Lost
from .messages import FAULT, ITEM, MEMORY, STAGE, error_of, receive, send

_START_UP = 600.0
"""Seconds in which a worker has to load what a stage needs, on the busiest machine."""
_LONGEST = 1_000_000.0
"""Seconds that every system can wait for; a longer limit is none."""
_NUMERIC = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR", "VECLIB_MAXIMUM", "RAYON")


class Call(NamedTuple):
    """A stage function and what it is told with every item."""

    function: str
    context: bytes


class DiedError(Exception):
    """The process ended without an answer; the message says how."""


class Child:
    """The life of one process, from its first item until it dies or is closed.

    One thread asks; any may `stop` it meanwhile.
    """

    def __init__(self, settings: WorkSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._call: Call | None = None
        self.answered = 0
        """Items that it has answered."""
        self.spent = False
        """Whether it is to be replaced: dead, of age, or once out of memory."""

    def prepare(self, call: Call) -> None:
        """Start it, and have it load what the stage needs, unless it has.

        Raises `DiedError`, and as `ask`.
        """
        if self._process is None:
            self._start()
        if self._call != call:
            self._call = None
            stage = call.function.encode() + b"\0" + call.context
            try:
                kind, _ = self._exchange(call.function, STAGE, stage, _START_UP)
            except TimeoutError:
                raise PipelineError(f"a worker did not start within {_START_UP:g} s") from None
            if kind == MEMORY:
                raise PipelineError(f"a worker cannot start: {self._memory()}")
            self._call = call

    def ask(self, call: Call, item: bytes) -> bytes | Lost:
        """What the stage makes of the item.

        Raises `DiedError`; `PipelineError` with the traceback of what the function raised, or
        what it raised if that is a `ClaimsError`.
        """
        self.prepare(call)
        seconds = self._settings.max_seconds
        try:
            kind, payload = self._exchange(call.function, ITEM, item, seconds)
        except TimeoutError:
            return Lost("time_limit", f"over {seconds:g} s (work.max_seconds)")
        self.answered += 1
        with self._lock:  # who stops it while the answer comes in has killed it all the same
            aged = kind == MEMORY or self.answered >= self._settings.recycle
            self.spent = self._stopped or aged
        return Lost("memory_limit", self._memory()) if kind == MEMORY else payload

    def _memory(self) -> str:
        return f"over {self._settings.max_memory_mb:g} MB (work.max_memory_mb)"

    def stop(self) -> None:
        """Kill the process, and let none start."""
        with self._lock:
            self._stopped = self.spent = True
            if self._process is not None:
                _kill(self._process)

    def close(self) -> str:
        """End it and clean up; how it ended."""
        self.stop()
        process = self._process
        if process is None:
            return "not started"
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not sent yet
                pipe.close()  # type: ignore[union-attr]
        code = process.wait()
        with self._lock:
            self._process = None
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def _start(self) -> None:
        limits = (self._settings.max_memory_mb, min(_LONGEST, 60 + 2 * self._settings.max_seconds))
        with self._lock:
            if self._stopped:
                raise DiedError("stopped")
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", worker.__name__, *map(str, limits)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                    env=environment(), start_new_session=os.name == "posix",
                )  # fmt: skip
            except OSError as error:
                raise PipelineError(f"a worker cannot be started: {error}") from error

    def _exchange(
        self, function: str, kind: bytes, payload: bytes, seconds: float
    ) -> tuple[bytes, bytes]:
        process: Any = self._process
        with self._limit(seconds) as late:
            try:
                send(process.stdin, kind, payload)
                answer = receive(process.stdout)
            except (OSError, EOFError):
                ended = self.close()
                if late.is_set():
                    raise TimeoutError from None
                raise DiedError(ended) from None
        if answer[0] == FAULT:
            raise error_of(function, answer[1])
        return answer

    @contextmanager
    def _limit(self, seconds: float) -> Iterator[threading.Event]:
        """Stop the process when time is up; the event says so."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.stop()

        timer = threading.Timer(min(seconds, _LONGEST), stop)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()


def environment() -> dict[str, str]:
    """Every thread of a numeric library would reserve memory and contend with other workers.

    Modules are looked up where this process does, and in the current folder only if it does too.
    """
    threads = {f"{name}_NUM_THREADS": "1" for name in _NUMERIC}
    path = os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)
    return {**os.environ, **threads, "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": path}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With all that it has started itself, where there are process groups."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
