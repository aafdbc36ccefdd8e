"""DOCX: what a reader sees, and what is refused."""

import io

import docx
import pytest

from sinorus_claims.articles.documents.documents import read_docx
from sinorus_claims.articles.files.sniff import sniff
from sinorus_claims.articles.mapping import block_spans
from sinorus_claims.articles.raw import RawArticle
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS
from ..exports.test_nexis import uni_file
from .making import BODY, SETTINGS, W, only, packed, run, saved, text_of


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
