"""Analyses with little or odd content: the page is ready and nothing fails."""

from dataclasses import replace
from pathlib import Path

import pytest

from sinorus_claims.model import Analysis

from ..reports.conftest import alone, build, nothing
from .conftest import Visit, write_report


@pytest.mark.parametrize(
    "analysis",
    [nothing(), alone("One claim from end to end."), replace(build(), claims=(), groups=(),
     threads=(), voices=())],
    ids=["nothing", "one", "no claims"],
)  # fmt: skip
def test_a_page_with_nothing_to_compare_is_ready(
    analysis: Analysis, tmp_path: Path, visit: Visit
) -> None:
    page = visit(write_report(analysis, tmp_path))
    assert page.js("() => document.documentElement.dataset.ready !== undefined")
    assert page.js("() => document.getElementById('filters').hidden") is not bool(analysis.claims)


def test_a_claim_without_a_place_is_shown_by_its_words(tmp_path: Path, visit: Visit) -> None:
    analysis = build()
    first, *others = analysis.claims
    bare = replace(analysis, claims=(replace(first, content=()), *others))
    page = visit(write_report(bare, tmp_path), f"#claim={first.id}")
    assert page.find("#reader").is_visible()
    assert first.text in page.js(
        f"() => document.querySelector('#claims-list li[data-claim={first.id}]').textContent"
    )


@pytest.mark.parametrize("hash", ["#at=reader", "#reader", "#at=claims-more", "#claim=nobody"])
def test_an_address_that_leads_nowhere_does_no_harm(
    hash: str, tmp_path: Path, visit: Visit
) -> None:
    page = visit(write_report(build(), tmp_path), hash)
    assert page.js("() => document.querySelectorAll('#claims-list li').length") == 12


def test_texts_of_an_earlier_run_do_not_stay(tmp_path: Path) -> None:
    write_report(build(), tmp_path, max_html_mb=0.001)
    assert len(list((tmp_path / "report_articles").iterdir())) == 4
    write_report(build(), tmp_path, article_text=False)
    assert list((tmp_path / "report_articles").iterdir()) == []
