"""SQL of a table from its columns, each with its description as a comment."""

from collections.abc import Iterator

from .columns import Column, Table

_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "list": "TEXT",
}
_NOTES = {
    "boolean": " 0 or 1.",
    "date": " YYYY-MM-DD.",
    "list": " A JSON array.",
}


def create(table: Table) -> str:
    """The statement that creates the table, with its keys."""
    keys = [column.name for column in table.columns if column.key]
    made = [(_declared(c, alone=len(keys) == 1), _comment(c)) for c in table.columns]
    if len(keys) > 1:
        made.append((f"PRIMARY KEY ({', '.join(keys)})", ""))
    last = len(made) - 1
    lines = [
        f"    {sql}{'' if at == last else ','}{comment}" for at, (sql, comment) in enumerate(made)
    ]
    return "\n".join([f"CREATE TABLE {table.name} ( -- {table.description}", *lines, ")"])


def _declared(column: Column, *, alone: bool) -> str:
    parts = [column.name, _TYPES[column.type]]
    if column.key:
        parts.append("PRIMARY KEY NOT NULL" if alone else "NOT NULL")
    if column.references:
        parts.append(f"REFERENCES {column.references} (id)")
    return " ".join(parts)


def _comment(column: Column) -> str:
    return f" -- {column.description}{_NOTES.get(column.type, '')}"


def indexes(table: Table) -> Iterator[str]:
    """An index for every reference that does not lead the primary key: joins run both ways."""
    keys = [column.name for column in table.columns if column.key]
    for column in table.columns:
        if column.references and column.name not in keys[:1]:
            yield f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})"
