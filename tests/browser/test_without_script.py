"""Where JavaScript is off, everything can still be read and followed."""

from sinorus_claims.reports.anchors import passage_anchor

from .conftest import Report, Visit
from .test_marks import shown_words


def test_findings_and_articles_are_there(demo: Report, visit: Visit) -> None:
    page = visit(demo, scripts=False)
    assert page.find("#conflicts article.entry").first.is_visible()
    assert page.find("#conflicts article.entry").count() > 0
    assert page.find("#reported article.entry").count() > 0
    assert page.find("#reader").count() == 0 or not page.find("#reader").is_visible()
    assert not page.find("#filters").is_visible()
    for article in demo.analysis.articles:
        assert page.find(".text", has_text=article.text[:40]).count() > 0


def test_a_link_leads_to_the_passage_and_lights_it(demo: Report, visit: Visit) -> None:
    page = visit(demo, scripts=False)
    plain = page.find(".text mark").first.evaluate("m => getComputedStyle(m).backgroundColor")
    place = page.find("a.place").first
    anchor = (place.get_attribute("href") or "").removeprefix("#")
    first = next(c for c in demo.analysis.claims if passage_anchor(c.id) == anchor)
    place.click()
    lit = page.find(f"mark.{anchor}")
    text = "".join(lit.all_text_contents())
    assert text == shown_words(demo.analysis, first)
    assert lit.first.is_visible()
    assert lit.first.evaluate("m => getComputedStyle(m).backgroundColor") != plain


def test_every_claim_can_be_followed(report: Report, visit: Visit) -> None:
    page = visit(report, scripts=False)
    marks = page.js(
        """() => { const found = {};
        for (const mark of document.querySelectorAll('.text mark'))
            for (const name of mark.classList)
                found[name] = (found[name] || '') + mark.textContent;
        return found; }"""
    )
    assert report.analysis.claims
    for claim in report.analysis.claims:
        assert marks[passage_anchor(claim.id)] == shown_words(report.analysis, claim), claim.id


def test_nothing_runs_and_nothing_is_asked_for(report: Report, visit: Visit) -> None:
    page = visit(report, scripts=False)
    assert page.requests == [report.address]
