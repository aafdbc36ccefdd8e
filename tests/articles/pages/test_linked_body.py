"""The text that a page states in JSON-LD, with its places in the page's source."""

import json

from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.pages.blocks import read_blocks
from sinorus_claims.articles.pages.linked_body import linked_body


def page_with(data, *, escaped=True):
    script = json.dumps(data, ensure_ascii=escaped)
    return read_blocks(
        f"<html><body><script type='application/ld+json'>\n{script}\n</script></body></html>"
    )


def text_of(page):
    body = linked_body(page)
    assert body is not None
    text, segments = assemble(page.source, body.pieces)
    for segment in segments:
        there = page.source[segment.source.start : segment.source.end]
        here = text[segment.text.start : segment.text.end]
        assert len(here) != len(there) or here == there
    return text


def test_paragraphs_and_escapes_lead_back_to_the_script(paragraphs, body):
    article = {"@type": "NewsArticle", "articleBody": "\r\n".join(paragraphs)}
    assert text_of(page_with(article)) == body
    assert text_of(page_with({"@graph": [{"@type": "WebSite"}, article]}, escaped=False)) == body


def test_the_longest_of_several_is_taken(paragraphs):
    data = [{"articleBody": paragraphs[0]}, {"articleBody": "\n".join(paragraphs[1:])}]
    assert text_of(page_with(data)) == "\n\n".join(paragraphs[1:])


def test_markup_lists_and_broken_scripts_are_no_text(paragraphs):
    assert linked_body(page_with({"articleBody": f"<p>{paragraphs[0]}</p>"})) is None
    assert linked_body(page_with({"articleBody": [paragraphs[0]]})) is None
    broken = '<script type=\'application/ld+json\'>{"articleBody": "never closed</script><p>a'
    assert linked_body(read_blocks(broken)) is None
    assert linked_body(read_blocks("<p>a")) is None
