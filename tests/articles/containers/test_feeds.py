"""Feeds of our own in the forms that news sites use; each text is found again in the feed."""

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.containers.feeds import read_feed
from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.raw import BadRecord
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS
from ..reading import written

SETTINGS = ArticleSettings()
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel><title>World | The Lunmark Post RSS'
    "</title><link>https://lunmarkpost.example</link>\n{items}\n</channel></rss>\n"
)
ITEM = (
    "<item><title>{title}</title><link>https://lunmarkpost.example/{n}</link>"
    "<dc:creator>Ida Brekke</dc:creator><pubDate>Mon, 04 May 2026 07:30:00 +0000</pubDate>{text}"
    "</item>"
)


def rss(*texts):
    return RSS.format(
        items="\n".join(
            ITEM.format(n=n, title=f"Pier &amp; quay, part {n}", text=text)
            for n, text in enumerate(texts)
        )
    )


def marked_up(paragraphs):
    return "".join(f"<p>{p}</p>\n" for p in paragraphs)


WRITTEN = {
    "CDATA": lambda text: f"<content:encoded><![CDATA[{text}]]></content:encoded>",
    "escaped": lambda text: f"<content:encoded>{html.escape(text)}</content:encoded>",
    "escaped twice": lambda text: (
        "<content:encoded>"
        + html.escape(text.replace("“", "&ldquo;").replace("”", "&#8221;"))
        + "</content:encoded>"
    ),
    "both": lambda text: (
        "<content:encoded>"
        + html.escape(text[:200])
        + f"<![CDATA[{text[200:]}]]></content:encoded>"
    ),
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_full_texts_are_articles_traced_to_the_feed(tmp_path, paragraphs, body, write):
    source = rss(write(marked_up(paragraphs)), "<description>Only a teaser.</description>")
    (found,), skipped = written(tmp_path, "a.xml", source)
    assert found.text == body
    assert (found.title, found.byline) == ("Pier & quay, part 0", "Ida Brekke")
    assert (found.published, found.outlet) == ("2026-05-04T07:30:00+00:00", "The Lunmark Post")
    assert found.url == "https://lunmarkpost.example/0"
    assert skipped == [("teaser_only", "3 words: Pier & quay, part 1")]
    for segment in found.segments:
        there = source[segment.source.start : segment.source.end]
        while html.unescape(there) != there:
            there = html.unescape(there)
        assert there == found.text[segment.text.start : segment.text.end]


def test_a_long_summary_is_read_and_says_so(tmp_path, paragraphs):
    summary = html.escape(paragraphs[0] + " " + paragraphs[1])
    (found,), _ = written(tmp_path, "a.rss", rss(f"<description>{summary}</description>"))
    assert found.notes[-1].startswith("cut_by_source")
    whole = f"{marked_up(paragraphs)}<p><a href='x'>Continue reading</a></p>"
    (found,), _ = written(tmp_path, "a.rss", rss(WRITTEN["CDATA"](whole)))
    assert found.notes[-1].startswith("cut_by_source")


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lunmark Post</title>'
    "<entry><title type='html'>Pier &amp;lt;i&amp;gt;closed&amp;lt;/i&amp;gt;</title>"
    "<link rel='edit' href='https://x.example/1'/><link href='https://lunmarkpost.example/1'/>"
    "<author><name>Ida Brekke</name></author><author><name>Bo Vik</name></author>"
    "<updated>2026-05-05T10:00:00Z</updated>{date}{content}</entry></feed>"
)


def test_atom_with_markup_of_its_own(tmp_path, paragraphs, body):
    inside = f"<div xmlns='http://www.w3.org/1999/xhtml'>{marked_up(paragraphs)}</div>"
    content = f"<content type='xhtml'>{inside}</content>"
    source = ATOM.format(date="<published>2026-05-04T10:00:00Z</published>", content=content)
    (found,), _ = written(tmp_path, "a.atom", source)
    assert (found.text, found.url) == (body, "https://lunmarkpost.example/1")
    assert (found.byline, found.published) == ("Ida Brekke, Bo Vik", "2026-05-04T10:00:00+00:00")
    assert found.updated == "2026-05-05T10:00:00+00:00"


def test_the_day_of_the_last_change_is_no_date_of_publication(body):
    source = ATOM.format(date="", content=f"<content type='text'>{body}</content>")
    (raw,) = read_feed("a", source.encode(), SETTINGS)
    assert assemble(raw.source, raw.pieces)[0] == body
    assert "published" not in raw.metadata
    assert raw.metadata["updated"].value.startswith("2026-05-05")


def test_an_old_feed_with_its_doctype_and_one_in_rdf(tmp_path, body):
    old = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">\n<rss version="0.91"><channel>'
        f"<title>Post</title><item><title>Old</title><description>{body}</description></item>"
        "</channel></rss>"
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>Post'
        f"</title></channel><item><title>One</title><description>{body}</description>"
        "<dc:date>2026-05-04</dc:date></item></rdf:RDF>"
    )
    assert [a.title for a in written(tmp_path, "a.xml", old)[0]] == ["Old"]
    (found,), _ = written(tmp_path, "b.xml", rdf)
    assert (found.outlet, found.published, found.text) == ("Post", "2026-05-04", body)


def test_items_of_an_aggregator_name_their_source(body):
    text = f"<source url='https://g.example'>Gazette</source><description>{body}</description>"
    (raw,) = read_feed("a", rss(text).encode(), SETTINGS)
    assert raw.metadata["outlet"].value == "Gazette"


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [\n <!ENTITY a0 "ha">\n'
    + "".join(f' <!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 10))
    + "]>\n<rss><channel><item><description>&a9;</description></item></channel></rss>"
)
EXTERNAL = BOMB[: BOMB.index(" <!ENTITY")] + ' <!ENTITY a9 SYSTEM "file:///etc/passwd">\n' + BOMB[
    BOMB.index("]>") :
]  # fmt: skip


@pytest.mark.bad_input(8)
@pytest.mark.bad_input(9)
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.txt"])
def test_entities_of_its_own_are_refused_and_never_resolved(tmp_path, name):
    for source in (BOMB, EXTERNAL):
        assert [r for r, _ in written(tmp_path, name, source)[1]] == ["xml_bomb"]
        late = source.replace("<!DOCTYPE", "<!-- " + "x" * 9000 + " --><!DOCTYPE")
        with pytest.raises(ReadError, match="xml_bomb"):
            list(read_feed(name, late.encode(), SETTINGS))


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes(body):
    source = RSS.format(items=f"<item><title>A<b></title><description>{body} & more</wrong>")
    (raw,) = read_feed("a", source.encode(), SETTINGS)
    assert assemble(raw.source, raw.pieces)[0].startswith(body[:100])


def test_an_item_that_would_take_minutes_is_named(body):
    source = rss(WRITTEN["CDATA"]("<p>word " * 50_000), f"<description>{body}</description>")
    large, other = read_feed("a", source.encode(), SETTINGS)
    assert (large.code, other.record) == ("too_large", 2)


def test_a_json_feed(tmp_path, paragraphs, body):
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Lunmark Post",
        "items": [{"id": "1", "url": "https://lunmarkpost.example/1", "title": "Pier",
                   "content_html": marked_up(paragraphs), "authors": [{"name": "Ida Brekke"}],
                   "date_published": "2026-05-04T07:00:00Z"}],
    }  # fmt: skip
    (found,), _ = written(tmp_path, "feed.json", json.dumps(feed))
    assert (found.text, found.title, found.byline) == (body, "Pier", "Ida Brekke")
    assert found.published == "2026-05-04T07:00:00+00:00"


def test_a_feed_without_items_is_empty():
    with pytest.raises(ReadError, match="empty"):
        list(read_feed("a", RSS.format(items="").encode(), SETTINGS))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab &;<>'\"é\r\n\t“#x1lt", max_size=60), st.booleans())
def test_any_text_is_found_again(extra, escaped):
    text = " ".join(PARAGRAPHS) + extra
    text = text.replace("\r", "")
    cdata = f"<![CDATA[{text.replace(']]>', '')}]]>"
    inside = html.escape(text) if escaped else cdata
    source = rss(f"<description>{inside}</description>")
    for found in read_feed("a", source.encode(), SETTINGS):
        assert not isinstance(found, BadRecord)
        shown, segments = assemble(found.source, found.pieces)
        assert "said Ida Brekke, who" in shown
        for s in segments:
            there = found.source[s.source.start : s.source.end]
            words = shown[s.text.start : s.text.end]
            assert words in (there, html.unescape(there), html.unescape(html.unescape(there)))
