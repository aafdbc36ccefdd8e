"""Which format a file has: its content decides, and its suffix only between texts.

The two tables name a function for each format as `module:function`, so that a run imports only
what its files need. A reader makes articles of bytes; an unpacker yields the files inside a file.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, cast

from ...config import ArticleSettings
from ...errors import ConfigError
from ..raw import BadRecord, Entry, RawArticle

_ROOM = __package__.rpartition(".")[0]

Reader = Callable[[str, bytes, ArticleSettings], Iterable[RawArticle | BadRecord]]
"""`(name, content, settings)` -> articles. Raises `ReadError` where there can be none."""

Unpacker = Callable[[str, BinaryIO, ArticleSettings], Iterator[Entry | BadRecord]]
"""`(name, seekable file, settings)` -> the files inside it, none larger than `max_file_mb`."""

READERS: dict[str, str] = {
    "text": ".files.readers:read_text_file",
    "markdown": ".files.readers:read_markdown_file",
    "html": ".files.readers:read_html_file",
    "json": ".files.readers:read_json_file",
    "jsonl": ".files.readers:read_jsonl_file",
    "csv": ".records.tables:read_csv",
    "xlsx": ".records.tables:read_xlsx",
    "pdf": ".documents.documents:read_pdf",
    "docx": ".documents.documents:read_docx",
    "rtf": ".documents.documents:read_rtf",
    "eml": ".containers.mail:read_mail",
    "mhtml": ".containers.mhtml:read_mhtml",
    "feed": ".containers.feeds:read_feed",
    "epub": ".containers.epub:read_epub",
    "webarchive": ".containers.webarchive:read_webarchive",
}

UNPACKERS: dict[str, str] = {
    "zip": ".containers.archives:unpack_zip",
    "tar": ".containers.archives:unpack_tar",
    "gzip": ".containers.archives:unpack_gzip",
    "bzip2": ".containers.archives:unpack_bzip2",
    "xz": ".containers.archives:unpack_xz",
    "zstd": ".containers.archives:unpack_zstd",
    "brotli": ".containers.archives:unpack_brotli",
    "warc": ".containers.warc:unpack_warc",
    "wacz": ".containers.warc:unpack_wacz",
    "mbox": ".containers.mbox:unpack_mbox",
}

# Parsers that one small file can keep busy for hours or fill the memory with: see `child`.
RISKY = frozenset({"pdf", "docx", "rtf", "xlsx", "eml", "mhtml", "webarchive"})


def reader_of(name: str) -> Reader:
    """The reader of a format, or the one that `package.module:attribute` names."""
    return cast(Reader, _load(READERS.get(name, name), READERS))


def unpacker_of(name: str) -> Unpacker:
    """The unpacker of a format."""
    return cast(Unpacker, _load(UNPACKERS[name], UNPACKERS))


def _load(target: str, choices: Iterable[str]) -> object:
    module, _, attribute = target.partition(":")
    try:
        found: object = getattr(importlib.import_module(module, _ROOM), attribute)
    except (AttributeError, ImportError, ValueError) as error:
        raise _unknown(target, choices, error) from None
    return found


def _unknown(target: str, choices: Iterable[str], error: Exception) -> ConfigError:
    known = ", ".join(sorted(choices))
    return ConfigError(
        f"articles.readers: {target}: {error}; a reader is one of {known}, or package.module:name"
    )
