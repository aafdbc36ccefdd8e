"""Tables of any length, some rows at a time."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...config import JsonFields
from ..mapping import count_breaks
from ..records.csv_places import Cell, delimiter_of, rows_in
from ..records.tables import ABOVE, MAX_CELL, header_of
from .portion import Portion

# Characters that are looked at together, and those of a portion.
_WINDOW, _CHARACTERS = 1_000_000, 65_536


@dataclass(slots=True)
class _Place:
    """What of the file lies behind."""

    rows: int = 0
    characters: int = 0
    breaks: int = 0


def row_portions(
    text: io.TextIOWrapper, begin: Portion, fields: JsonFields, *, bounded: bool
) -> Iterator[Portion]:
    """The rows of `text` below its header; `begin` names the file.

    Without a header the only portion is the beginning of the file, for its reader to say so.
    `bounded`: a quotation mark that is not closed within a cell's size is taken for a mark, lest
    the rest of the file be held to seek the other; else the whole file is sought.
    """
    window = _Window(text, bounded=bounded)
    delimiter = delimiter_of(window.text)
    place, header, held = _Place(), None, list[str]()
    start = _Place()
    for row, written in window.rows(delimiter):
        if not held:
            start = replace(place)
        place.rows += bool(row)
        place.characters += len(written)
        place.breaks += count_breaks(written)
        if header is None:
            header = header_of(row, fields) if row else None
            if place.rows > ABOVE and header is None:
                break
            continue
        held.append(written)
        if place.characters - start.characters >= _CHARACTERS:
            yield _portion(begin, held, start, header, delimiter)
            held = []
    if header is None:
        yield replace(begin, kind="csv", text=window.beginning)
    elif held:
        yield _portion(begin, held, start, header, delimiter)


def _portion(
    begin: Portion, held: Sequence[str], start: _Place, header: Sequence[str], delimiter: str
) -> Portion:
    return replace(
        begin, kind="csv", text="".join(held), first=start.rows + 1, characters=start.characters,
        breaks=start.breaks, header=tuple(header), delimiter=delimiter,
    )  # fmt: skip


class _Window:
    """The part of a table that is looked at; it grows where a row does not end in it."""

    def __init__(self, text: io.TextIOWrapper, *, bounded: bool) -> None:
        self._file = text
        self._bounded = bounded
        self.text = ""
        self._ended = False
        self._more()
        self.beginning = self.text

    def rows(self, delimiter: str) -> Iterator[tuple[Sequence[Cell], str]]:
        """Each row, empty for a blank line, and the characters that it was written with."""
        at = done = 0
        first = True
        while not (self._ended and at >= len(self.text)):
            for row, start, end, closable in rows_in(self.text, delimiter, at, head=first):
                # What touches the end of the window may go on behind it.
                if not self._ended and (
                    end >= len(self.text) - 1 or self._is_open(closable, start)
                ):
                    break
                yield row, self.text[done:end]
                at = done = end
                first = False
            if self._ended:
                break
            self.text = self.text[at:]
            at = done = 0
            self._more()
        if done < len(self.text):
            yield (), self.text[done:]

    def _is_open(self, closable: bool, start: int) -> bool:
        """Whether a quotation mark that nothing closes yet may be closed further on."""
        return not closable and not (self._bounded and len(self.text) - start > MAX_CELL)

    def _more(self) -> None:
        added = self._file.read(max(_WINDOW, len(self.text)))
        self._ended = not added
        self.text += added.replace("\0", "�")
