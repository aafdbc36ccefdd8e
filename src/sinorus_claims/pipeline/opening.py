"""What a run works with, from its settings: the engine and the cache."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from ..config import WorkSettings
from ..work.cache import open_cache
from ..work.engines import load_engine
from ..work.stages import Work


@contextmanager
def open_work(settings: WorkSettings) -> Iterator[Work]:
    """The engine and the cache of one run; what they started ends with the block.

    An exception that stops the run from outside leaves with a note on what is kept.
    """
    with ExitStack() as stack:
        cache = open_cache(settings)
        if cache is not None:
            stack.enter_context(cache)
        try:
            yield Work(stack.enter_context(load_engine(settings)), cache)
        except (KeyboardInterrupt, SystemExit) as stop:
            if cache is not None and cache.keeping:
                note_kept(stop)
            raise


def note_kept(stop: BaseException) -> None:
    """Note, once, on what stopped a run that the run's results are kept."""
    if KEPT not in getattr(stop, "__notes__", ()):
        stop.add_note(KEPT)


KEPT = "what was done is kept: the same call again goes on from there"
"""Note on an exception that stopped a run whose results are kept."""
