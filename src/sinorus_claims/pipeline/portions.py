"""Portions of files as the items of a stage."""

import json
import platform
from dataclasses import replace
from importlib import metadata

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from ..articles.files.formats import READERS
from ..articles.portions.portion import Portion
from ..config import ArticleSettings
from ..work.digests import code_digest
from ..work.stages import Stage, Work
from .fleeting import sparing

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
    stamp = f"{code_digest('articles', 'model')} {' '.join(read_with())}"
    return PortionStage(function, settings.model_dump_json().encode(), stamp)


def read_with() -> tuple[str, ...]:
    """Name and version of what the results of reading depend on beside our own code."""
    found = (f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    return (*found, f"python {platform.python_version()}")


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
        return sparing(work)
    # A user's own reader is code that no digest covers.
    return Work(work.engine)
