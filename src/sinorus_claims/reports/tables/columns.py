"""The tables and their columns, kept in columns.tsv: what each is called, its type, what it holds.

The order there is the order everywhere: CSV, SQLite, Parquet, docs/tables.md.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Type = Literal["text", "integer", "real", "boolean", "date", "list"]
"""`date` is an ISO 8601 day; `list` a tuple of texts."""

FLAT = ("articles", "claims", "groups", "pairs")
"""The tables that stand alone; the others are for SQLite, where they join these."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    """Its name, without spaces."""
    type: Type
    """What its cells are."""
    key: bool
    """Whether it is the primary key, or part of it."""
    references: str
    """Name of the table whose `id` it holds; empty if none."""
    description: str
    """One line on what it holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    name: str
    """Its name."""
    description: str
    """One line on what a row is."""
    columns: tuple[Column, ...]
    """In order."""


@cache
def tables() -> dict[str, Table]:
    """All tables by name; those that others refer to may come later."""
    lines = files(__package__).joinpath("columns.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    about = {table: text for table, name, _, _, text in rows if not name}
    return {
        table: Table(table, text, tuple(_column(row) for row in rows if row[0] == table and row[1]))
        for table, text in about.items()
    }


def _column(row: list[str]) -> Column:
    _, name, type_, key, description = row
    words = key.split()
    references = next((w.removesuffix(".id") for w in words if w.endswith(".id")), "")
    return Column(name, cast(Type, type_), "key" in words, references, description)
