"""What a notebook shows of an analysis: little, escaped, without anything that acts."""

from dataclasses import replace

import pytest
from lxml import html

import sinorus_claims as sc
from sinorus_claims.model import Analysis, Correction, Skipped
from sinorus_claims.reports.notebook import page

from .conftest import alone, build, nothing


def test_the_page_as_a_whole() -> None:
    assert page(build()) == (
        '<div class="tex2jax_ignore mathjax_ignore">'
        "<p><strong>4 articles (1 reprint) of 4 outlets, 12 claims</strong></p>"
        "<p>5 groups: 2 in conflict, 1 corroborated independently, "
        "2 in several outlets, uncorroborated</p>"
        "<p>Strongest conflicts (2):</p><table><thead>"
        "<tr><th>strength</th><th>on</th><th>what</th><th>group</th></tr></thead><tbody>"
        "<tr><td>0.90</td><td>quantity</td><td>The new ferry will carry 70% of the island&#x27;s "
        "freight by autumn – “70%” against “60%”: Ada Lund in Osterby Post and 1 more against "
        "Quay Times</td><td>g1</td></tr>"
        "<tr><td>0.80</td><td>denial</td><td>The company plans to close the night service – stated "
        "by the Pilots&#x27; Guild (Osterby Post), denied by The ferry company (Skerry Radio)"
        "</td><td>g2</td></tr></tbody></table>"
        "<details><summary>Not read: 1</summary><table><tbody>"
        "<tr><td>ferry/empty.txt</td><td>empty</td><td>0 bytes</td></tr>"
        "</tbody></table></details></div>"
    )


def test_a_notebook_asks_the_analysis_itself() -> None:
    assert sc.load is not None  # the first name that is asked for brings the method
    assert build()._repr_html_() == page(build())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</td></table><iframe src='http://t.example'>",
        '" onmouseover="alert(1)',
        "&lt;b&gt; \u202egnp.exe \x1b[2J \x00",
        "[x](javascript:alert(1)) $x^2$",
    ],
)
def test_nothing_that_others_wrote_acts(hostile: str) -> None:
    sample = build()
    analysis = replace(
        sample,
        articles=tuple(replace(a, outlet=hostile, title=hostile) for a in sample.articles),
        claims=tuple(replace(c, outlet=hostile, text=hostile) for c in sample.claims),
        skipped=(Skipped(hostile, hostile, hostile),),
        corrections=(Correction("drop", (hostile,), hostile, outcome=hostile, applied=False),),
    )
    text = page(analysis)
    tree = html.fragment_fromstring(text)
    names = {element.tag for element in tree.iter()}
    assert names <= {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "details",
                     "summary"}  # fmt: skip
    assert {name for element in tree.iter() for name in element.attrib} == {"class"}
    assert not set(text) & set("\u202e\x1b\x00")
    assert "http" not in text.replace("http://t.example", "")


def test_it_stays_small() -> None:
    sample = build()
    many = replace(
        sample,
        groups=tuple(replace(sample.groups[0], id=f"g{n}") for n in range(500)),
        skipped=tuple(Skipped(f"{n}.txt", "empty", "x" * 5_000) for n in range(500)),
    )
    text = page(many)
    assert len(text) < 6_000
    assert "Strongest conflicts (5 of 500)" in text
    assert "495 more in <code>analysis.skipped</code>" in text


@pytest.mark.parametrize("analysis", [nothing(), alone("The gate is shut.")])
def test_little_is_said_of_little(analysis: Analysis) -> None:
    text = page(analysis)
    assert "table" not in text
    assert f"{len(analysis.claims)} claim" in text
