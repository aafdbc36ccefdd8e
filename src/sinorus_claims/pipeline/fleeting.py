"""Answers of a stage that hold for this run alone: no cache keeps them, no shard hands them on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..work.closing import Closing
from ..work.contract import Engine, Lost
from ..work.stages import Work

FLEETING = b'{"fleeting":true'
"""How such an answer begins."""


class Fleeting(Lost):
    """An answer that may come out otherwise another time: a limit was reached, a file has changed,
    a library failed.
    """

    answer: bytes

    def __init__(self, answer: bytes) -> None:
        super().__init__("fleeting", "")
        object.__setattr__(self, "answer", answer)


def sparing(work: Work) -> Work:
    """The same work, which passes fleeting answers off as lost, so that nothing keeps them."""
    return replace(work, engine=_Sparing(work.engine))


def answer_of(outcome: bytes | Lost) -> bytes | None:
    """What the stage answered, for this run alone or for ever; None if the item was lost."""
    if isinstance(outcome, Fleeting):
        return outcome.answer
    return None if isinstance(outcome, Lost) else outcome


@dataclass(frozen=True, slots=True)
class _Sparing(Closing):
    """An engine beneath which another one works."""

    engine: Engine

    @property
    def width(self) -> int:
        return self.engine.width

    @property
    def shares_files(self) -> bool:
        return self.engine.shares_files

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        for outcome in self.engine.run(function, context, items):
            passing = isinstance(outcome, bytes) and outcome.startswith(FLEETING)
            yield Fleeting(outcome) if passing else outcome  # type: ignore[arg-type]

    def close(self) -> None:
        """The engine is another's to end."""
