"""Tasks that no run can do without: what an engine loses is done here."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator

from ..work.contract import Engine, Lost
from ..work.inline import InlineEngine

_LOG = logging.getLogger(__name__)


def carried_out(
    function: str, context: bytes, items: Iterable[bytes], engine: Engine
) -> Iterator[bytes]:
    """The result of each item, in order.

    An item that cost its worker more than it may is done once more in this process, where it has
    no limit; a warning says so.
    """
    waiting: deque[bytes] = deque()

    def drawn() -> Iterator[bytes]:
        for item in items:
            waiting.append(item)
            yield item

    for outcome in engine.run(function, context, drawn()):
        item = waiting.popleft()
        if not isinstance(outcome, Lost):
            yield outcome
            continue
        _LOG.warning(
            "a part of the comparison is done without a worker: %s: %s",
            outcome.reason, outcome.detail,
        )  # fmt: skip
        for again in InlineEngine().run(function, context, [item]):
            assert isinstance(again, bytes)  # noqa: S101 - here nothing is lost
            yield again
