"""What a file is: told by its first bytes, by what a container holds, and by its suffix last."""

import re
from pathlib import PurePosixPath
from typing import BinaryIO

from ...errors import ReadError
from ..containers.container import open_zip
from .decode import decode, is_wide

HEAD = 65_536
"""Bytes of a file that are enough to tell its format."""

# First bytes of formats that are no text.
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/", "warc"),
    (b"bplist00", "webarchive"),
)
# Old Office files, and new ones inside an envelope with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENVELOPE = "EncryptedPackage".encode("utf-16-le")
# (first bytes, code, what to do).
_REFUSED = (
    (_OLE, "unsupported", "old Office file: save as DOCX, XLSX, text or HTML"),
    (b"7z\xbc\xaf\x27\x1c", "unsupported", "7z: unpack first"),
    (b"Rar!", "unsupported", "rar: unpack first"),
    (b"\x89PNG", "not_text", "an image"),
    (b"\xff\xd8\xff", "not_text", "an image"),
    (b"GIF8", "not_text", "an image"),
    (b"SQLite format 3\x00", "not_text", "a database"),
    (b"\x7fELF", "not_text", "a program"),
    (b"MZ\x90\x00", "not_text", "a program"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:(?><!--(?s:.{0,5000}?)-->)\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|article|div|section|main|h1|p)\b",
    re.IGNORECASE,
)
_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?"
    rb"(?:<\?[^>]{0,500}\?>\s*|(?><!--(?s:.{0,2000}?)-->)\s*|<!doctype\s[^<>\[]{0,500}>\s*)*+"
    rb"<(?:rss|feed|atom:feed|rdf:RDF)\b", re.IGNORECASE
)  # fmt: skip
_FIELDS = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL = re.compile(
    rb"(?mi)^(?:mime-version|message-id|return-path|received|delivered-to|content-type):"
)
# Apple Mail puts the number of bytes before each message.
_LENGTH_LINE = re.compile(rb"^\d{1,10}[ \t]*\r?\n(?=[A-Za-z-]{1,40}:)")
_MHTML = re.compile(rb"(?i)multipart/related|snapshot-content-location|saved by ")
_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl",
    ".md": "markdown", ".markdown": "markdown",
    ".csv": "csv", ".tsv": "csv", ".eml": "eml", ".mht": "mhtml", ".mhtml": "mhtml",
    ".mbox": "mbox", ".br": "brotli",
}  # fmt: skip
# A file of entities of its own that stand for one another: no text comes of it, only work.
_ENTITIES = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<[?!](?s:.{0,2000}?)<!ENTITY\s", re.IGNORECASE)
# Members by which an Office file, a book or a web archive is told from any other zip.
_ZIPPED = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("META-INF/container.xml", "epub"),
    ("datapackage.json", "wacz"),
)
# A text has hardly any control characters but blanks.
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")


def sniff(name: str, head: bytes, file: BinaryIO) -> str:
    """Format of the file `name`: a key of `READERS` or `UNPACKERS`.

    `head` is its first `HEAD` bytes; `file` is read only where the head does not tell (a zip), and
    may be left at any place. Raises `ReadError`: `empty`, `unsupported` (with what to do),
    `not_text`, `bad_archive`.
    """
    if not head.strip():
        raise ReadError("empty", "no characters but blanks")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file)
    for start, format in _SIGNATURES:
        if head.startswith(start):
            return format
    if head.startswith(_OLE) and _has_password(head, file):
        raise ReadError("encrypted", "an Office file with a password: save it without one")
    for start, code, detail in _REFUSED:
        if head.startswith(start):
            raise ReadError(code, detail)
    if head[257:262] == b"ustar":
        return "tar"
    if is_wide(head):
        head = decode(head)[0].encode("utf-8", "replace")
    return _text_format(name, head, file)


def _has_password(head: bytes, file: BinaryIO) -> bool:
    """Whether the directory of the envelope lists an encrypted package."""
    sector = int.from_bytes(head[48:52], "little")
    try:
        file.seek((sector + 1) * 512)
        return _ENVELOPE in file.read(4096)
    except (OSError, ValueError, OverflowError):
        return False


def _zipped(file: BinaryIO) -> str:
    with open_zip(file) as archive:
        names = set(archive.namelist())
    if "content.xml" in names and "mimetype" in names:
        raise ReadError("unsupported", "OpenDocument: save as DOCX, text or HTML")
    return next((format for member, format in _ZIPPED if member in names), "zip")


def _holds_zip(file: BinaryIO) -> bool:
    """Whether a page is one that SingleFile wrote around a zip of itself and its assets."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 65_557))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    return end >= 0 and b"index.html" in tail[:end]


def _text_format(name: str, head: bytes, file: BinaryIO) -> str:
    by_suffix = _SUFFIXES.get(PurePosixPath(name).suffix.lower(), "text")
    if by_suffix == "brotli":
        return by_suffix
    if _ENTITIES.match(head[:8192]):
        raise ReadError("xml_bomb", "it declares entities of its own, which are never resolved")
    if _FEED.match(head[:8192]):
        return "feed"
    if _HTML.match(head[:8192]):
        return "zip" if _holds_zip(file) else "html"
    refuse_binary(head)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    start = _LENGTH_LINE.sub(b"", start, count=1)
    if start.startswith(b"From ") and _MAIL.search(start):
        return "mbox"
    if _FIELDS.match(start) and _MAIL.search(start[:8192]):
        return "mhtml" if _MHTML.search(start[:8192]) else "eml"
    if by_suffix == "eml" and _FIELDS.match(start):
        return "eml"
    if by_suffix in {"json", "jsonl"} or _looks_like_json(start[:4096]):
        return "jsonl" if by_suffix == "jsonl" or _is_jsonl(decode(head)[0]) else "json"
    # A suffix names a mail or an archive that its content does not show: text after all.
    return by_suffix if by_suffix in {"html", "markdown", "csv"} else "text"


def _looks_like_json(head: bytes) -> bool:
    return bool(re.match(rb'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:', head))


def _is_jsonl(source: str) -> bool:
    """Whether the first line is a whole JSON object and another one follows."""
    first, _, rest = source.lstrip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip()[:1] == "{"


def refuse_binary(head: bytes) -> None:
    """Raises `ReadError` (`not_text`) if the first bytes are no text in any encoding."""
    sample = head[:8192]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"} or sample[:4] == b"\x00\x00\xfe\xff":
        return
    control = len(sample) - len(sample.translate(None, _CONTROL))
    wide = sample[1::2].count(0) > 0.35 * len(sample) or sample[::2].count(0) > 0.35 * len(sample)
    if control > 0.1 * len(sample) and not wide:
        raise ReadError("not_text", f"{control} control characters in {len(sample)} bytes")
