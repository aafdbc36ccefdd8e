"""claims.csv, groups.csv, pairs.csv and articles.csv: RFC 4180, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis
from ..escaping import visible
from ..files import drafted
from .cells import Cell, storable
from .columns import tables
from .rows import article_rows, claim_rows, group_rows, pair_rows

_ROWS: dict[str, Callable[[Analysis], Iterator[dict[str, Cell]]]] = {
    "claims": claim_rows,
    "groups": group_rows,
    "pairs": pair_rows,
    "articles": article_rows,
}

# What starts a formula, with the full-width and small forms that some spreadsheets read alike.
# The possessive gap keeps the search linear, whatever runs of white space a text holds.
_STARTER = re.compile('(?<![\\s"])([\\s"]*+)[=+\\-@＝＋－＠﹢﹣﹦﹫]')
_SEPARATOR = re.compile("[;\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?", re.ASCII)


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> tuple[Path, ...]:
    """Write the four files, in UTF-8, with lines that end in CR LF."""
    return tuple(
        _write(folder / f"{name}.csv", name, rows(analysis), settings)
        for name, rows in _ROWS.items()
    )


def _write(
    path: Path, table: str, rows: Iterator[dict[str, Cell]], settings: ReportSettings
) -> Path:
    encoding = "utf-8-sig" if settings.csv_bom else "utf-8"
    safe = guarded if settings.csv_guard else storable
    with drafted(path) as draft, draft.open("x", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in tables()[table].columns])
        writer.writerows([_cell(value, safe) for value in row.values()] for row in rows)
    return path


def _cell(value: Cell, safe: Callable[[str], str]) -> Cell:
    """What the csv module writes: nothing for None, `true` and `false`, numbers as they are."""
    if isinstance(value, str):
        return safe(value) if value else value
    if value is True or value is False:
        return "true" if value else "false"
    return value


def guarded(text: str) -> str:
    """The text with `'` where a spreadsheet would see a formula begin, and nothing hidden in it.

    A formula begins at the start of a cell, also after white space. A spreadsheet that parts cells
    at semicolons or tabs, as in much of Europe, sees cells begin inside ours too: there as well.
    A text that is a plain number (`-5`, `+2.5%`) stays one.
    """
    text = visible(text)
    whole = not _SEPARATOR.search(text)
    if whole and (text[:1].isalnum() or _NUMBER.fullmatch(text)):
        return text
    made = _STARTER.sub(_inside, text)
    first = _STARTER.match(text) or text[:1] in ("\t", "\r")
    return f"'{made}" if first else made


def _inside(found: re.Match[str]) -> str:
    """A starter, with its mark if a cell may begin right before it."""
    before, gap = found.string[max(0, found.start() - 1) : found.start()], found[1]
    begins = before == ";" or any(mark in gap for mark in "\t\r\n")
    return f"{gap}'{found[0][len(gap) :]}" if begins else found[0]
