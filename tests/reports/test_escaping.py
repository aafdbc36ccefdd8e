"""Hostile text shows as itself in three readings of Markdown: CommonMark, linkify, GitHub's."""

import html
import re
import time

import cmarkgfm
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sinorus_claims.reports.escaping import Run, bold, code, escape_markdown, one_line, visible

COMMON = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINKIFY = MarkdownIt("gfm-like")

HOSTILE = [
    "[/nope] and [link=x]",
    "\x1b[31mred\x1b]8;;http://t.example\x07",
    "gnp.exe\u202efdp",
    "zero\u200bwidth\ufeff",
    "<script>alert(1)</script><!-- x --><b>",
    "![](http://tracker.example/x.png) ![a][b] [a](javascript:x)",
    "one\n# two\n```\nthree\n---\n| a | b |\n|---|---|\n",
    "line  \nbreak\\",
    "1. first",
    "12) twelfth",
    "- item",
    "+ item",
    "=====",
    "--- ",
    "~~gone~~ **bold** _it_ ==high== %%hid%%",
    "&lt;b&gt; &#42; &copy",
    "https://a.example/x www.a.example //a.example ftp://a.example a.example A.CO",
    "write to a.b@c.example or <a@b.co>, mailto:x@y.zz",
    "x@y.z`code`a@b.co`",
    "a@b.co+a@b.co+c.d@e.org, x@y.zz+ z",
    "$5 million to $7 million :smile: @user #12 ^1",
    "{{ 7 * 7 }} {% raw %} {.class}",
    "    indented",
    "\tcode",
    "[^1]: note",
    "[a]: http://a.example",
    "> quoted",
    "Heading #",
    "a\u2028b\u2029c\x0bd\x85e",
    "\ud800 half",
]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="\\`*_{}[]()<>#+-.!|~&@:/=%$^\"' \n\taw1.é“”\u202e\u200b", max_size=40),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join),
)


def words_of(tokens: list) -> str:
    """The text of inline tokens; fails on anything but text, code and strong."""
    text = ""
    for token in tokens:
        assert token.type in {"text", "code_inline", "strong_open", "strong_close"}, token
        text += token.content
    return text


def only_paragraph(parser: MarkdownIt, source: str) -> str:
    tokens = parser.parse(source)
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"], tokens
    return words_of(tokens[1].children)


def github(source: str) -> str:
    return cmarkgfm.github_flavored_markdown_to_html(
        source, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    )


def github_words(source: str) -> str:
    page = github(source).strip()
    assert page.startswith("<p>")
    assert page.endswith("</p>")
    inner = re.sub(r"</?(?:code|strong)>", "", page[3:-4])
    assert "<" not in inner, page
    return html.unescape(inner)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_text_renders_as_itself_and_as_nothing_else(text: str) -> None:
    shown = one_line(text)
    if not shown.strip():
        return
    source = escape_markdown(text)
    assert "\n" not in source
    # White space at the ends is the renderer's to strip (it may be other than ASCII).
    assert only_paragraph(COMMON, source).strip() == shown.strip()
    assert only_paragraph(LINKIFY, source).strip() == shown.strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_renders_as_itself(text: str) -> None:
    source = escape_markdown(text)
    assert only_paragraph(COMMON, source) == one_line(text)
    assert only_paragraph(LINKIFY, source) == one_line(text)
    assert github_words(source) == one_line(text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_github_renders_no_link_tag_or_image(text: str) -> None:
    if one_line(text).strip():
        assert github_words(escape_markdown(text)).strip() == one_line(text).strip()


@given(TEXTS, TEXTS)
@settings(max_examples=80, deadline=None)
def test_text_stays_in_its_table_cell_and_heading(left: str, right: str) -> None:
    cells = [escape_markdown(left), escape_markdown(right)]
    tokens = LINKIFY.parse(f"| a | b |\n| --- | --- |\n| {cells[0]} | {cells[1]} |\n")
    inline = [t for t in tokens if t.type == "inline"]
    assert len(inline) == 4
    for token, text in zip(inline[2:], (left, right), strict=True):
        assert words_of(token.children).strip() == one_line(text).strip()
    head = LINKIFY.parse(f"## {cells[0]}")
    assert [t.type for t in head] == ["heading_open", "inline", "heading_close"]
    assert words_of(head[1].children).strip() == one_line(left).strip()


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=5))
@example([("a“", False), ("70%", True), ("b", False)])
@example([("x ", False), (" $5 ", True), ("y", False)])
@example([("0\xa0", True)])
@example([("a@b.co", True), (" c", False)])
@settings(max_examples=150, deadline=None)
def test_bold_shows_the_words_and_no_stray_asterisk(parts: list) -> None:
    runs = [Run(text, marked) for text, marked in parts]
    whole = one_line("".join(visible(run.text) for run in runs))
    source = bold(runs)
    if whole.strip():
        assert only_paragraph(COMMON, source).strip() == whole.strip()
        assert github_words(source).strip() == whole.strip()


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("a "), Run("70%", True), Run(" of b")], "a **70%** of b"),
        ([Run("a "), Run("70%", True), Run(".")], "a **70%**."),
        ([Run("“"), Run("70", True), Run("”")], "“**70**”"),
        ([Run("at 70"), Run("%", True), Run("x")], "at **70%x**"),
        ([Run("a "), Run("b ", True), Run("c", True), Run(" d")], "a **b c** d"),
        ([Run("1. "), Run("x", True)], "1\\. **x**"),
        ([Run("a  "), Run("  ", True), Run("  b")], "a b"),
    ],
)
def test_bold_marks_what_it_can(runs: list[Run], expected: str) -> None:
    assert bold(runs) == expected


@pytest.mark.parametrize("run", ["a", "a.", "+", "a@b+", "a@b+c"])
def test_a_long_run_that_is_no_address_takes_no_time(run: str) -> None:
    start = time.process_time()
    escape_markdown(run * 40_000 + " " + "a" * 40_000)
    assert time.process_time() - start < 2


def test_addresses_in_a_row_are_one_code_span() -> None:
    assert escape_markdown("a@b.co+c@d.co") == "`a@b.co+c@d.co`"
    assert escape_markdown("a@b.co c@d.co+") == "`a@b.co` `c@d.co`+"


def test_hidden_characters_are_shown() -> None:
    assert visible("a\x1bb\u202ec\x9bd\ud800") == "a<1B>b<U+202E>c<9B>d<U+D800>"
    assert visible("tab\tline\nsoft\u00adhyphen nbsp\u00a0") == (
        "tab\tline\nsoft\u00adhyphen nbsp\u00a0"
    )


def test_joiners_stay_where_they_join() -> None:
    persian, family = "می\u200cخواهد", "\U0001f469\u200d\U0001f680"
    assert visible(persian) == persian
    assert visible(family) == family
    assert visible("pass\u200dword") == "pass<U+200D>word"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b_c.txt:3", "`a/b_c.txt:3`"),
        ("a|b.txt", r"a\|b\.txt"),
        ("a`b", r"a\`b"),
        ("new\nline.txt", "`new line.txt`"),
    ],
)
def test_paths_are_code_where_they_can_be(path: str, expected: str) -> None:
    assert code(path) == expected
