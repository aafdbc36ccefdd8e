"""Files, and the files inside files -> what their readers find, whatever goes wrong in one."""

import hashlib
import io
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ...config import ArticleSettings
from ...errors import ConfigError, ReadError
from ...model import Skipped
from ..dumps.templates import Templates
from ..raw import BadRecord, Entry, Found, RawArticle
from .child import Child
from .decode import decode
from .formats import RISKY, UNPACKERS, reader_of, unpacker_of
from .readers import TEXTS
from .sniff import HEAD, sniff
from .walk import Source, Wanted, everything, reason_of

_log = logging.getLogger(__name__)

Hints = Mapping[str, Found]

Named = tuple[str, RawArticle | Skipped]
"""The path as shown, with `!` before a name inside a container and `#` before a record."""

_MB = 1_000_000
# A zip that holds zips that hold articles; what is deeper is a trap or a backup of backups.
_MAX_DEPTH = 2
# A page of this size or with so many tags may keep its parser busy for long.
_HEAVY_BYTES, _HEAVY_TAGS = 3_000_000, 40_000


class Opener:
    """Opens sources with one set of settings; holds the child process between files."""

    def __init__(
        self,
        settings: ArticleSettings,
        child: Child,
        *,
        stdin: BinaryIO | None = None,
        templates: Templates | None = None,
        wanted: Wanted = everything,
    ) -> None:
        """Files, and of containers the files in them, that are not `wanted` are passed over."""
        self._settings = settings
        self._child = child
        self._stdin = stdin
        self._templates = templates
        self._wanted = wanted

    def open(self, source: Source) -> Iterator[Named]:
        """What is in the file, and never an error but a wrong setting.

        At least one item, unless nothing of it is wanted.
        """
        return self._guarded(source.path, self._from_source(source))

    def _guarded(self, path: str, items: Iterator[Named]) -> Iterator[Named]:
        try:
            yield from items
        except ConfigError:
            raise
        except ReadError as error:
            yield path, Skipped(path, error.code, error.detail)
        except OSError as error:
            yield path, Skipped(path, reason_of(error), error.strerror or str(error))
        except Exception as error:  # a library's fault in one file must not cost the others
            _log.debug("%s", path, exc_info=True)
            yield path, Skipped(path, "reader_failed", f"{type(error).__name__}: {error}"[:200])

    def _from_source(self, source: Source) -> Iterator[Named]:
        if source.path == "-":
            data = self._stdin.read(self._limit + 1) if self._stdin is not None else b""
            yield from self._from_file(source.path, io.BytesIO(data), len(data))
            return
        path = Path(source.real or source.path)
        with path.open("rb") as file:
            yield from self._from_file(source.path, file, path.stat().st_size)

    @property
    def _limit(self) -> int:
        return int(self._settings.max_file_mb * _MB)

    def _from_file(
        self, path: str, file: BinaryIO, size: int, *, depth: int = 0, hints: Hints | None = None
    ) -> Iterator[Named]:
        head = file.read(HEAD)
        format = self._settings.readers.get(PurePosixPath(path).suffix.lower())
        format = format or sniff(path, head, file)
        if format in UNPACKERS:
            file.seek(0)
            yield from self._unpacked(path, format, file, depth)
            return
        if depth == 0 and not self._wanted(path):
            return
        if size > self._limit:
            raise too_large(size, self._settings)
        file.seek(0)
        data = file.read(self._limit + 1)
        if len(data) > self._limit:
            raise too_large(len(data), self._settings)
        digest = hashlib.sha256(data).hexdigest()
        for shown, item in named_records(path, self._read(format, path, data), hints or {}):
            yield shown, replace(item, digest=digest) if isinstance(item, RawArticle) else item

    def _unpacked(self, path: str, format: str, file: BinaryIO, depth: int) -> Iterator[Named]:
        if depth >= _MAX_DEPTH:
            raise ReadError("too_deep", f"a container inside {depth} others; {_MAX_DEPTH} are read")
        empty = True
        for entry in unpacker_of(format)(path, file, self._settings):
            empty = False
            if isinstance(entry, BadRecord):
                inner = _numbered(path, entry)
                yield inner, Skipped(inner, entry.code, entry.detail)
                continue
            inner = f"{path}!{entry.name}"
            if depth == 0 and not self._wanted(inner):
                continue
            yield from self._guarded(inner, self._from_entry(inner, entry, depth + 1))
        if empty:
            yield path, Skipped(path, "empty", "a container without files")

    def _from_entry(self, path: str, entry: Entry, depth: int) -> Iterator[Named]:
        file = io.BytesIO(entry.data)
        return self._from_file(path, file, len(entry.data), depth=depth, hints=entry.metadata)

    def _read(self, format: str, path: str, data: bytes) -> Iterable[RawArticle | BadRecord]:
        if format in RISKY or (format == "html" and _is_heavy(data)):
            return self._child.read(format, path, data)
        if format in TEXTS:
            return TEXTS[format](path, data, self._settings, templates=self._templates)
        return reader_of(format)(path, data, self._settings)


def text_of(source: Source, settings: ArticleSettings) -> str | None:
    """The decoded text of a file; None if it is something else or cannot be read.

    What it cannot be read for is left to its reading.
    """
    if source.path == "-":
        return None
    try:
        with Path(source.real or source.path).open("rb") as file:
            head = file.read(HEAD)
            if sniff(source.path, head, file) not in TEXTS:
                return None
            return decode(head + file.read(int(settings.max_file_mb * _MB)))[0]
    except (ReadError, OSError):
        return None


def _is_heavy(data: bytes) -> bool:
    return len(data) > _HEAVY_BYTES or data.count(b"<") > _HEAVY_TAGS


def too_large(size: int, settings: ArticleSettings) -> ReadError:
    """The error for a file of `size` bytes."""
    detail = f"{size / _MB:.1f} MB; at most {settings.max_file_mb:g} (articles.max_file_mb)"
    return ReadError("too_large", detail)


def _numbered(path: str, record: RawArticle | BadRecord) -> str:
    """The path with the number of the record; 0 and None stand for the file as a whole."""
    return f"{path}#{record.record}" if record.record else path


def named_records(
    path: str, records: Iterable[RawArticle | BadRecord], hints: Hints
) -> Iterator[Named]:
    """Each record with its path; a line that there is none if there is none."""
    count = 0
    for record in records:
        count += 1
        shown = _numbered(path, record)
        if isinstance(record, BadRecord):
            yield shown, Skipped(shown, record.code, record.detail)
        else:
            yield shown, replace(record, metadata={**hints, **record.metadata})
    if not count:
        yield path, Skipped(path, "empty", "a list without records")
