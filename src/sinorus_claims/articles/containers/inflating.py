"""Compressed bytes -> bytes, counted while they are read: no header is believed."""

import bz2
import importlib
import io
import lzma
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any, BinaryIO, Protocol, cast

from ...errors import ReadError

_MB = 1_000_000
MAX_RATIO = 100
"""Bytes out for one byte in. Texts reach 20; what is beyond this is built to fill the memory."""
_FREE = _MB  # so much may come of anything: a small file of blanks is no bomb
_CHUNK = 65_536
# A dictionary of this size is the largest that the usual levels of xz and zstd ask for.
_WINDOW = 128 * 1024 * 1024


class _Decompressor(Protocol):
    """What `bz2`, `lzma` and the two adapters below have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Zlib:
    """zlib with the interface of `bz2`; 31 reads gzip, 47 also zlib, -15 bare deflate."""

    def __init__(self, bits: int = 31) -> None:
        self._inner = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


class _Brotli:
    """Brotli with the interface of `bz2`; its streams do not follow one another."""

    unused_data = b""

    def __init__(self) -> None:
        self._inner = _optional("brotli").Decompressor()

    @property
    def eof(self) -> bool:
        return bool(self._inner.is_finished())

    @property
    def needs_input(self) -> bool:
        return bool(self._inner.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return bytes(self._inner.process(data, output_buffer_limit=max_length))


def _xz() -> _Decompressor:
    return cast(_Decompressor, lzma.LZMADecompressor(memlimit=2 * _WINDOW))


_MAKERS: dict[str, Callable[[], _Decompressor]] = {
    "gzip": _Zlib,
    "bzip2": lambda: cast(_Decompressor, bz2.BZ2Decompressor()),
    "xz": _xz,
    "brotli": _Brotli,
    "deflate": lambda: _Zlib(47),
    "raw_deflate": lambda: _Zlib(-15),
}
# How another stream begins in the same file, and the bytes that show it.
_STARTS = {"gzip": b"\x1f\x8b", "bzip2": b"BZh", "xz": b"\xfd7z"}
_START = 3


class Inflated(io.RawIOBase):
    """The inflated bytes of a file, as a stream that cannot be sought.

    Reading raises `ReadError`: `decompression_limit` (over 1 MB and over `MAX_RATIO` times the
    bytes that were read), `bad_archive` (cut off or damaged), `needs_extra`.
    """

    def __init__(self, method: str, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._method = method
        self._taken = self._given = 0
        self._inner = None if method == "zstd" else _MAKERS[method]()
        self._zstd = _zstd_reader(self) if method == "zstd" else None
        self._left = self._ready = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def take(self, size: int) -> bytes:
        """Compressed bytes, counted."""
        data = self._left or self._file.read(size)
        self._left = b""
        self._taken += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        """Up to a chunk of inflated bytes; 0 at the end."""
        try:
            data = self._ready or self._more(min(len(buffer), _CHUNK))
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
            raise ReadError("bad_archive", f"{self._method}: {error}") from error
        except ReadError:
            raise
        except Exception as error:  # the error types of the libraries of the extra
            raise ReadError("bad_archive", f"{self._method}: {error}"[:200]) from error
        # Brotli takes its limit for advice.
        data, self._ready = data[: len(buffer)], data[len(buffer) :]
        self._given += len(data)
        check_ratio(self._taken, self._given)
        buffer[: len(data)] = data
        return len(data)

    def _more(self, size: int) -> bytes:
        if self._zstd is not None:
            return bytes(self._zstd.read(size))
        while True:
            inner = cast(_Decompressor, self._inner)
            if inner.eof:
                if not self._next(inner):
                    return b""
                continue
            wanted = inner.needs_input
            fresh = self.take(_CHUNK) if wanted else b""
            data = inner.decompress(fresh, size)
            if data:
                return data
            if wanted and not fresh and not inner.eof:
                raise EOFError("cut off")

    def _next(self, done: _Decompressor) -> bool:
        """Whether another stream follows (as one for each record of a web archive)."""
        start = _STARTS.get(self._method)
        rest = done.unused_data
        if len(rest) < _START:
            rest += self._file.read(_CHUNK)
        # What is no further stream is padding, which every unpacker ignores.
        if start is None or not rest.startswith(start):
            return False
        self._taken -= len(done.unused_data)
        self._left = rest
        self._inner = _MAKERS[self._method]()
        return True


def check_ratio(taken: int, given: int) -> None:
    """Raises `ReadError` (`decompression_limit`) if `given` bytes are too many for `taken`."""
    if given > _FREE and given > MAX_RATIO * taken:
        detail = f"{taken} bytes hold over {given}; {MAX_RATIO} for one are read"
        raise ReadError("decompression_limit", detail)


def inflated(method: str, file: BinaryIO) -> io.BufferedReader:
    """`Inflated`, with a buffer to look ahead in."""
    return io.BufferedReader(Inflated(method, file), _CHUNK)


def inflate(method: str, data: bytes, limit: int) -> bytes:
    """All of `data` inflated.

    Raises `ReadError` as `Inflated`, and `decompression_limit` for more than `limit` bytes.
    """
    return read_whole(inflated(method, io.BytesIO(data)), limit)


def read_whole(stream: io.BufferedIOBase, limit: int) -> bytes:
    """The rest of a stream. Raises `ReadError` (`decompression_limit`) beyond `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            raise over_limit(limit)
    return b"".join(parts)


def over_limit(limit: int) -> ReadError:
    """The error for a file that inflates to more than the settings allow."""
    detail = f"inflates to more than {limit / _MB:g} MB (articles.max_file_mb)"
    return ReadError("decompression_limit", detail)


def _zstd_reader(source: Inflated) -> Any:
    class _Taking:
        def read(self, size: int) -> bytes:
            return source.take(size)

    decompressor = _optional("zstandard").ZstdDecompressor(max_window_size=_WINDOW)
    return decompressor.stream_reader(_Taking(), read_across_frames=True)


def _optional(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        wanted = "pip install 'sinorus-claims[archives]'"
        raise ReadError("needs_extra", f"{name} is not installed: {wanted}") from None
