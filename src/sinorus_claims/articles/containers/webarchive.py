"""Pages saved by Safari: a binary property list that holds the page and all it loads."""

import plistlib
from collections.abc import Iterator
from dataclasses import replace

from ...config import ArticleSettings
from ...errors import ReadError
from ..files.charsets import decode_labelled
from ..metadata.outlets import domain_of
from ..pages.page import read_pages
from ..raw import BadRecord, Found, RawArticle


def read_webarchive(
    _name: str, data: bytes, _settings: ArticleSettings
) -> Iterator[RawArticle | BadRecord]:
    """The page; `source` is its decoded HTML.

    Raises `ReadError` (`not_text`) for a property list that holds no page.
    """
    try:
        whole = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
        main = whole["WebMainResource"]
        content = main["WebResourceData"]
    except (plistlib.InvalidFileException, KeyError, TypeError, ValueError, OverflowError):
        raise ReadError("not_text", "a property list without a page") from None
    if not isinstance(content, bytes):
        raise ReadError("not_text", "a property list without a page")
    source, notes = decode_labelled(content, str(main.get("WebResourceTextEncodingName", "")))
    address = str(main.get("WebResourceURL", ""))
    hints: dict[str, Found] = {}
    if address.startswith(("http://", "https://")):
        hints["url"] = Found(address, "address of the saved page")
        host = domain_of(address)
        if host:
            hints["outlet"] = Found(host, "domain of the saved page (guessed)")
    notes += ("offsets: in the decoded HTML of the saved page",)
    for raw in read_pages(source):
        yield replace(raw, metadata={**hints, **raw.metadata}, notes=notes + raw.notes)
