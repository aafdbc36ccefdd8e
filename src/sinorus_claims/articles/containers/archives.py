"""Archives and compressed files -> the files in them. Nothing is ever written to disk.

Every byte is counted while it is read: sizes that a header states are not believed. What is no
article by its name (images, scripts, folders, the frames of a saved page) is counted in one line.
"""

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from ...config import ArticleSettings
from ...errors import ReadError
from ..raw import BadRecord, Entry
from .container import (
    MAX_ENTRIES,
    Budget,
    Tally,
    clean_name,
    entry_of,
    limit_of,
    open_zip,
    read_member,
    stem_of,
)
from .inflating import inflated, read_whole
from .mbox import unpack_mbox
from .warc import unpack_records

_HEAD = 1024
# A header that describes the next file; a real one is a few hundred bytes.
_MAX_HEADER = 1_000_000
_HEADERS = frozenset({
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
})  # fmt: skip
_ENCRYPTED, _UTF8 = 0x1, 0x800

Found = Iterator[Entry | BadRecord]


def unpack_zip(_name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """Files of a zip, sorted by name. Raises `ReadError` (`bad_archive`)."""
    archive = open_zip(file)
    with archive:
        infos = sorted(archive.infolist(), key=lambda i: (_zip_name(i), i.header_offset))
        names = [_zip_name(i) for i in infos if not i.is_dir()]
        tally = Tally(names, only_page=_is_page_with_zip(file, names))
        budget = Budget(file.seek(0, 2), limit_of(settings))
        number = 0
        for info in infos:
            if info.is_dir() or tally.passes_over(_zip_name(info)):
                continue
            number += 1
            if number > MAX_ENTRIES:
                tally.beyond()
                continue
            yield _zip_entry(archive, info, number, budget)
        yield from tally.lines()


def _zip_name(info: zipfile.ZipInfo) -> str:
    if not info.flag_bits & _UTF8:
        # Without the flag Python reads the names as of DOS; many programs write UTF-8 all the same.
        try:
            return info.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def _is_page_with_zip(file: BinaryIO, names: Iterable[str]) -> str | None:
    """The page of a file that is both a page and a zip, as SingleFile writes them."""
    file.seek(0)
    return None if file.read(2) == b"PK" or "index.html" not in names else "index.html"


def _zip_entry(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, number: int, budget: Budget
) -> Entry | BadRecord:
    name = clean_name(_zip_name(info))
    if info.flag_bits & _ENCRYPTED:
        return BadRecord(number, "encrypted", f"{name}: unpack it with its password first")
    try:
        with archive.open(info) as member:
            return entry_of(name, read_member(member, info, budget))
    except NotImplementedError as error:
        return BadRecord(number, "unsupported", f"{name}: {error}")
    except ReadError as error:
        return BadRecord(number, error.code, f"{name}: {error.detail}")
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError) as error:
        return BadRecord(number, "bad_archive", f"{name}: {error}"[:200])


def unpack_tar(_name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """Files of a tar, in its order. Raises `ReadError` (`bad_archive`)."""

    def start() -> IO[bytes]:
        file.seek(0)
        return file

    return _tar(start, settings)


class _Header(tarfile.TarInfo):
    """A header of bounded size: Python reads it whole."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        if self.type in _HEADERS and self.size > _MAX_HEADER:
            raise ReadError("bad_archive", f"a header of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc]


def _tar(start: Callable[[], IO[bytes]], settings: ArticleSettings) -> Found:
    # Twice through: only all names tell which folders belong to a saved page.
    tally = Tally(_tar_names(start()))
    try:
        with tarfile.open(fileobj=start(), mode="r|", tarinfo=_Header) as archive:
            yield from _tar_entries(archive, tally, settings)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise ReadError("bad_archive", f"no readable tar: {error}") from error


def _tar_names(file: IO[bytes]) -> list[str]:
    """Names of the files, as far as the archive can be read."""
    names: list[str] = []
    try:
        with tarfile.open(fileobj=file, mode="r|", tarinfo=_Header) as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined] # else it keeps every header
                if member.isfile():
                    names.append(member.name)
                if len(names) > MAX_ENTRIES:
                    break
    except (tarfile.TarError, EOFError, OSError, ValueError, ReadError):
        pass  # the second time through tells
    return names


def _tar_entries(archive: tarfile.TarFile, tally: Tally, settings: ArticleSettings) -> Found:
    number = 0
    limit = limit_of(settings)
    for member in archive:
        archive.members = []  # type: ignore[attr-defined] # see `_tar_names`
        if member.isdir() or (member.isfile() and tally.passes_over(member.name)):
            continue
        number += 1
        name = clean_name(member.name)
        stream = archive.extractfile(member) if member.isfile() else None
        if number > MAX_ENTRIES:
            tally.beyond()
        elif stream is None:
            yield BadRecord(number, "not_regular", f"{name}: a link or device")
        else:
            try:
                yield entry_of(name, read_whole(stream, limit))  # type: ignore[arg-type]
            except ReadError as error:
                if error.code != "decompression_limit":
                    raise
                yield BadRecord(number, "too_large", f"{name}: {error.detail}")
    yield from tally.lines()


def unpack_gzip(name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """The file in a gzip file, or the files of the archive in it."""
    return _compressed("gzip", name, file, settings)


def unpack_bzip2(name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """As `unpack_gzip`."""
    return _compressed("bzip2", name, file, settings)


def unpack_xz(name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """As `unpack_gzip`."""
    return _compressed("xz", name, file, settings)


def unpack_zstd(name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """As `unpack_gzip`; needs the extra `archives`."""
    return _compressed("zstd", name, file, settings)


def unpack_brotli(name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """As `unpack_gzip`; needs the extra `archives`."""
    return _compressed("brotli", name, file, settings)


def _compressed(method: str, name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    def start() -> IO[bytes]:
        file.seek(0)
        return inflated(method, file)

    head = start().read(_HEAD)
    inner = stem_of(name)
    if head[257:262] == b"ustar":
        yield from _tar(start, settings)
    elif head.startswith(b"WARC/"):
        yield from unpack_records(start(), settings)
    elif head.startswith(b"From ") and PurePosixPath(inner).suffix.lower() in {".mbox", ".mbx"}:
        yield from unpack_mbox(inner, cast(BinaryIO, start()), settings)
    else:
        yield Entry(inner, read_whole(start(), limit_of(settings)))  # type: ignore[arg-type]
