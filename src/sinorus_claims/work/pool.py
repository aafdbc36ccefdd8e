"""Worker processes that share one queue; a thread for each gives it its items."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..config import WorkSettings
from ..errors import PipelineError
from .child import Call, Child, DiedError
from .contract import Lost

_TRIES = 2
_STARTS = 5
"""Workers that end one after the other before they are ready, until it is no chance any more."""
_IDLE = 30.0
"""Seconds without work after which a worker ends: it holds half a gigabyte."""
_WAKE = 0.5
"""Seconds after which a wait is looked at again: some systems let no Ctrl-C through before."""

Outcome = bytes | Lost | Exception

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Task:
    """One item, and what became of it."""

    call: Call
    number: int
    """Place among the items of its run, from 1: for the log."""
    item: bytes
    outcome: Outcome | None = None
    child: Child | None = None
    """Who has it in work."""
    dropped: bool = False

    @property
    def size(self) -> int:
        """Bytes of the item and its result."""
        return len(self.item) + (len(self.outcome) if isinstance(self.outcome, bytes) else 0)

    def __str__(self) -> str:
        return f"item {self.number} of {self.call.function}"


class Pool:
    """Up to `width` workers, which start when there is work for them."""

    def __init__(self, settings: WorkSettings, width: int) -> None:
        self._settings = settings
        self._width = width
        self._state = threading.Condition()
        self._queue: deque[Task] = deque()
        self._threads: dict[threading.Thread, Child] = {}
        self._idle = 0
        self._closing = False

    @property
    def waiting(self) -> int:
        """Tasks that no worker has begun."""
        return len(self._queue)

    def submit(self, task: Task) -> None:
        """Queue a task; a worker starts for it if none is idle."""
        with self._state:
            self._queue.append(task)
            if self._idle < len(self._queue) and len(self._threads) < self._width:
                thread = threading.Thread(target=self._drive, name="worker", daemon=True)
                thread.start()
                self._threads[thread] = Child(self._settings)
            self._state.notify_all()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Return when something holds that depends on tasks."""
        with self._state:
            while not self._state.wait_for(holds, _WAKE):
                pass

    def drop(self, tasks: Sequence[Task]) -> None:
        """Nobody wants their outcome any more: workers that are at one of them are ended."""
        with self._state:
            for task in tasks:
                task.dropped = True
                if task.child is not None:
                    task.child.stop()
            self._queue = deque(task for task in self._queue if not task.dropped)

    def close(self) -> None:
        """End all workers, whatever they do."""
        with self._state:
            self._closing = True
            self._queue.clear()
            threads = list(self._threads)
            for child in self._threads.values():
                child.stop()
            self._state.notify_all()
        for thread in threads:
            thread.join()
        self._closing = False

    def _drive(self) -> None:
        while (task := self._next()) is not None:
            outcome = self._carried_out(task)
            with self._state:
                task.outcome, task.child = outcome, None
                self._state.notify_all()

    def _next(self) -> Task | None:
        """The next task; None if this worker has ended."""
        me = threading.current_thread()
        with self._state:
            self._idle += 1
            self._state.wait_for(lambda: self._queue or self._closing, _IDLE)
            self._idle -= 1
            if self._closing or not self._queue:
                self._threads.pop(me).close()
                return None
            task = self._queue.popleft()
            task.child = self._threads[me]
            self._state.notify_all()
            return task

    def _carried_out(self, task: Task) -> Outcome:
        """What becomes of a task at last."""
        tries = _Tries()
        outcome: Outcome | None = None
        try:
            while outcome is None:
                child = self._child(task)
                if child is None:
                    return Lost("crashed", "nobody waits for it")
                outcome = tries.once(task, child)
        except Exception as error:  # whoever waits for the outcome raises it
            return error
        if isinstance(outcome, Lost):
            _log.info("%s is lost: %s, %s", task, outcome.reason, outcome.detail)
        return outcome

    def _child(self, task: Task) -> Child | None:
        """The worker of this thread, a fresh one where it has had its day; None to stop."""
        me = threading.current_thread()
        with self._state:
            if self._closing or task.dropped:
                return None
            old = self._threads[me]
            if old.spent:
                _log.debug("a worker is replaced; items answered: %d", old.answered)
                old.close()
                self._threads[me] = task.child = Child(self._settings)
            return self._threads[me]


class _Tries:
    """How often a task was tried, and why in vain."""

    def __init__(self) -> None:
        self._deaths = self._starts = 0

    def once(self, task: Task, child: Child) -> Outcome | None:
        """Try it; None if it is to be tried again. Raises what ends the run."""
        fresh = not child.answered
        try:
            child.prepare(task.call)
        except DiedError as death:
            self._starts += 1
            _log.info("a worker ended while it started (%s)", death)
            if self._starts == _STARTS:
                raise PipelineError(
                    f"workers end while they load {task.call.function} ({death}); "
                    "work.max_memory_mb may be too low"
                ) from None
            return None
        try:
            outcome = child.ask(task.call, task.item)
        except DiedError as death:
            self._deaths += 1
            _log.info("the worker of %s died (%s)", task, death)
            if self._deaths < _TRIES:
                return None
            return Lost("crashed", f"its worker died {_TRIES} times")
        if isinstance(outcome, Lost) and outcome.reason == "memory_limit" and not fresh:
            _log.info("%s is tried in a fresh worker: no memory was left", task)
            return None
        return outcome
