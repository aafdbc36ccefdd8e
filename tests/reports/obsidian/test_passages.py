"""The paragraphs of a note: each with the passages and the claims that are its own."""

import time
from dataclasses import replace

from sinorus_claims.model import Claim, TextSpan
from sinorus_claims.reports.obsidian.passages import Block, blocks

from ..conftest import alone, make_article

TEXT = "One gate.\n\nTwo gates.\n \nThree gates.\n\nNo more."


def claim(name: str, *places: tuple[int, int]) -> Claim:
    made = alone(TEXT).claims[0]
    return replace(made, id=name, content=tuple(TextSpan(*place) for place in places))


def test_a_passage_over_several_paragraphs_is_marked_in_each() -> None:
    article = make_article("a", "Post", "T", TEXT)
    claims = (claim("late", (11, 14)), claim("long", (4, 26)), claim("two", (0, 3), (24, 29)))
    assert list(blocks(article, (*claims, claim("first", (11, 12))))) == [
        Block("One gate.", (TextSpan(0, 3), TextSpan(4, 9)), ("long", "two")),
        Block("Two gates.", (TextSpan(0, 10), TextSpan(0, 1), TextSpan(0, 3)), ("late", "first")),
        Block("Three gates.", (TextSpan(0, 2), TextSpan(0, 5)), ()),
        Block("No more.", (), ()),
    ]


def test_thousands_of_paragraphs_and_passages_take_no_time() -> None:
    text = "\n\n".join(["The gate is shut."] * 12_000)
    article = make_article("a", "Post", "T", text)
    claims = [claim(f"k{n}", (n * 19 + 4, n * 19 + 16)) for n in range(12_000)]
    start = time.process_time()
    found = list(blocks(article, claims))
    assert time.process_time() - start < 3
    assert [block.claims for block in found] == [(f"k{n}",) for n in range(12_000)]
    assert {block.marks for block in found} == {(TextSpan(4, 16),)}
