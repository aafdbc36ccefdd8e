"""JSON and JSONL: one article a record, under the field names of the settings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..config import JsonFields
from ..errors import ReadError
from .dates import iso_date
from .html_metadata import names_of
from .html_page import read_page
from .json_places import Placed, literal_pieces, parse_json
from .mapping import assemble, in_lines, through
from .outlets import domain_of
from .plain import read_plain
from .raw import BadRecord, Found, RawArticle, Verdict

# Under these keys a file may keep its list of records (news APIs, exports).
_LISTS = ("articles", "items", "results", "data", "documents", "docs", "records", "news")
_MAX_LINE = 10_000_000
_MARKUP = re.compile(r"<(?:p|div|br|article|h[1-6])\b[^>]*>", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")

Record = RawArticle | BadRecord


def read_json(source: str, fields: JsonFields, *, boilerplate: bool = True) -> list[Record]:
    """Articles of a JSON file: one record, a list of records, or an object that holds the list.

    Raises `ReadError` if the file is no JSON (`bad_json`, `too_deep`) or holds no record with a
    text (`no_text_field`).
    """
    parsed = parse_json(source)
    notes = _duplicate_notes(parsed.duplicate_keys)
    records = _records(parsed.value, fields)
    if records is None:
        wanted = ", ".join(fields.text)
        raise ReadError("no_text_field", f"no record with a text under one of: {wanted}")
    if isinstance(parsed.value, dict) and records == [parsed.value]:
        found = _article(source, parsed.value, fields, None, boilerplate=boilerplate)
        return [_noted(found, notes)]
    return [
        _noted(_article(source, r, fields, n, boilerplate=boilerplate), notes)
        for n, r in enumerate(records, 1)
    ]


def read_jsonl(source: str, fields: JsonFields, *, boilerplate: bool = True) -> list[Record]:
    """Articles of JSON lines; a line that cannot be read is named, the rest is kept."""
    found: list[Record] = []
    number = 0
    for line, match in enumerate(re.finditer(r"[^\n]*(?:\n|$)", source), 1):
        if not match.group().strip():
            continue
        number += 1
        if len(match.group()) > _MAX_LINE:
            found.append(
                BadRecord(number, "too_large", f"line {line}: over {_MAX_LINE} characters")
            )
            continue
        try:
            parsed = parse_json(source, match.start(), match.end())
        except ReadError as error:
            found.append(BadRecord(number, error.code, f"line {line}: {error.detail}"))
            continue
        record = _article(source, parsed.value, fields, number, boilerplate=boilerplate)
        found.append(_noted(record, _duplicate_notes(parsed.duplicate_keys)))
    return found


def _duplicate_notes(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"duplicate_key: {k} stands twice in one object, the last was taken" for k in keys)


def _noted(record: Record, notes: tuple[str, ...]) -> Record:
    return record.with_notes(notes) if isinstance(record, RawArticle) else record


def _records(value: Any, fields: JsonFields) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if _text_of(value, fields) is not None:
        return [value]
    lists = [value[k] for k in _LISTS if isinstance(value.get(k), list)]
    return lists[0] if lists else None


def _text_of(record: Mapping[str, Any], fields: JsonFields) -> Placed | None:
    texts = (record.get(k) for k in fields.text)
    return next((t for t in texts if isinstance(t, Placed) and t.strip()), None)


def _article(
    source: str, record: Any, fields: JsonFields, number: int | None, *, boilerplate: bool
) -> Record:
    text = _text_of(record, fields) if isinstance(record, dict) else None
    if text is None:
        detail = f"no text under one of: {', '.join(fields.text)}"
        return BadRecord(number or 1, "no_text_field", detail)
    try:
        inner_source, inner = _inner(source, text)
        raw = _read_inner(inner_source, boilerplate=boilerplate)
    except ReadError as error:
        return BadRecord(number or 1, error.code, error.detail)
    metadata = {**raw.metadata, **dict(_metadata(record, fields))}
    first = in_lines(source, text.start)
    notes = raw.notes
    if _CUT.search(text):
        notes += ("cut_by_source: the news API gives only the beginning of the text",)
    return RawArticle(
        source=source,
        pieces=tuple(through(raw.pieces, inner)),
        metadata=metadata,
        verdicts=tuple(Verdict(v.text, first, v.rule) for v in raw.verdicts),
        notes=notes,
        record=number,
    )


def _inner(source: str, text: Placed) -> tuple[str, list[Any]]:
    inner = literal_pieces(source, text)
    return assemble(source, inner)[0], inner


def _read_inner(text: str, *, boilerplate: bool) -> RawArticle:
    if _MARKUP.search(text):
        return read_page(text)
    return read_plain(text, boilerplate=boilerplate)


def _metadata(record: Mapping[str, Any], fields: JsonFields) -> Iterator[tuple[str, Found]]:
    for field in ("title", "outlet", "byline", "published", "url"):
        for key in getattr(fields, field):
            value = " ".join(names_of(record.get(key)).split())
            if field == "published":
                value = iso_date(value) or ""
            if value:
                yield field, Found(value, f"field {key}")
                break
        else:
            if field == "outlet":
                yield from _by_address(record, fields)


def _by_address(record: Mapping[str, Any], fields: JsonFields) -> Iterator[tuple[str, Found]]:
    for key in fields.url:
        host = domain_of(names_of(record.get(key)))
        if host:
            yield "outlet", Found(host, f"domain of field {key} (guessed)")
            return
