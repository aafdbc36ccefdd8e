"""Every relation, from hand-built pairs; and that the order of a pair does not matter."""

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.model import Judgement

from .conftest import make_article, make_claim, make_cue

ARTICLES = {"a1": make_article("a1", "2031-05-05"), "a2": make_article("a2", "2031-05-05")}
LATER = {**ARTICLES, "a2": make_article("a2", "2031-05-09")}


def judged(left: str, right: str, one: dict = {}, other: dict = {}, **more) -> Judgement:  # noqa: B006
    articles = more.pop("articles", ARTICLES)
    return judge_pair(
        make_claim(left, article="a1", **one),
        make_claim(right, article="a2", **other),
        articles,
        GroupSettings(**more),
    )


QUOTED = {"kind": "direct"}
MORN = {"speaker": "Ada Morn"}
BRANDT = {"speaker": "Ivo Brandt"}
FLOOD = {"frame": "flood kill person"}

CASES = [
    # name, left, right, left's extras, right's extras, relation, ground
    (
        "the same words",
        "We shall never sell the harbour to anyone",
        "We shall never sell the harbour to anyone",
        QUOTED, QUOTED, "same_quote", None,
    ),
    (
        "cut short",
        "We shall never sell the harbour to anyone, and that is that",
        "never sell the harbour to anyone",
        QUOTED, QUOTED, "same_quote", None,
    ),
    (
        "a word replaced",
        "We shall never sell the old harbour to anyone abroad",
        "We shall never hand the old harbour to anyone abroad",
        QUOTED, QUOTED, "quote_variant", "wording",
    ),
    (
        "one speaker, other words",
        "the minister resigned over the grain contract in Vellin",
        "the minister resigned because of the contract for grain in Vellin",
        MORN, MORN, "restates", None,
    ),
    (
        "two speakers, one content",
        "the minister resigned over the grain contract in Vellin",
        "the minister resigned because of the contract for grain in Vellin",
        MORN, BRANDT, "agrees", None,
    ),
    (
        "nobody knows who speaks: one voice",
        "the minister resigned over the grain contract in Vellin",
        "the minister resigned because of the contract for grain in Vellin",
        {}, {}, "restates", None,
    ),
    (
        "two counts of the dead on one day",
        "the flood in Vellin killed <12 people|q=12 person>",
        "the flood in Vellin killed <19 people|q=19 person>",
        FLOOD, FLOOD, "conflicts", "quantity",
    ),
    (
        "a rounded count",
        "the flood in Vellin killed <about 20 people|q=20 person about>",
        "the flood in Vellin killed <19 people|q=19 person>",
        {**FLOOD, **MORN}, {**FLOOD, **BRANDT}, "agrees", None,
    ),
    (
        "two shares of the same voters",
        "<60 percent|q=60 % exact voter> of voters in Vellin back the harbour plan",
        "<72 percent|q=72 % exact voter> of voters in Vellin back the harbour plan",
        {}, {}, "conflicts", "quantity",
    ),
    (
        "a bound that the other meets",
        "<over 60 percent|q=60 % more_than voter> of voters in Vellin back the harbour plan",
        "<72 percent|q=72 % exact voter> of voters in Vellin back the harbour plan",
        MORN, BRANDT, "agrees", None,
    ),
    (
        "two days for one event",
        "the harbour in Vellin closed on <Monday|d=2031-05-05>",
        "the harbour in Vellin closed on <Thursday|d=2031-05-08>",
        {"frame": "harbour close"}, {"frame": "harbour close"}, "conflicts", "date",
    ),
    (
        "a day inside a month",
        "the harbour in Vellin closed in <May|d=2031-05-01/2031-05-31>",
        "the harbour in Vellin closed on <Thursday|d=2031-05-08>",
        MORN, BRANDT, "agrees", None,
    ),
    (
        "one negates it",
        "the ministry will not close the harbour of Vellin",
        "the ministry will close the harbour of Vellin",
        {"negated": True, **MORN}, BRANDT, "conflicts", "negation",
    ),
    (
        "opposite verbs",
        "exports of grain from Vellin rose sharply in spring",
        "exports of grain from Vellin fell sharply in spring",
        {"frame": "export rise"}, {"frame": "export fall"}, "conflicts", "antonym",
    ),
    (
        "opposite words, one negated, mean the same",
        "the harbour of Vellin was not open for ships of the navy",
        "the harbour of Vellin was closed for ships of the navy",
        {"negated": True, **MORN}, BRANDT, "agrees", None,
    ),
    (
        "stated and denied",
        "the fleet attacked the harbour of Vellin",
        "the fleet attacked the harbour of Vellin",
        MORN, {**BRANDT, "cue": make_cue("deny", "denies")}, "conflicts", "denial",
    ),
    (
        "denied by two",
        "the fleet attacked the harbour of Vellin",
        "the fleet attacked the harbour of Vellin",
        {**MORN, "cue": make_cue("deny", "denies")},
        {**BRANDT, "cue": make_cue("reject", "denies")}, "agrees", None,
    ),
    (
        "denied by one, negated by the other",
        "the fleet attacked the harbour of Vellin",
        "the fleet did not attack the harbour of Vellin",
        {**MORN, "cue": make_cue("deny", "denies")}, {**BRANDT, "negated": True}, "agrees", None,
    ),
    (
        "not confirmed is not denied",
        "the fleet attacked the harbour of Vellin",
        "the fleet attacked the harbour of Vellin",
        MORN, {**BRANDT, "cue": make_cue("confirm", "asserts", negated=True)}, "related", None,
    ),
    (
        "a demand is no report",
        "the fleet leaves the harbour of Vellin",
        "the fleet leaves the harbour of Vellin",
        MORN, {**BRANDT, "cue": make_cue("demand", "demands")}, "related", None,
    ),
    (
        "will and may",
        "the ministry will close the harbour of Vellin",
        "the ministry may close the harbour of Vellin",
        {"frame": "ministry close harbour will", **MORN},
        {"frame": "ministry close harbour may", **BRANDT}, "related", None,
    ),
    (
        "another thing about the same matter",
        "the harbour of Vellin employs many young fishermen",
        "the harbour of Vellin stank of diesel and of tar all through the summer",
        {}, {}, "related", None,
    ),
    (
        "nothing in common",
        "the orchestra played until midnight",
        "wheat prices worry bakers",
        {}, {}, "unsure", None,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[c[0] for c in CASES])
def test_relation(case: tuple) -> None:
    _, left, right, one, other, relation, ground = case
    found = judged(left, right, one, other)
    assert (found.relation, found.ground) == (relation, ground), found.evidence
    assert found.evidence
    assert 0 < found.p_conflict < 1


def test_a_later_higher_toll_is_an_update() -> None:
    left = "the flood in Vellin killed <12 people|q=12 person>"
    right = "the flood in Vellin killed <19 people|q=19 person>"
    assert judged(left, right, FLOOD, FLOOD, articles=LATER).relation == "updates"
    assert judged(right, left, FLOOD, FLOOD, articles=LATER).relation == "conflicts"


def test_a_figure_that_does_not_grow_is_no_update() -> None:
    left = "<60 percent|q=60 % exact voter> of voters in Vellin back the harbour plan"
    right = "<72 percent|q=72 % exact voter> of voters in Vellin back the harbour plan"
    assert judged(left, right, articles=LATER).relation == "conflicts"


def test_who_differs_is_told() -> None:
    left, right = "the harbour of Vellin will close", "the harbour of Vellin will not close"
    one_voice = judged(left, right, MORN, {"speaker": "Minister Ada Morn", "negated": True})
    two_voices = judged(left, right, MORN, {**BRANDT, "negated": True})
    assert (one_voice.relation, one_voice.voices) == ("conflicts", "same_speaker")
    assert (two_voices.relation, two_voices.voices) == ("conflicts", "two_speakers")


def test_a_dropped_negation_is_flagged_with_its_place() -> None:
    found = judged(
        "We shall never sell the harbour to anyone",
        "We shall sell the harbour to anyone",
        {**QUOTED, "at": 100},
        QUOTED,
    )
    assert found.relation == "quote_variant"
    assert found.p_conflict > 0.5
    edit = next(e for e in found.evidence if e.feature == "altered_words")
    assert "“never”" in edit.detail
    assert "meaning may change" in edit.detail
    assert edit.left is not None
    assert (edit.left.start, edit.left.end, edit.right) == (109, 114, None)


def test_short_quotations_of_two_people_are_two_utterances() -> None:
    found = judged("We do not know", "We do not know", {**QUOTED, **MORN}, {**QUOTED, **BRANDT})
    assert found.relation not in ("same_quote", "quote_variant")


def test_a_quotation_that_one_speaker_denies_is_no_shared_quotation() -> None:
    words = "the fleet attacked the harbour of Vellin at dawn"
    denied = {**QUOTED, **BRANDT, "cue": make_cue("deny", "denies")}
    assert judged(words, words, {**QUOTED, **MORN}, denied).ground == "denial"


def test_both_figures_stand_in_the_evidence_with_their_places() -> None:
    found = judged(
        "the flood in Vellin killed <12 people|q=12 person>",
        "in Vellin the flood killed <19 people|q=19 person>",
        {**FLOOD, "at": 50},
        FLOOD,
    )
    figure = next(e for e in found.evidence if e.feature == "quantity")
    assert "“12 people” against “19 people”" in figure.detail
    assert figure.left is not None
    assert figure.right is not None
    assert (figure.left.start, figure.right.start) == (77, 27)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("In <2019|q=2019> the harbour was sold", "In <2020|q=2020> the harbour was sold"),
        ("the harbour has <20 cranes|q=20 crane>", "the harbour has <31 ships|q=31 ship>"),
        ("Morn hired <12 men|q=12 man> in Vellin", "Morn hired <another 8 men|q=8 man> in Vellin"),
        ("the harbour has <12 berths|q=12 berth>", "the harbour is <12 km|q=12 km> away"),
        (
            "the navy of Vellin lost <20 ships|q=20 ship> and <31 boats|q=31 boat>",
            "the navy of Vellin lost <31 boats|q=31 boat> and <20 ships|q=20 ship>",
        ),
    ],
)  # fmt: skip
def test_numbers_of_different_things_do_not_conflict(left: str, right: str) -> None:
    assert judged(left, right).ground != "quantity"


def test_parts_that_add_up_agree() -> None:
    found = judged(
        "the flood in Vellin took <51 lives|q=51 life>",
        "the flood in Vellin took <20 lives|q=20 life> here and <31 lives|q=31 life> inland",
        MORN,
        BRANDT,
    )
    assert found.relation == "agrees"
    assert any(e.feature == "sum" for e in found.evidence)


def test_one_speaker_described_and_named_is_not_two_voices() -> None:
    text = "the ferry left the harbour of Vellin late because of fog"
    found = judged(text, text, {"speaker": "the ferry line"}, {"speaker": "Vellin Ferries"})
    assert (found.relation, found.voices) == ("restates", "unknown")


def test_a_phrase_agrees_with_no_statement() -> None:
    long = "the envoy of Vellin said grain deliveries to Okar would double after the harvest season"
    assert judged(long, "grain deliveries to Okar").relation in ("unsure", "related")


def test_both_poles_in_one_claim_are_no_opposition() -> None:
    left = "the festival of Vellin begins in May and ends in June"
    assert judged(left, "the festival of Vellin starts in May and goes on till June").ground is None
