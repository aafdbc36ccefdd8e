"""Whole sentences through the shipped pipeline: [speaker] {cue} <content>."""

import pytest

from sinorus_claims.model import Claim

from .conftest import extract_with, unmark

POSITIVE = [
    "[Wang Yi] {said} that <China would not yield>.",
    "[The minister] {said} <the harbour would reopen in May>.",
    "<The harbour would reopen in May>, {said} [Ada Brandt, the port director].",
    '<"We will rebuild the pier,"> [Brandt] {said}.',
    "<“We will rebuild the pier,”> {said} [Brandt].",
    "<''We will rebuild the pier,''> [Brandt] {said}.",
    "{According to} [the ministry], <the bridge was closed for two days>.",
    "<The bridge was closed for two days>, {according to} [the ministry].",
    "[The report] {found} that <the cranes had not been inspected since 2019>.",
    "[Officials] {warned} that <the dam could fail>.",
    "[The company] {denied} that <it had paid the inspectors>.",
    "[Residents] {accused} <the council of hiding the figures>.",
    "[The union] {hopes} <to keep the night shift>.",
    "[The mayor] {hopes} <to open the market next week>.",
    "[The ministry]'s {warning} that <the river would rise> was ignored.",
    "[Scientists] {believe} <the wreck dates from the war>.",
    "[Officials]' {warnings} that <the dam might fail> went unheard.",
    "[She] {asked} <whether the ferry was safe>.",
    "[Scientists] {believe} <the wreck is three hundred years old>.",
    "{In} [her] {view}, <the piles had rotted over ten warm summers>.",
    "[The insurer] {informed} the port that <it would no longer cover the quay>.",
    "[A poll] {showed} that <most voters opposed the toll>.",
]


def claim_with(claims: tuple[Claim, ...], content: str) -> Claim:
    found = [c for c in claims if c.text == " ".join(content.split())]
    assert found, [c.text for c in claims]
    return found[0]


MISREAD = {
    "[The ministry]'s {warning} that": "the model takes a word of the main clause into the content",
    "[Officials]' {warnings} that": "the model takes the noun of the possessor for no source",
    "{In} [her] {view}": "the model's cue is the noun alone",
    "[The insurer] {informed} the port": "the model takes the one who is told into the content",
}


def _by_both_methods():
    for marked in POSITIVE:
        yield pytest.param(marked, "rules")
        reasons = [why for start, why in MISREAD.items() if marked.startswith(start)]
        marks = [pytest.mark.xfail(strict=True, reason=why) for why in reasons]
        yield pytest.param(marked, "learned", marks=marks)


@pytest.mark.parametrize(("marked", "method"), list(_by_both_methods()))
def test_finds_speaker_cue_and_content(marked, method):
    text, roles = unmark(marked)
    claim = claim_with(extract_with(text, method=method), roles["content"][0])
    cue = claim.cue.spans
    assert roles["cue"][0] in text[cue[0].start : cue[-1].end]
    mention = claim.speaker.mention
    assert text[mention.start : mention.end].rstrip(",") == roles["speaker"][0]


NEGATIVE = [
    "The bridge was closed for two days.",
    "He walked to the pier and bought two herrings.",
    "Related articles",
    'The "Northern Star" sailed at noon.',
]


@pytest.mark.parametrize("method", ["learned", "rules"])
@pytest.mark.parametrize("text", NEGATIVE)
def test_plain_narration_is_no_claim(text, method):
    assert extract_with(text, method=method) == ()


def test_an_interrupted_quotation_is_one_claim_in_two_pieces(extract):
    text = '"The pier is old," Ada Brandt said. "It was built before the war."'
    (claim,) = [c for c in extract(text) if c.kind == "direct"]
    pieces = [text[s.start : s.end] for s in claim.content]
    assert pieces == ['"The pier is old,"', '"It was built before the war."']
    assert "continuation" in claim.rules


def test_continuations_can_be_claims_of_their_own():
    text = '"The pier is old," Ada Brandt said. "It was built before the war."'
    claims = extract_with(text, quotation="sentence")
    direct = [c for c in claims if c.kind == "direct"]
    assert [len(c.content) for c in direct] == [1, 1]
    assert {c.speaker.canonical for c in direct} == {"Ada Brandt"}


def test_a_quotation_over_paragraphs_has_one_speaker(extract):
    text = (
        "“We have waited for years,” Ada Brandt said. “It must end.\n\n“We will sue the council.”"
    )
    direct = [c for c in extract(text) if c.kind == "direct"]
    assert {c.speaker.canonical for c in direct} == {"Ada Brandt"}
    covered = " ".join(c.text for c in direct)
    assert "We will sue the council" in covered


def test_kinds(extract):
    kinds = {
        "direct": 'Ada Brandt said: "The pier is old and must be rebuilt."',
        "mixed": 'Ada Brandt said the pier was "old and unsafe" and had to go.',
        "indirect": "Ada Brandt said the pier was old.",
    }
    for kind, text in kinds.items():
        assert {c.kind for c in extract(text) if c.cue.lemma == "say"} == {kind}, text


def test_nested_attribution_keeps_the_chain(extract):
    text = "The Skerry Post reported that the ministry said the tunnel was flooded."
    claim = claim_with(extract(text), "the tunnel was flooded")
    assert claim.speaker.name == "the ministry"
    assert [v.speaker.name for v in claim.via] == ["The Skerry Post"]


STANCES = [
    ("The company denied that it had paid the inspectors.", "denies", False),
    ("The company did not say that it had paid the inspectors.", "asserts", True),
    ("The spokesman declined to say whether the valve was open.", "asserts", True),
    ("Officials warned that the dam could fail.", "predicts", False),
    ("The union hopes to keep the night shift.", "wants", False),
    ("She asked whether the ferry was safe.", "asks", False),
    ("Critics doubt that the tunnel will open.", "doubts", False),
    ("The court ruled that the permit was void.", "decides", False),
]


@pytest.mark.parametrize("method", ["learned", "rules"])
@pytest.mark.parametrize(("text", "stance", "negated"), STANCES)
def test_stance_and_negated_cues(text, stance, negated, method):
    found = extract_with(text, method=method)
    claims = [c for c in found if c.cue.negated == negated]
    assert stance in {c.cue.stance for c in claims}, [(c.text, c.cue) for c in found]


def test_content_negation_and_hedges(extract):
    (claim,) = extract("The ministry said the tunnel was not flooded.")
    assert claim.negated
    assert not claim.hedged
    (claim,) = extract("The ministry said the tunnel may be flooded.")
    assert claim.hedged
    assert claim.frame.modal == "may"


def test_headline_with_a_colon(extract):
    claims = extract("Poll: Most voters oppose the new bridge toll")
    claim = claim_with(claims, "Most voters oppose the new bridge toll")
    assert (claim.speaker.name, claim.speaker.kind) == ("Poll", "document")
    by_rules = extract_with("Poll: Most voters oppose the new bridge toll", method="rules")
    assert claim_with(by_rules, claim.text).rules == ("dialogue",)


def test_a_user_can_add_cues():
    text = "The minister grumbled that the toll was too high."
    (claim,) = extract_with(text, extra_cues={"grumble": "doubts"})
    assert claim.cue.stance == "doubts"
