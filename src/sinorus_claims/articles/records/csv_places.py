"""CSV whose cells know where they stand in the file.

The standard library's reader tells no places, and takes a title that begins with a quotation mark
for a quoted cell.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from ..mapping import Piece

_DELIMITERS = ",;\t|"
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 65_536
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_DOUBLED = re.compile('""')


class Cell(str):
    """A cell; `start` and `end` are its place in the file, between its quotation marks."""

    __slots__ = ("end", "quoted", "start")
    start: int
    end: int
    quoted: bool


def cell_pieces(_source: str, cell: Cell) -> list[Piece]:
    """Pieces of the file that the cell was written with; a doubled mark is a piece of its own."""
    if not cell.quoted:
        return [Piece(cell.start, cell.end)] if cell.start < cell.end else []
    pieces: list[Piece] = []
    at = cell.start
    for match in _DOUBLED.finditer(_source, cell.start, cell.end):
        if match.start() > at:
            pieces.append(Piece(at, match.start()))
        pieces.append(Piece(*match.span(), "", '"'))
        at = match.end()
    if at < cell.end:
        pieces.append(Piece(at, cell.end))
    return pieces


def delimiter_of(source: str) -> str:
    """Comma, semicolon, tab or bar: what parts the first rows into most columns of one number.

    Spreadsheets of half of Europe write semicolons, some with a line `sep=;` above.
    """
    said = _SEP.match(source)
    if said and said.group(1) in _DELIMITERS:
        return said.group(1)
    return max(_DELIMITERS, key=lambda d: _fit(source[:_SAMPLE], d))


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of rows with as many cells as the first, times the cells."""
    sizes: list[int] = []
    for row in read_rows(sample, delimiter):
        sizes.append(len(row))
        if len(sizes) == 20:
            break
    # The last row of a sample may be cut.
    whole = sizes[:-1] if len(sizes) > 2 else sizes
    if not whole or whole[0] < 2:
        return 0.0, 0
    return sum(s == whole[0] for s in whole) / len(whole) * whole[0], whole[0]


@functools.cache
def _plain(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*")


def read_rows(source: str, delimiter: str) -> Iterator[Sequence[Cell]]:
    """Rows of the file, blank lines left out; a quotation mark that is never closed is a mark."""
    return (row for row, _, _, _ in rows_in(source, delimiter) if row)


def rows_in(
    source: str, delimiter: str, at: int = 0, *, head: bool = True
) -> Iterator[tuple[Sequence[Cell], int, int, bool]]:
    """Rows from `at` on, with start and end, the line break inside; empty for a blank line.

    The last value is false from the row on in which a quotation mark opens that is never closed.
    `head` tells whether the file begins at `at`.
    """
    said = _SEP.match(source, at) if head else None
    at = said.end() if said else at
    closable = True
    while at < len(source):
        row: list[Cell] = []
        start = at
        while True:
            cell, at, closable = _cell(source, at, delimiter, closable=closable)
            row.append(cell)
            if source[at : at + 1] != delimiter:
                break
            at += 1
        at = min(at + (2 if source[at : at + 2] == "\r\n" else 1), len(source))
        yield row if len(row) > 1 or row[0] else (), start, at, closable


def _cell(source: str, at: int, delimiter: str, *, closable: bool) -> tuple[Cell, int, bool]:
    """The cell that begins at `at`, its end, and whether a later mark can still be closed."""
    if closable and source[at : at + 1] == '"':
        match = _QUOTED.match(source, at)
        if match is None:
            # All marks behind this one are doubled: none of them closes anything.
            closable = False
        elif source[match.end() : match.end() + 1] in {delimiter, "\r", "\n", ""}:
            words = source[at + 1 : match.end() - 1].replace('""', '"')
            return _placed(words, at + 1, match.end() - 1, quoted=True), match.end(), True
    match = _plain(delimiter).match(source, at)
    assert match is not None  # noqa: S101 - it matches the empty string
    return _placed(match.group(), *match.span(), quoted=False), match.end(), closable


def _placed(words: str, start: int, end: int, *, quoted: bool) -> Cell:
    cell = Cell(words)
    cell.start, cell.end, cell.quoted = start, end, quoted
    return cell
