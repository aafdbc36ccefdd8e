"""Results packed by zlib, and unpacked within a bound: whoever can write a cache or a shared folder
could put a few kilobytes there that fill all memory.
"""

import zlib

LARGEST = 256_000_000
"""Bytes that are unpacked at most. The claims of an article have some 30,000."""
_AROUND = 1_000

ZLIB, GZIP = 15, 31
"""Wrappings, as zlib calls them by number."""


def fits(value: bytes) -> bool:
    """Whether a result can be kept, with what a format puts around it."""
    return len(value) <= LARGEST - _AROUND


def packed(value: bytes) -> bytes:
    """For a cache: quickly rather than small."""
    return zlib.compress(value, 1)


def unpacked(data: bytes, wrapping: int = ZLIB) -> bytes:
    """The whole result; raises `zlib.error` for what is damaged, cut off or too large."""
    unpacker = zlib.decompressobj(wrapping)
    value = unpacker.decompress(data, LARGEST)
    if not unpacker.eof:
        raise zlib.error(f"not whole, or over {LARGEST:,} bytes")
    return value
