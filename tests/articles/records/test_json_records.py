"""JSON of extractors, news APIs and exports; every place is a place of the file."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.raw import BadRecord, RawArticle
from sinorus_claims.articles.records.json_records import read_json, read_jsonl
from sinorus_claims.config import JsonFields
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS

FIELDS = JsonFields()
BODY = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{p.replace('“', '&ldquo;')}</p>" for p in PARAGRAPHS)


def one(record: object) -> RawArticle:
    (found,) = read_json(json.dumps(record), FIELDS)
    assert isinstance(found, RawArticle), found
    return found


def values(found: RawArticle) -> dict[str, str]:
    return {name: f.value for name, f in found.metadata.items()}


def text_of(found: RawArticle) -> str:
    return assemble(found.source, found.pieces)[0]


SHAPES = {
    "trafilatura": (
        {
            "title": "Pier closed",
            "author": "Ida Vik",
            "date": "2026-05-04",
            "text": BODY,
            "raw_text": BODY.replace("\n", " "),
            "source": "https://www.post.example/pier",
            "source-hostname": "Lunmark Post",
            "excerpt": "A crack.",
        },
        ("Pier closed", "Lunmark Post", "Ida Vik", "2026-05-04", "https://www.post.example/pier"),
    ),
    "news-please": (
        {
            "authors": [],
            "date_modify": "2026-05-05 09:00:00",
            "date_publish": "2026-05-04 10:00:00",
            "description": "A crack.",
            "maintext": BODY,
            "source_domain": "post.example",
            "text": None,
            "title": "Pier closed",
            "url": "https://post.example/pier",
        },
        ("Pier closed", "post.example", None, "2026-05-04T10:00:00", "https://post.example/pier"),
    ),
    "newspaper4k": (
        {
            "title": "Pier closed",
            "authors": ["Ida Vik", "Bo Lund"],
            "publish_date": "2026-05-04T00:00:00",
            "text": BODY,
            "canonical_url": "https://post.example/pier",
        },
        (
            "Pier closed",
            "post.example",
            "Ida Vik, Bo Lund",
            "2026-05-04T00:00:00",
            "https://post.example/pier",
        ),
    ),
    "guardian": (
        {
            "response": {
                "status": "ok",
                "results": [
                    {
                        "webTitle": "Pier closed",
                        "webPublicationDate": "2026-05-04T10:00:00Z",
                        "webUrl": "https://g.example/pier",
                        "sectionName": "World news",
                        "fields": {
                            "body": HTML,
                            "byline": "Ida Vik",
                            "publication": "The Watch",
                            "trailText": "A crack",
                        },
                    }
                ],
            }
        },
        (
            "Pier closed",
            "The Watch",
            "Ida Vik",
            "2026-05-04T10:00:00+00:00",
            "https://g.example/pier",
        ),
    ),
    "event registry": (
        {
            "articles": {
                "results": [
                    {
                        "uri": "71",
                        "dateTimePub": "2026-05-04T10:00:00Z",
                        "url": "https://p.example/1",
                        "title": "Pier closed",
                        "body": BODY,
                        "source": {"uri": "p.example", "title": "Post"},
                        "authors": [{"uri": "x", "name": "Ida Vik"}],
                    }
                ]
            }
        },
        ("Pier closed", "Post", "Ida Vik", "2026-05-04T10:00:00+00:00", "https://p.example/1"),
    ),
    "search engine dump": (
        {"hits": {"hits": [{"_id": "9", "_source": {"content": BODY, "timestamp": 1777888800}}]}},
        (PARAGRAPHS[0], None, None, "2026-05-04T10:00:00+00:00", None),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_extractors_and_apis(shape):
    record, expected = SHAPES[shape]
    found = one(record)
    known = values(found)
    assert (
        tuple(known.get(n) for n in ("title", "outlet", "byline", "published", "url")) == expected
    )
    assert text_of(found) == BODY


def test_change_and_section_are_kept_apart_from_the_date():
    record, _ = SHAPES["news-please"]
    assert values(one(record))["updated"] == "2026-05-05T09:00:00"
    assert values(one(SHAPES["guardian"][0]))["section"] == "World news"


def test_a_text_that_the_api_cut_is_no_article_if_most_is_missing():
    record = {"title": "Pier", "content": BODY[:200] + "… [+3120 chars]", "description": "A crack"}
    (found,) = read_json(json.dumps(record), FIELDS)
    assert isinstance(found, BadRecord)
    assert (found.code, found.detail) == (
        "cut_by_source",
        "the news API gives the first 200 of 3320 characters",
    )


def test_a_text_that_lacks_its_end_says_so_and_loses_the_mark():
    found = one({"content": BODY + "… [+12 chars]"})
    assert text_of(found) == BODY
    assert found.notes == (
        f"cut_by_source: the news API gives the first {len(BODY)} of {len(BODY) + 12} characters",
    )


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({"url": "https://p.example/1", "seendate": "20260504T100000Z"}, "only an address"),
        ({"abstract": "A crack.", "web_url": "https://p.example/1"}, "only a summary"),
        ({"headline": "Pier", "words": 12}, "fields headline, words; a text is sought under text,"),
    ],
)
def test_a_file_without_texts_is_one_line_with_advice(fields, advice):
    with pytest.raises(ReadError) as error:
        read_json(json.dumps({"articles": [fields] * 3}), FIELDS)
    assert error.value.code == "no_text_field"
    assert advice in error.value.detail
    with pytest.raises(ReadError, match="no_text_field"):
        read_jsonl("\n".join([json.dumps(fields)] * 3), FIELDS)


def test_a_text_in_paragraphs_is_joined_and_a_number_is_named():
    assert text_of(one({"text": list(PARAGRAPHS)})) == BODY
    (found,) = read_json(json.dumps([{"text": 5}]), FIELDS)
    assert found == BadRecord(
        1, "no_text_field", "field text holds no text but a value of type int"
    )


@pytest.mark.bad_input(20)
@pytest.mark.parametrize(
    ("authors", "byline"),
    [
        ("Ida Vik", "Ida Vik"),
        (["Ida Vik", {"name": "Bo Lund"}], "Ida Vik, Bo Lund"),
        ({"name": "Ida Vik"}, "Ida Vik"),
        ([], None),
        (7, None),
        (None, None),
    ],
)
def test_authors_of_any_type(authors, byline):
    assert values(one({"text": BODY, "authors": authors})).get("byline") == byline


@pytest.mark.bad_input(17)
def test_lone_surrogates_are_normalised_in_place():
    source = json.dumps({"text": BODY + " Broken \ud800 sign.", "title": "T\udc00"})
    (found,) = read_json(source, FIELDS)
    assert text_of(found).endswith("Broken � sign.")
    assert values(found)["title"] == "T�"
    json.dumps(text_of(found)).encode()


@pytest.mark.bad_input(18)
@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("[" * 100_000 + "]" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ('{"text": ' + "9" * 5000 + "}", "bad_json"),
        ('{"text": NaN}', "bad_json"),
        ('{"text": -Infinity}', "bad_json"),
        ('{"text": "open', "bad_json"),
        ("[]]", "bad_json"),
    ],
)
def test_json_that_parsers_stumble_over(source, code):
    with pytest.raises(ReadError) as error:
        read_json(source, FIELDS)
    assert error.value.code == code
    assert len(error.value.detail) < 200


@pytest.mark.bad_input(19)
def test_a_key_that_stands_twice_is_named():
    source = '{"text": "first", "text": ' + json.dumps(BODY) + "}"
    (found,) = read_json(source, FIELDS)
    assert text_of(found) == BODY
    assert found.notes == ("duplicate_key: text stands twice in one object, the last was taken",)


@pytest.mark.bad_input(20)
def test_lines_in_a_json_file_with_a_long_first_line():
    first, second = {"text": BODY + " x" * 50_000}, {"text": BODY}
    source = json.dumps(first) + "\n" + json.dumps(second) + '\n{"text": "cut off'
    found = read_json(source, FIELDS)
    assert [type(f) for f in found] == [RawArticle, RawArticle, BadRecord]
    assert found[2].code == "bad_json"
    assert found[2].detail.startswith("line 3: ")
    assert found[1].record == 2


@pytest.mark.bad_input(20)
def test_a_line_over_the_cap_is_named_and_the_rest_kept():
    source = '{"text": "' + "x" * 10_000_001 + '"}\n' + json.dumps({"text": BODY})
    first, second = read_jsonl(source, FIELDS)
    assert (first.code, first.record) == ("too_large", 1)
    assert isinstance(second, RawArticle)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Zl", "Zp")), min_size=1),
        min_size=1,
        max_size=6,
    ),
    ascii_only=st.booleans(),
    markup=st.booleans(),
)
def test_every_character_stands_where_its_segment_says(words, ascii_only, markup):
    body = f'{words[0]} {BODY} "q" \\ \t {" ".join(words)}'
    text = "<p>" + body.replace("&", "&amp;").replace("<", "&lt;") + "</p>" if markup else body
    source = json.dumps({"n": 1, "text": text}, ensure_ascii=ascii_only)
    (found,) = read_json(source, FIELDS)
    if isinstance(found, BadRecord):
        return
    whole, segments = assemble(found.source, found.pieces)
    for segment in segments:
        mine = whole[segment.text.start : segment.text.end]
        there = source[segment.source.start : segment.source.end]
        assert mine == there or len(mine) != len(there)
    for before, after in pairwise(segments):
        assert before.text.end <= after.text.start
        assert before.source.end <= after.source.start
