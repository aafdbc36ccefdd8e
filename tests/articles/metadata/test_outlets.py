import time
from importlib import resources

import pytest

from sinorus_claims.articles.dumps.blocks import blocks_of
from sinorus_claims.articles.dumps.head import read_head
from sinorus_claims.articles.metadata.families import (
    family_of,
    known_by_domain,
    known_by_name,
    known_in_file_name,
)
from sinorus_claims.articles.metadata.outlets import ordinary_case, tidy_outlet, wire_in, wire_of

PROSE = (
    "The ferry company and the harbour workers of Lunmark broke off their talks on Monday evening, "
    "and nobody could say when they would meet again.\n\n"
    "Each side blamed the other one for the failure, which leaves the islands without a link.\n\n"
)


def families():
    path = resources.files("sinorus_claims.articles").joinpath("words", "families.tsv")
    return [r.split("\t") for r in path.read_text("utf-8").splitlines() if not r.startswith("#")]


def test_the_table_of_families_is_well_formed():
    rows = families()
    assert len(rows) > 150
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in rows)
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})


@pytest.mark.parametrize("name", ["THE NEW YORK TIMES", "new_york_times", "nytimes", "nytimes.com"])
def test_one_outlet_under_many_spellings(name):
    assert known_by_name(name) == known_by_domain("www.nytimes.com")


def test_domains_above_and_unlike():
    assert known_by_domain("edition.cnn.com").name == "CNN"
    assert known_by_domain("notcnn.com") is None
    assert known_by_domain("com") is None


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("washingtonpost-ferry-talks", "The Washington Post"),
        ("bbc_news_2026-05-04", "BBC News"),
        ("Global Times 12", "Global Times"),
        ("time-for-a-change", None),
        ("independent-inquiry", None),
        ("ferry-talks", None),
        ("", None),
    ],
)
def test_outlets_in_file_names(stem, name):
    known = known_in_file_name(stem)
    assert (known.name if known else None) == name


def test_families_by_setting_domain_and_name():
    extra = {"courier.example": "Lund Press", "Harbour Mail": "Lund Press"}
    assert family_of("The Courier", "news.courier.example", extra).value == "Lund Press"
    assert family_of("Harbour Mail", None, extra).value == "Lund Press"
    assert (
        family_of("The Times", "thetimes.co.uk", {}).value
        == family_of("The Sun", "thesun.co.uk", {}).value
    )
    assert family_of("Xinhua", None, {}).origin.endswith("(guessed)")
    assert family_of("rt.com", None, {}).value == "Russian state media"
    assert family_of("Harbour Mail", None, {}) is None
    # A known name on another domain is another outlet.
    assert family_of("The Times", "times.example", {}) is None


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("BBC News - Home", "BBC News"),
        ("Harbour Mail | Official Site", "Harbour Mail"),
        ("@HarbourMail", "HarbourMail"),
        ("Home", ""),
        ("2026", ""),
        ("The mail that tells you all about the harbour each day", ""),
    ],
)
def test_tidy_outlet(name, tidy):
    assert tidy_outlet(name) == tidy


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("LUNMARK (Reuters) - The talks failed.", "Reuters"),
        ("LUNMARK, May 4 (Xinhua) -- The talks failed.", "Xinhua"),
        ("LUNMARK, May 4. /TASS/. The talks failed.", "TASS"),
        ("Lunmark (AP) — The talks failed.", "AP"),
        ("Source: AFP", "AFP"),
        ("By Mira Solano, Associated Press", "AP"),
        ("Xinhua | Updated: 2026-05-04", "Xinhua"),
        ("With inputs from PTI", "PTI"),
        ("The Associated Press contributed to this report.", "AP"),
        ("The minister told Reuters that talks had failed.", None),
        ("The Pakistan Tehreek-e-Insaf (PTI) party said on Monday that it would stay.", None),
        ("He said, AP journalists were there", None),
    ],
)
def test_wire_in(text, wire):
    found = wire_in(text)
    assert (found.value if found else None) == wire


def test_an_agencys_own_article_credits_nobody():
    assert wire_in("LUNMARK (Reuters) - The talks failed.", "Reuters") is None
    assert wire_of("x" * 500 + "\nSource: AFP", "", "The Courier").value == "AFP"
    assert wire_of("Text.", "Reuters", "The Courier").value == "Reuters"


def test_a_dump_shows_byline_dates_outlet_and_wire():
    text = (
        "THE WASHINGTON POST\n\nFerry talks stall in Lunmark after a week\n\n"
        "By Mira Solano and Tobin Reyes\n\nPublished May 4, 2026\n\nUpdated May 6, 2026\n\n"
        f"LUNMARK (AP) — {PROSE}"
    )
    found = read_head(blocks_of(text)).metadata
    assert {k: v.value for k, v in found.items()} == {
        "title": "Ferry talks stall in Lunmark after a week",
        "byline": "Mira Solano, Tobin Reyes",
        "published": "2026-05-04",
        "updated": "2026-05-06",
        "outlet": "The Washington Post",
        "wire": "AP",
    }
    assert found["outlet"].origin.endswith("(guessed)")


def test_an_agency_as_byline_of_a_dump_is_the_wire():
    found = read_head(
        blocks_of(f"Ferry talks stall in Lunmark after a week\n\nBy Reuters\n\n{PROSE}")
    )
    assert found.metadata["wire"].value == "Reuters"
    assert "byline" not in found.metadata


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("THE LUNMARK MIRROR", "The Lunmark Mirror"), ("VOICE OF THE FENS", "Voice of the Fens"),
        ("FEN TV NEWS", "FEN TV NEWS"), ("The Lunmark Mirror", "The Lunmark Mirror"),
        ("LUNMARK", "LUNMARK"),
    ],
)  # fmt: skip
def test_a_masthead_in_capitals_is_set_in_ordinary_case(given, shown):
    assert ordinary_case(given) == shown


@pytest.mark.parametrize("run", ["A", "A ", "(", "by ", ", ", "- ", "\n", "reporting by "])
def test_endless_runs_cost_little(run):
    begin = time.process_time()
    wire_in(run * 50_000)
    tidy_outlet(run * 50_000)
    assert time.process_time() - begin < 1


def test_a_name_that_many_papers_have_is_none_of_them():
    assert known_by_name("The Herald") is None
    assert family_of("The Herald", None, {}) is None
    assert known_by_name("The New York Times") is not None


def test_a_company_named_after_its_paper_gives_way_to_the_masthead():
    text = (
        "The Lunmark Post\n\nFerry talks stall in Lunmark after a week of hope\n\n"
        f"{PROSE}\n\n© 2026 Lunmark Post Media Ltd. All rights reserved."
    )
    assert read_head(blocks_of(text)).metadata["outlet"].value == "The Lunmark Post"


def test_who_reported_and_edited_is_nobody_in_particular():
    assert wire_in("The talks failed.\n(Reporting by Mira Solano; Editing by Tobin Reyes)") is None


@pytest.mark.parametrize(
    "line", ["Lunmark Observer", "*Lunmark Observer, 4 May 2026*", "LUNMARK OBSERVER"]
)
def test_a_line_of_the_head_that_is_named_as_papers_are(line):
    text = f"Ferry talks stall for a second week\n\n{line}\n\n4 May 2026\n\n{PROSE}"
    found = read_head(blocks_of(text)).metadata["outlet"]
    assert (found.value, found.origin[-9:]) == ("Lunmark Observer", "(guessed)")
    other = read_head(blocks_of(text.replace(line, "Ida Brekke, Harbour Editor")))
    assert "outlet" not in other.metadata


@pytest.mark.parametrize(
    "first",
    ["How the old pier fell into the sea | Fen Observer", "Fen Observer - How the old pier fell"],
)
def test_the_site_beside_the_headline_is_not_the_headline(first):
    text = f"{first}\n\nSkip to content\n\nFen Observer\n\nNews\n\n{PROSE}"
    assert read_head(blocks_of(text)).metadata["title"].value != "Fen Observer"


def test_a_line_that_stands_twice_far_down_is_no_headline():
    form = "Tell us a little more about yourself"
    menu = "\n".join(f"Menu entry {n}" for n in range(60))
    text = f"How the old pier fell into the sea\n{menu}\n{form}\n{form}\n\n{PROSE}"
    title = read_head(blocks_of(text)).metadata["title"]
    assert title.value == "How the old pier fell into the sea"
