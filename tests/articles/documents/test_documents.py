"""PDF, DOCX and RTF: real files of their own programs, and files built to break readers."""

import contextlib
import io
import textwrap
import zipfile
import zlib

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.documents.documents import read_docx, read_pdf, read_rtf
from sinorus_claims.articles.documents.pdf_article import without_ligatures
from sinorus_claims.articles.documents.rtf_text import rtf_text
from sinorus_claims.articles.documents.rules import EXPLANATIONS
from sinorus_claims.articles.exports.bundles import split_text
from sinorus_claims.articles.files.child import Child
from sinorus_claims.articles.files.sniff import sniff
from sinorus_claims.articles.mapping import Piece, assemble, block_spans
from sinorus_claims.articles.raw import RawArticle
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS
from ..exports.test_bundles import uni_file

SETTINGS = ArticleSettings()
BODY = "\n\n".join(PARAGRAPHS)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def only(found: list[object]) -> RawArticle:
    (one,) = found
    assert isinstance(one, RawArticle), one
    return one


def text_of(found: RawArticle) -> str:
    return assemble(found.source, found.pieces)[0]


def dropped(found: RawArticle) -> dict[str, str]:
    return {v.text: v.rule for v in found.verdicts if v.rule}


# --- DOCX ---------------------------------------------------------------------------------------


def saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def packed(body: str, **parts: bytes) -> bytes:
    file = io.BytesIO()
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", parts.get("document", xml.encode()))
        for name, data in parts.items():
            if name != "document":
                archive.writestr(f"word/{name}.xml", data)
    return file.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_a_docx_with_headings_and_a_table():
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - draft.doc"
    document.core_properties.author = "Somebody Who Saved It"
    document.add_heading("Pier closed after divers find a crack", 0)
    document.add_paragraph(PARAGRAPHS[0])
    document.add_paragraph(PARAGRAPHS[1])
    document.add_heading("What the ferry company says", 2)
    for paragraph in PARAGRAPHS[2:]:
        document.add_paragraph(paragraph)
    found = only(read_docx("a.docx", saved(document), SETTINGS))
    assert all(p in text_of(found) for p in PARAGRAPHS)
    assert found.metadata["title"].value == "Pier closed after divers find a crack"
    assert "byline" not in found.metadata
    whole = text_of(found)
    kinds = {whole[b.span.start : b.span.end]: b.kind for b in block_spans(found.pieces)}
    assert kinds[PARAGRAPHS[0]] == "paragraph"
    assert kinds.get("What the ferry company says", "subhead") == "subhead"


def test_links_insertions_and_text_boxes_stay_deletions_and_notes_do_not():
    box = f'<w:txbxContent xmlns:w="{W}"><w:p>{run("A box of its own.")}</w:p></w:txbxContent>'
    compat = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f"<w:p>{run('One ')}<w:del>{run('struck out ')}</w:del><w:ins>{run('put in ')}</w:ins>"
        f"<w:hyperlink>{run('linked')}</w:hyperlink><w:r><w:footnoteReference/></w:r>"
        f"<w:r><w:instrText>HYPERLINK</w:instrText><w:tab/><w:noBreakHyphen/></w:r>"
        f'<w:r><mc:AlternateContent xmlns:mc="{compat}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + "".join(f"<w:p>{run(p)}</w:p>" for p in PARAGRAPHS)
        + f"<w:tbl><w:tr><w:tc><w:p>{run('Ferry')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('Delay')}</w:p></w:tc></w:tr></w:tbl>"
    )
    found = only(read_docx("a.docx", packed(body), ArticleSettings(boilerplate=False)))
    assert text_of(found) == f"One put in linked\t-\n\nA box of its own.\n\n{BODY}\n\nFerry\tDelay"


def test_a_nexis_docx_is_split():
    document = docx.Document()
    for line in uni_file(3, 4).split("\n\n"):
        document.add_paragraph(line)
    found = read_docx("a.docx", saved(document), SETTINGS)
    assert [getattr(f, "code", None) for f in found] == [None, None, None, "bundle_count"]
    assert isinstance(found[2], RawArticle)
    assert text_of(found[2]) == BODY


BOMB = f'<!DOCTYPE w:document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{W}"/>'


@pytest.mark.bad_input(6, 7, 8, 9)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("", document=BOMB.encode()), "xml_bomb"),
        (packed("", document=BOMB.encode("utf-16")), "xml_bomb"),
        (packed("", styles=b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "xml_bomb"),
        (packed(run("x" * 3_000_000)), "decompression_limit"),
        (packed("<w:p>"), "bad_office_file"),
        (packed("<w:p/>"), "empty"),
        (b"PK\x03\x04 no zip", "bad_office_file"),
    ],
)
def test_docx_that_is_refused(data, code):
    with pytest.raises(ReadError) as error:
        read_docx("a.docx", data, ArticleSettings(max_file_mb=2))
    assert error.value.code == code


def test_a_header_that_lies_about_the_size_changes_nothing():
    data = bytearray(packed(run("x" * 3_000_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(ReadError) as error:
        read_docx("a.docx", bytes(data), ArticleSettings(max_file_mb=2))
    assert error.value.code in {"decompression_limit", "bad_office_file"}


@pytest.mark.bad_input(6)
def test_an_office_file_with_a_password_is_named_so():
    head = bytearray(2048)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[48:52] = (1).to_bytes(4, "little")
    name = "EncryptedPackage".encode("utf-16-le")
    head[1024 : 1024 + len(name)] = name
    with pytest.raises(ReadError) as error:
        sniff("a.docx", bytes(head), io.BytesIO(bytes(head)))
    assert error.value.code == "encrypted"


# --- RTF ----------------------------------------------------------------------------------------


def rtf(body: str, head: str = r"\ansi\ansicpg1252\uc1") -> bytes:
    return (
        "{\\rtf1" + head + "{\\fonttbl{\\f0 Times;}{\\f1\\fcharset204 Arial;}}" + body + "}"
    ).encode("cp1252")


def test_rtf_shows_what_a_reader_sees():
    paragraphs = "\\par\n".join(
        p.replace("“", "\\ldblquote ").replace("”", "\\rdblquote ") for p in PARAGRAPHS
    )
    data = rtf(
        "{\\info{\\title Pier closed after divers find a crack}{\\author Somebody}}"
        "{\\header\\v0 Running head\\par}" + paragraphs
    )
    found = only(read_rtf("a.rtf", data, SETTINGS))
    assert text_of(found).split("\n\n") == list(PARAGRAPHS)


@pytest.mark.bad_input(38)
@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 and \u8220?quoted\u8221? \u-3913?", "café and “quoted” \uf0b7"),
        (r"\uc2\u8212--dash {\uc0\u8212 x}\u8212--", "—dash —x—"),
        (r"\uc \u8212?x", "—?x"),
        (r"{\f1 \'cf\'f0} \f0 \'cf", "Пр Ï"),
        (r"\u55357?\u56832? \ud55357", "\U0001f600 "),
        (r"\u55357? half", "� half"),
        (r'{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt linked}} on', "linked on"),
        (r"seen {\v hidden}{\deleted gone}{\*\unknown never}still", "seen still"),
        (r"a\cell b\cell\row c\line d\~e\_f\{\}", "a\tb\t\nc\nd\xa0e‑f{}"),
        (r"{{{ open", "open"),
        (r"closed }}}} late", "closed  late"),
        (r"\'zz odd \'8", "zz odd 8"),
    ],
)
def test_rtf_signs(body, text):
    assert rtf_text(rtf(body)).strip() == text.strip()


@pytest.mark.parametrize("page", ["99999", "0", "-1", ""])
def test_an_unknown_code_page_is_taken_for_the_usual_one(page):
    assert rtf_text(rtf(r"caf\'e9", rf"\ansi\ansicpg{page}\uc")).strip() == "café"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{\\rtf1 {\\info hidden}}", "rtf_malformed"),
        (b"{\\rtf1" + b"{" * 100_000, "too_deep"),
        (b"no rtf", "rtf_malformed"),
    ],
)
def test_rtf_that_is_refused(data, code):
    with pytest.raises(ReadError) as error:
        read_rtf("a.rtf", data, SETTINGS)
    assert error.value.code == code


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("{}\\'*u8c10 ~abpar\n\x00é-"), max_size=60))
def test_rtf_never_raises_anything_else(noise):
    with contextlib.suppress(ReadError):
        rtf_text(rtf(noise))


# --- PDF ----------------------------------------------------------------------------------------

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
