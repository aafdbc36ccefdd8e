"""The header that mail programs write above a forwarded mail's text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_START = re.compile(
    r"^[ \t]*(?:-{2,20}[ \t]*(?:Forwarded|Original)[ \t]+message[ \t]*-{2,20}"
    r"|Begin forwarded message:)[ \t]*\r?\n(?:[ \t]*\r?\n){0,3}",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"[ \t]*\*{0,2}(?P<name>From|Date|Sent|Subject|To|Cc|Reply-To):\*{0,2}[ \t]*"
    r"(?P<value>[^\r\n]{0,1000})[^\r\n]*(?:\r?\n|$)",
    re.IGNORECASE,
)
_FOLDED = re.compile(r"(?!\s*\r?\n)[^\r\n]{1,500}(?:\r?\n|$)")
# Who forwards an article says a few words about it; a longer text is what the mail is about.
_MAX_BEFORE = 2000


@dataclass(frozen=True, slots=True)
class ForwardedHeader:
    """`source[start:end]` is all that stands before the forwarded text."""

    start: int
    end: int
    fields: Mapping[str, str]
    """Names in lower case."""


def forwarded_header(source: str) -> ForwardedHeader | None:
    """The header of a mail that only hands on another one; None if it has words of its own."""
    mark = _START.search(source, 0, _MAX_BEFORE * 2)
    if mark is None or mark.start() > _MAX_BEFORE:
        return None
    fields: dict[str, str] = {}
    at, last = mark.end(), ""
    while True:
        field = _FIELD.match(source, at)
        folded = None if field else _FOLDED.match(source, at) if last else None
        if field:
            last = field["name"].lower()
            fields.setdefault(last, field["value"].strip())
        elif folded and last in {"to", "cc", "subject"}:
            if last == "subject":
                fields[last] = f"{fields[last]} {folded.group().strip()}"
        else:
            break
        at = (field or folded).end()  # type: ignore[union-attr]
    return ForwardedHeader(0, at, fields) if {"from", "subject"} & set(fields) else None
