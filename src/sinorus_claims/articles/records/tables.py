"""Tables: one article a row, under the column names of the settings."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from ...config import ArticleSettings, JsonFields
from ...errors import ReadError
from ..documents.office import open_office
from ..files.decode import decode
from ..mapping import Piece
from ..raw import BadRecord, RawArticle
from .csv_places import cell_pieces, delimiter_of, read_rows, rows_in
from .records import record_article, shown_names, texts_of

Records = Iterator[RawArticle | BadRecord]

MAX_CELL = 2_000_000
"""A cell of more characters is a table whose quoting is broken."""
# A sheet may say that it has a million columns.
_MAX_COLUMNS = 500
ABOVE = 5
"""Rows above the header: titles of a report, blank rows, `sep=;`."""


def read_csv(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """CSV or TSV with a header row; places are those of the decoded file.

    Raises `ReadError`: `no_text_field` with the names of the columns.
    """
    source, notes = decode(data)
    fields = settings.json_fields
    delimiter = delimiter_of(source)
    header: list[str] | None = None
    above: list[Sequence[str]] = []
    for number, row in enumerate(read_rows(source, delimiter), 1):
        if header is None:
            header = header_of(row, fields)
            above.append(row)
            if header is None and number > ABOVE:
                break
            continue
        if any(cell.strip() for cell in row):
            yield _row_article(source, _record(header, row), number, settings, notes)
    if header is None:
        raise _no_text_column(above, fields)


def read_rows_below(
    source: str, header: Sequence[str], delimiter: str, settings: ArticleSettings, first: int
) -> Records:
    """Rows of a table whose header is known; `first` is the number of the first one."""
    rows = (row for row, _, _, _ in rows_in(source, delimiter, head=False) if row)
    for number, row in enumerate(rows, first):
        if any(cell.strip() for cell in row):
            yield _row_article(source, _record(header, row), number, settings, ())


def read_xlsx(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """Sheets of a workbook that have a text column; the source is the text of the cell.

    Raises `ReadError`: `no_text_field`, `decompression_limit`, `xml_bomb`, `bad_office_file`.
    """
    import openpyxl  # noqa: PLC0415 - a tenth of a second that most runs do not need

    open_office(data, settings).check()
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        raise ReadError("bad_office_file", f"no readable workbook: {error}"[:200]) from error
    above: list[Sequence[str]] = []
    count = 0
    for sheet in book.worksheets:
        header: list[str] | None = None
        for number, row in enumerate(_rows(sheet), 1):
            if isinstance(row, ReadError):
                count += 1
                yield BadRecord(count, row.code, row.detail)
            elif header is not None and any(row):
                count += 1
                place = f"sheet {sheet.title!r}, row {number}"
                yield _sheet_article(_record(header, row), count, place, settings)
            elif header is None and number <= ABOVE:
                header = header_of(row, settings.json_fields)
                above.append(row)
            elif header is None:
                break
    if not count and any(header_of(row, settings.json_fields) for row in above):
        raise ReadError("empty", "a table without rows")
    if not count:
        raise _no_text_column(above, settings.json_fields)


def _rows(sheet: Any) -> Iterator[list[str] | ReadError]:
    """Rows of a sheet; an error in its XML ends it, and what came before is kept."""
    try:
        for values in sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS):
            yield [_cell_text(v) for v in values]
    except MemoryError:
        raise
    except Exception as error:
        detail = f"sheet {sheet.title!r}: {type(error).__name__}: {error}"
        yield ReadError("bad_office_file", detail[:200])


def header_of(row: Sequence[str], fields: JsonFields) -> list[str] | None:
    """Column names in lower case, if one of them is that of a text."""
    names = [" ".join(c.replace("\ufeff", "").split()).lower() for c in row]
    wanted = {n.lower() for n in fields.text}
    return names if wanted & set(names) else None


def _no_text_column(rows: Sequence[Sequence[str]], fields: JsonFields) -> ReadError:
    several = [r for r in rows if sum(bool(c.strip()) for c in r) > 1] or rows
    names = shown_names([c for r in several[:1] for c in r if c.strip()])
    wanted = ", ".join(fields.text)
    detail = f"columns: {names}; a text is sought under {wanted} (articles.json_fields)"
    return ReadError("no_text_field", detail)


def _record(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Cells by column; of columns of one name the first that is filled counts."""
    record: dict[str, str] = {}
    for name, cell in zip(header, row, strict=False):
        if name and (name not in record or not record[name].strip()):
            record[name] = cell
    return record


def _row_article(
    source: str,
    record: Mapping[str, str],
    number: int,
    settings: ArticleSettings,
    notes: tuple[str, ...],
) -> RawArticle | BadRecord:
    if any(len(c) > MAX_CELL for c in record.values()):
        detail = f"row {number}: a cell of over {MAX_CELL} characters; a quotation mark is open"
        return BadRecord(number, "too_large", detail)
    found = record_article(
        source,
        record,
        settings.json_fields,
        number,
        pieces_of=cell_pieces,
        boilerplate=settings.boilerplate,
    )
    return found.with_notes(notes) if isinstance(found, RawArticle) else found


def _sheet_article(
    record: Mapping[str, str], number: int, place: str, settings: ArticleSettings
) -> RawArticle | BadRecord:
    texts = texts_of(record, settings.json_fields)
    found = record_article(
        texts[0] if texts else "",
        record,
        settings.json_fields,
        number,
        pieces_of=lambda source, _cell: [Piece(0, len(source))],
        boilerplate=settings.boilerplate,
    )
    if isinstance(found, BadRecord):
        return BadRecord(number, found.code, f"{place}: {found.detail}")
    return found.with_notes((f"cell: places refer to the text of {place}",))


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    # Excel writes control characters as _x000D_.
    return re.sub(r"_x00(?:0[0-8B-F]|1[0-9A-F])_", "", str(value))
