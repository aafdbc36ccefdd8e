"""A portion whose reading was lost -> its records one by one: one of them is to blame."""

from collections.abc import Iterator
from dataclasses import replace

from ..mapping import count_breaks
from ..records.csv_places import rows_in
from .portion import Portion


def one_by_one(portion: Portion) -> Iterator[Portion]:
    """Each record of JSON lines or of a table as a portion of its own."""
    if portion.kind == "csv" and not portion.header:
        yield portion
        return
    number, characters, lines, breaks = (
        portion.first, portion.characters, portion.lines, portion.breaks,
    )  # fmt: skip
    for record, blank in _records(portion):
        if not blank:
            yield replace(
                portion, text=record, first=number, characters=characters, lines=lines,
                breaks=breaks,
            )  # fmt: skip
        number += not blank
        characters += len(record)
        lines += record.count("\n")
        breaks += count_breaks(record)


def _records(portion: Portion) -> Iterator[tuple[str, bool]]:
    """The characters of each record, and whether there is none."""
    if portion.kind == "jsonl":
        for line in portion.text.split("\n"):
            yield line + "\n", not line.strip()
        return
    for row, start, end, _ in rows_in(portion.text, portion.delimiter, head=False):
        yield portion.text[start:end], not row
