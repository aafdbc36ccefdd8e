"""The file format of results that machines hand to each other: a gzip member a result.

A piece is a `.jsonl.gz` that `zcat` shows, and of which each line can be read alone.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping

from . import packing
from .packing import GZIP, unpacked

SUFFIX = ".jsonl.gz"
_HEAD, _MIDDLE, _TAIL = b'{"key":"', b'","value":', b"}\n"
_STEP = 65_536


def pack(results: Mapping[str, bytes]) -> bytes:
    """A piece that holds the results, whose values are JSON, in order of their keys."""
    return b"".join(_packed(key, results[key]) for key in sorted(results))


def _packed(key: str, value: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, GZIP)
    return packer.compress(_HEAD + key.encode() + _MIDDLE + value + _TAIL) + packer.flush()


def value_in(member: bytes, key: str) -> bytes:
    """The value in one member of a piece; raises `zlib.error`."""
    line = unpacked(member, GZIP)
    return line[len(_HEAD) + len(key) + len(_MIDDLE) : -len(_TAIL)]


def places(piece: bytes) -> Iterator[tuple[str, int, int]]:
    """Key, start and size in bytes of every member; raises `ValueError` or `zlib.error`."""
    start = 0
    while start < len(piece):
        line, end = _member(piece, start)
        if not line.startswith(_HEAD):
            raise ValueError("it holds no results")
        yield line[len(_HEAD) : line.index(b'"', len(_HEAD))].decode(), start, end - start
        start = end


def _member(piece: bytes, start: int) -> tuple[bytes, int]:
    member, line, end = zlib.decompressobj(GZIP), b"", start
    while not member.eof:
        # Step by step: what is not used is copied every time.
        if end >= len(piece):
            raise ValueError("it is cut short")
        line += member.decompress(piece[end : end + _STEP])
        end += _STEP
        if len(line) > packing.LARGEST:
            raise ValueError(f"a result in it has over {packing.LARGEST:,} bytes")
    return line, min(end, len(piece)) - len(member.unused_data)


def named(begin: str, piece: bytes) -> str:
    """The name of a piece, with the hash of what it holds."""
    return f"{begin}-{_hash(piece)}{SUFFIX}"


def is_whole(name: str, piece: bytes) -> bool:
    """Whether a piece holds what its name says."""
    return name.removesuffix(SUFFIX).rpartition("-")[2] == _hash(piece)


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
