"""What is read at once, and what comes of it: JSON-able values, so that any process may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...model import Article, Skipped


@dataclass(frozen=True, slots=True)
class Portion:
    """A whole file, or some records of a long one."""

    path: str
    """The file as shown; `Source.path`, or behind a `!` the file inside a compressed one."""
    folder: str = ""
    """As `Source.folder`."""
    at: str = ""
    """Where the file lies; empty if the portion brings its text along."""
    digest: str = ""
    """SHA-256 of the file when it was planned, hexadecimal; empty if the text is here."""
    templates: Mapping[int, int] = field(default_factory=dict)
    """Of the lines of this file those that the folder shares: see `Templates.bodies`."""
    kind: Literal["file", "jsonl", "csv"] = "file"
    text: str = ""
    """Lines of JSON, or rows of a table."""
    first: int = 1
    """Number of its first record in the file."""
    characters: int = 0
    """Characters of the decoded file before `text`."""
    lines: int = 0
    """Line feeds before `text`."""
    breaks: int = 0
    """Line breaks of any kind before `text`."""
    header: tuple[str, ...] = ()
    """Names of the columns, in lower case; empty where the table's text has its header."""
    delimiter: str = ""
    """What parts the cells."""
    notes: tuple[str, ...] = ()
    """How the file was decoded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a portion."""

    fleeting: bool = False
    """Whether another time more may come of it: a limit was reached, the file has changed."""
    changed: bool = False
    """Whether the file is no longer what it was when it was planned; nothing else is told then."""
    items: tuple[Article | Skipped, ...] = ()
    """In the order of the file."""
    records: int = 0
    """Records of JSON lines."""
    lacking: str | None = None
    """Why none of these records is an article, if all are objects and none has a text."""
