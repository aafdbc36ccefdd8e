"""Corrections from a table (CSV), as spreadsheets write it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

from ..model import Correcting, SpeakerKind
from .asked import Asked, ClaimName, bare_id

COLUMNS = (
    "action", "claim", "other", "name", "value", "kind", "outlet", "article", "group",
    "quote", "other_quote", "other_outlet", "note",
)  # fmt: skip
_NEEDED = {"same": ("claim", "other"), "not_same": ("claim", "other"), "drop": ("claim",),
           "speaker": ("value",)}  # fmt: skip
_BETWEEN = re.compile(r"[\s,;|]+")
_GUARDED = re.compile(r"'(?=[=+\-@])")

Row = Mapping[str, str]


def read_rows(text: str, name: str, found: list[str]) -> Iterator[Asked]:
    """What each row asks; faults are added to `found`.

    The first row names the columns. Fields are parted by commas, semicolons or tabs, whichever the
    first row has most of; a first line `sep=;` decides it, as some spreadsheets write.
    """
    rows = list(_rows(text.removeprefix("\ufeff"), name, found))
    if not rows:
        return
    (number, head), body = rows[0], rows[1:]
    columns = ["_".join(cell.lower().split()) for cell in head]
    unknown = [c for c in columns if c and c not in COLUMNS]
    if unknown or "action" not in columns:
        what = f"{unknown[0]}: unknown column" if unknown else "no column `action`"
        column = columns.index(unknown[0]) + 1 if unknown else 1
        found.append(f"{name}:{number}:{column}: {what}; known: {', '.join(COLUMNS)}")
        return
    for line, cells in body:
        if len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :])):
            found.append(
                f"{name}:{line}:{len(columns) + 1}: more fields than the first row names; "
                "put text that holds a separator into quotation marks"
            )
        elif asked := _asked(dict(zip(columns, cells, strict=False)), columns, (name, line), found):
            yield asked


def _rows(text: str, name: str, found: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with its first line."""
    lines = list(io.StringIO(text, newline=""))  # str.splitlines knows ends that no editor shows
    first = 0
    separator = ""
    if lines and (told := re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE)):
        separator, first = told[1], 1
    head = next((line for line in lines[first:] if line.strip()), "")
    separator = separator or max(",;\t", key=head.count)
    reader = csv.reader(lines[first:], delimiter=separator, strict=True)
    start = first + 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield start, cells
            start = first + reader.line_num + 1
    except csv.Error as error:
        found.append(f"{name}:{start}:1: not CSV: {error}; is a quotation mark left open?")


def _asked(
    cells: Row, columns: Iterable[str], at: tuple[str, int], found: list[str]
) -> Asked | None:
    name, number = at
    order = list(columns)

    def word(column: str) -> str:
        return _GUARDED.sub("", " ".join(cells.get(column, "").split()), count=1)

    def where(column: str) -> str:
        return f"{name}:{number}:{order.index(column) + 1 if column in order else 1}"

    given = "_".join(word("action").lower().split())
    if given.startswith("#"):
        return None
    action = next((a for a in get_args(Correcting) if a == given), None)
    if action is None:
        known = ", ".join(get_args(Correcting))
        found.append(f"{where('action')}: {given or 'nothing'}: unknown action; known: {known}")
        return None
    missing = [c for c in _NEEDED.get(action, ()) if c not in order]
    if missing:
        found.append(f"{name}:{number}:1: {action} needs the column `{missing[0]}`")
        return None
    kind = next((k for k in get_args(SpeakerKind) if k == word("kind")), None)
    if word("kind") and kind is None:
        kinds = ", ".join(get_args(SpeakerKind))
        found.append(f"{where('kind')}: {word('kind')}: unknown kind; known: {kinds}")
    speaker = action == "speaker"
    claims = list(_claims(word("claim"), word("quote"), word("outlet"), where("claim")))
    others = list(_claims(word("other"), word("other_quote"), word("other_outlet"), where("other")))
    if claims and others:
        claims = [replace(claim, side=0) for claim in claims]
        others = [replace(claim, side=1) for claim in others]
    return Asked(
        action=action,
        place=f"{Path(name).name}:{number}",
        where=where("action"),
        claims=(*claims, *others),
        group=bare_id(word("group")),
        names=(word("name"),) if speaker and word("name") else (),
        value=word("value") if speaker else "",
        kind=kind,
        outlet=word("outlet") if speaker else "",
        article=word("article") if speaker else "",
        note=word("note"),
    )


def _claims(ids: str, quote: str, outlet: str, where: str) -> Iterator[ClaimName]:
    """The claims of a field, one or several with blanks between them."""
    several = [bare_id(i) for i in _BETWEEN.split(ids) if i]
    if len(several) > 1:
        yield from (ClaimName(ident, where=where) for ident in several)
    elif several or quote:
        yield ClaimName(several[0] if several else "", quote, outlet, where)
