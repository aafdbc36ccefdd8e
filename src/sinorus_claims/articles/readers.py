"""Which reader takes a file: content first, suffix second."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from ..config import ArticleSettings
from ..errors import ReadError
from .decode import decode
from .html_page import read_page
from .json_records import is_jsonl, read_json, read_jsonl
from .markdown import looks_like_markdown, read_markdown
from .plain import read_plain
from .raw import BadRecord, RawArticle

Reader = Callable[[str, bytes, ArticleSettings], list[RawArticle | BadRecord]]

# First bytes of formats that are no text; (start, code, what to do for now).
_SIGNATURES = (
    (b"%PDF-", "unsupported", "PDF: save its text, or the page it was printed from"),
    (b"PK\x03\x04", "unsupported", "zip, DOCX, EPUB or ODT: save as text or HTML, or unpack"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported", "old Office file: save as text or HTML"),
    (b"{\\rtf", "unsupported", "RTF: save as text or HTML"),
    (b"\x1f\x8b", "unsupported", "gzip: unpack first"),
    (b"\x28\xb5\x2f\xfd", "unsupported", "zstd: unpack first"),
    (b"BZh", "unsupported", "bzip2: unpack first"),
    (b"\xfd7zXZ\x00", "unsupported", "xz: unpack first"),
    (b"7z\xbc\xaf\x27\x1c", "unsupported", "7z: unpack first"),
    (b"Rar!", "unsupported", "rar: unpack first"),
    (b"WARC/", "unsupported", "WARC: save the pages as HTML"),
    (b"\x89PNG", "not_text", "an image"),
    (b"\xff\xd8\xff", "not_text", "an image"),
    (b"GIF8", "not_text", "an image"),
    (b"SQLite format 3\x00", "not_text", "a database"),
    (b"\x7fELF", "not_text", "a program"),
    (b"MZ\x90\x00", "not_text", "a program"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?s:.{0,5000}?)-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|article|div|section|main|h1|p)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl",
    ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
# A text has hardly any control characters but blanks.
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")


def choose_reader(name: str, data: bytes) -> str:
    """Name of the reader in `READERS` for the file `name` with the content `data`.

    Raises `ReadError`: `empty`, `unsupported` (with what to do for now), `not_text`.
    """
    if not data.strip():
        raise ReadError("empty", "no characters but blanks")
    for start, code, detail in _SIGNATURES:
        if data.startswith(start):
            raise ReadError(code, detail)
    if _HTML.match(data[:8192]):
        return "html"
    _refuse_binary(data)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    by_suffix = _SUFFIXES.get(PurePosixPath(name).suffix.lower(), "text")
    if _MAIL.match(head) and re.search(rb"(?mi)^mime-version:", head):
        raise ReadError("unsupported", "e-mail or MHTML: save as text or HTML")
    if by_suffix in {"json", "jsonl"} or _looks_like_json(head):
        return "jsonl" if by_suffix == "jsonl" or is_jsonl(decode(data)[0]) else "json"
    return by_suffix


def _looks_like_json(head: bytes) -> bool:
    return bool(re.match(rb'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:', head))


def _refuse_binary(data: bytes) -> None:
    sample = data[:8192]
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"} or sample[:4] == b"\x00\x00\xfe\xff":
        return
    control = len(sample) - len(sample.translate(None, _CONTROL))
    wide = sample[1::2].count(0) > 0.35 * len(sample) or sample[::2].count(0) > 0.35 * len(sample)
    if control > 0.1 * len(sample) and not wide:
        raise ReadError("not_text", f"{control} control characters in {len(sample)} bytes")


def read_text_file(
    _name: str, data: bytes, settings: ArticleSettings
) -> list[RawArticle | BadRecord]:
    """Plain text; Markdown if it begins like it."""
    source, notes = decode(data)
    if looks_like_markdown(source):
        found = read_markdown(source, settings.json_fields, boilerplate=settings.boilerplate)
    else:
        found = read_plain(source, boilerplate=settings.boilerplate)
    return [_noted(found, notes)]


def read_markdown_file(
    _name: str, data: bytes, settings: ArticleSettings
) -> list[RawArticle | BadRecord]:
    """Markdown, with or without front matter."""
    source, notes = decode(data)
    found = read_markdown(source, settings.json_fields, boilerplate=settings.boilerplate)
    return [_noted(found, notes)]


def read_html_file(
    _name: str, data: bytes, _settings: ArticleSettings
) -> list[RawArticle | BadRecord]:
    """A saved web page."""
    source, notes = decode(data)
    return [_noted(read_page(source), notes)]


def read_json_file(
    _name: str, data: bytes, settings: ArticleSettings
) -> list[RawArticle | BadRecord]:
    """JSON: a record, a list of records, or an object that holds the list."""
    source, notes = decode(data)
    found = read_json(source, settings.json_fields, boilerplate=settings.boilerplate)
    return [_noted(r, notes) for r in found]


def read_jsonl_file(
    _name: str, data: bytes, settings: ArticleSettings
) -> list[RawArticle | BadRecord]:
    """JSON lines, one record each."""
    source, notes = decode(data)
    found = read_jsonl(source, settings.json_fields, boilerplate=settings.boilerplate)
    return [_noted(r, notes) for r in found]


def _noted(found: RawArticle | BadRecord, notes: tuple[str, ...]) -> RawArticle | BadRecord:
    return found.with_notes(notes) if isinstance(found, RawArticle) else found


READERS: dict[str, Reader] = {
    "text": read_text_file,
    "markdown": read_markdown_file,
    "html": read_html_file,
    "json": read_json_file,
    "jsonl": read_jsonl_file,
}
