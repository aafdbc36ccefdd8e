import codecs

import pytest

from sinorus_claims.articles.files.decode import decode, is_wide, without_surrogates
from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings

TEXT = "“Café”\r\nshe said – twice"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ""),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), ""),
        (TEXT.encode("cp1252"), "encoding_guess"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
@pytest.mark.bad_input(16)
def test_the_text_comes_back_with_its_line_breaks(data, note):
    text, notes = decode(data)
    assert text == TEXT
    assert bool(notes) == bool(note)
    assert all(n.startswith(note) for n in notes)


@pytest.mark.bad_input(16)
@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark(name):
    text = "A pier in Lunmark, “closed”" * 3
    assert decode(text.encode(name))[0] == text
    assert is_wide(text.encode(name))
    assert not is_wide(text.encode())


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-32"])
def test_a_wide_page_is_a_page_all_the_same(tmp_path, paragraphs, name):
    page = "<html><body>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</body></html>"
    (tmp_path / "a.dat").write_bytes(page.encode(name))
    (item,) = read_articles([str(tmp_path)], ArticleSettings())
    assert item.text == "\n\n".join(paragraphs)


@pytest.mark.bad_input(16)
def test_a_page_that_says_latin_1_means_cp1252():
    text, notes = decode(b'<meta charset="iso-8859-1"><p>\x93Caf\xe9\x94 \x96</p>')
    assert "“Café” –" in text
    assert notes == ("encoding: cp1252, as declared",)


@pytest.mark.bad_input(16)
def test_few_bad_bytes_in_utf_8_do_not_turn_it_into_mojibake():
    text, notes = decode(("é" * 40).encode() + b"\xff" + "ü".encode())
    assert text == "é" * 40 + "�ü"
    assert notes[0].startswith("encoding_guess: utf-8 with 1")


@pytest.mark.bad_input(15, 17)
def test_nul_bytes_and_lone_surrogates_are_replaced_one_by_one():
    assert decode(b"a\0b\0")[0] == "a�b�"
    assert decode(b"a\0b\0")[1] == ("nul_bytes: 2 replaced",)
    assert without_surrogates("a\ud800b") == "a�b"
