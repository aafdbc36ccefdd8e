"""Whatever an article holds: no request leaves, no script of it runs, nothing goes wrong."""

import re
from pathlib import Path

import pytest

from sinorus_claims.reports.escaping import visible

from .conftest import Report, Visit
from .hostile import CHARACTERS, NAMES, SCRIPTS, SYNTAX
from .watched import watched

# Elements that articles bring and that a report has no use for.
_FOREIGN = (
    "iframe, object, embed, base, link, img, image, audio, video, math, textarea, template, "
    "form:not(#filters), meta[http-equiv=refresh i], foreignObject, annotation-xml"
)
_ACTING = """() => [...document.querySelectorAll('*')].flatMap(element =>
    [...element.attributes].filter(a => /^on/i.test(a.name) || a.name === 'srcdoc' ||
        /^(href|src|action|formaction|data|xlink:href|style)$/i.test(a.name) &&
        /(javascript|data|vbscript):|url\\(/i.test(a.value))
        .map(a => `${element.tagName} ${a.name}=${a.value}`.slice(0, 200)))"""
# What a reader's hands do, at every element: payloads wait for it.
_TOUCH = """() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const element of document.querySelectorAll('body *'))
        for (const name of ['mouseover', 'focus', 'toggle', 'error', 'load'])
            element.dispatchEvent(new Event(name));
    scrollTo(0, document.body.scrollHeight);
}"""
_LINKS = "() => [...document.links].map(link => link.getAttribute('href') || link.href.baseVal)"


@pytest.mark.bad_input(27)
@pytest.mark.bad_input(28)
def test_the_report_opens_alone_and_in_silence(report: Report, visit: Visit) -> None:
    page = visit(report)
    assert page.requests == [report.address]
    assert page.js(f"() => document.querySelectorAll(`{_FOREIGN}`).length") == 0
    assert page.js(_ACTING) == []
    known = {article.url for article in report.analysis.articles}
    outside = [link for link in page.js(_LINKS) if not link.startswith("#")]
    assert all(re.match("https?://", link) for link in outside)
    assert len(outside) == 0 or any(url and url.startswith("http") for url in known)
    page.js(_TOUCH)
    page.page.wait_for_timeout(50)


@pytest.mark.bad_input(27)
def test_escaping_holds_without_the_policy(report: Report, visit: Visit, tmp_path: Path) -> None:
    """The policy is the second wall; the first has to stand alone."""
    source = report.file.read_text("utf-8")
    bare, count = re.subn(r"<meta http-equiv=.Content-Security-Policy.*?>", "", source)
    assert count == 1
    (tmp_path / "bare.html").write_text(bare, "utf-8")
    page = visit(Report(tmp_path / "bare.html", report.analysis))
    page.js(_TOUCH)
    page.page.wait_for_timeout(50)


def test_the_policy_holds_without_escaping(demo: Report, browser, tmp_path: Path) -> None:
    """And the second wall too: what slipped through would not run, and nothing would leave."""
    source = demo.file.read_text("utf-8")
    broken = source.replace("</main>", "".join(SCRIPTS[i] for i in (0, 2, 6)) + "</main>", 1)
    (tmp_path / "broken.html").write_text(broken, "utf-8")
    address = (tmp_path / "broken.html").as_uri()
    with watched(browser, (address,)) as page:
        page.open(address)
        assert page.js("() => window.owned") is None
        assert page.requests == [address, *page.blocked]
        with pytest.raises(AssertionError, match="policy: script-src"):
            page.check()
        page.faults.clear()
        page.js("() => { window.violations = [] }")


def test_the_watch_sees_what_a_page_does(browser, tmp_path: Path) -> None:
    """Else the silence of the others would prove nothing."""
    (tmp_path / "bad.html").write_text(
        "<html data-ready=1><body><img src='http://tracker.example/x.png'>"
        "<script>window.owned=1; console.error('heard'); alert(1); open('about:blank');"
        "setTimeout(() => { throw new Error('thrown') }, 0)</script>",
        "utf-8",
    )
    address = (tmp_path / "bad.html").as_uri()
    with watched(browser, (address,)) as page:
        page.open(address)
        page.page.wait_for_timeout(100)
        with pytest.raises(AssertionError):
            page.check()
        faults, page.faults = " ".join(page.faults), []
        page.js("() => { delete window.owned }")
    for fault in ("request: http://tracker.example/x.png", "console error: heard", "dialog",
                  "window:", "thrown", "a script of an article ran"):  # fmt: skip
        assert fault in faults


def test_payloads_reach_the_report_as_text(hostile_run: Report, visit: Visit) -> None:
    """The hostile corpus is only worth its name if claims are found in it."""
    analysis = hostile_run.analysis
    said = " ".join(claim.text for claim in analysis.claims)
    names = {claim.speaker.canonical for claim in analysis.claims if claim.speaker}
    outlets = " ".join(article.outlet for article in analysis.articles)
    shown = visit(hostile_run).js("() => document.body.textContent")
    for payload in (*SCRIPTS[:4], *SYNTAX[:6], *CHARACTERS[:3]):
        assert payload in said
        assert visible(payload) in shown
    for payload in SCRIPTS[:6]:
        assert payload in outlets
    assert {NAMES[0], NAMES[2], NAMES[3]} <= names
    assert any(group.verdict == "conflict" for group in analysis.groups)


def test_every_value_of_every_part_is_shown_as_text(hostile_values: Report, visit: Visit) -> None:
    shown = visit(hostile_values).js("() => document.body.textContent")
    for payload in (*SCRIPTS, *SYNTAX):
        assert visible(payload) in shown
