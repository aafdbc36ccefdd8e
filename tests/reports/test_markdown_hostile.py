"""Nothing that an article says changes what a report is made of."""

import re

import cmarkgfm
import pytest
from markdown_it import MarkdownIt

from sinorus_claims.config import ReportSettings
from sinorus_claims.reports.markdown import render

from .hostile import DIALECT, ROWS, everywhere

LINKIFY = MarkdownIt("gfm-like")
SETTINGS = ReportSettings(title="R")


def shape(source: str) -> list[str]:
    """Blocks and everything inside them that is not plain words."""
    tokens = LINKIFY.parse(source)
    words = ("text", "code_inline", "strong_open", "strong_close", "inline")
    inner = [c.type for t in tokens for c in t.children or ()]
    return [t.type for t in tokens] + [kind for kind in inner if kind not in words]


def tags(source: str) -> list[str]:
    page = cmarkgfm.github_flavored_markdown_to_html(
        source, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    )
    return [
        tag for tag in re.findall(r"<(/?\w+)", page) if tag.strip("/") not in ("code", "strong")
    ]


@pytest.mark.bad_input(27, 28, 29)
@pytest.mark.parametrize("text", [*ROWS.values(), DIALECT], ids=[*map(str, ROWS), "dialect"])
def test_bad_text_adds_nothing(text: str) -> None:
    plain, bad = (render(everywhere(words), SETTINGS) for words in ("plain", text))
    assert shape(bad) == shape(plain)
    assert tags(bad) == tags(plain)


@pytest.mark.bad_input(26)
def test_row_26_is_shown() -> None:
    text = render(everywhere(ROWS[26]), SETTINGS)
    assert not set(text) & set("\u202e\u200b\ufeff\x1b")
    assert "\\<U+202E\\>" in text
    assert "\\<U+200B\\>" in text


@pytest.mark.bad_input(27)
def test_row_27_is_words() -> None:
    page = LINKIFY.render(render(everywhere(ROWS[27]), SETTINGS))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(
        r"<(?!/?(?:a|h\d|p|table|thead|tbody|t[rdh]|ul|ol|li|strong|em|code)\b)", page
    )


@pytest.mark.bad_input(28)
def test_row_28_loads_nothing() -> None:
    page = LINKIFY.render(render(everywhere(ROWS[28]), SETTINGS))
    assert "<img" not in page
    assert not [
        t
        for t in re.findall(r'href="([^"]*)"', page)
        if not t.startswith(("#", "https://o.example/"))
    ]


@pytest.mark.bad_input(29)
def test_row_29_stays_on_its_line() -> None:
    plain, bad = (render(everywhere(words), SETTINGS) for words in ("plain", ROWS[29]))
    assert len(bad.splitlines()) == len(plain.splitlines())
