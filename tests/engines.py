"""Engines that tests name in `work.engine`, as users can name theirs."""

from collections.abc import Iterable, Iterator

from sinorus_claims.config import WorkSettings
from sinorus_claims.work.contract import Lost
from sinorus_claims.work.inline import InlineEngine


class Refusing(InlineEngine):
    """Reads and extracts nothing: whoever finds all results elsewhere never asks."""

    def __init__(self, settings: WorkSettings) -> None:
        del settings

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        if not function.endswith((":read_one", ":extract_one")):
            yield from super().run(function, context, items)
            return
        for item in items:
            raise AssertionError(f"done again: {item[:80]!r}")


class Losing(InlineEngine):
    """Loses each article that speaks of herons."""

    def __init__(self, settings: WorkSettings) -> None:
        del settings

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        for item in items:
            if function.endswith(":extract_one") and b"herons" in item:
                yield Lost("crashed", "its worker died 2 times")
            else:
                yield from super().run(function, context, [item])
