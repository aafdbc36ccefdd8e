"""Quotations in plain text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.claims.quoting.quotations import find_quotations

IN_THE_WILD = [
    ('"It is safe," he added. "Nobody should worry."', ['"It is safe,"', '"Nobody should worry."']),
    ("“A “b” c” he said.", ["“A “b” c”"]),
    ("''The odds are,'' he said.", ["''The odds are,''"]),
    ("«Oui», dit-il", ["«Oui»"]),
    ("‘We will not,’ said the workers’ union, ‘go back.’", ["‘We will not,’", "‘go back.’"]),
    ('"He told me "stop" twice," she said.', ['"He told me "stop" twice,"']),
    ('A 5" pipe burst; "ten" more did.', ['"ten"']),
    ("The 90's dogs' life", []),
    ('"The 5" pipe burst," he said.', ['"The 5" pipe burst,"']),
    ('He is 6\'2" tall and "big".', ['"big"']),
    ("'The workers' union won't strike,' he said.", ["'The workers' union won't strike,'"]),
    ("'Goin' fishin' is my life,' he said.", ["'Goin' fishin' is my life,'"]),
    ("He called it 'nonsense' and 'a farce'.", ["'nonsense'", "'a farce'"]),
    ("'tis said of the boys' club in the '90s", []),
    ("‘I said “no” to him,’ she said.", ["‘I said “no” to him,’"]),
    ("„Wir gehen“, sagte er. „Und das“.", ["„Wir gehen“", "„Und das“"]),
    ("»Ja«, sagte er. »Nein.«", ["»Ja«", "»Nein.«"]),
    ("``Yes,'' he said.", ["``Yes,''"]),
    ("‘‘Yes,’’ he said.", ["‘‘Yes,’’"]),
    ("”Wrong way”, he said.", ["”Wrong way”"]),
    ('" Spaced " he said.', ['" Spaced "']),
    ('"...and so," he said.', ['"...and so,"']),
    ('("I want it," he wrote.)', ['"I want it,"']),
    ('"One.""Two."', ['"One."', '"Two."']),
    ("“Let us go.’ She saw “Gates.”", ["“Let us go.’", "“Gates.”"]),
    ('"We will go, he said. "We must."', ['"We must."']),
    ("\u200b“Yes,”\u200b he said.", ["“Yes,”"]),
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


def test_single_marks_over_paragraphs_continue_too():
    text = "‘We shall go,’ he said. ‘Now.\n\n‘And stay.’"
    assert [(q.closed, q.continues) for q in find_quotations(text)] == [
        (True, False), (False, False), (True, True),
    ]  # fmt: skip


@settings(max_examples=200)
@given(st.text(alphabet="ab .,“”\"'’‘«»`\n", max_size=60))
def test_quotations_are_ordered_disjoint_and_inside(text):
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n" not in text[q.start : q.end] for q in found)
