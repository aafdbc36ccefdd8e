"""CSV, TSV and workbooks: one article a row, each cell at its place in the file."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.raw import BadRecord, RawArticle
from sinorus_claims.articles.records.csv_places import cell_pieces, delimiter_of, read_rows
from sinorus_claims.articles.records.tables import read_csv, read_xlsx
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS

SETTINGS = ArticleSettings()
BODY = "\n\n".join(PARAGRAPHS)
QUOTED = BODY.replace("“", '"').replace("”", '"')
HEADER = ("Title", "Text", "URL", "Source", "Date")
ROW = ('"Nobody will sail" from Lunmark', QUOTED, "https://p.example/1", "Post", "2026-05-04")


def table(*rows: tuple[str, ...], delimiter: str = ",", end: str = "\r\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    return file.getvalue()


def articles(source: str | bytes) -> list[RawArticle | BadRecord]:
    data = source.encode() if isinstance(source, str) else source
    return list(read_csv("a.csv", data, SETTINGS))


def text_of(found: RawArticle | BadRecord) -> str:
    assert isinstance(found, RawArticle), found
    return assemble(found.source, found.pieces)[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(delimiter, end):
    (found,) = articles(table(HEADER, ROW, delimiter=delimiter, end=end))
    assert text_of(found) == QUOTED
    known = {n: f.value for n, f in found.metadata.items()}
    assert known == {
        "title": ROW[0], "outlet": "Post", "published": "2026-05-04", "url": "https://p.example/1"
    }  # fmt: skip
    assert found.record == 2


def test_byte_order_mark_separator_line_and_lines_above_the_header():
    source = "sep=;\r\nExport of a search;;;;\r\n" + table(HEADER, ROW, delimiter=";")
    (found,) = articles(b"\xef\xbb\xbf" + source.encode())
    assert text_of(found) == QUOTED
    (wide,) = articles(table(HEADER, ROW, delimiter="\t").encode("utf-16"))
    assert text_of(wide) == QUOTED


def test_a_table_without_texts_names_its_columns():
    with pytest.raises(ReadError) as error:
        articles(table(("Title", "Link"), ("a", "b"), ("c", "d")))
    assert error.value.code == "no_text_field"
    assert error.value.detail.startswith("columns: Title, Link; a text is sought under text, ")


def test_rows_without_text_are_named_and_short_rows_read():
    found = articles(table(HEADER, ("t", "", "https://p.example/2"), ("t", BODY)))
    assert found[0] == BadRecord(
        2,
        "no_text_field",
        "only an address, no text: save the pages themselves, or export with their text",
    )
    assert text_of(found[1]) == BODY


def test_a_mark_that_is_never_closed_costs_one_cell_not_the_file():
    source = f'title,text\n"open, {PARAGRAPHS[0]}\nb,{PARAGRAPHS[2].replace(",", "")}\n'
    assert text_of(articles(source)[-1]) == PARAGRAPHS[2].replace(",", "")


def test_a_cell_over_the_cap_is_named():
    (found,) = articles('title,text\na,"' + "x " * 1_000_001 + '"\n')
    assert isinstance(found, BadRecord)
    assert found.code == "too_large"


@pytest.mark.bad_input(23)
@pytest.mark.parametrize("cell", ['"', '""', ',""x', '"x', '"",', "\n"])
def test_quotes_that_are_built_against_the_reader_take_linear_time(cell):
    source = "text," + cell * 100_000
    assert sum(len(r) for r in read_rows(source, ",")) > 0


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab ,;"\n\r\t“é'), max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(",;\t|"),
)
def test_cells_are_those_of_the_standard_reader_and_stand_where_they_say(rows, delimiter):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    source = file.getvalue()
    found = list(read_rows(source, delimiter))
    assert [list(map(str, r)) for r in found] == rows
    for row in found:
        for cell in row:
            pieces = cell_pieces(source, cell)
            assert assemble(source, pieces)[0] == cell
            assert all(p.text is None or source[p.start : p.end] == '""' for p in pieces)


def test_prose_with_commas_does_not_hide_the_tab():
    assert (
        delimiter_of("title\ttext\nOne, two, three\tFour, five\nSix\tSeven, eight, nine\n") == "\t"
    )


def workbook(rows: list[tuple[object, ...]], title: str = "News") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(("made for", "a test"))
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_with_a_sheet_of_articles():
    day = datetime.datetime(2026, 5, 4)
    data = workbook([HEADER, ("Pier", BODY, None, "Post", day), ("Empty", None, None, "Post", day)])
    found, bad = read_xlsx("a.xlsx", data, SETTINGS)
    assert text_of(found) == BODY
    assert found.metadata["published"].value == "2026-05-04"
    assert found.notes == ("cell: places refer to the text of sheet 'News', row 2",)
    assert found.source == BODY
    assert (bad.record, bad.code) == (2, "empty")
    assert bad.detail.startswith("sheet 'News', row 3: ")


def test_a_workbook_without_texts_names_its_columns():
    with pytest.raises(ReadError, match="columns: made for, a test; a text is sought"):
        list(read_xlsx("a.xlsx", workbook([("Title", "Link", None), ("a", "b", "c")]), SETTINGS))


def test_a_workbook_without_rows_is_empty():
    with pytest.raises(ReadError, match="empty: a table without rows"):
        list(read_xlsx("a.xlsx", workbook([HEADER]), SETTINGS))


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


@pytest.mark.bad_input(3, 7, 8)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<a>" + b" " * 3_000_000 + b"</a>", "decompression_limit"),
        (b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', "xml_bomb"),
        ('<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"), "xml_bomb"),
    ],
)
def test_bombs_in_a_workbook(content, code):
    data = with_part(workbook([HEADER]), "xl/workbook.xml", content)
    with pytest.raises(ReadError) as error:
        list(read_xlsx("a.xlsx", data, ArticleSettings(max_file_mb=2)))
    assert error.value.code == code


def test_a_sheet_that_is_broken_off_keeps_the_rows_before():
    data = workbook([HEADER, ("Pier", BODY, None, "Post", None)] * 2)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml")
    cut = sheet[: sheet.rindex(b"<row")] + b"<row <"
    found = list(read_xlsx("a.xlsx", with_part(data, "xl/worksheets/sheet2.xml", cut), SETTINGS))
    assert text_of(found[0]) == BODY
    assert isinstance(found[-1], BadRecord)
    assert found[-1].code == "bad_office_file"
