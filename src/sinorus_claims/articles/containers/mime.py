"""Mails and saved pages as the parts that MIME makes of them."""

import email
import email.errors
import email.header
from dataclasses import dataclass
from email.message import Message

from ...errors import ReadError
from ..files.charsets import decode_labelled

_MAX_DEPTH = 40
_MAX_PARTS = 5000
_HEADER = 1000  # characters of a header that are looked at


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf: a text, a file, or a whole mail that is attached."""

    kind: str
    name: str
    message: Message
    attached: bool

    def content(self) -> bytes:
        """Its bytes, transfer encoding undone."""
        content = self.message.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""

    def text(self) -> tuple[str, tuple[str, ...]]:
        """The decoded part. Its header's character set is taken where the bytes are no UTF-8."""
        return decode_labelled(self.content(), _stripped(self.message.get_param("charset")))


def parse_mail(data: bytes) -> Message:
    """The parts of a mail. Raises `ReadError` (`too_deep`)."""
    try:
        return email.message_from_bytes(data)
    except RecursionError:
        raise ReadError("too_deep", "parts inside parts without end") from None


def parts_of(message: Message) -> list[Part]:
    """Its leaves in order; an attached mail is a leaf. Raises `ReadError` (`too_deep`)."""
    found: list[Part] = []
    stack = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        if depth > _MAX_DEPTH:
            raise ReadError("too_deep", f"parts nested over {_MAX_DEPTH} deep")
        if len(found) > _MAX_PARTS:
            raise ReadError("too_many_entries", f"a mail of over {_MAX_PARTS} parts")
        kind = part.get_content_type()
        inner = part.get_payload()
        if isinstance(inner, list) and (kind != "message/rfc822" or not depth):
            stack += [(p, depth + 1) for p in reversed(inner) if isinstance(p, Message)]
            continue
        name = " ".join(_decoded(part.get_filename() or "").split())
        attached = part.get_content_disposition() == "attachment" or bool(name)
        found.append(Part(kind, name, part, attached))
    return found


def header_of(message: Message, name: str) -> str:
    """A header as one line, encoded words decoded; empty if there is none."""
    return " ".join(_decoded(str(message.get(name) or "")[:_HEADER]).split())


def _decoded(value: str) -> str:
    try:
        return str(email.header.make_header(email.header.decode_header(value)))
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return value


def _stripped(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
