"""One page and one outlet, however they are written."""

import pytest

from sinorus_claims.articles.reprints.page_keys import outlet_key, page_key

PAGE = "https://www.lunmarkpost.example/2026/05/04/pier-closed"
SAME = [
    "http://lunmarkpost.example/2026/05/04/pier-closed/",
    "https://amp.lunmarkpost.example/2026/05/04/pier-closed",
    "https://m.lunmarkpost.example/2026/05/04/pier-closed?utm_source=letter&fbclid=x1#top",
    "https://www.lunmarkpost.example/2026/05/04/pier-closed/amp/",
    "https://www.lunmarkpost.example/amp/2026/05/04/pier-closed",
    "https://www.lunmarkpost.example/2026/05/04/pier-closed.amp?outputType=amp",
    "https://www-lunmarkpost-example.cdn.ampproject.org/c/s/lunmarkpost.example/2026/05/04/pier-closed",
    "https://www.google.com/amp/s/lunmarkpost.example/2026/05/04/pier-closed",
    "//LunmarkPost.example:443/2026/05/04/pier-closed",
]
OTHER = [
    "https://www.lunmarkpost.example/2026/05/04/pier-opened",
    "https://www.lunmarkpost.example/2026/05/04/pier-closed?page=2",
    "https://news.lunmarkpost.example/2026/05/04/pier-closed",
]
NONE = [None, "", "https://www.lunmarkpost.example/", "https://[", "no address", "/pier-closed"]


@pytest.mark.parametrize("url", SAME)
def test_views_of_a_page_have_its_key(url):
    assert page_key(url) == page_key(PAGE) == "lunmarkpost.example/2026/05/04/pier-closed"


@pytest.mark.parametrize("url", OTHER)
def test_other_pages_have_other_keys(url):
    assert page_key(url) not in (None, page_key(PAGE))


@pytest.mark.parametrize("url", NONE)
def test_what_names_no_page_has_no_key(url):
    assert page_key(url) is None


def test_parameters_that_choose_a_page_stay_in_any_order():
    assert page_key("a.example/view?id=7&lang=en") == page_key("a.example/view?lang=en&ref=x&id=7")


@pytest.mark.parametrize(
    "name", ["The Lunmark Post", "lunmarkpost.com", "www.lunmarkpost.com", "LUNMARK POST "]
)
def test_an_outlet_is_known_by_name_and_by_host(name):
    assert outlet_key(name) == "lunmarkpost"


def test_hosts_of_other_countries_are_other_outlets():
    assert len({outlet_key(n) for n in ("lunmark.example", "lunmark.com", "The", "?")}) == 4
