"""What all tasks of a search have in common."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ...config import GroupSettings

PARTITIONS = 64
"""Partitions of the keys, at least; a power of two."""

KEYED = 50_000
"""Claims of which a partition has the keys on average, at most: some ten seconds of work."""

AT_ONCE = 50_000
"""Claims whose pairs are ranked together: two million pairs, a quarter of a gigabyte."""


class Plan(BaseModel):
    """The context of all tasks."""

    model_config = ConfigDict(frozen=True)

    index: Path
    """Folder of the index."""
    folder: Path
    """Where the tasks put their files."""
    claims: int
    partitions: int
    """A power of two."""
    at_once: int
    """Claims of a range."""
    settings: GroupSettings
    by_words: bool
    """Whether likeness is one by words."""

    @property
    def ranges(self) -> int:
        """Ranges of claims."""
        return -(-self.claims // self.at_once)

    def ends(self, number: int) -> tuple[int, int]:
        """The rows of a range: the first, and one past the last."""
        first = number * self.at_once
        return first, min(first + self.at_once, self.claims)

    def file(self, kind: str, number: int) -> Path:
        """A file of this search."""
        return self.folder / f"{kind}-{number}"

    def files(self, kind: str, count: int) -> list[Path]:
        """All files of a kind."""
        return [self.file(kind, number) for number in range(count)]


def partitions_for(claims: int) -> int:
    """How many partitions the keys of so many claims are parted into: no result depends on it."""
    found = PARTITIONS
    while found * KEYED < claims:
        found *= 2
    return found


def told(plan: Plan) -> bytes:
    """The plan as JSON, of ASCII alone: names of folders need not be UTF-8."""
    return json.dumps(plan.model_dump(), default=str).encode()


def plan_of(context: bytes) -> Plan:
    """The plan that was told."""
    return Plan.model_validate(json.loads(context))
