"""Which lines of a text dump are kept, and by which rule the others go."""

import pytest

from sinorus_claims.articles.boilerplate import RULES
from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.plain import read_plain


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
