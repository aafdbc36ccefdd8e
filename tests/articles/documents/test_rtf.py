"""RTF: what a reader sees, and what is refused."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.documents.documents import read_rtf
from sinorus_claims.articles.documents.rtf_text import rtf_text
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS
from .making import SETTINGS, only, text_of


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
