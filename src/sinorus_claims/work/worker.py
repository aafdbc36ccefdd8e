"""The program of a worker process: items on standard input, results on standard output.

It is started as a plain `python -m`, so that it works in notebooks and never imports the user's
main module. It ends when its standard input closes, in the midst of an item too: whoever waits for
the result is gone.
"""

import errno
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from queue import SimpleQueue
from typing import BinaryIO, cast

from .inline import Stage, stage_of
from .limits import collect_seldom, die_with_parent, first_to_go, limit_memory
from .messages import FAULT, MEMORY, OUTCOME, READY, STAGE, fault, receive, send

Inbox = SimpleQueue[tuple[bytes, bytes]]


def prepare(function: str, context: bytes) -> Stage:
    """The stage function, with its module imported and what it needs loaded.

    A module can have `prepare_NAME(context)` beside the stage function `NAME`: it loads what the
    function would otherwise load with its first item, whose time is limited. It may be called
    more than once.
    """
    stage = stage_of(function)
    module, _, name = function.partition(":")
    load = getattr(import_module(module), f"prepare_{name}", None)
    if load is not None:
        cast(Callable[[bytes], None], load)(context)
    return stage


class Server:
    """Answers messages, one by one."""

    def __init__(self, seconds: float) -> None:
        """No item takes longer than `seconds`: the engine ends the worker before."""
        self._seconds = seconds
        self._stage: Stage | None = None
        self._context = b""

    def answer(self, kind: bytes, payload: bytes) -> tuple[bytes, bytes]:
        """The message that answers a message."""
        try:
            return self._prepared(payload) if kind == STAGE else self._result(payload)
        except (Exception, SystemExit) as error:
            if not _is_full(error):
                return FAULT, fault(error)
        # What fills the memory hangs on the error, which is gone by now.
        return MEMORY, b""

    def _prepared(self, payload: bytes) -> tuple[bytes, bytes]:
        function, _, self._context = payload.partition(b"\0")
        self._stage = prepare(function.decode(), self._context)
        return READY, b""

    def _result(self, item: bytes) -> tuple[bytes, bytes]:
        assert self._stage is not None  # noqa: S101 - a stage comes before its items
        # A library that hangs lets no other thread of Python see that the engine is gone; this
        # clock needs none.
        with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123 - no file
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=nowhere)
            try:
                return OUTCOME, self._stage(self._context, item)
            finally:
                faulthandler.cancel_dump_traceback_later()


def _is_full(error: BaseException) -> bool:
    """Whether it says that no memory is left; a system call says so in its own way."""
    return isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM


def _listen(pipe: BinaryIO, inbox: Inbox) -> None:
    try:
        while True:
            inbox.put(receive(pipe))
    finally:  # the engine is gone, or its message does not fit into memory
        os._exit(1)


def main() -> None:
    """Serve until standard input closes; told the limits: megabytes, and seconds an item."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the engine's to handle
    megabytes, seconds = (float(argument) for argument in sys.argv[1:])
    limit_memory(megabytes)
    collect_seldom()
    die_with_parent()
    first_to_go()
    inbox: Inbox = SimpleQueue()
    pipe, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)  # nobody but us reads the messages,
    os.dup2(2, 1)  # and what libraries print does not stand between the answers
    threading.Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    server = Server(seconds)
    while True:
        send(outbox, *server.answer(*inbox.get()))


if __name__ == "__main__":
    main()
