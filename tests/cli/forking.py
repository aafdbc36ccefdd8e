"""Processes that can be killed and closed and cost no start: a server forks one for each test.

The server has the language pipeline loaded and no threads; a child is a process of its own, which
leaves as any Python does, so that what the interpreter says at its end is seen too.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

SERVER = """
import gc, json, os, signal, sys
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
from sinorus_claims import pipeline
from sinorus_claims.cli import analysis, app, articles, config, main, show
from sinorus_claims.claims.language import load_language
from sinorus_claims.config import ClaimSettings
from sinorus_claims.reports import exporters, html, json as analysis_json, markdown
load_language(ClaimSettings())
gc.freeze()  # or each child would copy and collect all that we have loaded
print("ready", flush=True)
for line in iter(sys.stdin.readline, ""):
    asked = json.loads(line)
    child = os.fork()
    if not child:
        break
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
os.environ.update(asked["environment"])
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)  # whoever started the tests may ignore them
for number, name in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
    os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), number)
sys.argv = ["sinorus-claims", *asked["arguments"]]
exec(asked["before"])
main()
"""


@dataclass(slots=True)
class Child:
    """A command under way; `finish` before the next one is started."""

    pid: int
    answers: IO[str]
    out: Path
    err: Path

    def finish(self) -> int:
        """Wait for its end; the exit code, or the negative number of the signal that killed it."""
        return int(self.answers.readline())

    def until(self, holds: Callable[[], Any], seconds: float = 90) -> None:
        """Wait until something can be seen from outside."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, self.err.read_text()
            time.sleep(0.003)


class Server:
    """Starts commands in children."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._count = 0

    def start(self, *arguments: str, before: str = "", cache: Path | None = None) -> Child:
        """Start `sinorus-claims ARGUMENTS`, after the code `before`, in a process of its own."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        if not self._count:
            assert process.stdout.readline() == "ready\n"
        self._count += 1
        out, err = (self._folder / f"{self._count}.{end}" for end in ("out", "err"))
        asked = {
            "arguments": arguments, "before": before, "out": str(out), "err": str(err),
            "environment": {"SINORUS_CLAIMS_CACHE": str(cache)} if cache else {},
        }  # fmt: skip
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        return Child(int(process.stdout.readline()), process.stdout, out, err)

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.communicate()
