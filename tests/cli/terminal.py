"""Run commands on a terminal of their own, one after the other, and keep what reaches it."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# What rich itself writes: colours, and the moves of a progress bar that wipes itself away.
OURS = re.compile(rb"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[\d*[AK]|\r")
_END = "=== end of command ==="
_DRIVER = f"""
import json, sys
from sinorus_claims.cli import main
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["sinorus-claims", *arguments]
    try:
        main()
    except SystemExit:
        pass
    print({_END!r}, flush=True)
"""


def on_terminal(
    commands: Sequence[Sequence[str]],
    *,
    cwd: Path,
    width: int = 100,
    variables: Mapping[str, str] | None = None,
) -> list[bytes]:
    """What each command wrote to its terminal (standard output and error are one)."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if "COLOR" not in k}
    environment |= {"TERM": "xterm-256color", "COLUMNS": str(width), "LC_ALL": "C.UTF-8"}
    environment |= variables or {}
    arguments = json.dumps([list(command) for command in commands])
    process = subprocess.Popen(
        [sys.executable, "-c", _DRIVER, arguments],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=cwd, env=environment,
    )  # fmt: skip
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):  # how Linux tells that nobody holds the other end
        while chunk := os.read(ours, 1 << 16):
            written += chunk
    os.close(ours)
    assert process.wait(timeout=60) == 0, written.decode("utf-8", "replace")
    parts = written.split(_END.encode() + b"\r\n")
    assert len(parts) == len(commands) + 1
    return parts[:-1]


def raw(written: bytes) -> list[str]:
    """Characters that act on a terminal or hide, beside those that are our own."""
    text = OURS.sub(b"", written).decode("utf-8", "surrogateescape")
    return [c for c in text if _acts(c)]


def _acts(c: str) -> bool:
    code = ord(c)
    if c in "\n\t":
        return False
    hidden = (0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF, 0x061C)
    turns = range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xD800, 0xE000)
    return code < 0x20 or 0x7F <= code < 0xA0 or code in hidden or any(code in r for r in turns)
