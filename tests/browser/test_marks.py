"""A click on a claim marks its characters in the article: those, and no other."""

from itertools import combinations
from typing import Any

import pytest

from sinorus_claims.model import Analysis, Claim
from sinorus_claims.reports.escaping import visible

from .conftest import Report, Visit

# Each claim once, by its first link; what the panel then shows.
_CLICK_ALL = """() => {
    const seen = new Set(); const found = [];
    for (const place of document.querySelectorAll('a.place')) {
        const name = place.dataset.claim;
        if (seen.has(name)) continue;
        seen.add(name);
        place.click();
        const read = selector => [...document.querySelectorAll('#reader ' + selector)]
            .map(found => found.textContent).join('');
        found.push([name, read('mark.hit'), read('h2') + read('.meta')]);
    }
    return found; }"""


def shown_words(analysis: Analysis, claim: Claim) -> str:
    """The content's characters, cut from the article by Python, as a page shows them."""
    text = next(a.text for a in analysis.articles if a.id == claim.article)
    return shown("".join(text[span.start : span.end] for span in claim.content))


def shown(text: str) -> str:
    """Hidden characters written out, line ends as HTML has them."""
    return visible(text).replace("\r\n", "\n").replace("\r", "\n")


def load_all(page: Any) -> None:
    """Every claim of the list at the end, page by page."""
    more = page.find("#claims-more")
    for _ in range(100):
        if not more.is_visible():
            return
        more.click()
    pytest.fail("the list of claims has no end")


def test_each_claim_of_the_list_marks_its_own_characters(report: Report, visit: Visit) -> None:
    page = visit(report)
    load_all(page)
    found = {name: (marked, text) for name, marked, text in page.js(_CLICK_ALL)}
    articles = {article.id: article for article in report.analysis.articles}
    assert set(found) == {claim.id for claim in report.analysis.claims}
    for claim in report.analysis.claims:
        marked, text = found[claim.id]
        assert marked == shown_words(report.analysis, claim), claim.id
        assert shown(articles[claim.article].title)[:80] in text
        assert shown(articles[claim.article].outlet) in text


def test_the_corpora_hold_what_is_hard_to_mark(demo: Report, hostile_values: Report) -> None:
    """Emoji before a claim, contents in parts, over paragraphs, overlapping, sharing a start."""
    texts = {a.id: a.text for a in hostile_values.analysis.articles}
    claims = hostile_values.analysis.claims
    assert any(
        ord(c) > 0xFFFF for claim in claims for c in texts[claim.article][: claim.content[0].start]
    )
    assert any(len(claim.content) > 1 for claim in demo.analysis.claims)
    assert any("\n\n" in texts[c.article][s.start : s.end] for c in claims for s in c.content)
    spans = sorted((s.start, s.end) for c in claims if c.article == "a0" for s in c.content)
    pairs = list(combinations(spans, 2))
    assert any(a[0] == b[0] for a, b in pairs)
    assert any(a[0] < b[0] < a[1] < b[1] for a, b in pairs)


def test_a_click_opens_the_passage_in_view(demo: Report, visit: Visit) -> None:
    page = visit(demo, viewport={"width": 1200, "height": 700})
    page.find("#conflicts a.place").first.click()
    assert page.find("#reader").is_visible()
    assert page.find("#reader mark.hit").first.is_visible()
    box = page.find("#reader mark.hit").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700
    assert page.find("#reader time, #reader .meta").first.is_visible()


def test_going_back_closes_the_panel(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    page.find("#conflicts a.place").first.click()
    assert page.find("#reader").is_visible()
    page.find("#reader-close").click()
    assert not page.find("#reader").is_visible()
