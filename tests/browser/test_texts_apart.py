"""Reports that hold no article text: left out on request, or in files beside a large report."""

from pathlib import Path

from sinorus_claims.reports.anchors import passage_anchor

from .conftest import Report, Visit, write_report
from .test_marks import shown_words


def unquoted(report: Report) -> list[str]:
    """A stretch of each article's text that no claim holds."""
    found = []
    for article in report.analysis.articles:
        taken = {
            place
            for claim in report.analysis.claims
            if claim.article == article.id
            for span in claim.content
            for place in range(span.start, span.end)
        }
        free = (n for n in range(len(article.text) - 40) if not taken & set(range(n, n + 40)))
        found += [article.text[n : n + 40] for n in [next(free, -1)] if n >= 0]
    return found


def test_texts_that_may_not_be_shared_are_nowhere(
    demo: Report, visit: Visit, tmp_path: Path
) -> None:
    kept = unquoted(demo)
    assert len(kept) > 3
    whole = demo.file.read_text("utf-8")
    assert any(part in whole for part in kept)
    report = write_report(demo.analysis, tmp_path, article_text=False)
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]
    source = report.file.read_text("utf-8")
    assert [part for part in kept if part in source] == []
    page = visit(report)
    claim = page.find("#conflicts a.place").first.get_attribute("data-claim")
    page.find("#conflicts a.place").first.click()
    said = next(c for c in demo.analysis.claims if c.id == claim)
    assert shown_words(demo.analysis, said)[:40] in page.find("#reader").inner_text()
    assert page.find("#reader mark.hit").count() == 0


def test_texts_beside_a_large_report_are_marked_where_links_lead(
    demo: Report, visit: Visit, tmp_path: Path
) -> None:
    report = write_report(demo.analysis, tmp_path, max_html_mb=0.01)
    beside = tuple(sorted((tmp_path / "report_articles").iterdir()))
    assert len(beside) == len(demo.analysis.articles)
    assert not [p for p in unquoted(demo) if p in report.file.read_text("utf-8")]
    page = visit(report, beside=beside)
    page.find("#conflicts a.place").first.click()
    link = page.find("#reader a[href^='report_articles/']")
    claim = next(
        c for c in demo.analysis.claims if passage_anchor(c.id) in str(link.get_attribute("href"))
    )
    # The page of an article has no script of ours that could say when it is ready.
    apart = visit(report, beside=beside, scripts=False)
    apart.page.goto(f"{tmp_path.as_uri()}/{link.get_attribute('href')}")
    marks = apart.find(f"mark.{passage_anchor(claim.id)}")
    assert "".join(marks.all_text_contents()) == shown_words(demo.analysis, claim)
    assert marks.first.is_visible()
    lit = "m => getComputedStyle(m).backgroundColor"
    others = apart.find(f".text mark:not(.{passage_anchor(claim.id)})")
    assert marks.first.evaluate(lit) != others.first.evaluate(lit)
