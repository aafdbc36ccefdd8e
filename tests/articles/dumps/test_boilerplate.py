"""Which lines of a text dump are kept, and by which rule the others go."""

import pytest

from sinorus_claims.articles.dumps.blocks import blocks_of
from sinorus_claims.articles.dumps.boilerplate import RULES
from sinorus_claims.articles.dumps.plain import read_plain
from sinorus_claims.articles.mapping import assemble


def verdicts(source: str) -> dict[str, str | None]:
    return {v.text: v.rule for v in read_plain(source).verdicts}


def dump(*lines: str) -> str:
    return "\n\n".join(lines)


def test_the_paragraphs_stay_and_the_page_around_them_goes(paragraphs):
    title = "Lunmark closes its northern pier"
    source = dump(
        f"{title} - The Lunmark Post", "Menu", "Sign in", "Weather and tides", title,
        "By Tor Haugen", "Published 4 May 2026", *paragraphs, "Print", "RELATED ARTICLES",
        "Ferry fares to rise", "Leave a Comment",
    )  # fmt: skip
    raw = read_plain(source)
    rules = {v.text: v.rule for v in raw.verdicts}
    assert assemble(source, raw.pieces)[0] == dump(*paragraphs)
    assert rules[title] == "headline"
    assert rules[f"{title} - The Lunmark Post"] == "headline"
    assert rules["By Tor Haugen"] == rules["Published 4 May 2026"] == "byline_or_date"
    assert rules["Print"] == rules["Menu"] == "known_chrome"
    assert rules["Weather and tides"] == "before_the_prose"
    assert rules["Ferry fares to rise"] == "after_the_article"


def test_a_subheading_between_paragraphs_stays(paragraphs):
    source = dump(*paragraphs[:2], "A pier with a history", *paragraphs[2:])
    assert verdicts(source)["A pier with a history"] is None


def test_a_breadcrumb_glued_to_the_headline_is_not_part_of_the_title(paragraphs):
    source = dump("HomeHarboursThe Pier's Last Week", "The Pier’s Last Week", *paragraphs)
    raw = read_plain(source)
    assert raw.metadata["title"].value == "The Pier’s Last Week"
    assert assemble(source, raw.pieces)[0] == dump(*paragraphs)


def test_a_headline_that_ends_like_a_sentence_stays_in_the_text(paragraphs):
    source = dump("Poll: Voters in Lunmark want the pier back.", *paragraphs)
    raw = read_plain(source)
    assert raw.metadata["title"].value.startswith("Poll:")
    assert assemble(source, raw.pieces)[0] == source


def test_boilerplate_can_be_left_in(paragraphs):
    source = dump("Menu", *paragraphs, "Share this")
    raw = read_plain(source, boilerplate=False)
    assert assemble(source, raw.pieces)[0] == source
    assert all(v.rule is None for v in raw.verdicts)


def test_hard_wrapped_paragraphs_are_one_block_each():
    source = (
        "The council met twice on Tuesday, once in the\nmorning behind closed doors and once in\n"
        "the evening, when the hall was open to all.\n\nIt will meet again on Friday, and members\n"
        "expect a vote on the budget for the harbour\nbefore the mayor leaves for the capital.\n"
    )
    raw = read_plain(source)
    assert len(raw.verdicts) == 2
    assert assemble(source, raw.pieces)[0] == source.strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
def test_every_rule_explains_itself(rule):
    assert rule.__doc__
    assert rule.__doc__.endswith(".")


def kept(source: str) -> str:
    return assemble(source, read_plain(source).pieces)[0]


def test_a_paragraph_that_stands_twice_and_was_taken_for_the_headline_stays_once(paragraphs):
    first = (
        "The harbour office in Lunmark closed its northern pier on Monday after a crack was found."
    )
    source = dump(first, first, *paragraphs[1:])
    assert kept(source).count(first) == 1


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Tor Haugen; Editing by Ida Lund)",
        "Additional reporting by Tor Haugen and Ida Lund in Ostvik",
        "Reporting and writing by Tor Haugen",
        "Edited by: Ida Lund",
    ],
)
def test_who_reported_and_edited_is_no_part_of_the_text(credit, paragraphs):
    source = dump(*paragraphs, credit)
    assert verdicts(source)[credit] == "staff_credit"
    assert kept(source) == dump(*paragraphs)


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporting by the harbour office was late, and so the ferry sailed with a full deck.",
        "Editing the minutes took the council longer than the meeting that they were taken at.",
    ],
)
def test_a_sentence_about_reporting_stays(sentence, paragraphs):
    source = dump(*paragraphs[:2], sentence, *paragraphs[2:])
    assert kept(source) == source


@pytest.mark.parametrize("mark", ["✪", " ■", "◼"])
def test_an_end_mark_glued_to_the_last_word_goes(mark, paragraphs):
    assert kept(dump(*paragraphs) + mark) == dump(*paragraphs)


@pytest.mark.parametrize("line", ["* * *", "———", "✪", "# # #"])
def test_a_line_without_words_goes(line, paragraphs):
    source = dump(*paragraphs, line)
    assert verdicts(source)[line] == "no_words"
    assert kept(source) == dump(*paragraphs)


@pytest.mark.parametrize(
    "line", ["Read more: Why the cranes came late", "READ ALSO: Ferry fares to rise in June"]
)
def test_a_link_to_another_story_inside_the_body_goes(line, paragraphs):
    source = dump(*paragraphs[:2], line, *paragraphs[2:])
    assert kept(source) == dump(*paragraphs)


def test_known_phrases_end_at_a_word():
    assert blocks_of("Photo by Tor Haugen")[0].chrome
    assert blocks_of("Log in to read on")[0].chrome
    assert not blocks_of("Photobooks are back")[0].chrome
    assert blocks_of("The paper says: all rights reserved.")[0].chrome
    assert not blocks_of("He kept all rights reservedly")[0].chrome
