"""One look over a long file before it is read in portions: its digest, and how to decode it."""

import codecs
import hashlib
import io
from dataclasses import dataclass
from typing import IO, Any

from ..files.decode import decode, is_wide

_CHUNK = 1_000_000
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is, byte by byte."""

    digest: str
    """SHA-256, hexadecimal."""
    size: int
    """Bytes."""
    encoding: str
    """Of its characters; empty for UTF-16 and UTF-32, which are not read in portions."""
    notes: tuple[str, ...]
    """How it is decoded; none for UTF-8 without a fault."""

    @property
    def clean(self) -> bool:
        """Whether it decodes in portions as it does whole."""
        return bool(self.encoding) and not self.notes


def survey(stream: IO[bytes]) -> Survey:
    """Reads `stream` to its end, or up to where it is no list: a megabyte of nothing but NUL."""
    digest, size, clean = hashlib.sha256(), 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = b""
    while chunk := stream.read(_CHUNK):
        sample = sample or chunk
        size += len(chunk)
        digest.update(chunk)
        clean = clean and _is_clean(decoder, chunk)
        if is_wide(sample[:_HEAD]) or not (clean or chunk.strip(b"\0")):
            return Survey("", size, "", ())
    clean = clean and _is_clean(decoder, b"", final=True)
    encoding, notes = ("utf-8", ()) if clean else _encoding_of(sample)
    return Survey(digest.hexdigest(), size, encoding, notes)


def _is_clean(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return b"\0" not in chunk


def _encoding_of(sample: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 with faults, or the commonest set of one byte a character."""
    _, notes = decode(sample)
    if not notes or "utf-8" in notes[0] or "nul_bytes" in notes[0]:
        return "utf-8", ("encoding_guess: utf-8, damaged",)
    return "cp1252", ("encoding_guess: cp1252",)


def decoded(stream: "Hashing", found: Survey) -> io.TextIOWrapper:
    """The characters of a file that was surveyed; line breaks stay as they are."""
    encoding = "utf-8-sig" if found.encoding == "utf-8" else found.encoding
    buffered = io.BufferedReader(stream, _CHUNK)
    return io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline="\n")


def digest_of(stream: IO[bytes]) -> str:
    """SHA-256 of the rest of a stream, hexadecimal."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


class Hashing(io.RawIOBase):
    """A stream that passes on another and takes its digest; it leaves the other open."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as the stream has for `buffer`; 0 at its end."""
        data = self._stream.read(len(buffer))
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)

    def digest(self) -> str:
        """SHA-256 of what was passed on and of what the stream still has, hexadecimal."""
        while data := self._stream.read(_CHUNK):
            self._digest.update(data)
        return self._digest.hexdigest()
