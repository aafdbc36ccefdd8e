"""Web archives: the pages among the records of a WARC file or a WACZ package.

Written for what crawlers, browsers' archiving extensions and wget write: WARC 0.18 to 1.1, the file
or each record compressed, bodies chunked and compressed once more. Also the plain texts that large
crawls publish (`conversion` records).
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast
from urllib.parse import urlsplit

from ...config import ArticleSettings
from ...errors import ReadError
from ..files.charsets import decode_labelled
from ..metadata.outlets import domain_of
from ..raw import BadRecord, Entry
from ..raw import Found as Value
from .container import MAX_ENTRIES, Tally, clean_name, limit_of, open_zip
from .inflating import inflate, inflated

_CHUNK = 65_536
_MAX_LINE, _MAX_FIELDS = 65_536, 200
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
# Texts for machines.
_NO_PAGES = frozenset({"robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt"})
_STATUS = re.compile(rb"HTTP/[\d.]{1,5} +(\d{3})")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "br": "brotli", "zstd": "zstd"}

Found = Iterator[Entry | BadRecord]


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    fields: Mapping[str, str]
    """Names in lower case."""
    length: int

    @property
    def url(self) -> str:
        return self.fields.get("warc-target-uri", "").strip("<>")


def unpack_warc(_name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """Pages of a WARC file that is not compressed."""
    return unpack_records(file, settings)


def unpack_wacz(_name: str, file: BinaryIO, settings: ArticleSettings) -> Found:
    """Pages of the WARC files in a WACZ package."""
    with open_zip(file) as package:
        names = sorted(n for n in package.namelist() if n.startswith("archive/"))
        for name in names:
            if not name.endswith("/"):
                with package.open(name) as member:
                    packed = name.endswith(".gz")
                    whole = inflated("gzip", cast(BinaryIO, member)) if packed else member
                    yield from unpack_records(whole, settings)


def unpack_records(stream: IO[bytes] | io.BufferedIOBase, settings: ArticleSettings) -> Found:
    """Pages of an uncompressed stream of WARC records, and one line that counts the others."""
    tally = Tally(())
    limit = limit_of(settings)
    entries = 0
    for record in _records(cast(BinaryIO, stream)):
        if isinstance(record, BadRecord):
            yield record
            break
        kind = _kind(record)
        if kind:
            tally.count(kind)
            _skip(cast(BinaryIO, stream), record.length)
            continue
        if record.length > limit:
            _skip(cast(BinaryIO, stream), record.length)
            yield BadRecord(record.number, "too_large", f"{record.url}: {record.length} bytes")
            continue
        block = stream.read(record.length)
        found = _page(record, block, limit)
        if isinstance(found, str):
            tally.count(found)
        elif entries >= MAX_ENTRIES:
            tally.beyond()
        else:
            entries += 1
            yield found
        if len(block) < record.length:
            yield BadRecord(record.number, "cut_off", "the file ends inside the record")
            break
    yield from tally.lines()


def _records(stream: BinaryIO) -> Iterator[_Record | BadRecord]:
    """Headers, one at a time; whoever takes one has read its block before the next is asked for."""
    number = 0
    while True:
        line = stream.readline(_MAX_LINE)
        while line in {b"\r\n", b"\n"}:
            line = stream.readline(_MAX_LINE)
        if not line:
            return
        number += 1
        if not line.startswith(b"WARC/"):
            detail = "no WARC record where one should begin; the rest is not read"
            yield BadRecord(number, "bad_archive", detail)
            return
        fields = _fields(stream)
        length = fields.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", length):
            yield BadRecord(number, "bad_archive", "a record without a length; no more is read")
            return
        yield _Record(number, fields, int(length))


def _fields(stream: BinaryIO) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_MAX_FIELDS):
        line = stream.readline(_MAX_LINE)
        if line in {b"\r\n", b"\n", b""}:
            break
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and last:
            fields[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        fields[last] = value.strip()
    return fields


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0:
        chunk = stream.read(min(length, _CHUNK))
        if not chunk:
            return
        length -= len(chunk)


def _kind(record: _Record) -> str:
    """What the record is, if it can be no page; empty if it may be one."""
    kind = record.fields.get("warc-type", "unknown").lower()
    if kind == "response":
        return "" if record.url.startswith(("http://", "https://")) else "no web page"
    if kind in {"resource", "conversion"}:
        media = _media(record.fields.get("content-type", ""))
        wanted = media in _PAGES and record.url.startswith(("http://", "https://"))
        return "" if wanted else kind
    return kind


def _page(record: _Record, block: bytes, limit: int) -> Entry | BadRecord | str:
    """The page as an entry, or why it is none in two words."""
    if PurePosixPath(urlsplit(record.url).path).name in _NO_PAGES:
        return "robots.txt and the like"
    if record.fields["warc-type"].lower() != "response":
        return _entry(record, block, record.fields.get("content-type", ""))
    status = _STATUS.match(block)
    if status is None:
        return "no HTTP response"
    if status[1] != b"200":
        return f"status {status[1].decode()}"
    body = io.BytesIO(block)
    body.readline()
    fields = _fields(body)
    media = _media(fields.get("content-type", ""))
    if media not in _PAGES:
        return media.partition("/")[0] if media.startswith(("image", "font", "video")) else media
    try:
        content = _decoded(body.read(), fields, limit)
    except ReadError as error:
        return BadRecord(record.number, error.code, f"{record.url}: {error.detail}")
    return _entry(record, content, fields.get("content-type", ""))


def _media(value: str) -> str:
    return value.partition(";")[0].strip().lower() or "of no type"


def _entry(record: _Record, content: bytes, media: str) -> Entry:
    url = clean_name(record.url)
    found = {"url": Value(url, "address of the WARC record")}
    host = domain_of(url)
    if host:
        found["outlet"] = Value(host, "domain of the WARC record's address (guessed)")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", media, re.IGNORECASE)
    if charset and not media.startswith("application/pdf"):
        # A page that leaves it to the server to name its character set would be guessed at.
        text, notes = decode_labelled(content, charset[1])
        if notes and notes[0].endswith("as the header says"):
            content = text.encode("utf-8")
    return Entry(url, content, found)


def _decoded(body: bytes, fields: Mapping[str, str], limit: int) -> bytes:
    """The body without transfer and content coding.

    Archivers that store a body decoded often leave its header as it was: what does not look coded
    is taken as it stands.
    """
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    codings = fields.get("content-encoding", "").lower().replace(" ", "").split(",")
    for coding in reversed(codings[:3]):
        method = _CODINGS.get(coding)
        if coding == "deflate" and body[:1] != b"<":
            # Servers disagree on whether zlib's own header belongs to it.
            zlib_header = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
            body = inflate("deflate" if zlib_header else "raw_deflate", body, limit)
        elif method == "gzip" and body[:2] != b"\x1f\x8b":
            continue
        elif method and body.lstrip()[:1] != b"<":
            body = inflate(method, body, limit)
    return body


def _dechunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        while body[at : at + 1] in {b"\r", b"\n"}:
            at += 1
    # No chunk where one should be: the body is stored without them, or ends too early.
    return b"".join(parts) if parts else body
