"""PDF: lines become paragraphs, furniture goes, places hold."""

import io
import textwrap
import zlib

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.documents.documents import read_pdf
from sinorus_claims.articles.documents.pdf_article import without_ligatures
from sinorus_claims.articles.documents.rules import EXPLANATIONS
from sinorus_claims.articles.exports.bundles import split_text
from sinorus_claims.articles.files.child import Child
from sinorus_claims.articles.mapping import Piece, assemble
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS
from ..exports.test_nexis import uni_file
from .making import SETTINGS, dropped, only, text_of

Row = tuple[float, float, float, str]


def pdf(*pages: list[Row] | bytes, info: str = "") -> bytes:
    """A PDF of lines at (x, y) in a size; a page given as bytes is a compressed stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        stream = page if isinstance(page, bytes) else zlib.compress(b"".join(map(_row, page)))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< {info} >>".encode("cp1252"))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>" % (size, size - 1)
    start = len(out)
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF"
        % (size, table, trailer, start)
    )  # fmt: skip


def _row(row: Row) -> bytes:
    x, y, size, text = row
    for sign in "\\()":
        text = text.replace(sign, "\\" + sign)
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n".encode("cp1252")


def column(paragraphs: tuple[str, ...], x: float, y: float, width: int, gap: float) -> list[Row]:
    rows: list[Row] = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width, break_on_hyphens=False):
            rows.append((x, y, 10, line))
            y -= 12
        y -= gap
    return rows


HEAD = [
    (40.0, 740.0, 24.0, "Pier closed after divers find a crack"),
    (40.0, 710.0, 10.0, "By Ida Vik"),
    (40.0, 690.0, 10.0, "4 May 2026"),
]


@pytest.mark.parametrize("gap", [0, 8])
def test_lines_become_paragraphs(gap):
    found = only(read_pdf("a.pdf", pdf([*HEAD, *column(PARAGRAPHS, 40, 660, 70, gap)]), SETTINGS))
    assert text_of(found).split("\n\n") == list(PARAGRAPHS)
    assert found.metadata["title"].value == "Pier closed after divers find a crack"
    assert found.metadata["published"].value == "2026-05-04"


def test_columns_and_pages_go_on_inside_a_sentence():
    rows = column(PARAGRAPHS, 0, 0, 40, 0)
    place = [(40, 660), (220, 660), (400, 660)]
    cut = [rows[:5], rows[5:9], rows[9:12]]
    first = [(x, y - 12 * n, 10.0, r[3]) for (x, y), part in zip(place, cut, strict=True)
             for n, r in enumerate(part)]  # fmt: skip
    second = [(40.0, 740 - 12 * n, 10.0, r[3]) for n, r in enumerate(rows[12:])]
    found = only(read_pdf("a.pdf", pdf([*HEAD, *first], second), SETTINGS))
    assert " ".join(text_of(found).split()) == " ".join(PARAGRAPHS)
    assert "\f" in found.source


def test_what_repeats_at_the_edge_of_pages_is_furniture():
    def page(n: int, paragraphs: tuple[str, ...]) -> list[Row]:
        edge = [(40.0, 780.0, 8.0, f"The Lunmark Gazette, 4 May 2026, {n}"),
                (40.0, 20.0, 8.0, f"Page {n} of 3")]  # fmt: skip
        return [*edge, *column(paragraphs, 40, 740, 70, 8)]

    pages = [page(n, PARAGRAPHS) for n in (1, 2, 3)]
    found = only(read_pdf("a.pdf", pdf(*pages), SETTINGS))
    assert "Gazette, 4 May" not in text_of(found)
    assert "Page 2 of 3" not in text_of(found)
    assert dropped(found)["The Lunmark Gazette, 4 May 2026, 2"] == "page_header_or_footer"
    assert dropped(found)["Page 3 of 3"] == "page_number"


def test_a_printed_page_tells_its_address():
    rows = [
        (40.0, 780.0, 8.0, "5/12/26, 2:01 PM Pier closed after a crack - The Lunmark Gazette"),
        *HEAD,
        *column(PARAGRAPHS, 40, 660, 70, 8),
        (40.0, 20.0, 8.0, "https://gazette.example/pier?id=7 1/1"),
    ]
    info = "/Title (Pier closed after a crack - The Lunmark Gazette) /Creator (Mozilla/5.0 Chrome)"
    found = only(read_pdf("a.pdf", pdf(rows, info=info), SETTINGS))
    known = {n: f.value for n, f in found.metadata.items()}
    assert known["url"] == "https://gazette.example/pier?id=7"
    assert known["outlet"] == "The Lunmark Gazette"
    assert known["title"] == "Pier closed after divers find a crack"
    assert known["published"] == "2026-05-04"
    assert set(dropped(found).values()) >= {"print_header_or_footer"}


@pytest.mark.parametrize("title", ["Microsoft Word - pier.doc", "pier_final.indd", "x", ""])
def test_titles_that_programs_give_are_none(title):
    rows = [*HEAD, *column(PARAGRAPHS, 40, 660, 70, 8)]
    found = only(read_pdf("a.pdf", pdf(rows, info=f"/Title ({title}) /Author (user1)"), SETTINGS))
    assert found.metadata["title"].value == "Pier closed after divers find a crack"
    assert found.metadata["byline"].value == "Ida Vik"


def hyphenated(lines: list[str]) -> str:
    rows = [(40.0, 660.0 - 12 * n, 10.0, line) for n, line in enumerate(lines)]
    found = read_pdf("a.pdf", pdf(rows), ArticleSettings(boilerplate=False))
    return text_of(only(found))


def test_a_hyphen_goes_if_the_text_shows_that_it_only_ends_the_line():
    long = "because the pier that the govern-"
    assert hyphenated([long, "ment built is old, the government said in its yearly report."]) == (
        "because the pier that the government built is old, the government said in its yearly "
        "report."
    )
    lines = [
        long,
        "ment built for a long-term lease and the govern-",
        "ment of the long-",
        "term plan is the government of an engi-",
        "neer with a well-",
        "known name there.",
    ]
    assert hyphenated(lines) == (
        "because the pier that the government built for a long-term lease and the government of "
        "the long-term plan is the government of an engineer with a well-known name there."
    )


def test_a_hyphen_stays_if_nothing_shows_that_words_are_broken():
    assert hyphenated(["the office that was asked about its two-", "year plan and its risk-",
                       "averse managers in the north of the country."]) == (
        "the office that was asked about its two-year plan and its risk-averse managers in the "
        "north of the country."
    )  # fmt: skip


def test_ligatures_are_letters_that_lead_back_to_their_sign():
    source = "The oﬃce is ﬁne"
    pieces = list(without_ligatures(source, [Piece(0, len(source))]))
    assert assemble(source, pieces)[0] == "The office is fine"
    assert [source[p.start : p.end] for p in pieces if p.text] == ["ﬃ", "ﬁ"]


def test_every_rule_that_drops_a_line_is_explained():
    rows = [*HEAD, *column(PARAGRAPHS, 40, 660, 70, 8), (40.0, 20.0, 8.0, "Page 1 of 1")]
    found = only(read_pdf("a.pdf", pdf(rows), ArticleSettings(boilerplate=False)))
    split = split_text(uni_file(1, 1))
    assert split is not None
    used = {*dropped(found).values(), *dropped(only(split)).values()}
    assert used == {"page_number", "cover_page", "export_field"}
    assert used <= set(EXPLANATIONS)


@pytest.mark.bad_input(6, 39)
def test_pdf_that_cannot_be_read_says_why():
    writer = pypdf.PdfWriter(io.BytesIO(pdf(column(PARAGRAPHS, 40, 700, 70, 8))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    cases = {
        "encrypted": locked.getvalue(),
        "no_text_layer": pdf([(40, 700, 10, "Scan")], [], []),
        "bad_pdf": b"%PDF-1.7\nnothing of the kind",
    }
    for code, data in cases.items():
        with pytest.raises(ReadError) as error:
            read_pdf("a.pdf", data, SETTINGS)
        assert error.value.code == code


def test_a_pdf_locked_for_editing_only_is_read():
    writer = pypdf.PdfWriter(io.BytesIO(pdf(column(PARAGRAPHS, 40, 700, 70, 8))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    assert text_of(only(read_pdf("a.pdf", file.getvalue(), SETTINGS))).split("\n\n") == list(
        PARAGRAPHS
    )


@pytest.mark.bad_input(39)
def test_a_pdf_that_inflates_without_end_costs_its_own_line():
    deflate = zlib.compressobj(9)
    stream = b"".join(deflate.compress(b" " * 1_000_000) for _ in range(200)) + deflate.flush()
    limits = ArticleSettings(max_seconds=4, max_memory_mb=700)
    with Child(limits) as child:
        with pytest.raises(ReadError) as error:
            child.read("pdf", "bomb.pdf", pdf(stream))
        assert error.value.code in {"memory_limit", "time_limit", "bad_pdf"}
        good = child.read("pdf", "a.pdf", pdf(column(PARAGRAPHS, 40, 700, 70, 8)))
    assert text_of(only(good)).startswith(PARAGRAPHS[0])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PARAGRAPHS, "Short line", "co-\nop", "ﬁne"]), min_size=1, max_size=6
    ),
    st.integers(20, 90),
)
def test_every_character_of_a_pdf_stands_where_its_segment_says(paragraphs, width):
    rows = column(tuple(p.replace("ﬁ", "fi") for p in paragraphs), 40, 760, width, 6)
    try:
        found = only(read_pdf("a.pdf", pdf(rows), SETTINGS))
    except ReadError:
        return
    whole, segments = assemble(found.source, found.pieces)
    for segment in segments:
        mine = whole[segment.text.start : segment.text.end]
        there = found.source[segment.source.start : segment.source.end]
        assert mine == there or len(mine) != len(there)
