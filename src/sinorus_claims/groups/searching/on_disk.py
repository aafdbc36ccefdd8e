"""The search over an index on disk: which task runs when, and what becomes of its files."""

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ...config import GroupSettings
from ...work.contract import Engine
from ...work.inline import InlineEngine
from ...work.stages import Work
from ..blocking import Split
from ..claim_index import ClaimIndex
from ..columns import Column
from ..neighbours import cells_of
from ..pairing import Alike
from ..shared_tasks import carried_out
from . import tasks
from .plan import AT_ONCE, Plan, partitions_for, told
from .sections import read_section, write_sections

_LOG = logging.getLogger(__name__)


def search(
    index: ClaimIndex,
    settings: GroupSettings,
    folder: Path,
    *,
    by_words: bool,
    work: Work | None,
) -> tuple[Alike, list[Split]]:
    """(pairs of positions, sorted; blocks that were split) of an index on disk.

    In `folder`, which is the caller's to remove, lie the files of the tasks; the engine of `work`
    runs them if its workers see that folder. What is returned lies there too, and is mapped.
    """
    assert index.folder is not None  # noqa: S101 - the caller has looked
    plan = Plan(
        index=index.folder,
        folder=folder,
        claims=len(index),
        partitions=partitions_for(len(index)),
        at_once=AT_ONCE,
        settings=settings,
        by_words=by_words,
    )
    if len(index) < 2:
        return Alike(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0)), []
    shared = work is not None and work.engine.shares_files
    return _Search(plan, work.engine if work is not None and shared else InlineEngine()).run(index)


class _Search:
    """One search, step by step; each begins when all tasks of the one before are done."""

    def __init__(self, plan: Plan, engine: Engine) -> None:
        self._plan, self._engine = plan, engine
        self._context = told(plan)

    def run(self, index: ClaimIndex) -> tuple[Alike, list[Split]]:
        """As `search`."""
        plan = self._plan
        self._all("part_keys", range(plan.ranges))
        splits: list[Split] = []
        for answer in self._each("pair_claims", range(plan.partitions)):
            splits += tasks.SPLITS.validate_json(answer)
        self._remove(tasks.KEYS)
        cells = self._cells(index)
        self._all("meet_neighbours", range(cells))
        self._remove(tasks.CELLS)
        self._all("rank_pairs", ([number, cells] for number in range(plan.ranges)))
        self._remove(tasks.NAMED, tasks.LYING_NEAR)
        self._all("unite_pairs", range(plan.ranges))
        self._remove(tasks.RANKED)
        found = self._whole()
        self._remove(tasks.UNITED)
        return found, splits

    def _each(self, name: str, items: Iterable[object]) -> Iterator[bytes]:
        _LOG.debug("the search for candidates: %s", name)
        function = f"{tasks.__name__}:{name}"
        asked = (json.dumps(item).encode() for item in items)
        return carried_out(function, self._context, asked, self._engine)

    def _all(self, name: str, items: Iterable[object]) -> None:
        for _ in self._each(name, items):
            pass

    def _cells(self, index: ClaimIndex) -> int:
        """How many cells of the vector space there are; their claims go into a file."""
        cells = list(cells_of(index.meanings))
        sizes = np.array([len(cell) for cell in cells])
        homes = np.repeat(np.arange(len(cells)), sizes)
        write_sections(self._plan.file(tasks.CELLS, 0), homes, len(cells), [np.concatenate(cells)])
        return len(cells)

    def _whole(self) -> Alike:
        """All pairs: what the last tasks wrote, range after range."""
        plan = self._plan
        columns = [Column(kind, plan.folder) for kind in tasks.MARKED]
        files = plan.files(tasks.UNITED, plan.ranges)
        for number in range(plan.ranges):
            found = read_section(files, number, tasks.MARKED)
            order = np.argsort(found[0])
            for column, values in zip(columns, found, strict=True):
                column.put(values[order])
        codes, marks, likeness = (column.array() for column in columns)
        return Alike(codes, marks, likeness)

    def _remove(self, *kinds: str) -> None:
        """Files that no later task reads."""
        for kind in kinds:
            for file in self._plan.folder.glob(f"{kind}-*"):
                file.unlink()
