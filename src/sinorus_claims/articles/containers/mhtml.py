"""Pages that a browser saved as one file of MIME parts.

The date of such a file is when the page was saved, which dates nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from ...config import ArticleSettings
from ...errors import ReadError
from ..metadata.dates import iso_date
from ..metadata.outlets import domain_of
from ..pages.page import read_pages
from ..raw import BadRecord, Found, RawArticle
from .mail import read_mail
from .mime import Part, header_of, parse_mail, parts_of


def read_mhtml(
    name: str, data: bytes, settings: ArticleSettings
) -> Iterator[RawArticle | BadRecord]:
    """The page of an MHTML file; `source` is its decoded HTML.

    A mail with pictures in it has the same form: it is told by its sender, and read as a mail.

    Raises `ReadError`: `too_deep`, `empty`, and what `read_pages` raises.
    """
    message = parse_mail(data)
    sender = header_of(message, "From")
    if sender and "saved by" not in sender.lower():
        yield from read_mail(name, data, settings)
        return
    root = _root(message)
    if root is None:
        raise ReadError("empty", "no HTML in it")
    source, notes = root.text()
    address = header_of(message, "Snapshot-Content-Location")
    address = address or header_of(root.message, "Content-Location")
    hints = dict(_page_hints(message, address))
    saved = iso_date(header_of(message, "Date"))
    notes += ("offsets: in the decoded HTML of the saved page",)
    notes += (f"saved: {saved}",) if saved else ()
    for raw in read_pages(source):
        yield replace(raw, metadata={**hints, **raw.metadata}, notes=notes + raw.notes)


def _root(message: Message) -> Part | None:
    pages = [p for p in parts_of(message) if p.kind in {"text/html", "application/xhtml+xml"}]
    start = message.get_param("start")
    named = [p for p in pages if start and header_of(p.message, "Content-ID") == start]
    return next(iter(named or pages), None)


def _page_hints(message: Message, address: str) -> Iterator[tuple[str, Found]]:
    title = header_of(message, "Subject")
    if title:
        yield "title", Found(title, "Subject of the MHTML file")
    if address.startswith(("http://", "https://")):
        yield "url", Found(address, "address of the saved page")
        host = domain_of(address)
        if host:
            yield "outlet", Found(host, "domain of the saved page (guessed)")
