import json
import time

import lxml.html
import pytest

from sinorus_claims.articles.metadata.address import saved_address, saved_date
from sinorus_claims.articles.metadata.page import names_of, page_metadata


def page(head="", body="", title="Ferry talks stall in Lunmark - The Lunmark Courier"):
    return lxml.html.document_fromstring(
        f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def linked(**fields):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def values(tree, **keywords):
    return {k: v.value for k, v in page_metadata(tree, **keywords).items()}


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def test_every_field_with_its_origin():
    tree = page(
        linked(
            headline="Ferry talks stall in Lunmark",
            author=[{"@type": "Person", "name": "Mira Solano"}, {"name": "Tobin Reyes"}],
            datePublished="2026-05-04T08:00:00+02:00",
            dateModified="2026-05-04T11:30:00+02:00",
            articleSection="Harbour",
            publisher={"@type": "Organization", "name": "The Lunmark Courier"},
        )
        + '<link rel="canonical" href="https://courier.example/2026/ferry">',
        "<h1>Ferry talks stall in Lunmark</h1><p>Both sides went home.</p>",
    )
    found = page_metadata(tree)
    assert {k: (v.value, v.origin) for k, v in found.items()} == {
        "title": ("Ferry talks stall in Lunmark", "h1"),
        "outlet": ("The Lunmark Courier", "JSON-LD publisher"),
        "byline": ("Mira Solano, Tobin Reyes", "JSON-LD author"),
        "published": ("2026-05-04T08:00:00+02:00", "JSON-LD datePublished"),
        "updated": ("2026-05-04T11:30:00+02:00", "JSON-LD dateModified"),
        "url": ("https://courier.example/2026/ferry", "canonical link"),
        "section": ("Harbour", "JSON-LD articleSection"),
    }


def test_the_tree_is_left_as_it_is():
    tree = page(linked(headline="x"), "<h1>Ferry talks</h1><time>4 May 2026</time><p>Text.</p>")
    before = lxml.html.tostring(tree)
    page_metadata(tree)
    assert lxml.html.tostring(tree) == before


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", "<h1>Lunmark Courier</h1><h1>Ferry talks stall</h1>", "Ferry talks stall"),
        (meta("og:title", "Talks on the ferry stall"), "<h1>Harbour</h1>",
         "Talks on the ferry stall"),
        (
            meta("og:title", "Ferry talks stall after a week | Lunmark Courier"),
            "",
            "Ferry talks stall after a week",
        ),
        (
            linked(headline="Ferry talks stall &amp; all go home"),
            "<h1>Menu</h1>",
            "Ferry talks stall & all go home",
        ),
        (
            meta("og:title", "Why the ferry talks stall"),
            "<h1>Why ferry talks<br>stall, and who gains</h1>",
            "Why ferry talks stall, and who gains",
        ),
    ],
)  # fmt: skip
def test_title(head, body, title):
    tree = page(head, body, title="Ferry talks stall | Lunmark Courier")
    assert values(tree)["title"] == title


def test_title_of_a_page_with_nothing_else_is_the_title_element_without_the_site():
    assert values(page())["title"] == "Ferry talks stall in Lunmark"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (meta("og:site_name", "Lunmark Courier - Home"), "Lunmark Courier"),
        (meta("og:site_name", "https://www.courier.example/"), "courier.example"),
        (linked(publisher={"name": "Reuters"}) + meta("og:url", "https://courier.example/a"),
         "courier.example"),
        (linked(publisher={"name": "Reuters"}) + meta("og:url", "https://www.reuters.com/a"),
         "Reuters"),
        (meta("og:url", "https://edition.cnn.com/2026/a"), "CNN"),
        (meta("application-name", "Lunmark Courier ™"), "Lunmark Courier"),
    ],
)  # fmt: skip
def test_outlet(head, outlet):
    assert values(page(head))["outlet"] == outlet


def test_persons_are_found_behind_their_ids():
    graph = {
        "@graph": [
            {"@type": "Article", "author": {"@id": "#mira"}, "headline": "Ferry talks stall"},
            {"@type": "Person", "@id": "#mira", "name": "Mira Solano"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert values(page(head))["byline"] == "Mira Solano"


def test_broken_json_costs_only_itself():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    good = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry",}</script>'
    tree = page(head + good + meta("author", "Mira Solano"), title="x")
    assert values(tree)["title"] == "Ferry"
    assert values(tree)["byline"] == "Mira Solano"


def test_deep_and_long_json_is_bounded():
    deep = '{"a":' * 400 + "1" + "}" * 400
    head = f'<script type="application/ld+json">{deep}</script>'
    assert values(page(head))["title"] == "Ferry talks stall in Lunmark"


def test_an_agency_as_author_is_the_wire_not_the_author():
    found = page_metadata(page(linked(author={"@type": "Organization", "name": "Reuters"})))
    assert "byline" not in found
    assert found["wire"].value == "Reuters"


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        ('<a rel="author" href="/m">Mira Solano</a>', "Mira Solano"),
        ('<span itemprop="author"><b itemprop="name">Mira Solano</b>, 34</span>', "Mira Solano"),
        ('<div class="c-author-info__name">Mira Solano</div>', "Mira Solano"),
        ("<h1>Ferry talks stall in Lunmark</h1><p>By Mira Solano and Tobin Reyes</p>",
         "Mira Solano, Tobin Reyes"),
        ("<h1>Ferry talks stall in Lunmark</h1><p>Mira Solano</p><p>5 min read</p>", "Mira Solano"),
    ],
)  # fmt: skip
def test_visible_bylines(body, byline):
    found = page_metadata(page("", body))
    assert found["byline"].value == byline
    assert found["byline"].origin.endswith("(guessed)")


def test_commenters_and_writers_of_other_articles_are_no_authors():
    body = (
        '<h1>Ferry talks stall in Lunmark</h1><p>Text.</p><div class="comments">'
        '<span class="author">Odd Reader</span></div><aside class="related">'
        '<a rel="author">Otto Teaser</a></aside>'
    )
    assert "byline" not in page_metadata(page("", body))


@pytest.mark.parametrize(
    ("head", "body", "published", "guessed"),
    [
        (meta("article:published_time", "2026-05-04T08:00:00Z"), "",
         "2026-05-04T08:00:00+00:00", 0),
        ("", '<span itemprop="datePublished" content="2026-05-04">today</span>', "2026-05-04", 0),
        ("", '<h1>Ferry talks</h1><time datetime="2026-05-04T08:00">now</time>',
         "2026-05-04T08:00:00", 1),
        ("", "<h1>Ferry talks stall</h1><p>Updated 6 May 2026</p><p>Published 4 May 2026</p>",
         "2026-05-04", 1),
        (meta("og:url", "https://courier.example/2026/05/04/ferry"), "", "2026-05-04", 1),
        (meta("article:published_time", "2026-06-20T08:00:00Z"),
         "<h1>Ferry talks stall</h1><p>May 4, 2026</p>", "2026-05-04", 1),
        (meta("article:published_time", "2026-05-05T01:00:00+00:00"),
         "<h1>Ferry talks stall</h1><p>May 4, 2026</p>", "2026-05-05T01:00:00+00:00", 0),
    ],
)  # fmt: skip
def test_published(head, body, published, guessed):
    found = page_metadata(page(head, body))["published"]
    assert found.value == published
    assert found.origin.endswith("(guessed)") == bool(guessed)


def test_a_guess_before_1990_or_after_the_saving_is_dropped():
    body = "<h1>Ferry talks stall in Lunmark</h1><p>{}</p>"
    assert "published" not in values(page("", body.format("4 May 1961")))
    late = page("", body.format("4 May 2031"))
    assert "published" not in values(late, latest="2026-05-04")
    assert values(late)["published"] == "2031-05-04"


def test_a_last_change_is_kept_apart():
    found = values(page(meta("article:modified_time", "2026-05-06T08:00:00Z")))
    assert found["updated"] == "2026-05-06T08:00:00+00:00"
    assert "published" not in found
    same = meta("article:published_time", "2026-05-06") + meta(
        "article:modified_time", "2026-05-06"
    )
    assert "updated" not in values(page(same))


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/a/ferry">' + meta("og:url", "https://courier.example/x"),
         "https://courier.example/a/ferry"),
        ('<link rel="canonical" href="https://courier.example/">'
         + meta("og:url", "https://courier.example/a"), "https://courier.example/a"),
        ('<link rel="canonical" href="https://[broken">'
         + meta("og:url", "https://courier.example/a"), "https://courier.example/a"),
    ],
)  # fmt: skip
def test_canonical_address(head, url):
    assert values(page(head))["url"] == url


def test_an_address_given_by_the_container_is_the_last_resort():
    assert values(page(), address="https://courier.example/amp/a")["url"].endswith("/amp/a")


def test_what_browsers_write_into_saved_pages():
    firefox = "<!-- saved from url=(0030)https://courier.example/ferry -->\n<html>"
    single = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n"
        " url: https://courier.example/ferry \n saved date: Mon May 04 2026 10:00:00 GMT (x)\n-->"
    )
    assert saved_address(firefox) == saved_address(single) == "https://courier.example/ferry"
    assert saved_date(single).startswith("Mon May 04 2026")
    assert saved_address("<html>") == saved_date("<html>") == ""


def test_section_from_the_breadcrumb():
    trail = [{"name": "Home"}, {"name": "Harbour"}, {"name": "Ferry talks stall in Lunmark"}]
    data = {"@type": "BreadcrumbList", "itemListElement": trail}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert values(page(head))["section"] == "Harbour"


@pytest.mark.parametrize("value", [None, 3, {}, [], [None], {"name": None}, {"name": [1]}, [["a"]]])
def test_values_of_any_shape_do_no_harm(value):
    names_of(value)
    fields = ("author", "publisher", "headline", "datePublished", "dateModified", "articleSection",
              "mainEntityOfPage", "url", "itemListElement", "@type", "@id")  # fmt: skip
    head = "".join(linked(**{field: value}) for field in fields)
    assert values(page(head))["title"] == "Ferry talks stall in Lunmark"


@pytest.mark.parametrize(
    "body",
    [
        '<div itemprop="datePublished" class="author">' * 1_000 + "Text " * 20_000,
        '<span class="byline">Mira Solano of</span>' * 10_000,
        "<h1>Ferry</h1>" * 10_000,
        "<time>soon</time>" * 10_000,
    ],
    ids=["nested", "bylines", "headings", "times"],
)
def test_hostile_pages_cost_little(body):
    tree = page("", body)
    begin = time.process_time()
    page_metadata(tree)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("3 March 2020", "2020-03-03"),
        ("Published Tuesday, 3 March 2020", "2020-03-03"),
        ("The road after the flood of 3 March 2020, when four died", "2026-05-20"),
        ("Related: what the council hid (March 3, 2020)", "2026-05-20"),
        ("<time datetime='2026-05-20'>3 March 2020</time>", "2026-05-20"),
    ],
)
def test_a_date_under_the_headline_counts_if_the_line_says_nothing_else(line, published):
    page = (
        '<html><head><meta property="article:published_time" content="2026-05-20"></head><body>'
        f"<h1>Council closes the mine road</h1><p>{line}</p><p>The council met.</p></body></html>"
    )
    found = page_metadata(lxml.html.document_fromstring(page))["published"]
    assert found.value == published
