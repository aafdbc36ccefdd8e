"""Odd and hostile texts: nothing is lost, nothing explodes, and time stays linear."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.claims.extract import extract_all
from sinorus_claims.claims.quoting.quotations import find_quotations
from sinorus_claims.config import ClaimSettings

from .conftest import article_of, extract_with

SAID = "Anna Schmidt said the pier was rotten. "
LONG = "the gates held and the pumps ran and the water fell and the boats came in " * 40
ODD = {
    "empty": "",
    "spaces": " \n\t\n \u00a0 ",
    "only marks": "“”\"'‘’«»„`` '' " * 50,
    "every paragraph left open": "“We have waited for years and nobody came.\n\n" * 30,
    "every paragraph left open, straight": '"We have waited for years and nobody came.\n\n' * 30,
    "never closed": '"' + SAID * 30,
    "every word quoted": " ".join(f'"{word}"' for word in (SAID * 5).split()),
    "no full stop": f"Anna Schmidt said {LONG}",
    "no full stop, quoted": f"“{LONG}” Anna Schmidt said.",
    "zero width": SAID.replace(" ", " \u200b") + "\ufeff“\u200bWe will go,” she said.",
    "bidi": "\u202eAnna Schmidt said: “We will go.”\u202c \u2066She said no.\u2069",
    "capitals": "WE WON!!! THEY SAID IT COULD NOT BE DONE!!! THANK YOU SKERRY!!!",
    "tweets": "@anna: RT @peter “we will go” 🌊🌊 #flood https://skerry.example/x?y=“z”\n" * 20,
    "bullets": "- the pier, he said\n* “the lock”\n• the gates: shut\n1. the pumps\n" * 10,
    "table": "Town\tHouses\t“Pumps”\nSkerry\t120\t4\n" * 30,
    "captions": "Photo: Anna Schmidt, left, said to be “tired”. (Peter Miller/Skerry Post)\n" * 10,
    "colons": "a: b: c: d: said: “e”: " * 30,
    "nested deep": "“He said ‘she said “they said ‘it is so’ and left” again’ twice,” Miller said.",
    "control characters": "Anna Schmidt said\x00 “we\x0b will\x0c go” \x85 now.\u2028“No.”",
    "surrogates of emoji": "👩‍🚒 said: “👍🏽” and 🇬🇧 replied: “🙈🙉🙊”",
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("quotation", ["whole", "sentence"])
def test_an_odd_text_is_read(text, quotation):
    claims = extract_with(text, quotation=quotation)
    assert len({claim.id for claim in claims}) == len(claims)
    assert len(claims) <= 3 + len(text.split()) // 3
    for claim in claims:
        spans = [*claim.content, *(claim.cue.spans if claim.cue else ())]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert list(claim.content) == sorted(claim.content)


def test_no_document_fails(nlp):
    articles = [article_of(text) for text in ODD.values()]
    assert [e.failure for e in extract_all(nlp, articles, ClaimSettings())] == [None] * len(ODD)


def test_a_lone_mark_costs_no_claim_of_another_paragraph(extract):
    plain = [c.text for c in extract(f"{SAID}\n\nPeter Miller said: “It will hold.”")]
    odd = [
        c.text
        for c in extract(f'{SAID}A 5" board lay there.\n\nPeter Miller said: “It will hold.”')
    ]
    assert plain == odd


MARKS = "“”„«»\"'‘’` "
WORDS = ("said", "Anna", "we", "won't", "boats'", "go", "No", "5", "'90s")


@st.composite
def marked_texts(draw):
    """Words, marks and stops in any order, in paragraphs."""
    parts = st.one_of(
        st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(".,!?:\n—"), st.just("''")
    )
    return draw(st.lists(parts, max_size=60).map(" ".join)).replace(" ,", ",").replace("“ ", "“")


@settings(max_examples=150, deadline=None)
@given(marked_texts())
def test_quotations_lie_in_their_paragraphs_without_overlap(text):
    place = 0
    for quotation in find_quotations(text):
        assert place <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        place = quotation.end


@settings(max_examples=100, deadline=None)
@given(marked_texts(), marked_texts())
def test_a_paragraph_without_marks_parts_the_texts_around_it(before, after):
    """What stands before has no say in what is found behind, whatever was left open."""
    alone = [(q.start, q.end) for q in find_quotations(after)]
    at = len(before) + len("\n\nnothing said\n\n")
    both = find_quotations(f"{before}\n\nnothing said\n\n{after}")
    assert [(q.start - at, q.end - at) for q in both if q.start >= at] == alone


@settings(max_examples=25, deadline=None)
@given(marked_texts())
def test_any_text_gives_the_same_claims_twice(nlp, text):
    first, second = (list(extract_all(nlp, [article_of(text)], ClaimSettings())) for _ in "ab")
    assert first[0].failure is None
    assert first[0].claims == second[0].claims


REPEATED = {
    "open marks": "“ a ",
    "straight marks": 'a "b c ',
    "single marks": "‘a b’s c ",
    "possessives": "'the boys' ",
    "nested": "“a ‘b’ c ",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_finding_quotations_takes_linear_time_in_one_paragraph(piece):
    def seconds(count):
        started = time.process_time()
        find_quotations(piece * count)
        return time.process_time() - started

    small = max(seconds(5_000), 0.005)
    assert seconds(40_000) < 40 * small
