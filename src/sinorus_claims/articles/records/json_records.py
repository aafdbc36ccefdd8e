"""JSON and JSONL: one article a record, under the field names of the settings."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...config import JsonFields
from ...errors import ReadError
from ..files.decode import without_surrogates
from ..raw import BadRecord, RawArticle
from .json_places import literal_pieces, parse_json
from .records import missing_text, record_article, texts_of

# Under these keys a file may keep its list of records, or what holds the list.
_LISTS = (
    "articles", "items", "results", "data", "documents", "docs", "records", "news", "stories",
    "response", "hits",
)  # fmt: skip
# Levels of such keys: {"response": {"docs": [...]}}.
_LEVELS = 3
# Under these a record keeps what it holds (exports of search engines, of Event Registry).
_WRAPPERS = ("_source", "info", "article")
MAX_LINE = 10_000_000
"""Characters of a line of JSON, at most."""
FEW = 3
"""So many records without a text are one line of the report; fewer are named."""

Record = RawArticle | BadRecord


def read_json(source: str, fields: JsonFields, *, boilerplate: bool = True) -> list[Record]:
    """Articles of a JSON file: one record, a list of records, or an object that holds the list.

    Several values one after the other are read as JSON lines are. Raises `ReadError` if the file
    is no JSON (`bad_json`, `too_deep`) or holds no record with a text (`no_text_field`).
    """
    try:
        parsed = parse_json(source)
    except ReadError as error:
        if error.code == "bad_json" and _is_lines(source):
            return read_jsonl(source, fields, boilerplate=boilerplate)
        raise
    notes = _duplicate_notes(parsed.duplicate_keys)
    if isinstance(parsed.value, dict) and _has_text(parsed.value, fields):
        found = _article(source, parsed.value, fields, None, boilerplate=boilerplate)
        return [_noted(found, notes)]
    records = _records(parsed.value, _LEVELS)
    if records is None:
        own = parsed.value if isinstance(parsed.value, dict) else {}
        raise ReadError("no_text_field", missing_text(own, fields))
    _refuse_textless(records, fields)
    return [
        _noted(_article(source, r, fields, n, boilerplate=boilerplate), notes)
        for n, r in enumerate(records, 1)
    ]


def read_jsonl(source: str, fields: JsonFields, *, boilerplate: bool = True) -> list[Record]:
    """Articles of JSON lines; a line that cannot be read is named, the rest is kept.

    Raises `ReadError` (`no_text_field`) if all lines can be read and none has a text.
    """
    found = read_lines(source, fields, boilerplate=boilerplate)
    if found.lacking is not None and len(found.records) >= FEW:
        raise ReadError("no_text_field", f"{len(found.records)} records: {found.lacking}")
    return found.records


@dataclass(slots=True)
class JsonLines:
    """What some lines of JSON hold."""

    records: list[Record]
    """Articles, and why the other lines are none."""
    lacking: str | None
    """Why none is an article, if all are objects and none has a text."""


def read_lines(
    source: str, fields: JsonFields, *, boilerplate: bool = True, first: int = 1, line: int = 1
) -> JsonLines:
    """All or some lines of a file; `first` is the number of the first record, `line` its line."""
    found: list[Record] = []
    values: list[Any] = []
    for at, match in _full_lines(source):
        number = first + len(found)
        try:
            if len(match.group()) > MAX_LINE:
                raise over_long()
            one = parse_json(source, match.start(), match.end())
        except ReadError as error:
            found.append(bad_line(number, line + at - 1, error))
            continue
        values.append(_unwrapped(one.value))
        record = _article(source, one.value, fields, number, boilerplate=boilerplate)
        found.append(_noted(record, _duplicate_notes(one.duplicate_keys)))
    whole = bool(found) and len(values) == len(found)
    return JsonLines(found, _lacking(values, fields) if whole else None)


def over_long() -> ReadError:
    """The error for a line that is longer than `MAX_LINE`."""
    return ReadError("too_large", f"over {MAX_LINE} characters")


def bad_line(number: int, line: int, error: ReadError) -> BadRecord:
    """The record on a line that cannot be read."""
    detail = f"line {line}: {error.detail.removeprefix('line 1, ')}"
    return BadRecord(number, error.code, detail)


def _full_lines(source: str) -> Iterator[tuple[int, re.Match[str]]]:
    for line, match in enumerate(re.finditer(r"[^\n]*(?:\n|$)", source), 1):
        if match.group().strip():
            yield line, match


def _is_lines(source: str) -> bool:
    """Whether the first line that is not blank is a whole JSON object, and more follow."""
    lines = _full_lines(source)
    first, second = next(lines, None), next(lines, None)
    if first is None or second is None:
        return False
    text = first[1].group().strip()
    if not (text.startswith("{") and text.endswith("}")) or len(text) > MAX_LINE:
        return False
    try:
        return isinstance(json.loads(text, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _duplicate_notes(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        f"duplicate_key: {without_surrogates(k)[:80]} stands twice in one object, the last was "
        "taken"
        for k in keys
    )


def _noted(record: Record, notes: tuple[str, ...]) -> Record:
    return record.with_notes(notes) if isinstance(record, RawArticle) else record


def _has_text(record: Mapping[str, Any], fields: JsonFields) -> bool:
    return bool(texts_of(record, fields))


def _records(value: Any, levels: int) -> list[Any] | None:
    if isinstance(value, list):
        return [_unwrapped(r) for r in value]
    if not isinstance(value, dict) or not levels:
        return None
    for key in _LISTS:
        found = _records(value.get(key), levels - 1)
        if found is not None:
            return found
    return None


def _unwrapped(record: Any) -> Any:
    inner = [record[k] for k in _WRAPPERS if k in record] if isinstance(record, dict) else []
    return inner[0] if inner and isinstance(inner[0], dict) else record


def _refuse_textless(records: Sequence[Any], fields: JsonFields) -> None:
    """One line for a file of addresses or summaries, rather than one for each record."""
    lacking = _lacking(records, fields)
    if lacking is not None and len(records) >= FEW:
        raise ReadError("no_text_field", f"{len(records)} records: {lacking}")


def _lacking(records: Sequence[Any], fields: JsonFields) -> str | None:
    """Why no record is an article, if all are objects and none has a text."""
    if any(not isinstance(r, dict) or _has_text(r, fields) for r in records):
        return None
    return missing_text(records[0], fields) if records else None


def _article(
    source: str, record: Any, fields: JsonFields, number: int | None, *, boilerplate: bool
) -> Record:
    return record_article(
        source,
        _unwrapped(record),
        fields,
        number,
        pieces_of=literal_pieces,
        boilerplate=boilerplate,
    )
