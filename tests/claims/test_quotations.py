"""Quotations in plain text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.claims.quotations import find_quotations

IN_THE_WILD = [
    ('"It is safe," he added. "Nobody should worry."', ['"It is safe,"', '"Nobody should worry."']),
    ("“A “b” c” he said.", ["“A “b” c”"]),
    ("''The odds are,'' he said.", ["''The odds are,''"]),
    ("«Oui», dit-il", ["«Oui»"]),
    ("‘We will not,’ said the workers’ union, ‘go back.’", ["‘We will not,’", "‘go back.’"]),
    ('"He told me "stop" twice," she said.', ['"He told me "stop" twice,"']),
    ('A 5" pipe burst; "ten" more did.', ['"ten"']),
    ("The 90's dogs' life", []),
    ('"', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_THE_WILD)
def test_finds_the_outermost_quotations(text, expected):
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


def test_an_odd_mark_costs_one_quotation_and_not_the_rest():
    text = 'He said "this was never closed.\n\n"And this was," she said. "Twice."'
    found = [text[q.start : q.end] for q in find_quotations(text)]
    assert found == ['"this was never closed.', '"And this was,"', '"Twice."']


def test_a_quotation_over_paragraphs_is_told_to_continue():
    text = "“First part\n\n“Second part,” she said. “Third.”"
    assert [(q.closed, q.continues) for q in find_quotations(text)] == [
        (False, False), (True, True), (True, False),
    ]  # fmt: skip


@settings(max_examples=200)
@given(st.text(alphabet="ab .,“”\"'’‘«»`\n", max_size=60))
def test_quotations_are_ordered_disjoint_and_inside(text):
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n" not in text[q.start : q.end] for q in found)
