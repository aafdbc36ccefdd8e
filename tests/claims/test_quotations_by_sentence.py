"""`quotation: sentence` gives one claim a sentence; `whole` one claim a statement."""

from .conftest import extract_with

LONG = (
    "“The first gate broke at noon. We rang the bell, and nobody came. No. Dr. Miller had left for "
    "the city,” Anna Schmidt said. “The lower town was gone by night.”"
)
STATEMENT = (
    "“The first gate broke at noon,” Anna Schmidt said in a statement. “We rang the bell.\n\n"
    "“The second gate broke an hour later. Nobody came.\n\n"
    "“By then the lower town was gone.”"
)


def direct(text, quotation):
    return [c for c in extract_with(text, quotation=quotation) if c.kind == "direct"]


def words(claims):
    return [c.text.strip("“”, ") for c in claims]


def test_each_sentence_is_a_claim_with_speaker_and_cue():
    claims = direct(LONG, "sentence")
    assert words(claims) == [
        "The first gate broke at noon",
        "We rang the bell, and nobody came",
        "No. Dr. Miller had left for the city",
        "The lower town was gone by night",
    ]
    assert {c.speaker.canonical for c in claims} == {"Anna Schmidt"}
    assert {c.cue.lemma for c in claims} == {"say"}
    assert len({c.cue.spans for c in claims}) == 1
    assert len({c.id for c in claims}) == 4


def test_an_interrupted_sentence_stays_one():
    (claim,) = direct("“The pier,” Anna Schmidt said, “is older than the town.”", "sentence")
    assert len(claim.content) == 2


def test_a_statement_of_three_paragraphs():
    (whole,) = direct(STATEMENT, "whole")
    assert len(whole.content) == 2
    assert whole.text.startswith("“The first gate")
    assert whole.text.endswith("lower town was gone.”")
    parts = direct(STATEMENT, "sentence")
    assert [p.split()[-1].strip(".") for p in words(parts)] == ["noon", "bell", "later", "gone"]
    assert {c.speaker.canonical for c in parts} == {"Anna Schmidt"}


def test_only_the_first_sentence_has_no_rule_of_continuation():
    claims = direct(LONG, "sentence")
    assert ["continuation" in c.rules for c in claims] == [False, True, True, True]


def test_a_claim_within_one_sentence_names_that_sentence_as_its_outer_one():
    text = "“The council told us that the dam was safe. We believed the letter,” Anna Schmidt said."
    inner = [c for c in extract_with(text, quotation="sentence") if c.via]
    assert [c.via[0].speaker.canonical for c in inner] == ["Anna Schmidt"] * len(inner)
    assert any("safe" in c.text for c in inner)
