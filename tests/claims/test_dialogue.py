"""Labels before colons: who speaks in interviews and transcripts, and what is a heading."""

import pytest

from sinorus_claims.claims.context import Context
from sinorus_claims.claims.cues import load_lexicon
from sinorus_claims.claims.found import passages
from sinorus_claims.claims.quoting.attach import complete_with_quotations
from sinorus_claims.claims.quoting.dialogue import dialogue

INTERVIEW = """The Skerry Post spoke to Anna Schmidt about the flood.

Q: Were you warned?
A: We were told on Monday that the gates would hold.
I did not believe it.

Q: And now?
A: We pump."""

DEBATE = """MODERATOR: Let us begin with the lock. Mr Pell, will you pay for it?
JONAS PELL: I will not pay for a ruin. My voters have paid enough.
(APPLAUSE)
HELGA STRAND: You paid for the road that nobody drives on!
JONAS PELL: That road saved lives, and you know it.
MODERATOR: We must move on."""

BROADCAST = """Radio Skerry: How long can the village wait, minister?
Minister: We are doing all that we can.
Radio Skerry: You said so in March.
Minister: And I say so again, because it is true."""

INITIALS = """Peter Miller talks with Anna Schmidt about the dam.
PM: Did you see the crack yourself?
AS: I saw it twice, and I reported it.
PM: To whom?
AS: To my superiors, who told me to wait."""

FLAT = """Q: Is the water safe? A: We think it is. Q: Would you drink it? A: I drink it daily."""

BARE = """Pump engineer Jonas Pell answers our readers.
Q. Is the tunnel dry?
A. Not yet, but we are close.
Q. When will it open?
A. I would say in May."""


def turns(nlp, text):
    """(speaker or nothing, stance, words) of each turn."""
    doc = nlp(text)
    context = Context(load_lexicon({}), passages(doc), 0.35)
    return [
        (
            doc[slice(*f.source_range)].text if f.source_range else None,
            f.stance,
            " ".join(doc[a:b].text for a, b in f.content),
        )
        for f in dialogue(doc, context)
    ]


def test_questions_name_nobody_and_answers_the_person_interviewed(nlp):
    assert [t[:2] for t in turns(nlp, INTERVIEW)] == [
        (None, "asks"), ("Anna Schmidt", "asserts"), (None, "asks"), ("Anna Schmidt", "asserts"),
    ]  # fmt: skip


def test_lines_without_a_label_belong_to_the_turn_before(nlp):
    assert turns(nlp, INTERVIEW)[1][2].endswith("I did not believe it")


def test_nobody_answers_where_two_persons_could(nlp):
    text = INTERVIEW.replace("The Skerry Post spoke to", "Peter Miller came late, and so did")
    assert {t[0] for t in turns(nlp, text)} == {None}


def test_names_in_capitals_and_a_moderator_who_asks(nlp):
    found = turns(nlp, DEBATE)
    assert [t[0] for t in found] == [
        "MODERATOR", "JONAS PELL", "HELGA STRAND", "JONAS PELL", "MODERATOR",
    ]  # fmt: skip
    assert [t[1] for t in found] == ["asks", "asserts", "asserts", "asserts", "asks"]
    assert "APPLAUSE" not in " ".join(t[2] for t in found)


def test_outlet_against_minister(nlp):
    assert [t[0] for t in turns(nlp, BROADCAST)] == ["Radio Skerry", "Minister"] * 2


def test_initials_lead_to_the_one_who_has_them(nlp):
    assert [t[0] for t in turns(nlp, INITIALS)] == ["Peter Miller", "Anna Schmidt"] * 2


@pytest.mark.parametrize(("text", "count"), [(FLAT, 4), (BARE, 4)])
def test_questions_and_answers_in_one_line_or_with_full_stops(nlp, text, count):
    found = turns(nlp, text)
    assert [t[1] for t in found] == ["asks", "asserts"] * (count // 2)
    assert all("Q" not in t[2] for t in found)


def test_a_question_of_a_named_voice_asks(nlp):
    assert [t[1] for t in turns(nlp, INITIALS)] == ["asks", "asserts"] * 2


SOURCES = [
    ("Poll: Most oppose the dam", "Poll"),
    ("Jonas Pell: The dam will leak for years", "Jonas Pell"),
    ("Skerry police: Nobody was in the boat", "Skerry police"),
]
HEADINGS = [
    "Photo: The dam in winter, seen from the east bank",
    "Verdict: The dam is as safe as any other",
    "At issue: A plan that would close the lock in April",
    "The bottom line: The council has no money left",
    "Another problem: The gates have rotted since last year",
    "Little Relief for Farmers: The rains came too late for the wheat",
    "Winner: The fishing fleet got what it wanted",
    "They arrived at 10:30 and left the dam at noon",
    "See https://skerry.example/dam for the whole report",
    "Name: Miller Age: 41 Boat: none",
    "Ingredients: two cups of flour and a spoon of salt",
]


@pytest.mark.parametrize(("text", "speaker"), SOURCES)
def test_a_single_line_with_its_source(nlp, text, speaker):
    assert [t[0] for t in turns(nlp, text)] == [speaker]


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_is_no_speaker(nlp, text):
    assert turns(nlp, text) == []


def test_headings_that_come_back_are_no_speakers(nlp):
    form = "Venue: Skerry Town Hall, main room\nTime slot: Friday evening\nTickets: none left\n"
    assert turns(nlp, form * 4) == []


def test_a_checked_statement_ends_where_the_check_begins(nlp):
    text = (
        "PELL: I never closed the lock, and you all know it.\nTHE FACTS: He closed it in May.\n"
        "The council has the letter.\nSTRAND: We told him so, and he laughed at us.\n"
        "PELL: I did not laugh at you."
    )
    found = turns(nlp, text)
    assert [t[0] for t in found] == ["PELL", "STRAND", "PELL"]
    assert "letter" not in " ".join(t[2] for t in found)


def test_many_lines_take_linear_time(nlp):
    doc = nlp.make_doc("PELL: I will pay for it.\nSTRAND: You will not pay?\n" * 2000)
    for token in doc:
        token.is_sent_start = token.i == 0
    context = Context(load_lexicon({}), passages(doc), 0.35)
    assert len(list(dialogue(doc, context))) == 4000


def test_completing_quotations_leaves_a_turn_whole(nlp):
    doc = nlp(DEBATE)
    quoted = passages(doc)
    for found in dialogue(doc, Context(load_lexicon({}), quoted, 0.35)):
        assert complete_with_quotations(doc, found, quoted).content == found.content
