"""Of a run that no page can hold the findings that count most are shown, whole in themselves."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, Skipped
from sinorus_claims.reports import html, json, markdown, obsidian
from sinorus_claims.reports.abridged import ARTICLE, abridged, shown_part
from sinorus_claims.reports.contents import Contents, contents
from sinorus_claims.reports.exporters import export
from sinorus_claims.reports.figures import entries, figures

from .conftest import build
from .on_disk import on_disk

PARTS = ("conflicts", "corroborated", "reported", "alike", "variants", "updates", "unsure")
_ADDRESS = re.compile(r'href="#([^"=]+)"')


@cache
def many(copies: int) -> Analysis:
    """The sample so many times over, each time under ids of its own."""
    sample = json.dumps(build())
    made = [json.loads(_renamed(sample, number)) for number in range(copies)]
    return replace(
        made[0],
        articles=tuple(a for one in made for a in one.articles),
        claims=tuple(c for one in made for c in one.claims),
        groups=tuple(g for one in made for g in one.groups),
        threads=tuple(t for one in made for t in one.threads),
        voices=tuple(
            replace(voice, claims=tuple(c for one in made for c in one.voices[at].claims))
            for at, voice in enumerate(made[0].voices)
        ),
    )


def _renamed(text: str, number: int) -> str:
    names = {article.id for article in build().articles}
    claims = re.sub(r'"([cgt]\d+)"', rf'"\1x{number}"', text)
    return re.sub(f'"({"|".join(sorted(names))})"', rf'"\1x{number}"', claims)


def of(analysis: Analysis, most: int) -> Contents:
    return contents(analysis, ReportSettings(max_page_claims=most))


def test_up_to_the_limit_all_is_shown() -> None:
    sample = build()
    settings = ReportSettings(max_page_claims=len(sample.claims))
    assert abridged(sample, settings) is None
    assert shown_part(sample, settings) is sample
    assert of(sample, len(sample.claims)).left_out == ""


@pytest.mark.parametrize("most", [1, 5, 13, 40, 90, 119])
def test_what_is_shown_is_whole_and_no_more_than_asked(most: int) -> None:
    analysis = many(10)
    part = shown_part(analysis, ReportSettings(max_page_claims=most))
    assert json.loads(json.dumps(part)) == part
    assert len(part.claims) <= most
    said = {claim.article for claim in part.claims}
    assert len(said) <= max(2, most // ARTICLE)
    originals = {article.reprint_of for article in part.articles if article.id in said}
    assert {article.id for article in part.articles} <= said | originals
    places = [analysis.claims.index(claim) for claim in part.claims]
    assert places == sorted(places)
    assert all(voice.claims for voice in part.voices)


def test_the_strongest_conflicts_come_first() -> None:
    shown, every = (of(many(10), most).conflicts for most in (100, 1000))
    assert len(shown) > 2
    assert [one.anchor for one in shown[:2]] == [one.anchor for one in every[:2]]


def test_every_part_has_its_share() -> None:
    shown = of(many(40), 400)
    parts = ("conflicts", "corroborated", "updates", "variants", "threads")
    assert [part for part in parts if not getattr(shown, part)] == []


def test_room_that_groups_leave_goes_to_claims_that_stand_alone() -> None:
    analysis = replace(many(10), groups=many(10).groups[:1], threads=())
    part = shown_part(analysis, ReportSettings(max_page_claims=40))
    grouped = set(part.groups[0].claims)
    assert grouped < {claim.id for claim in part.claims}
    assert {c.article for c in part.claims} == {c.article for c in part.claims if c.id in grouped}


def test_figures_are_those_of_the_whole_run() -> None:
    analysis = many(10)
    report = of(analysis, 30)
    assert len(report.claims) <= 30
    assert report.figures == figures(analysis) == of(analysis, 1000).figures
    every = of(analysis, 1000)
    assert {part: report.number(part) for part in (*PARTS, "threads")} == {
        part: len(getattr(every, part)) for part in (*PARTS, "threads")
    }
    assert dict(every.quoted).items() >= dict(report.quoted).items()


def test_entries_of_a_group_are_those_that_a_report_has() -> None:
    report = of(build(), 100)
    counted = [entries(group) for group in build().groups]
    assert all(sum(c[part] for c in counted) == len(getattr(report, part)) for part in PARTS)


def test_it_is_said_what_is_left_out_and_where_it_is() -> None:
    analysis = many(10)
    report = of(analysis, 24)
    groups, claims = 50 - len(report.analysis.groups), 120 - len(report.claims)
    said = f"{groups} of 50 groups and {claims} of 120 claims are not shown here"
    assert report.left_out.startswith(f"{said}; all of them are in claims.json.")
    bare = ReportSettings(max_page_claims=24, formats=["html", "sqlite", "csv"])
    assert "in claims.csv and groups.csv, claims.sqlite." in contents(analysis, bare).left_out
    none = ReportSettings(max_page_claims=24, formats=["html"])
    assert "`--format sqlite` writes all of them" in contents(analysis, none).left_out
    assert said in html.render(analysis, bare)
    assert said in markdown.render(analysis, bare)
    assert said in obsidian.render(analysis, bare)["Start here.md"]


@pytest.mark.parametrize("most", [12, 30, 80])
def test_no_link_of_the_page_leads_nowhere(most: int) -> None:
    page = html.render(many(10), ReportSettings(max_page_claims=most))
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(_ADDRESS.findall(page)) <= anchors


def test_a_part_with_nothing_that_counts_says_so() -> None:
    page = html.render(many(10), ReportSettings(max_page_claims=2))
    assert "10 entries in claims.json, none of them among those that count most." in page
    assert "No figure was found to be updated." not in page
    text = markdown.render(many(10), ReportSettings(max_page_claims=2))
    assert "No figure was found to be updated." not in text
    start = obsidian.render(many(10), ReportSettings(max_page_claims=2))["Start here.md"]
    assert "No claim has a second, independent source." not in start


def test_a_long_list_of_files_that_were_not_read_is_cut() -> None:
    unread = tuple(Skipped(f"a/{n}.txt", "empty") for n in range(1002))
    page = html.render(replace(many(2), skipped=unread), ReportSettings(max_page_claims=12))
    assert "2 further files are in claims.json" in page
    assert "a/999.txt" in page
    assert "a/1000.txt" not in page


@pytest.mark.parametrize("name", ["markdown", "html", "gexf", "ris", "ftm", "label-studio"])
def test_disk_or_memory_gives_the_same_part(name: str, tmp_path: Path) -> None:
    settings = ReportSettings(max_page_claims=30, formats=[name], title="Large")
    held = export(many(4), tmp_path / "held", settings)
    there = export(on_disk(many(4)), tmp_path / "disk", settings)
    assert [path.read_bytes() for path in held] == [path.read_bytes() for path in there]


def test_what_lies_on_disk_is_abridged_once() -> None:
    analysis = on_disk(many(4))
    settings = ReportSettings(max_page_claims=30)
    assert abridged(analysis, settings) is abridged(analysis, settings)
    other = abridged(replace(analysis, groups=()), settings)
    assert other is not None
    assert other.analysis.groups == ()


def test_a_format_that_cannot_say_so_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    part = shown_part(many(4), ReportSettings(max_page_claims=30))
    assert f"{len(part.claims)} of 48 claims are written" in caplog.text
    caplog.clear()
    shown_part(many(4), ReportSettings(max_page_claims=48))
    assert not caplog.text
