"""What all containers share: names as shown, what is passed over, how large an entry may be."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from ...config import ArticleSettings
from ...errors import ReadError
from ..files.saved_pages import is_asset, is_system, page_of
from ..files.walk import is_about_the_folder
from ..raw import BadRecord, Entry, Found
from .inflating import check_ratio, over_limit

MAX_ENTRIES = 100_000
"""Files of one container that are read."""
# Bytes of a zip's table of contents, of which Python makes objects before anything is read.
_MAX_DIRECTORY = 40_000_000
# A page beyond this would keep its parser busy for long.
_MAX_PAGE, _MAX_TAGS = 3_000_000, 40_000
_CHUNK = 65_536
# Of these methods Python inflates a whole chunk at once: small chunks bound what one can hold.
_SMALL_CHUNK = 4096
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_PACKED = {".gz", ".bz2", ".xz", ".zst", ".br"}
_PACKED_TARS = {".tgz", ".tbz2", ".tbz", ".txz", ".tzst"}
_SHOWN = 6


def limit_of(settings: ArticleSettings) -> int:
    """Bytes that one entry may have."""
    return int(settings.max_file_mb * 1_000_000)


def clean_name(name: str) -> str:
    """An entry's name as it is shown: forward slashes, no control characters."""
    return _CONTROL.sub(lambda m: f"\\x{ord(m.group()):02x}", name.replace("\\", "/"))


def stem_of(path: str) -> str:
    """Name of the file inside a compressed file: "a.zip!b/c.html.gz" holds "c.html"."""
    name = PurePosixPath(path.rpartition("!")[2].replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix) if suffix.lower() in _PACKED | _PACKED_TARS else name


def entry_of(name: str, data: bytes) -> Entry:
    """The entry, with what its folder tells: "reuters.com/pier.html" names the outlet."""
    folder = PurePosixPath(name).parent.name
    if re.fullmatch(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", folder):
        return Entry(name, data, {"outlet": Found(folder, "folder (guessed)")})
    return Entry(name, data)


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """The archive. Raises `ReadError`: `bad_archive`, `too_many_entries`."""
    try:
        _check_directory(file)
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("bad_archive", f"no readable zip: {error}") from error


def _check_directory(file: BinaryIO) -> None:
    """The size of the table of contents, as the end of the file states it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    stated = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    # 0xFFFFFFFF means that the size stands elsewhere; so large a table is over the limit too.
    if min(stated, size) > _MAX_DIRECTORY:
        raise ReadError("too_many_entries", f"a table of contents of {stated} bytes")
    file.seek(0)


class Budget:
    """How much the files of one archive may hold together: overlapping files are a bomb too."""

    def __init__(self, size: int, limit: int) -> None:
        self.limit = limit
        """Bytes that one file may have."""
        self._size = size
        self._given = -limit

    def spend(self, size: int) -> None:
        """Raises `ReadError` (`decompression_limit`)."""
        self._given += size
        check_ratio(self._size, self._given)


def read_member(member: IO[bytes], info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """A file of a zip, counted while it is read. Raises `ReadError` (`decompression_limit`)."""
    small = info.compress_type in {zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
    chunk_size = _SMALL_CHUNK if small else _CHUNK
    parts: list[bytes] = []
    size = 0
    while chunk := member.read(chunk_size):
        parts.append(chunk)
        size += len(chunk)
        if size > budget.limit:
            raise over_limit(budget.limit)
        check_ratio(info.compress_size, size)
        budget.spend(len(chunk))
    return b"".join(parts)


def check_page_size(source: str) -> None:
    """Raises `ReadError` (`too_large`) for a page that would keep its parser busy for long."""
    tags = source.count("<")
    if len(source) > _MAX_PAGE or tags > _MAX_TAGS:
        raise ReadError("too_large", f"a page of {len(source)} characters and {tags} tags")


class Tally:
    """Counts the files of one container that are passed over, for one line at its end."""

    def __init__(self, names: Iterable[str], only_page: str | None = None) -> None:
        self._names = frozenset(names)
        self._only_page = only_page
        self._kinds: Counter[str] = Counter()
        self._folders: dict[str, bool] = {}
        self._beyond = 0

    def passes_over(self, name: str) -> bool:
        """Whether the file is no article by its name; counts it unless a system left it."""
        if is_system(name):
            return True
        kind = self._kind(name)
        if kind:
            self._kinds[kind] += 1
        return bool(kind)

    def count(self, kind: str) -> None:
        """One more of a kind that the container itself tells."""
        self._kinds[kind] += 1

    def beyond(self) -> None:
        """One more file than are read."""
        self._beyond += 1

    def lines(self) -> Iterator[BadRecord]:
        """The line, if anything was passed over; another if the container has too many files."""
        if self._beyond:
            detail = f"{self._beyond} further files; {MAX_ENTRIES} of a container are read"
            yield BadRecord(0, "too_many_entries", detail)
        if self._kinds:
            kinds = sorted(self._kinds.items(), key=lambda k: (-k[1], k[0]))
            shown = ", ".join(f"{count} {kind}" for kind, count in kinds[:_SHOWN])
            more = sum(count for _, count in kinds[_SHOWN:])
            whole = sum(self._kinds.values())
            rest = f", {more} others" if more else ""
            yield BadRecord(0, "passed_over", f"{whole} that are no articles: {shown}{rest}")

    def _kind(self, name: str) -> str:
        path = PurePosixPath(name.replace("\\", "/"))
        if self._only_page is not None:
            return "" if name == self._only_page else "of the page"
        if any(part.startswith(".") and part.strip(".") for part in path.parts):
            return "hidden"
        if is_asset(name):
            return path.suffix.lower()
        if any(self._is_assets(str(folder)) for folder in path.parents):
            return "of saved pages"
        return "about the folder" if is_about_the_folder(name) else ""

    def _is_assets(self, folder: str) -> bool:
        if folder not in self._folders:
            self._folders[folder] = page_of(folder, self._names.__contains__) is not None
        return self._folders[folder]
