"""A record of JSON, CSV or a sheet -> an article, under the field names of the settings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ...config import JsonFields
from ...errors import ReadError
from ..dumps.plain import read_plain
from ..mapping import PARAGRAPH, Piece
from ..metadata.dates import iso_date
from ..metadata.outlets import domain_of
from ..metadata.page import names_of
from ..pages.page import read_page
from ..raw import BadRecord, Found, RawArticle, Verdict
from .composing import Inner
from .html_lines import html_lines

PiecesOf = Callable[[str, Any], list[Piece]]
"""`(source, string of the file)` -> the pieces of `source` that it was written with."""

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:p|div|br|article|h[1-6]|ul|blockquote)\b[^>]{0,500}>", re.IGNORECASE)
# How NewsAPI ends a text that it cuts.
_CUT = re.compile(r"(?:…|\.\.\.)?[ \r\n]{0,4}\[\+(?P<more>\d{1,9}) chars\]\s{0,20}\Z")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# Seconds since 1970 that are dates between 1990 and 2100; more is milliseconds, or microseconds.
_FIRST_SECOND, _LAST_SECOND = 631_152_000, 4_102_444_800
_MAX_NAMES = 12


def lookup(record: Mapping[str, Any], name: str) -> Any:
    """Value of the field `name`: as it is, in lower case, or along its dots ("fields.body")."""
    for key in (name, name.lower()):
        if key in record:
            return record[key]
    head, dot, rest = name.partition(".")
    inner = record.get(head) if dot else None
    if isinstance(inner, list) and inner:
        inner = inner[0]
    return lookup(inner, rest) if isinstance(inner, Mapping) else None


def texts_of(record: Mapping[str, Any], fields: JsonFields) -> list[Any]:
    """The strings that make the record's text: one, or a list of paragraphs; none if it lacks."""
    for name in fields.text:
        value = lookup(record, name)
        parts = value if isinstance(value, list) else [value]
        found = [p for p in parts if isinstance(p, str) and p.strip()]
        if found:
            return found
    return []


def _empty_field(record: Mapping[str, Any], fields: JsonFields) -> str | None:
    """The record's only text field, if nothing stands in it and no address or summary either."""
    held = [n for n in fields.text if lookup(record, n) is not None]
    other = any(names_of(lookup(record, n)) for n in (*fields.summary, *fields.url))
    return held[0] if held and not other and lookup(record, held[0]) in ("", []) else None


def missing_text(record: Mapping[str, Any], fields: JsonFields) -> str:
    """Why the record is no article, in one line."""
    held = next((n for n in fields.text if lookup(record, n) is not None), None)
    if held is not None and lookup(record, held) not in ("", []):
        kind = type(lookup(record, held)).__name__
        return f"field {held} holds no text but a value of type {kind}"
    for name in fields.summary:
        if names_of(lookup(record, name)):
            return f"only a summary (field {name}), which is no article: save the page itself"
    if any(names_of(lookup(record, n)) for n in fields.url):
        return "only an address, no text: save the pages themselves, or export with their text"
    return f"fields {shown_names(record)}; a text is sought under {', '.join(fields.text)}"


def shown_names(names: Sequence[str] | Mapping[str, Any]) -> str:
    """Names of columns or fields in one line."""
    listed = [" ".join(str(n).split())[:40] for n in names]
    return ", ".join(listed[:_MAX_NAMES]) + (" ..." if len(listed) > _MAX_NAMES else "")


def record_article(
    source: str,
    record: Any,
    fields: JsonFields,
    number: int | None,
    *,
    pieces_of: PiecesOf,
    boilerplate: bool = True,
) -> RawArticle | BadRecord:
    """The article of one record; `pieces_of` tells where its strings stand in `source`."""
    if not isinstance(record, Mapping):
        return BadRecord(number or 1, "no_text_field", f"no record but a {type(record).__name__}")
    texts = texts_of(record, fields)
    if not texts and (held := _empty_field(record, fields)):
        return BadRecord(number or 1, "empty", f"field {held} is empty")
    if not texts:
        return BadRecord(number or 1, "no_text_field", missing_text(record, fields))
    inner = Inner(source, _joined(source, texts, pieces_of))
    text = inner.text
    cut = _CUT.search(text[-60:])
    notes: tuple[str, ...] = ()
    if cut:
        text = text[: len(text) - len(cut.group())]
        if int(cut["more"]) > len(text):
            return BadRecord(number or 1, "cut_by_source", _cut_detail(text, cut))
        notes = (f"cut_by_source: {_cut_detail(text, cut)}",)
    try:
        raw = inner.composed(_read_inner(text, boilerplate=boilerplate))
    except ReadError as error:
        return BadRecord(number or 1, error.code, error.detail)
    return RawArticle(
        source=source,
        pieces=raw.pieces,
        metadata={**raw.metadata, **dict(_metadata(record, fields))},
        verdicts=raw.verdicts,
        notes=raw.notes + notes,
        record=number,
    )


def _cut_detail(text: str, cut: re.Match[str]) -> str:
    whole = len(text) + int(cut["more"])
    return f"the news API gives the first {len(text)} of {whole} characters"


def _joined(source: str, texts: Sequence[Any], pieces_of: PiecesOf) -> list[Piece]:
    pieces: list[Piece] = []
    for text in texts:
        own = pieces_of(source, text)
        if own and pieces:
            own[0] = Piece(own[0].start, own[0].end, PARAGRAPH, own[0].text)
        pieces += own
    return pieces


def _read_inner(text: str, *, boilerplate: bool) -> RawArticle:
    if _PAGE.search(text[:2000]):
        return read_page(text)
    if _MARKUP.search(text):
        return _read_fragment(text)
    return read_plain(text, boilerplate=boilerplate)


def _read_fragment(text: str) -> RawArticle:
    """A body in HTML without a page around it: all of it is article."""
    pieces: list[Piece] = []
    verdicts = []
    for line in html_lines(text):
        first = line[0]
        pieces += [Piece(first.start, first.end, PARAGRAPH, first.text), *line[1:]]
        words = "".join(
            p.joint + (text[p.start : p.end] if p.text is None else p.text) for p in line
        )
        verdicts.append(Verdict(words.strip(), text.count("\n", 0, first.start) + 1, None))
    return RawArticle(text, tuple(pieces), {}, tuple(verdicts))


def _metadata(record: Mapping[str, Any], fields: JsonFields) -> Iterator[tuple[str, Found]]:
    for field in ("title", "outlet", "byline", "published", "updated", "section", "url"):
        for name in getattr(fields, field):
            value = _value(field, lookup(record, name))
            if value:
                yield field, Found(value, f"field {name}")
                break
        else:
            yield from _by_address(field, record, fields)


def _value(field: str, value: Any) -> str:
    if field in {"published", "updated"}:
        return moment_of(value) or ""
    words = " ".join(names_of(value).split())
    if field == "outlet" and _ADDRESS.match(words):
        return ""  # some tools call the article's address its source
    return words


def moment_of(value: Any) -> str | None:
    """A date as ISO 8601: of a string, or of seconds, milli- or microseconds since 1970 (UTC)."""
    if isinstance(value, str) and not re.fullmatch(r"\d{10}|\d{13}|\d{16}", value.strip()):
        return iso_date(" ".join(value.split()))
    if isinstance(value, Mapping):
        return moment_of(next(iter(value.values()), None))
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    seconds = float(value)
    for _ in range(3):
        if _FIRST_SECOND <= seconds <= _LAST_SECOND:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        seconds /= 1000
    return None


def _by_address(
    field: str, record: Mapping[str, Any], fields: JsonFields
) -> Iterator[tuple[str, Found]]:
    """Outlet from the address, or address from a field for outlets that holds one."""
    if field == "url":
        for name in fields.outlet:
            value = names_of(lookup(record, name))
            if _ADDRESS.match(value):
                yield "url", Found(value.strip(), f"field {name}")
                return
    if field == "outlet":
        for name in (*fields.url, *fields.outlet):
            value = names_of(lookup(record, name))
            host = domain_of(value) if _ADDRESS.match(value) else None
            if host:
                yield "outlet", Found(host, f"domain of field {name} (guessed)")
                return
