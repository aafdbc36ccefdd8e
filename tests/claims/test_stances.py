"""What a source does with the content: each stance, and the constructions that decide it."""

from dataclasses import replace
from typing import get_args

import pytest

from sinorus_claims.claims.attribution import Options, find_attributions
from sinorus_claims.claims.cues import load_lexicon
from sinorus_claims.claims.found import Found
from sinorus_claims.claims.stance import deciding_word, stance_of
from sinorus_claims.model import Stance

LEXICON = load_lexicon()
OPTIONS = Options(LEXICON, threshold=0.05, learned=False)

# The cue stands in braces.
CASES = {
    "asserts": [
        "The inspector {said} the crane had been moved at night.",
        "Residents {accused} the council of hiding the figures.",
        "The editor {called} it a waste of money.",
        "The union {agreed} that the shift was too long.",
        "Engineers {believe} the wall was weakened by the frost.",
        "The pilot {told} reporters that the channel was clear.",
        "The skipper {appeared} to blame the harbour office.",
        "Detectives {suspect} that the lamp was broken on purpose.",
        "The mayor {dismissed} Skerry as a village of fishermen.",
        "Critics {see} the bridge as a waste of money.",
        "Shopkeepers are {worried} about the price of salt.",
        "There is no {doubt} that the rope had been cut.",
        "The shipping office {told} passengers how to claim their money.",
    ],
    "denies": [
        "The company {denied} that it had paid the inspectors.",
        "The company {denied} reports that the quay had sunk.",
        "The spokesman did not {deny} that the valve was open.",
        "The minister {ruled} out a link between the fire and the strike.",
        "The council {rejected} the allegation that it had hidden the figures.",
        "The owners {dismissed} the claims as gossip.",
        "The surveyor {disputes} the estimate.",
        "Nobody believed the ministry's {denial} that the dam leaks.",
    ],
    "doubts": [
        "Critics {doubt} that the tunnel will open.",
        "The auditor {questioned} whether the figures were complete.",
        "Anglers are {sceptical} of the new sluice.",
        "The bishop {expressed} doubts about the plan.",
        "The paper {raised} questions about his health.",
    ],
    "predicts": [
        "Officials {warned} that the dam could fail.",
        "The bank {expects} prices to fall next year.",
        "The tunnel is {expected} to open in May.",
        "Farmers {fear} that the marsh will dry out.",
        "Divers are {concerned} that the wreck could break apart.",
        "The union {voiced} concern that wages would fall.",
    ],
    "wants": [
        "The union {hopes} to keep the night shift.",
        "The guild {refused} to sign the charter.",
        "The party {opposes} the toll.",
        "The mayor {repeated} his promise to reopen the market.",
        "Nobody believed the mayor's {promise} to reopen the market.",
        "The governor {threatened} to close the port.",
        "The bishops {expressed} support for the strike.",
        "The brewer is {considering} moving its vats to the island.",
    ],
    "demands": [
        "The judge {told} the owners to repair the wall.",
        "The guard {warned} visitors not to touch the gate.",
        "Doctors {advised} against swimming in the bay.",
        "The council {asked} the owners to repair the wall.",
        "The widow {asked} for an apology.",
        "The deputies {called} for an inquiry.",
        "The doctor {suggested} that she take a holiday.",
        "The captain {insisted} that the ferry be inspected.",
        "The unions repeated their {call} for a new inquiry.",
    ],
    "asks": [
        "She {asked} whether the ferry was safe.",
        "The clerk {asked} why the gate had been left open.",
        "“Who paid for the paint?” the lawyer {asked}.",
        "The diver {wondered} if the wreck was older.",
    ],
    "decides": [
        "The court {ruled} that the permit was void.",
        "The council {agreed} to sell the pier.",
        "The border guards {denied} him entry.",
        "The board {rejected} the offer.",
        "The judge {dismissed} the charges.",
    ],
    "perceives": [
        "The boatmen {heard} that the lock had closed.",
        "The keeper {noticed} that the lamp was out.",
    ],
}  # fmt: skip
ROWS = [(stance, marked) for stance, rows in CASES.items() for marked in rows]


def found_at(nlp, marked: str):
    """The document, and the attribution of the cue in braces."""
    before, rest = marked.split("{")
    cue, after = rest.split("}")
    doc = nlp(before + cue + after)
    found = [f for f in find_attributions(doc, OPTIONS)
             if f.head is not None and doc[f.head].idx == len(before)]  # fmt: skip
    assert found, "not found as an attribution at all"
    return doc, found[0]


@pytest.mark.parametrize(("stance", "marked"), ROWS)
def test_a_cue_in_its_construction(nlp, stance, marked):
    doc, found = found_at(nlp, marked)
    assert stance_of(doc, found, LEXICON) == stance


@pytest.mark.xfail(
    strict=True, reason="a claim to something is a demand, a claim that something is so a statement"
)
def test_a_claim_to_land_is_no_statement(nlp):
    doc, found = found_at(nlp, "The court {rejected} the abbey's claim to the meadow.")
    assert stance_of(doc, found, LEXICON) == "decides"


def test_every_stance_has_its_cases():
    assert set(CASES) == set(get_args(Stance))


def test_a_users_word_keeps_its_stance_in_every_construction(nlp):
    doc, found = found_at(nlp, "The judge {told} the owners to repair the wall.")
    assert stance_of(doc, found, load_lexicon({"tell": "predicts"})) == "predicts"


def test_a_continuation_and_words_without_a_cue_keep_what_they_have(nlp):
    doc, found = found_at(nlp, "She {asked} whether the ferry was safe.")
    continued = replace(found, rules=("continuation",), stance="doubts")
    assert stance_of(doc, continued, LEXICON) == "doubts"
    assert stance_of(doc, replace(found, head=None, cue=(), stance="doubts"), LEXICON) == "doubts"


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("The brewer {scrambled} to buy the last hops.", "wants"),
        ("The brewer {murmured} that the hops were gone.", "asserts"),
    ],
)
def test_an_unknown_word_wants_in_the_infinitive_and_asserts_else(nlp, marked, stance):
    doc, found = found_at(nlp, marked)
    assert found.lemma not in LEXICON.stances
    assert stance_of(doc, found, LEXICON) == stance


LONG_CUES = [
    # the cue's words in braces, the word that decides, the stance
    ("The harbour master {declined to say} whether the valve was open.", "say", "asserts"),
    ("The harbour master {went on to warn} that the dam could fail.", "warn", "predicts"),
    ("The harbour master {plans to announce} a new timetable.", "plans", "wants"),
    ("The harbour master {made clear} that the valve was open.", "clear", "asserts"),
    ("The harbour master {threw his support} behind the strike.", "support", "wants"),
    ("The harbour master {refused to rule out} a strike.", "rule", "denies"),
]


@pytest.mark.parametrize(("marked", "word", "stance"), LONG_CUES)
def test_the_word_that_decides_in_a_cue_of_several(nlp, marked, word, stance):
    before, rest = marked.split("{")
    cue, after = rest.split("}")
    doc = nlp(before + cue + after)
    words = doc.char_span(len(before), len(before) + len(cue))
    content = ((words.end, len(doc) - 1),)
    found = Found(content, tuple(t.i for t in words), words.start, None, ("a",), 0.9,
                  lemma=words[0].lemma_.lower())  # fmt: skip
    assert deciding_word(doc, found, LEXICON).text == word
    assert stance_of(doc, found, LEXICON) == stance
