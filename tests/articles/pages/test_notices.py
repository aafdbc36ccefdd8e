"""Front pages, topics and search results are lists of articles and no articles."""

import pytest

from sinorus_claims.articles.pages.notices import check_index
from sinorus_claims.articles.raw import Found
from sinorus_claims.errors import ReadError


def metadata(**values):
    return {name: Found(value, "given") for name, value in values.items()}


@pytest.mark.parametrize(
    "known",
    [
        {"title": "Search results for “pier”"},
        {"title": "Topic: Harbours"},
        {"title": "Archives"},
        {"title": "The Lunmark Post", "url": "https://lunmarkpost.example/"},
    ],
)
def test_lists_of_articles_are_refused_with_advice(known):
    with pytest.raises(ReadError) as caught:
        check_index(metadata(**known))
    assert caught.value.code == "index_page"
    assert "save" in caught.value.detail


@pytest.mark.parametrize(
    "known",
    [
        {"title": "Search for two sailors goes on"},
        {"title": "Topic: Harbours", "published": "2026-05-04"},
        {"title": "The Lunmark Post", "url": "https://p.example/", "byline": "Ida Brekke"},
        {"title": "Archives of the harbour office burn", "url": "https://p.example/news/1"},
        {},
    ],
)
def test_articles_are_not(known):
    check_index(metadata(**known))
