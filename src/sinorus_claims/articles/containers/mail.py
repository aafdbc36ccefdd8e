"""Mails and newsletters: one decoded part is the source, attachments are records beside it."""

import email.utils
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import Message
from pathlib import PurePosixPath

from ...config import ArticleSettings
from ...errors import ReadError
from ..dumps.plain import read_plain
from ..files.formats import READERS, reader_of
from ..files.saved_pages import is_asset
from ..files.sniff import HEAD, sniff
from ..mapping import assemble, in_lines
from ..metadata.dates import iso_date
from ..metadata.hosts import names_host
from ..pages.page import read_page
from ..raw import BadRecord, Found, RawArticle, Verdict
from ..wording import word_list
from .forwarded import forwarded_header
from .mime import Part, header_of, parse_mail, parts_of

# An HTML part whose text is under this share of the plain part's is a frame around an image.
_SHARE = 0.6
_REPLY = re.compile(r"^(?:\s*(?:fwd?|re|aw|wg|tr)\s*:)+\s*", re.IGNORECASE)
_EMLX = re.compile(rb"\s*(\d{1,10})[ \t]*\r?\n(?=[A-Za-z-]{1,40}:)")
_HOSTS = frozenset(word_list("containers", "mail_hosts"))
# First names of a sender's host that say nothing about who it is.
_SENDING = re.compile(r"^(?:e?mails?|news(?:letters?)?|mail(?:er|ing)?s?|info|reply|updates?)\.")

Records = Iterator[RawArticle | BadRecord]


def read_mail(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """The text of a mail, its attachments and the mails attached to it, one record each.

    `source` is the decoded part. Of a text and an HTML part the HTML is taken, unless it holds
    much less. Raises `ReadError`: `too_deep`, `empty`.
    """
    counted = _EMLX.match(data)  # as Apple Mail keeps a message: its size before, a list behind
    if counted:
        data = data[counted.end() : counted.end() + int(counted[1])]
    found = list(_of_message(parse_mail(data), settings))
    if not found:
        raise ReadError("empty", "a mail without text")
    if len(found) == 1 and isinstance(found[0], RawArticle):
        yield replace(found[0], record=None)
    elif len(found) == 1 and isinstance(found[0], BadRecord):
        raise ReadError(found[0].code, found[0].detail)
    else:
        yield from (replace(item, record=n) for n, item in enumerate(found, 1))


def _of_message(message: Message, settings: ArticleSettings) -> Records:
    parts = parts_of(message)
    body = [p for p in parts if not p.attached and p.kind in {"text/plain", "text/html"}]
    if body:
        yield _body(message, body, settings)
    for part in parts:
        if part.kind == "message/rfc822":
            inner = part.message.get_payload()
            mails = inner if isinstance(inner, list) else []
            for mail in mails:
                yield from _of_message(mail, settings) if isinstance(mail, Message) else ()
        elif part.attached and not is_asset(part.name) and part.kind.split("/")[0] != "image":
            yield from _attached(part, settings)


def _body(message: Message, parts: list[Part], settings: ArticleSettings) -> RawArticle | BadRecord:
    plain = _longest(parts, "text/plain")
    page = _longest(parts, "text/html")
    inner: Mapping[str, Found] = {}
    text: RawArticle | None = None
    try:
        if plain:
            text, inner = _read_text(plain, settings)
        # The header inside a forwarded mail is told by the lines of its plain text.
        if page and not inner:
            source, notes = page.text()
            html = read_page(source).with_notes(notes)
            if text is None or _size(html) >= _SHARE * _size(text):
                text = html
    except ReadError as error:
        if text is None:
            return BadRecord(1, error.code, error.detail)
    assert text is not None  # noqa: S101 - there is one part at least
    early, late = _mail_hints(message)
    notes = ("offsets: in the decoded text part of the mail",)
    if inner:
        notes += ("forwarded: title, sender and date are those of the inner mail",)
        early, late = {}, {k: v for k, v in inner.items() if k == "title"}
    metadata = {**early, **inner, **text.metadata, **late}
    return replace(text, metadata=metadata, notes=notes + text.notes)


def _longest(parts: list[Part], kind: str) -> Part | None:
    fitting = [p for p in parts if p.kind == kind]
    return max(fitting, key=lambda p: len(p.content())) if fitting else None


def _size(raw: RawArticle) -> int:
    return len(assemble(raw.source, raw.pieces)[0])


def _read_text(part: Part, settings: ArticleSettings) -> tuple[RawArticle, Mapping[str, Found]]:
    """The article of a plain part, and what the header of a forwarded mail in it tells."""
    source, notes = part.text()
    header = forwarded_header(source)
    start = header.end if header else 0
    raw = read_plain(source, boilerplate=settings.boilerplate, start=start).with_notes(notes)
    if header is None:
        return raw, {}
    shown = source[header.start : header.end].strip()
    verdict = Verdict(shown[:200], in_lines(source, header.start), "forwarded_header")
    inner = dict(_sender(header.fields.get("from", "")))
    title = _REPLY.sub("", header.fields.get("subject", ""))
    if title:
        inner["title"] = Found(title, "subject of the forwarded mail")
    day = iso_date(header.fields.get("date", "") or header.fields.get("sent", ""))
    if day:
        inner["published"] = Found(day, "date of the forwarded mail")
    return replace(raw, verdicts=(verdict, *raw.verdicts)), inner


def _attached(part: Part, settings: ArticleSettings) -> Records:
    name, content = part.name or "unnamed", part.content()
    hints = {"title": Found(PurePosixPath(name).stem, "name of the attachment (guessed)")}
    try:
        format = sniff(name, content[:HEAD], io.BytesIO(content))
        if format not in READERS:
            raise ReadError("unsupported", f"an attached {format}: save it apart to have it read")
        for record in reader_of(format)(name, content, settings):
            if isinstance(record, BadRecord):
                yield replace(record, detail=f"{name}: {record.detail}")
            else:
                note = (f"offsets: in the attachment {name}",)
                yield replace(
                    record, metadata={**hints, **record.metadata}, notes=note + record.notes
                )
    except ReadError as error:
        yield BadRecord(1, error.code, f"{name}: {error.detail}")
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a library's fault in one attachment must not cost the others
        yield BadRecord(1, "reader_failed", f"{name}: {type(error).__name__}: {error}"[:200])


def _mail_hints(message: Message) -> tuple[Mapping[str, Found], Mapping[str, Found]]:
    """What the mail tells less surely than its text, and what more surely."""
    early = dict(_sender(header_of(message, "From")))
    day = iso_date(header_of(message, "Date"))
    if day:
        early["published"] = Found(day, "Date of the mail")
    title = _REPLY.sub("", header_of(message, "Subject"))
    return early, {"title": Found(title, "Subject of the mail")} if title else {}


def _sender(value: str) -> Iterator[tuple[str, Found]]:
    """The outlet and the author: a name that the sender's domain repeats is the outlet's."""
    name, address = email.utils.parseaddr(value)
    name = name.strip(" '\"")
    host = _SENDING.sub("", address.rpartition("@")[2].lower())
    own = "." in host and host not in _HOSTS
    if own and names_host(name, host):
        yield "outlet", Found(name, "From of the mail (guessed)")
        return
    if name and "@" not in name:
        yield "byline", Found(name, "From of the mail (guessed)")
    if own:
        yield "outlet", Found(host, "domain of the sender (guessed)")
