"""The words of the report itself, kept in wording.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """Heading of a part of the report, what it is, and what to say when it is empty."""

    id: str
    title: str
    intro: str
    empty: str


@cache
def _tables() -> dict[str, Any]:
    text = files(__package__).joinpath("wording.json").read_text("utf-8")
    tables: dict[str, Any] = json.loads(text)
    return tables


def section(name: str) -> Section:
    """The part of that name."""
    return Section(name, *_tables()["sections"][name])


def words(table: str) -> Mapping[str, str]:
    """Plain words for each value of `kinds`, `stances`, `relations`, `grounds` ..."""
    found: Mapping[str, str] = _tables()[table]
    return found


def limits() -> list[str]:
    """What the report cannot do, one sentence or two each."""
    found: list[str] = _tables()["limits"]
    return found


def plain(table: str, value: str) -> str:
    """Plain words for one value; the value itself, spaces for underscores, if there are none."""
    return words(table).get(value, value.replace("_", " "))


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 claim`, `2 claims`, `1,000 claims`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
