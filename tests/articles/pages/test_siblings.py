"""Paragraphs beside the article's own are kept, unless the network is nearly sure."""

import pytest

from sinorus_claims.articles.pages.blocks import read_blocks
from sinorus_claims.articles.pages.siblings import with_siblings

OTHER = "Readers of this paper met the mayor on Tuesday and asked him about the new tram line."


def page_of(paragraphs, beside):
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    return read_blocks(f"<html><body><div>{inner}{beside}</div><p>{OTHER} Again.</p></body></html>")


@pytest.mark.parametrize(
    ("beside", "probability", "expected"),
    [
        (f"<p>{OTHER}</p>", 0.2, True),
        (f"<p>{OTHER}</p>", 0.01, False),
        (f"<p><a href='x'>{OTHER}</a></p>", 0.2, False),
        ("<p>Read our newsletter.</p>", 0.2, False),
        (f"<p>{OTHER.rstrip('.')}</p>", 0.2, False),
        (f"<h3>{OTHER}</h3>", 0.2, False),
    ],
    ids=["paragraph", "sure", "link", "short", "no stop", "heading"],
)
def test_a_paragraph_beside_the_article_is_kept(paragraphs, beside, probability, expected):
    page = page_of(paragraphs, beside)
    kept = [True] * 4 + [False, False]
    found = with_siblings(page.blocks, kept, [1.0] * 4 + [probability, probability])
    assert found == [True] * 4 + [expected, False]


def test_a_second_copy_is_not(paragraphs):
    page = page_of(paragraphs, f"<p>{paragraphs[0]}</p>")
    kept = [True] * 4 + [False, False]
    assert with_siblings(page.blocks, kept, [0.3] * 6) == kept


def test_nothing_kept_keeps_nothing(paragraphs):
    page = page_of(paragraphs, f"<p>{OTHER}</p>")
    assert with_siblings(page.blocks, [False] * 6, [0.3] * 6) == [False] * 6
