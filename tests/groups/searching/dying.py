"""A task of the search that kills its worker, which a test has in place of one that does not."""

import json
import os
import signal

from sinorus_claims.groups.searching import tasks
from sinorus_claims.groups.searching.plan import plan_of

HERE = __name__


def pair_claims(context: bytes, item: bytes) -> bytes:
    """As the real one; but two items die in the middle of it, one of them each time."""
    folder, number = plan_of(context).folder, json.loads(item)
    died = folder / f"died-{number}"
    if number == 1 or (number == 2 and not died.exists()):
        died.touch()
        (folder / f".named-{number}.1f.tmp").write_bytes(b"half of it")
        os.kill(os.getpid(), signal.SIGKILL)
    return tasks.pair_claims(context, item)
