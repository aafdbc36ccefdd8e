"""Files -> articles, by any engine: a file, or some records of a long list, at a time."""

import atexit
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from ..articles.files.child import Child
from ..articles.files.walk import Source
from ..articles.load import Aside as ReadAside
from ..articles.load import Item, sources_of, without_copies
from ..articles.portions.joining import Pair, joined
from ..articles.portions.planning import Ends, Step, portions_of
from ..articles.portions.portion import Portion, Reading
from ..articles.portions.reading import read_portion, readable
from ..articles.portions.splitting import one_by_one
from ..config import ArticleSettings
from ..model import Skipped
from ..work.contract import Lost
from ..work.stages import Work
from .counts import WHOLE, Part
from .fleeting import answer_of
from .portions import PORTION, portion_item, portion_stage, portion_work
from .templates import FolderLines, folder_lines

_READING: TypeAdapter[Reading] = TypeAdapter(Reading)


def read_sources(
    paths: Sequence[str],
    settings: ArticleSettings,
    work: Work,
    *,
    stdin: BinaryIO | None = None,
    part: Part = WHOLE,
) -> Iterator[Item]:
    """As `read_articles`, by an engine and from the cache; files are in the same order.

    What is not wanted in this `part` is passed over. Raises `ReadError` (`not_found`) before
    anything is read.
    """
    sources = sources_of(paths, settings) if part.sources is None else part.sources
    reading = _Reading(settings, portion_work(work, settings), part)
    return without_copies(reading.items(sources, stdin))


def read_one(context: bytes, item: bytes) -> bytes:
    """The stage function: `ArticleSettings` and a portion -> `Reading`."""
    settings, child = _means(context)
    found = read_portion(PORTION.validate_json(item), settings, child)
    try:
        return _READING.dump_json(found)
    except PydanticSerializationError:  # half a surrogate pair, in a name within an archive
        return _READING.dump_json(readable(found))


@lru_cache(maxsize=1)
def _means(context: bytes) -> tuple[ArticleSettings, Child]:
    """The settings, and the process for risky formats, which ends when this one does."""
    settings = ArticleSettings.model_validate_json(context)
    child = Child(settings)
    atexit.register(child.close)
    return settings, child


class _Reading:
    """One reading of all sources."""

    def __init__(self, settings: ArticleSettings, work: Work, part: Part) -> None:
        self._settings = settings
        self._part = part
        self._work = work
        self._stage = portion_stage(f"{__name__}:read_one", settings)
        self._lost: list[Portion] = []

    def items(self, sources: Sequence[Source | Skipped], stdin: BinaryIO | None) -> Iterator[Item]:
        shared = folder_lines(sources, self._settings, self._work, self._part)
        with ExitStack() as stack:
            # Where the engine is this process, the stage has left its own child here.
            stack.callback(_means(self._stage.context)[1].close)
            child = stack.enter_context(Child(self._settings))
            wanted = self._part.wanted
            aside = ReadAside(
                self._settings, child, stdin=stdin, templates=shared.templates, wanted=wanted
            )
            yield from joined(self._pairs(self._steps(sources, shared)), aside)
            yield from self._again()

    def _steps(self, sources: Sequence[Source | Skipped], shared: FolderLines) -> Iterator[Step]:
        for source in sources:
            if isinstance(source, Skipped):
                yield source
                continue
            for step in portions_of(source, self._settings, self._part.wanted):
                if isinstance(step, Portion) and step.kind == "file":
                    yield replace(step, templates=shared.of(step.path))
                else:
                    yield step

    def _pairs(self, steps: Iterator[Step]) -> Iterator[Pair]:
        """Each step with what came of it; what is no portion waits for those before it."""
        waiting: deque[Step] = deque()

        def items() -> Iterator[bytes]:
            for step in steps:
                waiting.append(step)
                if isinstance(step, Portion):
                    yield portion_item(step)

        for outcome in self._work.run(self._stage, items()):
            while not isinstance(waiting[0], Portion):
                yield self._told(waiting.popleft()), None
            portion = waiting.popleft()
            assert isinstance(portion, Portion)  # noqa: S101 - for the type checker
            yield self._pair(portion, outcome)
        while waiting:
            yield self._told(waiting.popleft()), None

    def _told(self, step: Step) -> Step:
        """The step; a list of which records were lost is not empty: they are told of later."""
        if isinstance(step, Ends) and any(portion.path == step.path for portion in self._lost):
            return replace(step, passed=True)
        return step

    def _pair(self, portion: Portion, outcome: bytes | Lost) -> Pair:
        answer = answer_of(outcome)
        if answer is not None:
            return portion, _READING.validate_json(answer)
        assert isinstance(outcome, Lost)  # noqa: S101 - for the type checker
        if portion.kind == "file":
            return Skipped(portion.path, outcome.reason, outcome.detail), None
        self._lost.append(portion)
        return portion, Reading()

    def _again(self) -> Iterator[Item]:
        """The records of portions that were lost, one by one: most of them are not to blame."""
        lost, self._lost = self._lost, []
        singles = [single for portion in lost for single in one_by_one(portion)]
        found = self._work.run(self._stage, map(portion_item, singles))
        for single, outcome in zip(singles, found, strict=True):
            step, reading = self._pair(single, outcome)
            if self._lost:
                self._lost.clear()
                assert isinstance(outcome, Lost)  # noqa: S101 - for the type checker
                yield Skipped(f"{single.path}#{single.first}", outcome.reason, outcome.detail)
            else:
                # Its list has ended: a record without a text has no other to wait for.
                ends = Ends(single.path, single.digest, changed=False, passed=True)
                yield from joined([(step, reading), (ends, None)], _nothing)


def _nothing(source: Source) -> Iterator[Item]:
    """A record is in no file that could be read anew."""
    del source
    yield from ()
