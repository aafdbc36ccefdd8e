"""The engine of one machine: worker processes, each with limits of time and memory.

A worker has one item at a time, so that its death names the culprit: nothing has to be bisected.
The item is tried once more in a fresh worker, since a process can be killed from outside too; if
that one dies as well, the item is lost, and every other one is answered.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from ..config import WorkSettings
from .child import Call
from .closing import Closing
from .contract import Lost
from .limits import usable_cores
from .pool import Pool, Task

_READY = 4
"""Items a worker that are drawn before a worker asks for them."""
_AHEAD = 128
"""Items a worker that are drawn but not yielded, at most: all results wait for the first."""
_AHEAD_BYTES = 64_000_000
"""The same, in bytes of items and results."""


class ProcessEngine(Closing):
    """Runs stages in up to `width` processes, which start when there is work for them.

    They stay for the next run. Several runs may go on at once, the items of one made from the
    outcomes of another.
    """

    def __init__(self, settings: WorkSettings) -> None:
        self._width = settings.workers or usable_cores()
        self._pool = Pool(settings, self._width)

    @property
    def width(self) -> int:
        """Workers at most."""
        return self._width

    @property
    def shares_files(self) -> bool:
        """All of them are on this machine."""
        return True

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        """As `Engine.run`; when the iterator is closed, so is what was begun for it.

        Raises `PipelineError` with the traceback of what the function raised, or a `ClaimsError`
        as it was raised; all workers have ended by then.
        """
        call = Call(function, context)
        coming = (Task(call, number, item) for number, item in enumerate(items, 1))
        tasks: deque[Task] = deque()
        more = True
        try:
            while more or tasks:
                while more and self._wants(tasks):
                    more = self._draw(coming, tasks)
                outcome = self._awaited(tasks, more) if tasks else None
                if outcome is not None:
                    tasks.popleft()
                    yield outcome
        finally:
            self._pool.drop(tasks)

    def _wants(self, tasks: deque[Task]) -> bool:
        """Whether another item is to be drawn: there is always one for whoever is done."""
        if not tasks:
            return True
        if tasks[0].outcome is not None and len(tasks) > (_READY + 1) * self._width:
            return False
        if self._pool.waiting >= _READY * self._width or len(tasks) >= _AHEAD * self._width:
            return False
        return len(tasks) <= self._width or sum(task.size for task in tasks) < _AHEAD_BYTES

    def _draw(self, coming: Iterator[Task], tasks: deque[Task]) -> bool:
        """Draw an item and have it worked on; whether there was one."""
        task = next(coming, None)
        if task is None:
            return False
        tasks.append(task)
        self._pool.submit(task)
        return True

    def _awaited(self, tasks: deque[Task], more: bool) -> bytes | Lost | None:
        """The outcome of the first task; None if another item is to be drawn before it is there."""
        first = tasks[0]
        self._pool.wait_until(lambda: first.outcome is not None or (more and self._wants(tasks)))
        if isinstance(first.outcome, Exception):
            self.close()
            raise first.outcome
        return first.outcome

    def close(self) -> None:
        """End all workers."""
        self._pool.close()
