"""The part of docs/tables.md that is made from columns.tsv and schema.sql."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sinorus_claims.reports.tables.columns import FLAT, Table, tables

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"
_OPENING, _CLOSING = "<!-- columns: made by `make docs` -->\n", "<!-- end of columns -->\n"
_VIEW = re.compile(r"^-- (.*)\nCREATE VIEW (\w+)", re.MULTILINE)


def page() -> str:
    """The whole page, what stands between its two marks made anew."""
    before, _, rest = PAGE.read_text("utf-8").partition(_OPENING)
    return (
        before
        + _OPENING
        + "\n"
        + "\n".join(_lines())
        + "\n"
        + _CLOSING
        + rest.partition(_CLOSING)[2]
    )


def _lines() -> Iterator[str]:
    known = tables()
    yield from ("## The four flat tables", "")
    for name in FLAT:
        yield from _table(known[name])
    yield from ("## Views of claims.sqlite", "", "| view | what it shows |", "|---|---|")
    for about, name in views():
        yield f"| `{name}` | {about} |"
    yield from ("", "## The other tables of claims.sqlite", "")
    for name in known:
        if name not in FLAT:
            yield from _table(known[name])


def views() -> list[tuple[str, str]]:
    """Each view: what it shows, its name."""
    text = files("sinorus_claims.reports.tables").joinpath("schema.sql").read_text("utf-8")
    return _VIEW.findall(text)


def _table(table: Table) -> Iterator[str]:
    yield from (f"### {table.name}", "", table.description, "")
    yield from ("| column | type | what it holds |", "|---|---|---|")
    for column in table.columns:
        more = " Primary key." if column.key else ""
        more += f" Refers to `{column.references}`." if column.references else ""
        yield f"| `{column.name}` | {column.type} | {column.description}{more} |"
    yield ""
