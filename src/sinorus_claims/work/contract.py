"""What an engine is: it calls one stage function for many items, here or elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that cost its worker more than it may."""

    reason: str
    """`time_limit`, `memory_limit` or `crashed`: a code as in `Skipped.reason`."""
    detail: str
    """One readable line."""


class Engine(Protocol):
    """Runs a stage function over items; a context manager that ends what it started.

    A stage function is `(context, item) -> result`, all three JSON as bytes. It stands at the top
    of a module, is named `module:attribute`, knows no engine, and gives equal bytes for equal
    bytes, wherever it runs and whatever ran before. What may go wrong with one item it answers as
    part of its result; what it raises is a fault of ours and ends the run. Beside a stage function
    `NAME` its module may have `prepare_NAME(context)`, which loads what the first item would have
    to wait for: items have limits of time, preparing has none.
    """

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        """One outcome an item, in the order of the items, which are drawn as they are needed.

        What the function raised is raised here: a `ClaimsError` as itself, anything else, where it
        ran in another process, as a `PipelineError` with its traceback.
        """

    @property
    def width(self) -> int:
        """Items that are worked on at once, at most."""

    @property
    def shares_files(self) -> bool:
        """Whether those who work on items see this process's files: tasks whose results are too
        large for one answer are handed over in files.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None: ...
