"""The article's own voice: checkable sentences, and what is none."""

import pytest

from sinorus_claims.claims.extract import claims_of
from sinorus_claims.claims.narrated import narrated_spans
from sinorus_claims.config import ClaimSettings

from .conftest import article_of

LEAD = "Ferries ran on time and the weather was mild along the whole of the coast this week.\n\n"
"""A first paragraph that holds nothing to check, so that no other sentence is the headline."""

TOLD = [
    "Mira Tolland was arrested on Monday in the harbour of Skerry.",
    "The Skerry Council sold the old pier to Brandt Shipping for 3 million euros.",
    "At least 12 people died when a bus left the road near Toland on Sunday.",
    "Russia carried out an exercise of more than 80,000 soldiers last year.",
    "Iceland covers 103,000 square kilometres and has 340 ports.",
]
NOT_TOLD = {
    "attributed": "The ministry said that 12 people died in Toland on Sunday.",
    "attributed, not found": "These clerks, Brandt explained in Toland, were paid 300 euros.",
    "quoted": "“Mira Tolland was arrested on Monday in the harbour of Skerry with two friends.”",
    "the author": "I saw Mira Tolland in the harbour of Skerry on Monday with two friends.",
    "the reader": "You can visit the harbour of Skerry on Monday with Mira Tolland.",
    "a question": "Was Mira Tolland arrested on Monday in the harbour of Skerry?",
    "an opinion": "Mira Tolland was unfortunately arrested on Monday in the harbour of Skerry.",
    "a guess": "Mira Tolland was apparently arrested on Monday in the harbour of Skerry.",
    "a forecast": "Mira Tolland will open the harbour of Skerry on Monday in May.",
    "a condition": "If the tide had been high, Mira Tolland drowned in Skerry on Monday.",
    "a caption": "Mira Tolland walks through the harbour of Skerry on Monday (Photo: Harbour Desk)",
    "a credit": "Jo Brandt in Skerry and Ivo Lind in Toland contributed to this report.",
    "a note on the author": "Mira Tolland is a columnist in Skerry and wrote 12 novels.",
    "nothing to check": "The morning was cold and the boats lay still in the grey water.",
    "a name alone": "Mira Tolland walked slowly along the quay and looked at the water.",
    "a fragment": "A harbour in Skerry with 300 boats and two cranes from Toland.",
    "there is": "There was a meeting of Mira Tolland and Jo Ward in Skerry on Monday.",
    "how things seem": "Mira Tolland seemed tired in the harbour of Skerry on Monday.",
}


def told(nlp, text: str) -> list[str]:
    return [" ".join(span.text.split()) for span in narrated_spans(nlp(LEAD + text))]


@pytest.mark.parametrize("text", TOLD)
def test_a_checkable_sentence_is_told(nlp, text):
    assert told(nlp, text) == [text]


@pytest.mark.parametrize("text", NOT_TOLD.values(), ids=NOT_TOLD.keys())
def test_what_is_no_checkable_assertion_of_the_outlet(nlp, text):
    assert told(nlp, text) == []


def test_a_short_first_line_is_the_headline(nlp):
    line = "Mira Tolland arrested two men in Skerry on Monday."
    assert list(narrated_spans(nlp(f"{line}\n\n{LEAD}"))) == []


def test_a_dateline_is_no_part_of_the_sentence(nlp):
    text = (
        "SKERRY, June 3 (Agency) - Mira Tolland was arrested in Toland with two friends on Monday."
    )
    (span,) = narrated_spans(nlp(LEAD + text))
    assert span.text.startswith("Mira Tolland")


def test_an_article_is_not_flooded(nlp):
    names = ("Ada", "Jo", "Ivo", "Mira", "Helga", "Jonas", "Ilse", "Per", "Una", "Olaf", "Tove")
    lines = [f"{name} Brandt bought {n + 3} boats in Skerry on Monday." for n, name in
             enumerate(names)]  # fmt: skip
    spans = list(narrated_spans(nlp(LEAD + " ".join(lines))))
    assert len(spans) == 4
    assert [s.start for s in spans] == sorted(s.start for s in spans)


def test_the_outlet_is_the_speaker_and_the_sentence_can_be_compared(nlp):
    text = LEAD + "At least 12 people died when a bus left the road near Toland on Sunday."
    found = claims_of(nlp(text), article_of(text), ClaimSettings(narrated=True))
    (claim,) = [c for c in found if c.kind == "narrated"]
    assert (claim.speaker.canonical, claim.speaker.kind, claim.cue) == (
        "The Skerry Post", "outlet", None)  # fmt: skip
    assert [(q.value, q.head, q.bound) for q in claim.quantities] == [(12.0, "people", "at_least")]
    assert claim.frame.predicate == "die"
    assert [d.text for d in claim.dates] == ["Sunday"]


def test_a_transcript_has_no_voice_of_its_own(nlp):
    turns = [f"{name}: We have seen nothing of the kind here." for name in
             ("ADA BRANDT", "JO WARD", "ADA BRANDT", "JO WARD")]  # fmt: skip
    turns.append("Mira Tolland was arrested on Monday in the harbour of Skerry.")
    assert told(nlp, "\n\n".join(turns)) == []
