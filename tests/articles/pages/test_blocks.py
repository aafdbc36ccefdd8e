"""Pages are cut into blocks where browsers break lines, and every character keeps its place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.mapping import Piece, assemble
from sinorus_claims.articles.pages.attributes import attributes_of
from sinorus_claims.articles.pages.blocks import read_blocks
from sinorus_claims.articles.pages.pieces import pieces_of, without_end_mark

INVISIBLE = "\xad\u200b\u2060\ufeff"
MARKUP = st.sampled_from([
    "<p>", "</p>", "<div class='a b'>", "</div>", "<br>", "<b>", "</b>", "<a href='x'>", "</a>",
    "<li>", "<ul>", "</ul>", "<td>", "<tr>", "</table>", "<!-- no -->", "<script>no</script>",
    "<span>", "</span>", "&amp;", "&nbsp;", "&shy;", "&#8220;", "&bogus", "&", "<", ">", '"', "\n",
    "<h2>", "</h2>", "<img src='data:,no'>", "<style>no</style>", "<section", "</",
])  # fmt: skip
WORDS = st.text(alphabet="abc .,“é\xa0\xad\u200b中\t;", max_size=8)


def texts(source):
    return [block.text for block in read_blocks(source).blocks]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(MARKUP, WORDS), max_size=30).map("".join))
def test_pieces_of_a_block_are_its_characters_in_the_file(source):
    end = 0
    for block in read_blocks(source).blocks:
        pieces = pieces_of(source, block)
        text, segments = assemble(source, pieces)
        assert not set(text) & set(INVISIBLE)
        seen = "".join(c for c in block.text if c not in INVISIBLE)
        assert "".join(text.split()) == "".join(seen.split())
        for segment in segments:
            assert segment.source.start >= end
            end = segment.source.end
        for piece in pieces:
            if piece.text is None:
                assert source[piece.start : piece.end] in text
            else:
                assert source[piece.start] == "&"
        # Between words there is a blank in the text where there is one in the page.
        assert text.split() == seen.split()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<ul><li>One<li>Two</ul>Three", ["One", "Two", "Three"]),
        ("<p>One <b>bold</b> word</p>", ["One bold word"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<table><tr><td>1<td>2<tr><td>3</table>", ["1", "2", "3"]),
        ("<td>The rain went on<br>for a week.<br>Then it was dry.", [
            "The rain went on for a week.", "Then it was dry.",
        ]),
        ("<p>One<br><br>Two</p>", ["One", "Two"]),
        ("a < b and c > d", ["a < b and c > d"]),
        ("<p title='a > b'>One</p>", ["One"]),
        ('<p data-x="' + "&gt;<" * 9 + '">One</p>', ["One"]),
        ("<!-- <p>no</p> --><p>One</p>", ["One"]),
        ("<script>'<p>no</p>'</script><p>One</p><style>p{}</style>", ["One"]),
        ("<template><p>no</p></template><p>One</p>", ["One"]),
        ("<x-card><template shadowrootmode=open><p>One</p></template></x-card>", ["One"]),
        ("<template shadowmode='open' shadowroot><p>One</p></template>", ["One"]),
        ("One</div></p></section>Two", ["One", "Two"]),
        ("<p>un\xadbroken</p><p>&#169; A&amp;B</p>", ["un\xadbroken", "© A&B"]),
    ],
)  # fmt: skip
def test_blocks_end_where_browsers_end_lines(source, expected):
    assert texts(source) == expected


def test_a_block_knows_its_links_its_emphasis_and_its_time():
    block = read_blocks(
        "<p>See <a href='/x'>the report</a> of <strong>May</strong> "
        "<time datetime='2026-05-01'>then</time></p>"
    ).blocks[0]
    assert (block.linked, block.links, block.strong) == (10, 1, 3)
    assert block.timed == "2026-05-01"


def test_attributes_that_hide_an_element():
    assert "hidden" in attributes_of(' class="x" style="display: none">')
    assert "hidden" in attributes_of(" hidden>")
    assert "hidden" not in attributes_of(' style="display:block" class="hidden-xs">')
    assert attributes_of(' data-class="no" class=yes>') == {"class": "yes"}


@pytest.mark.bad_input(12, 13)
def test_embedded_files_and_comments_of_many_megabytes_cost_no_text():
    image = "<img src='data:image/png;base64," + "A" * 10_000_000 + "'>"
    drawing = '<img src="data:image/svg+xml,<svg><path d=1/></svg>">'
    source = f"<!--{'x' * 20_000_000}--><p>One {image}two</p>{drawing}<p>Three</p>"
    assert texts(source) == ["One two", "Three"]


@pytest.mark.bad_input(14, 23)
@pytest.mark.parametrize(
    "part",
    ["<", "<a ", "<a \"", "<a '>", "<p>a", "</div>", "<div>", "&", "&a", "<!--", "<br>a.", "\xad ",
     "<a href=\"'>", "<script>", "<td>", "<b>x", "<li><ul>", "a b.<br><br>"],
)  # fmt: skip
def test_built_pages_take_linear_time(part):
    def seconds(size):
        source = part * (size // len(part))
        begin = time.process_time()
        page = read_blocks(source)
        for block in page.blocks:
            pieces_of(source, block)
        return time.process_time() - begin

    seconds(1000)
    assert seconds(160_000) < 12 * seconds(40_000) + 0.2


def test_end_marks_are_cut_off():
    source = "It was over. ■"
    pieces, marks = without_end_mark(source, [Piece(0, len(source))])
    assert assemble(source, pieces)[0] == "It was over."
    assert [source[m.start : m.end] for m in marks] == ["■"]
    assert without_end_mark("■", [Piece(0, 1)]) == ([Piece(0, 1)], [])
    pieces, marks = without_end_mark("Over.</p>&#9632;", [Piece(0, 5), Piece(9, 16, " ", "■")])
    assert pieces == [Piece(0, 5)]
    assert len(marks) == 1
