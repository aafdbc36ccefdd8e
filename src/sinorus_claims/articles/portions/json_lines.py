"""JSON lines of any length, some lines at a time."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...model import Skipped
from ..mapping import count_breaks
from ..records.json_records import MAX_LINE, bad_line, over_long
from .portion import Portion

# Characters and lines of a portion: a second of work at most, and little to hold.
_CHARACTERS, _LINES = 65_536, 64
_NUL = "\0"


@dataclass(slots=True)
class _Place:
    """What of the file lies behind."""

    records: int = 0
    characters: int = 0
    lines: int = 0
    breaks: int = 0

    def passes(self, line: "_Line") -> None:
        self.records += not line.blank
        self.characters += line.characters
        self.lines += 1
        self.breaks += line.breaks


@dataclass(slots=True)
class _Line:
    """A line of the file, with its line feed; without its text if it is over long."""

    text: str | None
    characters: int
    breaks: int
    blank: bool


def line_portions(text: io.TextIOWrapper, begin: Portion) -> Iterator[Portion | Skipped]:
    """The lines of `text`; `begin` names the file. A line over `MAX_LINE` is skipped at once.

    Where a portion ends hangs on what stands before it alone: a file that grows keeps its portions
    but for the last one.
    """
    place, held = _Place(), list[_Line]()
    for line in _lines(text):
        if line.text is not None:
            held.append(line)
            if not _is_full(held):
                continue
        yield from _portion(begin, held, place)
        held = []
        if line.text is None:
            place.passes(line)
            if not line.blank:
                bad = bad_line(place.records, place.lines, over_long())
                yield Skipped(f"{begin.path}#{bad.record}", bad.code, bad.detail)
    yield from _portion(begin, held, place)


def _is_full(held: list[_Line]) -> bool:
    return len(held) >= _LINES or sum(line.characters for line in held) >= _CHARACTERS


def _portion(begin: Portion, held: list[_Line], place: _Place) -> Iterator[Portion]:
    """The lines that are held, as a portion, unless all are blank; `place` moves behind them."""
    first = replace(
        begin,
        kind="jsonl",
        text="".join(line.text or "" for line in held),
        first=place.records + 1,
        characters=place.characters,
        lines=place.lines,
        breaks=place.breaks,
    )
    for line in held:
        place.passes(line)
    if place.records >= first.first:
        yield first


def _lines(text: io.TextIOWrapper) -> Iterator[_Line]:
    while line := text.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE:
            whole = line.replace(_NUL, "�")
            yield _Line(whole, len(line), count_breaks(line), not line.strip())
        else:
            yield _over_long(line, text)


def _over_long(part: str, text: io.TextIOWrapper) -> _Line:
    """A line of which only the counts are kept: the rest of it is read and dropped."""
    found = _Line(None, 0, 0, blank=True)
    after = ""
    while part:
        found.characters += len(part)
        # A CRLF may lie across two parts.
        found.breaks += count_breaks(after + part) - count_breaks(after)
        found.blank = found.blank and not part.strip()
        after = part[-1]
        part = "" if after == "\n" else text.readline(MAX_LINE + 1)
    return found
