"""Files -> the portions in which they are read, by a look at their bytes."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Literal

from ...config import ArticleSettings
from ...errors import ReadError
from ...model import Skipped
from ..containers.container import limit_of, stem_of
from ..containers.inflating import inflated
from ..files.formats import UNPACKERS
from ..files.opening import too_large
from ..files.readers import TEXTS
from ..files.sniff import HEAD, sniff
from ..files.walk import Source, Wanted, everything, reason_of
from .csv_rows import row_portions
from .json_lines import line_portions
from .portion import Portion
from .survey import Hashing, Survey, decoded, digest_of, survey

_STREAMS = frozenset({"gzip", "bzip2", "xz", "zstd", "brotli"})
_LISTS = frozenset({"jsonl", "csv"})
# A shorter list is one portion.
_LONG = 100_000
# What is in a larger container does not fit into one answer.
_HELD = 8_000_000


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that no other process can read, or not in one answer: it is read where it is met."""

    source: Source


@dataclass(frozen=True, slots=True)
class Ends:
    """The end of a long list, whose portions went before."""

    path: str
    digest: str
    """SHA-256 of the whole file, hexadecimal."""
    changed: bool
    """Whether the file was another one when its records were read."""
    passed: bool = False
    """Whether a record was passed over as too long."""


Step = Portion | Skipped | Aside | Ends


@dataclass(frozen=True, slots=True)
class _List:
    """A file of records: its name as shown, its format, and how to read it from the beginning."""

    name: str
    format: str
    open: Callable[[], IO[bytes]]


def portions_of(
    source: Source, settings: ArticleSettings, wanted: Wanted = everything
) -> Iterator[Step]:
    """How the file is read; of a file that cannot be read, why.

    Without what is not `wanted`: the file, or of a long list the records from a certain one on,
    `PATH#NUMBER`. Who reads aside asks for each file in an archive.
    """
    if source.path == "-" or source.real:
        yield Aside(source)
        return
    if not wanted(source.path) and _is_one(source, settings):
        return
    try:
        with Path(source.path).open("rb") as file:
            for step in _planned(source, file, settings, wanted):
                if not isinstance(step, Portion) or wanted(_name(step)):
                    yield step
    except ReadError as error:
        yield Skipped(source.path, error.code, error.detail)
    except OSError as error:
        yield Skipped(source.path, reason_of(error), error.strerror or str(error))


def _name(portion: Portion) -> str:
    return portion.path if portion.kind == "file" else f"{portion.path}#{portion.first}"


def _is_one(source: Source, settings: ArticleSettings) -> bool:
    """Whether the file is one portion, whatever is in it: it need not be opened to know that."""
    return 0 <= source.size <= min(_LONG, _HELD, limit_of(settings))


def kind_of(source: Source, settings: ArticleSettings) -> Literal["text", "container", "other"]:
    """What the file has to do with the lines that text dumps share; `other` if nothing."""
    try:
        with Path(source.real or source.path).open("rb") as file:
            format = sniff(source.path, file.read(HEAD), file)
            if format in TEXTS:
                return "text"
            held = format in UNPACKERS and os.fstat(file.fileno()).st_size <= _HELD
            listed = held and _records(source.path, format, file, settings) is not None
            return "container" if held and not listed else "other"
    except (ReadError, OSError):
        return "other"


def whole(source: Source) -> Portion:
    """The file as one portion. Raises `OSError`."""
    path = Path(source.path)
    with path.open("rb") as file:
        return Portion(source.path, source.folder, str(path.absolute()), digest_of(file))


def _planned(
    source: Source, file: BinaryIO, settings: ArticleSettings, wanted: Wanted
) -> Iterator[Step]:
    size = os.fstat(file.fileno()).st_size
    head = file.read(HEAD)
    format = _format(source.path, head, file, settings)
    records = _records(source.path, format, file, settings)
    found = survey(records.open()) if records and size > _LONG else None
    fits = found is None or found.size <= limit_of(settings)
    if records and found and (found.clean or (found.encoding and not fits)):
        begin = Portion(records.name, source.folder, digest=found.digest, notes=found.notes)
        yield from _list_steps(records, found, begin, settings)
    elif format in UNPACKERS and size > _HELD:
        yield Aside(source)
    elif format not in UNPACKERS and size > limit_of(settings):
        raise too_large(size, settings)
    elif wanted(source.path):  # else its digest is for nothing
        yield whole(source)


def _format(path: str, head: bytes, file: BinaryIO, settings: ArticleSettings) -> str:
    return settings.readers.get(PurePosixPath(path).suffix.lower()) or sniff(path, head, file)


def _records(path: str, format: str, file: BinaryIO, settings: ArticleSettings) -> _List | None:
    """The list that the file is, or that lies compressed in it; None if it is something else."""

    def plain() -> IO[bytes]:
        file.seek(0)
        return file

    def unpacked() -> IO[bytes]:
        file.seek(0)
        return inflated(format, file)

    if format in _LISTS:
        return _List(path, format, plain)
    if format not in _STREAMS:
        return None
    name = f"{path}!{stem_of(path)}"
    try:
        head = unpacked().read(HEAD)
        inner = _format(name, head, io.BytesIO(head), settings)
    except ReadError:
        return None
    return _List(name, inner, unpacked) if inner in _LISTS else None


def _list_steps(
    records: _List, found: Survey, begin: Portion, settings: ArticleSettings
) -> Iterator[Step]:
    raw = Hashing(records.open())
    text = decoded(raw, found)
    passed = False
    if records.format == "jsonl":
        for step in line_portions(text, begin):
            passed = passed or isinstance(step, Skipped)
            yield step
    else:
        bounded = found.size > limit_of(settings)
        yield from row_portions(text, begin, settings.json_fields, bounded=bounded)
    yield Ends(begin.path, found.digest, raw.digest() != found.digest, passed)
