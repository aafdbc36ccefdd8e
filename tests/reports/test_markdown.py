"""The Markdown report, whole and in the cases where there is little to say."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, Evidence, Judgement, TextSpan
from sinorus_claims.reports.markdown import render

from .conftest import alone, articles, build, make_article, make_claim, nothing
from .grouped import group

GOLDEN = Path(__file__).parent / "golden" / "report.md"
LINKIFY = MarkdownIt("gfm-like")


def test_golden(sample: Analysis, settings: ReportSettings) -> None:
    """The whole report; after a wanted change, write the new text into golden/ by hand."""
    assert render(sample, settings) == GOLDEN.read_text("utf-8")


def test_every_link_leads_somewhere(sample: Analysis, settings: ReportSettings) -> None:
    tokens = [
        child
        for token in LINKIFY.parse(render(sample, settings))
        for child in [token, *(token.children or ())]
    ]
    targets = {t.attrs["href"] for t in tokens if t.type == "link_open"}
    html = "".join(t.content for t in tokens if t.type in ("html_inline", "html_block"))
    inner = {target for target in targets if str(target).startswith("#")}
    assert inner
    assert not [target for target in inner if f'<a id="{str(target)[1:]}"></a>' not in html]
    assert targets - inner == {"https://post.example/ferry?id=1&x=2"}


def test_every_claim_has_one_place(sample: Analysis, settings: ReportSettings) -> None:
    text = render(sample, settings)
    assert sample.claims
    for claim in sample.claims:
        assert text.count(f'<a id="c-{claim.id}"></a>') == 1


def test_no_articles(settings: ReportSettings) -> None:
    text = render(nothing(), settings)
    assert text.startswith('<a id="top"></a>\n\n# Claims in 0 articles\n\n**No article was read')
    assert "No conflict was found." in text
    assert "Every file gave an article." in text


def test_one_article(settings: ReportSettings) -> None:
    text = render(alone("The quay is open."), settings)
    assert "**One article was read: there is nothing to compare it with.**" in text
    assert "### The outlets in their own voice" in text
    assert "`a.txt:3`" in text


def test_articles_of_one_outlet(settings: ReportSettings) -> None:
    read = articles()
    analysis = replace(nothing(), articles=(read["post"], read["today"]))
    assert "come from one outlet" in render(analysis, settings)


def test_articles_without_claims(settings: ReportSettings) -> None:
    analysis = replace(build(), claims=(), groups=(), threads=(), voices=())
    assert "**No attributed claim was found" in render(analysis, settings)


def test_no_conflicts(sample: Analysis, settings: ReportSettings) -> None:
    text = render(replace(sample, groups=sample.groups[2:]), settings)
    assert "No conflict was found. That does not mean that the articles agree" in text
    assert "Strongest conflicts" not in text


def test_caps_say_what_is_left_out(sample: Analysis) -> None:
    text = render(sample, ReportSettings(max_groups=1))
    assert "### 2. " not in text
    assert text.count("*1 more in claims.json; `reports.max_groups` sets the number shown.*") == 1
    assert text.count('<a id="c-') == 11  # all but the one that no part links to
    links, places = re.findall(r"\]\(#([\w-]+)\)", text), re.findall(r'<a id="([^"]+)">', text)
    assert set(links) <= set(places)
    assert len(places) == len(set(places))
    assert "*1 further speaker in claims.json; `reports.max_groups` sets" in text


def test_anchors_do_not_hang_on_positions(sample: Analysis, settings: ReportSettings) -> None:
    def places(analysis: Analysis) -> set[str]:
        return set(re.findall(r'<a id="([^"]+)">', render(analysis, settings)))

    fewer = replace(sample, groups=sample.groups[1:])
    gone = places(sample) - places(fewer)
    assert gone == {"g-g1"}


def test_title_of_the_settings(sample: Analysis) -> None:
    assert "\n# Ferry \\& freight\n" in render(sample, ReportSettings(title="Ferry & freight"))


HOSTILE = "x | y\n\n# head\n```\n<img src=//t.example>![](http://t.example)\u202e www.a.example `"


@pytest.mark.parametrize("field", ["text", "title", "outlet", "path"])
def test_hostile_fields_add_nothing_to_the_structure(field: str, settings: ReportSettings) -> None:
    def shape(value: str) -> list[str]:
        fields = {"text": "t", "title": "T", "outlet": "O", "path": "p", field: value}
        text = render(
            alone(fields.pop("text"), **fields), settings.model_copy(update={"title": "R"})
        )
        tokens = LINKIFY.parse(text)
        inner = [c.type for t in tokens for c in t.children or ()]
        kept = ("link_open", "html_inline", "image", "s_open", "em_open", "hardbreak", "softbreak")
        return [t.type for t in tokens] + [kind for kind in inner if kind in kept]

    assert shape(HOSTILE) == shape("plain")


def long_conflict(filler: str) -> Analysis:
    left = make_article("l", "Left", "L", f"{filler}It cost 70 crowns. {filler}")
    right = make_article("r", "Right", "R", f"It cost 60 crowns. {filler}")
    made = [
        make_claim(name, article, article.text, "It", "cost")
        for name, article in (("kl", left), ("kr", right))
    ]
    places = [
        TextSpan(a.text.index(value), a.text.index(value) + 2)
        for a, value in ((left, "70"), (right, "60"))
    ]
    reason = Evidence("quantity", 1.0, "70 against 60 crowns", *places)
    found = Judgement("kl", "kr", "conflicts", 0.9, "quantity", "unknown", 0.9, (reason,))
    return Analysis((left, right), (), tuple(made), (group("g", "cost", made, found),), "0", {})


def test_long_sides_are_cut_around_what_differs(settings: ReportSettings) -> None:
    text = render(long_conflict("Many words about nothing much here. " * 60), settings)
    (row,) = [line for line in text.splitlines() if line.startswith("| Words")]
    assert "It cost **70** crowns." in row
    assert "It cost **60** crowns." in row
    assert "[…]" in row.replace("\\", "")
    assert len(row) < 1700


def test_many_claims_take_seconds(settings: ReportSettings) -> None:
    article = make_article("a", "O", "T", "The quay is open, she said. " * 2000)
    claim = make_claim("k", article, "The quay is open", "she")
    claims = tuple(
        replace(claim, id=f"k{n}", content=(TextSpan(28 * n, 28 * n + 16),)) for n in range(2000)
    )
    text = render(Analysis((article,), (), claims, (), "0", {}), settings)
    assert text.count('<a id="c-k') == settings.max_groups
    assert "*1,950 more in claims.json.*" in text
    everything = render(
        Analysis((article,), (), claims, (), "0", {}), ReportSettings(max_groups=9999)
    )
    assert everything.count('<a id="c-k') == 2000
