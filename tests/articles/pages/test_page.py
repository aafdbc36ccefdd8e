"""Whole pages: what is kept, what is dropped and why, and what is no article at all."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.mapping import assemble, block_spans
from sinorus_claims.articles.pages.page import read_page, read_pages
from sinorus_claims.articles.pages.rules import PAGE_RULES
from sinorus_claims.errors import ReadError

from ..conftest import PARAGRAPHS

MENU = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("Home", "World", "Sport", "Weather"))
FOOT = (
    "<footer><ul><li><a href='/a'>About us</a></li><li><a href='/c'>Contact</a></li></ul>"
    "<p>Copyright Lunmark Post. All rights reserved.</p></footer>"
)


def page(inner, *, head="", title="Pier closed in Lunmark"):
    return (
        f"<!DOCTYPE html><html><head><title>{title} | Lunmark Post</title>{head}</head><body>"
        f"<nav class='main-menu'><ul>{MENU}</ul></nav><main><article class='story'>"
        f"<h1>{title}</h1>{inner}</article></main>{FOOT}</body></html>"
    )


def paragraphs_of(texts):
    return "".join(f"<p>{t}</p>" for t in texts)


def text_of(raw):
    return assemble(raw.source, raw.pieces)[0]


def dropped(raw):
    return {d.text: d.rule for d in raw.dropped}


def test_a_page_gives_its_paragraphs_and_says_why_the_rest_is_dropped(paragraphs, body):
    raw = read_page(page(paragraphs_of(paragraphs)))
    assert text_of(raw) == body
    assert raw.metadata["title"].value == "Pier closed in Lunmark"
    reasons = dropped(raw)
    assert reasons["Pier closed in Lunmark"] == "headline"
    assert {reasons["Home"], reasons["Contact"]} == {"navigation"}
    assert set(reasons.values()) <= {rule.__name__ for rule in PAGE_RULES}
    assert all(rule.__doc__ for rule in PAGE_RULES)


def test_every_visible_block_has_a_verdict_in_its_order(paragraphs):
    raw = read_page(page(paragraphs_of(paragraphs)))
    assert [v.text for v in raw.verdicts if v.rule is None] == [p[:200] for p in paragraphs]
    lines = [v.line for v in raw.verdicts]
    assert lines == sorted(lines)
    assert len(raw.verdicts) == 4 + 1 + 4 + 3


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["<b>", "</b>", "&nbsp;", "&amp;", "\r\n", " ", "é", "<i>x</i>"])),
    st.sampled_from(["<p>{}</p>", "<p>{}", "<div>{}</div>", "{}<br><br>"]),
)
def test_characters_of_the_text_are_those_of_the_file(parts, shape):
    source = page("".join(shape.format("".join(parts) + p) for p in PARAGRAPHS))
    raw = read_page(source)
    text, segments = assemble(raw.source, raw.pieces)
    assert text
    for segment in segments:
        words = text[segment.text.start : segment.text.end]
        place = source[segment.source.start : segment.source.end]
        assert words == place or place.startswith("&")
    assert "".join(text.split()) == "".join(
        text[s.text.start : s.text.end] for s in segments
    ).replace(" ", "").replace("\xa0", "")


def test_blocks_are_typed(paragraphs):
    inner = (
        f"<p class='standfirst'>{paragraphs[3]}</p><p>{paragraphs[0]}</p><h2>What the divers saw"
        f"</h2><p>{paragraphs[1]}</p><blockquote><p>{paragraphs[2]}</p></blockquote>"
    )
    raw = read_page(page(inner))
    kinds = [b.kind for b in block_spans(raw.pieces)]
    assert kinds[:2] == ["dek", "paragraph"]
    assert kinds[-2:] == ["paragraph", "quotation"]
    assert set(kinds[2:-2]) <= {"subhead"}


def test_what_stands_inside_an_article_without_being_one_is_dropped(paragraphs, body):
    between = (
        "<p><a href='/x'>Read more: the bridge of Lunmark is shut as well</a></p>"
        "<div>Advertisement</div>"
        "<figure><img src='p.jpg'><figcaption>Photo: the pier in March</figcaption></figure>"
        "<aside class='pullquote'>“Nobody will sail from a pier that we would not stand on "
        "ourselves,”</aside>"
    )
    raw = read_page(page(f"<p>{paragraphs[0]}</p>{between}{paragraphs_of(paragraphs[1:])}"))
    assert text_of(raw) == body


def test_a_hidden_copy_of_the_whole_article_is_dropped(paragraphs, body):
    copy = f"<div style='display:none'>{' '.join(paragraphs)}</div>"
    assert text_of(read_page(page(copy + paragraphs_of(paragraphs)))) == body


@pytest.mark.parametrize("shape", ["<p>{}</p>", "<div>{}</div>", "<p>{}", "{}<br><br>"])
@pytest.mark.parametrize("frame", ["{}", "<html><body>{}</body></html>", "<div>{}</div>"])
def test_bare_pages_as_mails_and_feeds_have_them(paragraphs, body, shape, frame):
    raw = read_page(frame.format("\n".join(shape.format(p) for p in paragraphs)))
    assert text_of(raw) == body


@pytest.mark.bad_input(11)
@pytest.mark.parametrize("depth", [256, 1000, 1900])
def test_deep_pages_give_their_full_text(paragraphs, body, depth):
    source = page(f"{'<div>' * depth}{paragraphs_of(paragraphs)}{'</div>' * depth}")
    assert text_of(read_page(source)) == body


@pytest.mark.bad_input(41)
@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<div>" * 3000 + "text", "too_deep"),
        ("<html><body><script>x</script></body></html>", "empty"),
        (page("<p>The page you are looking for has moved.</p>", title="Page not found"),
         "not_found_page"),
        (page("<p>404</p>", title="404 - nothing here"), "not_found_page"),
        ("<html><title>Lunmark Post</title><body><h2>Your privacy choices</h2><p>We and our "
         "partners store cookies on your device and handle personal data.</p><button>Accept all"
         "</button><button>Reject all</button></body></html>", "consent_wall"),
        (page("<p>The pier is closed.</p><div>Subscribe to continue reading</div>"), "paywall"),
    ],
)  # fmt: skip
def test_pages_that_only_look_like_articles(source, code):
    with pytest.raises(ReadError) as caught:
        read_page(source)
    assert caught.value.code == code


def test_an_article_about_a_missing_page_is_an_article(paragraphs, body):
    source = page(paragraphs_of([*paragraphs] * 2), title="Why the archive page was not found")
    assert text_of(read_page(source)).startswith(body)


@pytest.mark.bad_input(41)
def test_the_beginning_of_an_article_for_subscribers_says_so(paragraphs):
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        '"isAccessibleForFree": "False"}</script>'
    )
    raw = read_page(page(paragraphs_of(paragraphs), head=head))
    assert [n.split(":")[0] for n in raw.notes if "paywall" in n] == ["cut_by_paywall"]
    assert not any("paywall" in n for n in read_page(page(paragraphs_of(paragraphs))).notes)


def live(paragraphs, name="live-blog"):
    posts = "".join(
        f"<article class='post'><time datetime='2026-02-1{n}T0{n}:30:00Z'>0{n}:30</time>"
        f"<h3>What divers said on day {n}</h3><p>{p}</p></article>"
        for n, p in enumerate(paragraphs, 1)
    )
    return page(f"<div class='{name}'>{posts}</div>")


def test_a_live_blog_is_split_by_post(paragraphs):
    found = read_pages(live(paragraphs))
    assert [r.record for r in found] == [1, 2, 3, 4]
    for n, (raw, paragraph) in enumerate(zip(found, paragraphs, strict=True), 1):
        assert text_of(raw).endswith(paragraph)
        assert raw.metadata["published"].value.startswith(f"2026-02-1{n}")
        assert raw.metadata["title"].value == f"What divers said on day {n}"
        assert f"live_blog: post {n} of 4" in raw.notes


def test_dated_parts_of_a_page_that_is_not_live_stay_together(paragraphs):
    found = read_pages(live(paragraphs, name="story-parts"))
    assert len(found) == 1
    assert all(p in text_of(found[0]) for p in paragraphs)


@pytest.mark.bad_input(12, 13)
def test_saved_pages_with_everything_inlined_are_read(paragraphs, body):
    image = f"<img src='data:image/png;base64,{'iVBOR' * 400_000}'>"
    inner = f"<style>{'p{}' * 100_000}</style>{image}{paragraphs_of(paragraphs)}"
    shadow = f"<x-story><template shadowrootmode='open'>{inner}</template></x-story>"
    assert text_of(read_page(page(shadow))) == body


@pytest.mark.bad_input(22)
@pytest.mark.parametrize("words", ["x" * 900_000, "." * 200_000, "https://a.b/c?" * 20_000])
def test_endless_runs_are_read_in_seconds(paragraphs, words):
    text = text_of(read_page(page(paragraphs_of([*paragraphs, words]))))
    assert paragraphs[0] in text


def stated(paragraphs, shown=""):
    data = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(paragraphs)})
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<html><head>{script}</head><body>{shown}</body></html>"


def test_a_page_that_a_script_fills_gives_the_text_that_it_states(paragraphs, body):
    raw = read_page(stated(paragraphs))
    assert text_of(raw) == body
    assert raw.notes[0].startswith("stated_text:")


def test_the_text_that_a_page_states_stands_for_the_beginning_that_it_shows(paragraphs, body):
    wall = f"<article><p>{paragraphs[0]}</p></article><div>Subscribe to continue reading</div>"
    assert text_of(read_page(stated(paragraphs, wall))) == body


def test_a_page_that_shows_its_text_is_read_from_what_it_shows(paragraphs, body):
    raw = read_page(stated(paragraphs, paragraphs_of(paragraphs)))
    assert text_of(raw) == body
    assert raw.notes == ()


def test_a_paragraph_among_the_articles_own_is_kept(paragraphs, monkeypatch):
    likely = iter([0.9, 0.2, 0.9, 0.9])
    monkeypatch.setattr(
        "sinorus_claims.articles.pages.page.likelihoods", lambda page: [*likely][: len(page.blocks)]
    )
    monkeypatch.setattr("sinorus_claims.articles.pages.page._DOUBT", 9)
    source = f"<html><body>{paragraphs_of(paragraphs)}</body></html>"
    assert paragraphs[1] in text_of(read_page(source))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("The post <a href='x'>Pier closed</a> appeared first on <a href='y'>Post</a>.",
         "feed_footer"),
        ("You receive this email because you gave us your address. Unsubscribe.", "newsletter"),
    ],
)  # fmt: skip
def test_what_feeds_and_letters_put_under_each_item_goes(paragraphs, body, line, rule):
    raw = read_page(f"{paragraphs_of(paragraphs)}<p>{line}</p>")
    assert text_of(raw) == body
    assert raw.verdicts[-1].rule == rule or raw.verdicts[-1].rule.endswith("_the_article")
