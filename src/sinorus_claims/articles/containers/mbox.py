"""Mailboxes: one file of many messages, each behind a line that begins with "From "."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from ...config import ArticleSettings
from ..raw import BadRecord, Entry
from .container import MAX_ENTRIES, limit_of

_LINE = 1_000_000
_FROM_LINE = re.compile(rb"From (?:\s*$|[^\n]*\d\d:\d\d)")
_QUOTED_FROM = re.compile(rb">+From ")


def unpack_mbox(
    _name: str, file: BinaryIO, settings: ArticleSettings
) -> Iterator[Entry | BadRecord]:
    """Each message of a mailbox, in its order."""
    limit = limit_of(settings)
    number, size, blank = 0, 0, True
    lines: list[bytes] = []
    for line in iter(lambda: file.readline(_LINE), b""):
        if blank and _FROM_LINE.match(line):
            if number:
                yield _message_entry(number, lines, size, limit)
            number, size, lines = number + 1, 0, []
            if number > MAX_ENTRIES:
                yield BadRecord(0, "too_many_entries", f"{MAX_ENTRIES} of a mailbox are read")
                return
            continue
        size += len(line)
        if size <= limit:
            lines.append(line[1:] if _QUOTED_FROM.match(line) else line)
        blank = not line.strip()
    if number:
        yield _message_entry(number, lines, size, limit)


def _message_entry(number: int, lines: list[bytes], size: int, limit: int) -> Entry | BadRecord:
    if size > limit:
        return BadRecord(number, "too_large", f"a message of {size} bytes (articles.max_file_mb)")
    return Entry(f"{number}.eml", b"".join(lines))
