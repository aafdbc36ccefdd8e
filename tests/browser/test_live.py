"""The link to the live page names the words so that a browser finds and shows them there."""

from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest

from sinorus_claims.model import Analysis

from ..reports.conftest import make_article, make_claim
from .conftest import Report, Visit, write_report

ADDRESS = "https://post.example/locks?id=1&x=2"
FILL = "Nobody passes in winter, and the herons have the walls to themselves. " * 60
WORDS = {
    "plain": "the gates are sound",
    "signs": "well-kept gates, sluices & mills - 50% of them",
    "emoji": "the keepers 🙂👩‍👩‍👧‍👦 stay",
    "parted": "the weir holds.\n\nThe cut was dry",
    "long": "the first of all the reports named twelve gates on the eastern bank of the old canal",
}
TEXT = FILL + "\n\n" + "\n\n".join(f"Ada Lund said {words}." for words in WORDS.values())


@pytest.fixture
def locks(tmp_path: Path) -> Report:
    article = replace(make_article("a", "Osterby Post", "Locks", TEXT), url=ADDRESS)
    claims = tuple(make_claim(n, article, words, "Ada Lund") for n, words in WORDS.items())
    return write_report(Analysis((article,), (), claims, (), "0", {}), tmp_path)


@pytest.mark.parametrize("name", WORDS)
def test_the_words_are_written_as_the_specification_wants(
    name: str, locks: Report, visit: Visit
) -> None:
    address = visit(locks, f"#claim={name}").find("#reader a.live").get_attribute("href") or ""
    page, _, directive = address.partition("#:~:text=")
    assert page == ADDRESS
    parts = directive.split(",")
    assert len(parts) <= 2
    assert not {"-", "&", " "} & set("".join(parts))
    start, end = unquote(parts[0]), unquote(parts[-1])
    assert WORDS[name].startswith(start)
    assert WORDS[name].endswith(end)


@pytest.mark.parametrize("name", WORDS)
def test_the_browser_goes_to_the_words(name: str, locks: Report, browser, visit: Visit) -> None:
    link = visit(locks, f"#claim={name}").find("#reader a.live").get_attribute("href") or ""
    context = browser.new_context(viewport={"width": 800, "height": 500})
    body = "".join(f"<p>{escape(part)}</p>" for part in TEXT.split("\n\n"))
    body = f"<meta charset=utf-8><body>{body}<p>{FILL * 3}</p>"
    context.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page = context.new_page()
    page.goto(ADDRESS)
    assert page.evaluate("() => scrollY") == 0
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_function("() => scrollY > 0", timeout=3000)
    box = page.locator("p", has_text=WORDS[name][:12]).first.bounding_box()
    context.close()
    assert box is not None
    assert 0 <= box["y"] < 500
