"""What came of the portions -> the articles of the files that they are of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ...model import Article, Skipped
from ..files.walk import Source
from ..records.json_records import FEW
from .planning import Aside, Ends, Step
from .portion import Portion, Reading

Item = Article | Skipped
Pair = tuple[Step, Reading | None]
"""A step of the plan, and what came of it if it is a portion."""


def joined(pairs: Iterable[Pair], aside: Callable[[Source], Iterator[Item]]) -> Iterator[Item]:
    """The items of all files, in the order of the plan; `aside` reads what is read apart."""
    records = _Records()
    for step, reading in pairs:
        if isinstance(step, Skipped):
            yield step
        elif isinstance(step, Aside):
            yield from aside(step.source)
        elif isinstance(step, Ends):
            yield from records.end(step)
            records = _Records()
        elif reading is not None and reading.changed:
            yield from aside(Source(step.path, step.folder))
        elif reading is not None and step.kind != "file":
            yield from records.take(step, reading)
        elif reading is not None:
            yield from reading.items


class _Records:
    """The records of one long list, held back while none of them has a text."""

    def __init__(self) -> None:
        self._held: list[tuple[Portion, Reading]] = []
        self._lacking = True
        self._any = False

    def take(self, portion: Portion, reading: Reading) -> Iterator[Item]:
        self._held.append((portion, reading))
        self._any = self._any or bool(reading.items)
        self._lacking = self._lacking and reading.lacking is not None
        return iter(()) if self._lacking else self._flushed()

    def end(self, step: Ends) -> Iterator[Item]:
        if step.changed:
            yield Skipped(step.path, "unreadable", "it changed while it was read: read it again")
        count = sum(reading.records for _, reading in self._held)
        if self._held and not step.passed and count >= FEW:
            detail = f"{count} records: {self._held[0][1].lacking}"
            yield Skipped(step.path, "no_text_field", detail)
            return
        yield from self._flushed()
        if not (self._any or step.passed):
            yield Skipped(step.path, "empty", "a list without records")

    def _flushed(self) -> Iterator[Item]:
        held, self._held = self._held, []
        for portion, reading in held:
            for item in reading.items:
                # The file's own digest; what came of a portion is kept by the portion's.
                yield item if isinstance(item, Skipped) else replace(item, digest=portion.digest)
