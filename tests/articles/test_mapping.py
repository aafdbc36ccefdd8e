"""Offsets: what the text says must stand at the place that the segments name."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.dumps.markdown import read_markdown
from sinorus_claims.articles.dumps.plain import read_plain
from sinorus_claims.articles.mapping import (
    Piece,
    assemble,
    line_starts,
    lines_of,
    through,
    verbatim,
)
from sinorus_claims.articles.pages.page import read_page
from sinorus_claims.articles.raw import RawArticle
from sinorus_claims.articles.records.json_places import Placed, literal_pieces, parse_json
from sinorus_claims.config import JsonFields
from sinorus_claims.model import Segment

WORDS = st.text(
    alphabet=st.sampled_from("abcXYZ.,!? \xa0\xad“”’é—\t&<>;#*[]()|中😀"), min_size=1, max_size=60
)
LINES = st.lists(st.tuples(WORDS, st.sampled_from(["\n", "\r\n", "\r", "\n\n"])), max_size=12)


def check(source: str, text: str, segments: tuple[Segment, ...]) -> None:
    covered = []
    before = 0
    for segment in segments:
        here = text[segment.text.start : segment.text.end]
        there = source[segment.source.start : segment.source.end]
        if len(here) == len(there):
            assert here == there
        assert segment.source.start >= before, "segments overlap or stand out of order"
        before = segment.source.end
        lines = [n for n, s in enumerate(line_starts(source), 1) if s <= segment.source.start]
        assert segment.line == lines[-1]
        covered.append((segment.text.start, segment.text.end))
    edges = [0, *(edge for pair in covered for edge in pair), len(text)]
    joints = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert not joints.strip(), "characters without a source"


def check_raw(raw: RawArticle) -> str:
    text, segments = assemble(raw.source, raw.pieces)
    check(raw.source, text, segments)
    return text


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_plain_text_maps_back_whatever_its_line_breaks(lines):
    source = "".join(words + end for words, end in lines)
    check_raw(read_plain(source))
    text = check_raw(read_plain(source, boilerplate=False))
    assert text.split() == source.split()


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_markdown_maps_back(lines):
    source = "---\ntitle: T\n---\n" + "".join(words + end for words, end in lines)
    check_raw(read_markdown(source, JsonFields(), boilerplate=False))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.booleans())
def test_json_literals_map_back_through_their_escapes(value, ascii_only):
    source = json.dumps({"k": [1, {"text": value}]}, ensure_ascii=ascii_only)
    parsed = parse_json(source)
    placed = parsed.value["k"][1]["text"]
    assert isinstance(placed, Placed)
    text, segments = assemble(source, literal_pieces(source, placed))
    check(source, text, segments)
    assert text == placed


def test_a_crlf_is_one_newline_of_the_text_and_stays_mapped():
    source = "one\r\ntwo"
    text, segments = assemble(source, verbatim(source, 0, len(source)))
    assert text == "one\ntwo"
    assert [(s.text.start, s.text.end, s.source.start, s.source.end) for s in segments] == [
        (0, 3, 0, 3),
        (3, 4, 3, 5),
        (4, 7, 5, 8),
    ]


def test_pieces_of_a_string_become_pieces_of_the_file_that_quotes_it():
    source = r'"say \"no\" twice"'
    placed = parse_json(source).value
    inner = literal_pieces(source, placed)
    cut = str(placed).index("no")
    text, segments = assemble(source, through([Piece(cut - 1, cut + 3)], inner))
    assert text == '"no"'
    assert source[segments[0].source.start : segments[-1].source.end] == r"\"no\""


def test_html_text_is_written_from_the_raw_page(paragraphs):
    tagged = (
        paragraphs[0].replace("harbour", "<b>har<i>bour</i></b>").replace("and it", "\n and it")
    )
    source = (
        "<html><head><title>Pier closed</title></head><body><nav>Home News</nav><article>"
        f"<h1>Pier closed</h1><p>{tagged}</p><!-- <p>not this</p> -->"
        f"<p>{paragraphs[1].replace('“', '&ldquo;').replace('”', '&#8221;')}</p>"
        f"<script>var p = '<p>nor this</p>';</script><p>{paragraphs[2]}</p>"
        f"<p>{paragraphs[3].replace(' on ', '&nbsp;on ')}</p></article></body></html>"
    )
    raw = read_page(source)
    text = check_raw(raw)
    assert text.split("\n\n") == [
        paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[3].replace(" on ", "\xa0on "),
    ]  # fmt: skip
    assert raw.metadata["title"].value == "Pier closed"
    assert not raw.notes


def test_marks_of_footnotes_are_no_words():
    raw = read_markdown("The pier is **shut**.[^1]\n\n[^1]: Says the office.\n", JsonFields(),
                        boilerplate=False)  # fmt: skip
    assert check_raw(raw) == "The pier is shut.\n\nSays the office."


@given(st.text("ab\r\n", max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_lines_of_places_in_any_order(source: str, places: list[int]) -> None:
    inside = [min(place, len(source)) for place in places]
    starts = line_starts(source)
    wanted = [sum(start <= place for start in starts) for place in inside]
    assert list(lines_of(source, inside)) == wanted
