"""What a run works with, from its settings: the engine and the cache."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from ..config import WorkSettings
from ..work.cache import Cache, cache_folder
from ..work.engines import load_engine
from ..work.stages import Work


@contextmanager
def open_work(settings: WorkSettings) -> Iterator[Work]:
    """The engine and the cache of one run; what they started ends with the block."""
    with ExitStack() as stack:
        cache = None
        if settings.cache:
            cache = stack.enter_context(Cache(cache_folder(settings) / "results.sqlite"))
        yield Work(stack.enter_context(load_engine(settings)), cache)
