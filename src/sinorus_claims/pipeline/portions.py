"""Portions of files as the items of a stage."""

import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import metadata

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from ..articles.files.formats import READERS
from ..articles.portions.portion import Portion
from ..config import ArticleSettings
from ..work.closing import Closing
from ..work.contract import Engine, Lost
from ..work.digests import code_digest
from ..work.stages import Stage, Work

PORTION: TypeAdapter[Portion] = TypeAdapter(Portion)
# Libraries that tell what is in a file.
_LIBRARIES = (
    "trafilatura", "justext", "htmldate", "dateparser", "lxml", "charset-normalizer", "numpy",
    "pypdf", "openpyxl",
)  # fmt: skip


class PortionStage(Stage):
    """A stage whose results hang on what is in a file, not on where the file lies."""

    def key(self, item: bytes) -> str:
        """As `Stage.key`."""
        told = json.loads(item)
        del told["at"]
        return Stage.key(self, json.dumps(told, ensure_ascii=False, sort_keys=True).encode())


def portion_stage(function: str, settings: ArticleSettings) -> PortionStage:
    """The stage, stamped with everything that its results depend on."""
    versions = " ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    stamp = f"{code_digest('articles', 'model')} {versions} python {platform.python_version()}"
    return PortionStage(function, settings.model_dump_json().encode(), stamp)


def portion_item(portion: Portion) -> bytes:
    """The portion as an item; where it brings its text along, the rest of its file may change."""
    told = replace(portion, digest="") if portion.text else portion
    try:
        return PORTION.dump_json(told)
    except PydanticSerializationError:
        # The folder that we are in has a name that no JSON holds; the workers are in it too.
        return PORTION.dump_json(replace(told, at=told.path))


def portion_work(work: Work, settings: ArticleSettings) -> Work:
    """The same work, without keeping what may come out otherwise another time."""
    if set(settings.readers.values()) <= set(READERS):
        return replace(work, engine=_Sparing(work.engine))
    # A user's own reader is code that no digest covers.
    return Work(work.engine)


class Fleeting(Lost):
    """An answer that holds for this run alone: a limit was reached, the file has changed."""

    answer: bytes

    def __init__(self, answer: bytes) -> None:
        super().__init__("fleeting", "")
        object.__setattr__(self, "answer", answer)


@dataclass(frozen=True, slots=True)
class _Sparing(Closing):
    """An engine that passes fleeting answers off as lost, for no cache to keep them."""

    engine: Engine

    @property
    def width(self) -> int:
        return self.engine.width

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        for outcome in self.engine.run(function, context, items):
            passing = isinstance(outcome, bytes) and outcome.startswith(FLEETING)
            yield Fleeting(outcome) if passing else outcome  # type: ignore[arg-type]

    def close(self) -> None:
        """The engine is another's to end."""


FLEETING = b'{"fleeting":true'
"""How the answer of a stage begins that is not to be kept."""
