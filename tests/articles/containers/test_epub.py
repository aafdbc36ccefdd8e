"""Books of our own making: newspapers and collections, one article a chapter."""

import pytest

from ..reading import page, written
from .test_archives import zipped

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PACKAGE = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
    "<manifest>{items}</manifest><spine>{spine}</spine></package>"
)
METADATA = "<dc:title>The Lunmark Post [Mon, 04 May 2026]</dc:title><dc:publisher>calibre" \
    "</dc:publisher><dc:date>2026-05-04T05:00:00+00:00</dc:date>"  # fmt: skip


def book(chapters, more=(), container=CONTAINER, metadata=METADATA):
    items = "".join(
        f'<item id="c{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'index.xhtml' else ''}/>"
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    opf = PACKAGE.format(metadata=metadata, items=items, spine=spine)
    files = {f"OEBPS/{name}": text for name, text in chapters.items()}
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container,
         "OEBPS/content.opf": opf, **files, **dict(more)}
    )  # fmt: skip


def chapters(paragraphs):
    return {
        "cover.xhtml": page(paragraphs, "Cover"), "index.xhtml": page(paragraphs, "Contents"),
        "text/one article.xhtml": page(paragraphs, "One"), "part.xhtml": page(["Part two"], "Part"),
        "a.xhtml": page(paragraphs[::-1], "Two"),
        "cover-story.xhtml": page(paragraphs[2:] + paragraphs[:2], "Three"),
    }  # fmt: skip


def test_each_chapter_with_a_text_is_an_article(tmp_path, paragraphs, body):
    articles, skipped = written(tmp_path, "a.epub", book(chapters(paragraphs)))
    assert [(a.title, a.path[-2:]) for a in articles] == [
        ("One", "#1"), ("Two", "#3"), ("Three", "#4"),
    ]  # fmt: skip
    assert articles[0].text == body
    assert {a.outlet for a in articles} == {"The Lunmark Post"}
    assert {a.published for a in articles} == {"2026-05-04T05:00:00+00:00"}
    assert articles[0].origins["published"] == "date of the book (guessed)"
    assert "offsets: in the book's file OEBPS/text/one article.xhtml" in articles[0].notes
    assert skipped == [
        ("passed_over", "2 that are no articles: 1 chapters with too little text, "
         "1 of the book itself"),
    ]  # fmt: skip


def locked(path):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>'
        f'<enc:CipherReference URI="{path}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


@pytest.mark.bad_input(6)
def test_copy_protection_is_named_and_scrambled_fonts_are_not(tmp_path, paragraphs):
    for path, expected in (("OEBPS/a.xhtml", ["encrypted"]), ("OEBPS/a.ttf", ["passed_over"])):
        more = {"META-INF/encryption.xml": locked(path)}
        data = book(chapters(paragraphs), more)
        assert [r for r, _ in written(tmp_path, "a.epub", data)[1]] == expected


@pytest.mark.bad_input(8)
def test_a_book_with_entities_of_its_own_is_refused(tmp_path, paragraphs):
    bomb = CONTAINER.replace("<container", '<!DOCTYPE c [<!ENTITY a "ha">]><container', 1)
    data = book(chapters(paragraphs), container=bomb)
    assert [r for r, _ in written(tmp_path, "a.epub", data)[1]] == ["xml_bomb"]


def test_a_damaged_book_is_named(tmp_path, paragraphs):
    whole = chapters(paragraphs)
    for name, container, code in (
        ("a.epub", "<container/>", "bad_archive"),
        ("b.epub", CONTAINER.replace("content.opf", "none.opf"), "bad_archive"),
    ):
        data = book(whole, container=container)
        assert [r for r, _ in written(tmp_path, name, data)[1]] == [code]
    data = book(whole).replace(b"OEBPS/a.xhtml", b"OEBPS/b.xhtml")
    articles, skipped = written(tmp_path, "c.epub", data)
    assert [a.title for a in articles] == ["One", "Three"]
    assert [r for r, _ in skipped] == ["bad_archive", "passed_over"]


def test_a_chapter_that_inflates_without_end_is_named(tmp_path, paragraphs):
    whole = {"bomb.xhtml": "<html><body>" + " " * 3_000_000, **chapters(paragraphs)}
    _, skipped = written(tmp_path, "a.epub", book(whole))
    assert skipped[0][0] == "decompression_limit"
    assert skipped[0][1].startswith("OEBPS/bomb.xhtml")
