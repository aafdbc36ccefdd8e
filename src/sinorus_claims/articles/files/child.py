"""Readers of risky formats, in a child process with limits of time and memory.

One small PDF can inflate to gigabytes, one page can keep a parser busy for hours. Such a file costs
its own line in the report, never the run. The child is started anew only after it died; it is a
plain `python -m`, so that it works in notebooks and never imports the user's main module.
"""

import os
import pickle
import subprocess
import sys
import threading
from typing import Any, BinaryIO

from ...config import ArticleSettings
from ...errors import ReadError
from ...work.child import environment
from ...work.closing import Closing
from ...work.limits import die_with_parent, limit_memory
from ..raw import BadRecord, RawArticle
from .formats import reader_of

# A child that dies without having reached a limit may have been killed from outside.
_TRIES = 2
Job = tuple[str, str, bytes, ArticleSettings]


class Child(Closing):
    """Runs readers in a process of its own, one file at a time; a context manager."""

    def __init__(self, settings: ArticleSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()

    def read(self, format: str, name: str, data: bytes) -> list[RawArticle | BadRecord]:
        """What the reader of `format` makes of the file.

        Raises `ReadError`: what the reader raised, or `time_limit`, `memory_limit`, `crashed`.
        """
        for _ in range(_TRIES):
            outcome = self._ask((format, name, data, self._settings))
            if outcome is not None:
                break
        else:
            raise ReadError("crashed", f"its reader died {_TRIES} times")
        if isinstance(outcome, ReadError):
            raise outcome
        return outcome

    def _ask(self, job: Job) -> list[RawArticle | BadRecord] | ReadError | None:
        process = self._process or self._start()
        seconds = self._settings.max_seconds
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            _send(process.stdin, job)
            kind, value = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.close()
            detail = f"over {seconds:g} s (articles.max_seconds)"
            return ReadError("time_limit", detail) if late.is_set() else None
        finally:
            timer.cancel()
        return list(value) if kind == "records" else ReadError(*value)

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, str(self._settings.max_memory_mb)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment(), start_new_session=os.name == "posix",
        )  # fmt: skip
        return self._process


def _send(pipe: Any, value: object) -> None:
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _receive(pipe: Any) -> tuple[str, Any]:
    # Both ends of the pipe are ours: what is unpickled is what our own child wrote.
    answer: tuple[str, Any] = pickle.load(pipe)  # noqa: S301
    return answer


def serve(inbox: BinaryIO, outbox: BinaryIO) -> None:
    """Answer jobs until the other end closes."""
    while True:
        try:
            job: Job = pickle.load(inbox)  # noqa: S301 - see `_receive`
        except EOFError:
            return
        _send(outbox, _outcome(job))


def _outcome(job: Job) -> tuple[str, Any]:
    format, name, data, settings = job
    try:
        return "records", list(reader_of(format)(name, data, settings))
    except ReadError as error:
        return "error", (error.code, error.detail)
    except MemoryError:
        limit = f"over {settings.max_memory_mb:g} MB (articles.max_memory_mb)"
        return "error", ("memory_limit", limit)
    except RecursionError:
        return "error", ("too_deep", "nested deeper than its parser can follow")
    except Exception as error:  # a library's fault in one file must not cost the others
        return "error", ("reader_failed", f"{type(error).__name__}: {error}"[:200])


def main() -> None:
    """The child's own program: jobs on standard input, answers on standard output."""
    # Whoever reads here may be a worker that is killed while a file keeps us busy.
    die_with_parent()
    limit_memory(float(sys.argv[1]))
    with os.fdopen(os.dup(1), "wb") as outbox:
        os.dup2(2, 1)  # what libraries print must not stand between the answers
        serve(sys.stdin.buffer, outbox)


if __name__ == "__main__":
    main()
