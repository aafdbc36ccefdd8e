"""The command line: parse, call, print, exit code. Nothing else is decided here.

Exit codes: 0 done; 1 failed; 2 bad usage or configuration; 4 nothing to compare; 5 the output
cannot be written; 130 interrupted.
"""

from .app import app, main

__all__ = ["app", "main"]
