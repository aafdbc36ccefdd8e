"""The page runs no script but ours, starts no request, and marks each claim at its characters."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports import html
from sinorus_claims.reports.contents import contents
from sinorus_claims.reports.escaping import visible
from sinorus_claims.reports.html import export, render

from .conftest import alone, articles, build, make_article, make_claim, nothing

HOSTILE = (
    "</div></details><script>alert(1)</script><img src=//t.example onerror=x> \" ' & \u202e\x1b"
    "{{ 7 * 7 }} {% raw %} javascript:alert(1)"
)
VOID = {"meta", "img", "br", "hr", "input", "link", "col"}


class Page(HTMLParser):
    """Tags, ids, links, and the text under each `div.text` and each claim's marks."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.marks: dict[str, str] = {}
        self.data = ""
        self.feed(source)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        if ("class", "text") in attrs:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1].get("id") == "data":
            self.data += data
        classes = [attrs.get("class") for _, attrs in self.open]
        if "text" not in classes:
            return
        self.texts[-1] += data
        tag, attrs = self.open[-1]
        if tag == "mark":
            for name in (attrs["class"] or "").split():
                self.marks[name] = self.marks.get(name, "") + data

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def links(self) -> set[str]:
        return {attrs["href"] or "" for _, attrs in self.tags if "href" in attrs}


def test_article_texts_are_whole_and_claims_marked(
    sample: Analysis, settings: ReportSettings
) -> None:
    page = Page(render(sample, settings))
    assert page.texts == [article.text for article in sample.articles]
    texts = {article.id: article.text for article in sample.articles}
    for claim in sample.claims:
        words = "".join(texts[claim.article][s.start : s.end] for s in claim.content)
        assert page.marks[f"p-{claim.id}"] == words


def test_links_and_ids(sample: Analysis, settings: ReportSettings) -> None:
    page = Page(render(sample, settings))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    inner = {link for link in page.links() if link.startswith("#")}
    assert {link[1:] for link in inner if "=" not in link} <= set(ids)
    assert "#speaker=Ada+Lund" in inner
    assert page.links() - inner == {"https://post.example/ferry?id=1&x=2"}
    assert {f"p-{claim.id}" for claim in sample.claims} <= set(ids)


def test_policy_admits_our_style_sheet_and_script_alone(
    sample: Analysis, settings: ReportSettings
) -> None:
    source = render(sample, settings)
    (style,) = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    policy = next(
        attrs["content"]
        for _, attrs in Page(source).tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; "
        f"style-src 'sha256-{_hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style
    assert "innerHTML" not in script


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def harmless(source: str) -> None:
    page = Page(source)
    names = {tag for tag, _ in page.tags}
    assert not names & {"img", "iframe", "object", "embed", "link", "base", "frame", "textarea"}
    scripts = [attrs for tag, attrs in page.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "data"}, {}]
    assert [attrs["id"] for tag, attrs in page.tags if tag == "form"] == ["filters"]
    assert isinstance(json.loads(page.data), dict)
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("style", "src")]
    for link in page.links():
        assert link.startswith(("#", "http://", "https://"))


def test_the_data_hold_each_claim_at_its_code_points(
    sample: Analysis, settings: ReportSettings
) -> None:
    page = Page(render(sample, settings))
    data = json.loads(page.data)
    texts = dict(zip([a.id for a in sample.articles], page.texts, strict=True))
    found = {row[0]: row for row in data["claims"]}
    assert set(found) == {claim.id for claim in sample.claims}
    for claim in sample.claims:
        row = found[claim.id]
        places = list(zip(row[-1][::2], row[-1][1::2], strict=True))
        text = texts[claim.article]
        words = [text[start:end] for start, end in places]
        assert "".join(words) == "".join(
            sample_text(sample, claim.article)[s.start : s.end] for s in claim.content
        )
        assert data["articles"][row[1]][0] == f"a-{claim.article}"
        assert row[4] == claim.kind
    ends = {(data["claims"][p[0]][0], data["claims"][p[1]][0], p[2]) for p in data["pairs"]}
    assert ends == {(j.left, j.right, j.relation) for g in sample.groups for j in g.judgements}


def sample_text(analysis: Analysis, name: str) -> str:
    return next(a.text for a in analysis.articles if a.id == name)


def test_without_the_articles_texts_no_passage_is_in_the_page(sample: Analysis) -> None:
    source = render(sample, ReportSettings(article_text=False))
    page = Page(source)
    assert page.texts == []
    assert "Some islanders expect" not in source
    words = {row[0]: row[-1] for row in json.loads(page.data)["claims"]}
    assert words["c12"] == "the fares to rise"


def test_a_page_that_is_too_large_keeps_the_texts_beside_it(
    sample: Analysis, tmp_path: Path
) -> None:
    export(sample, tmp_path, ReportSettings(max_html_mb=0.001))
    source = (tmp_path / "report.html").read_text("utf-8")
    assert Page(source).texts == []
    beside = {link for link in Page(source).links() if link.startswith("report_articles/")}
    assert len({link.partition("#")[0] for link in beside}) == len(sample.articles)
    for link in beside:
        name, _, anchor = link.partition("#")
        page = Page((tmp_path / name).read_text("utf-8"))
        assert not anchor or anchor in page.ids()
        assert not [tag for tag, _ in page.tags if tag == "script"]


def test_no_page_is_made_where_the_texts_alone_are_too_large(
    sample: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = html.render_contents

    def counted(*args: Any, where: html.Texts = "inside") -> str:
        made.append(where)
        return real(*args, where=where)

    monkeypatch.setattr(html, "render_contents", counted)
    texts = sum(len(a.text.encode()) for a in sample.articles) / 1e6
    for most in (texts / 2, texts * 2, 25):
        export(sample, tmp_path, ReportSettings(max_html_mb=most))
    assert made == ["beside", "inside", "beside", "inside"]


@pytest.mark.parametrize("field", ["text", "title", "outlet", "path"])
def test_hostile_fields_stay_text(field: str, settings: ReportSettings) -> None:
    fields = {"text": "t", "title": "T", "outlet": "O", "path": "p", field: HOSTILE}
    source = render(alone(fields.pop("text"), **fields), settings)
    harmless(source)
    assert "\u202e" not in source
    assert "\x1b" not in source
    assert "{{ 7 * 7 }}" in source


@given(st.text(max_size=50), st.text(max_size=20))
@hypothesis_settings(max_examples=40, deadline=None)
def test_any_text_stays_text(text: str, name: str) -> None:
    analysis = alone(text, title=name, outlet=name)
    renamed = replace(analysis.claims[0], id=name or "k")
    source = render(replace(analysis, claims=(renamed,)), ReportSettings(title="R"))
    harmless(source)
    # An HTML reader turns carriage returns into newlines.
    shown = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert Page(source).texts[0].replace("\r\n", "\n").replace("\r", "\n") == shown


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("javascript:alert(1)", None),
        ("//a.example", None),
        ("data:text/html,x", None),
        ('HTTPS://a.example/x y"><b>', "HTTPS://a.example/x%20y%22%3E%3Cb%3E"),
        ("http://a.example/é?q=[1]|2", "http://a.example/%C3%A9?q=%5B1%5D%7C2"),
    ],
)
def test_only_web_addresses_become_links(
    url: str, link: str | None, settings: ReportSettings
) -> None:
    article = replace(articles()["post"], url=url)
    page = Page(render(replace(nothing(), articles=(article,)), settings))
    assert {at for at in page.links() if not at.startswith("#")} == ({link} if link else set())


def test_overlapping_claims_are_all_marked_and_lit(settings: ReportSettings) -> None:
    article = make_article("a", "O", "T", "🙂 one two three four five")
    outer = make_claim("outer", article, "one two three four", "one", "two")
    cross = make_claim("cross", article, "three four five", "one", "two")
    parts = make_claim("parts", article, "one ... five", "one", "two")
    analysis = Analysis((article,), (), (outer, cross, parts), (), "0", {})
    source = render(analysis, settings)
    page = Page(source)
    assert page.marks["p-outer"] == "one two three four"
    assert page.marks["p-cross"] == "three four five"
    assert page.marks["p-parts"] == "onefive"
    for name in ("outer", "cross", "parts"):
        assert f"#p-{name}:target~.p-{name}" in source


def test_entries_beyond_the_cap_are_folded_not_lost(sample: Analysis) -> None:
    source = render(sample, ReportSettings(max_groups=1))
    assert "<summary>1 more entry</summary>" in source
    assert 'id="g-g2"' in source


@pytest.mark.parametrize(
    ("analysis", "sentence"),
    [
        (nothing(), "No article was read"),
        (alone("Text."), "there is nothing to compare it with"),
        (replace(build(), groups=()), "No conflict was found"),
    ],
)
def test_empty_cases(analysis: Analysis, sentence: str, settings: ReportSettings) -> None:
    source = render(analysis, settings)
    assert sentence in source
    harmless(source)


def test_reprints_add_no_single_source_and_no_origin(
    sample: Analysis, settings: ReportSettings
) -> None:
    report = contents(sample, settings)
    assert (report.figures.outlets, report.figures.origins) == (4, 3)
    assert [single.shown.claim.id for single in report.singles] == ["c12"]
