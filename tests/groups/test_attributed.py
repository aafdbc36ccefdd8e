"""Attributed claims: what must not be called a conflict or an agreement, and what must."""

from typing import Any

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.model import Judgement, Speaker

from .conftest import make_article, make_claim, make_cue, make_frame

SAME_DAY = {"a1": make_article("a1", "2031-05-05"), "a2": make_article("a2", "2031-05-05")}
MONTH_APART = {**SAME_DAY, "a2": make_article("a2", "2031-06-05")}
MORN: dict[str, Any] = {"speaker": "Ada Morn"}
BRANDT: dict[str, Any] = {"speaker": "Ivo Brandt"}
NOT = {"negated": True}


def denies(lemma: str = "deny") -> dict[str, Any]:
    return {"cue": make_cue(lemma, "denies")}


def noun(words: str) -> dict[str, Any]:
    frame = make_frame(words)
    return {"frame": type(frame)(frame.predicate, frame.subject, frame.object, clausal=False)}


def judged(
    left: str, right: str, one: dict[str, Any], other: dict[str, Any], **more: Any
) -> Judgement:
    articles = more.pop("articles", SAME_DAY)
    return judge_pair(
        make_claim(left, article="a1", **one),
        make_claim(right, article="a2", **other),
        articles,
        GroupSettings(**more),
    )


NO_CONFLICT = [
    (
        "a negation that a purpose restricts",
        "the fleet of Okar tested a torpedo",
        "the fleet of Okar did not test a torpedo to sink ferries on their way to Vellin",
        MORN, {**BRANDT, **NOT},
    ),
    (
        "the same verb with another object",
        "the islanders were told to take cover in the harbour hall",
        "the council has not taken any particular steps in the harbour hall",
        MORN, {**BRANDT, **NOT},
    ),
    (
        "an order is no statement",
        "to leave the harbour of Vellin before dawn",
        "the crews did not leave the harbour of Vellin before dawn",
        MORN, {**BRANDT, **NOT},
    ),
    (
        "a condition is no statement",
        "if the ministry pays compensation to the fishing crews, the strike ends",
        "the ministry will not pay compensation to the fishing crews",
        MORN, {**BRANDT, **NOT},
    ),
    (
        "not only takes nothing back",
        "the pilot was not only steering the ferry through the fog",
        "the pilot was steering the ferry through the fog",
        MORN, BRANDT,
    ),
    (
        "what is called a lie is not stated",
        "the ministry lied about never having sold the harbour of Vellin",
        "the ministry sold the harbour of Vellin",
        MORN, BRANDT,
    ),
    (
        "a wish",
        "the ministry must never sell the harbour of Vellin to Okar",
        "the ministry will sell the harbour of Vellin to Okar",
        MORN, BRANDT,
    ),
    (
        "opposite words of two things",
        "Okar voted in favour of stricter rules for the harbour of Vellin",
        "Morn opposes drilling near the harbour of Vellin without rules",
        {**MORN, "frame": "okar vote favour"}, {**BRANDT, "frame": "morn oppose drill"},
    ),
    (
        "a denial of something else",
        "the fleet of Okar fired torpedoes at the ferry",
        "the fleet of Okar had lost a barge in the storm",
        {**MORN, "frame": "fleet fire torpedo"},
        {**BRANDT, **denies(), "frame": "fleet lose barge"},
    ),
    (
        "a denied thing is no statement",
        "the fleet of Okar fired torpedoes at the ferry of Vellin",
        "torpedoes of the fleet of Okar",
        {**MORN, "frame": "fleet fire torpedo"},
        {**BRANDT, **denies("oppose"), **noun("- torpedo")},
    ),
    (
        "figures of two events in one sentence each",
        "<at least 40 people|q=40 people at_least> were hurt when the ferry overturned on the reef",
        "<20 people|q=20 people> were hurt in 112 tram accidents between the two wars",
        {**MORN, "frame": "people hurt"}, {**BRANDT, "frame": "people hurt"},
    ),
    (
        "some of the victims",
        "<more than 10 children|q=10 child more_than> were among the dead",
        "<two children|q=2 child> from <Okar|e=LOC> died in the attack",
        MORN, BRANDT,
    ),
    (
        "two lower bounds",
        "<more than 60 people|q=60 people more_than> took part in the harbour race",
        "<more than 20 people|q=20 people more_than> took part in the harbour race",
        MORN, BRANDT,
    ),
    (
        "two ages",
        "the boy was <3 years|q=3 year> old",
        "the ape was <17 years|q=17 year> old",
        {**MORN, "frame": "boy old"}, {**BRANDT, "frame": "ape old"},
    ),
    (
        "a count for each of two periods",
        "the port handled <400 tonnes|q=400 tonne> in <March|d=2031-03-01/2031-03-31>",
        "the port handled <365 tonnes|q=365 tonne> in <April|d=2031-04-01/2031-04-30>",
        MORN, BRANDT,
    ),
    (
        "a year before a noun dates nothing",
        "the senate looks into the <2030|d=2030-01-01/2030-12-31> harbour vote",
        "the senate looks into the harbour vote <today|d=2031-05-05>",
        MORN, BRANDT,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", NO_CONFLICT, ids=[c[0] for c in NO_CONFLICT])
def test_a_shared_topic_is_no_conflict(case: tuple) -> None:
    _, left, right, one, other = case
    found = judged(left, right, one, other)
    assert found.relation != "conflicts", found.evidence


CONFLICT = [
    (
        "the negated clause within a longer one",
        "the ministry will pay compensation to the fishing crews of Vellin, and soon",
        "the ministry will not pay compensation to the fishing crews",
        MORN, {**BRANDT, **NOT}, "negation",
    ),
    (
        "what is denied says less than what is stated",
        "the company had known about the cracks in the quay since the autumn storms",
        "the company had known about the cracks in the quay",
        MORN, {**BRANDT, **denies()}, "denial",
    ),
    (
        "a charge that the accused denies",
        "Brandt took part in collusion with smugglers of Okar",
        "any collusion with smugglers",
        {**MORN, "frame": "brandt take part"},
        {**BRANDT, **denies(), **noun("- collusion")}, "denial",
    ),
    (
        "dead counted as deaths",
        "the flood in Vellin killed <12 people|q=12 people>",
        "the number of people killed in the flood in Vellin stood at <19|q=19>",
        MORN, BRANDT, "quantity",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CONFLICT, ids=[c[0] for c in CONFLICT])
def test_aligned_clauses_conflict(case: tuple) -> None:
    _, left, right, one, other, ground = case
    found = judged(left, right, one, other)
    assert (found.relation, found.ground) == ("conflicts", ground), found.evidence


FLOOD = "the flood in Vellin killed <12 people|q=12 person>"
WORSE = "the flood in Vellin killed <19 people|q=19 person>"


def test_weeks_later_it_is_another_flood() -> None:
    assert judged(WORSE, FLOOD, MORN, BRANDT).relation == "conflicts"
    assert judged(WORSE, FLOOD, MORN, BRANDT, articles=MONTH_APART).relation == "related"


def test_an_unknown_speaker_makes_no_strong_conflict() -> None:
    nobody = Speaker("he", "he", "unresolved")
    named = judged(FLOOD, WORSE, MORN, BRANDT)
    unnamed = judged(FLOOD, WORSE, MORN, {"speaker": nobody})
    assert unnamed.score < named.score


def test_few_words_make_no_strong_conflict() -> None:
    short = judged(
        "<25 people|q=25 people> were hurt", "<27 people|q=27 people> were hurt", MORN, BRANDT
    )
    assert short.relation == "conflicts"
    assert short.score < judged(FLOOD, WORSE, MORN, BRANDT).score - 0.1


def test_a_meeting_each_in_its_week_is_two_meetings() -> None:
    dates = {**SAME_DAY, "a2": make_article("a2", "2031-05-12")}
    left = "the harbour council meets on <Tuesday|d=2031-05-06>"
    right = "the harbour council meets on <Tuesday|d=2031-05-13>"
    assert judged(left, right, MORN, BRANDT, articles=dates).relation != "conflicts"


NOT_THE_SAME = [
    ("a phrase", "ties between Vellin and Okar", "Vellin will cut all ties with Okar by spring"),
    ("another verb", "the driver was shot by the police", "the driver was praised by the police"),
    ("manners", "You're welcome", "You're welcome"),
    (
        "another figure",
        "the navy of Vellin lost <20 ships|q=20 ship> off the reef of Okar in the storm",
        "the navy of Vellin lost <9 men|q=9 sailor> off the reef of Okar in the storm",
    ),
    (
        "the words of one scattered over the sentences of the other",
        "Okar launched a torpedo towards the ferry of Vellin",
        "Okar is proud of its ferry. A torpedo is costly. Vellin launched a fair.",
    ),
]


@pytest.mark.parametrize("case", NOT_THE_SAME, ids=[c[0] for c in NOT_THE_SAME])
def test_likeness_is_no_agreement(case: tuple) -> None:
    _, left, right = case
    assert judged(left, right, MORN, BRANDT).relation in ("related", "unsure")


@pytest.mark.parametrize(
    ("text", "marked", "relation"),
    [
        ("the ferry policy of Vellin", {}, "related"),
        ("the ferry policy of Vellin", {"kind": "mixed"}, "agrees"),
        ("the policy of the council towards ferries that fly a flag of Okar", {}, "agrees"),
    ],
)
def test_to_name_the_same_is_no_agreement(text: str, marked: dict, relation: str) -> None:
    found = judged(
        text, text, {**MORN, **noun("- policy -"), **marked}, {**BRANDT, **noun("- policy -")}
    )
    assert found.relation == relation


def test_a_report_is_nobodys_second_voice() -> None:
    text = "the ferry left the harbour of Vellin late because of fog"
    report = Speaker("the Vellin Ferry Inquiry", "Vellin Ferry Inquiry", "document")
    found = judged(text, text, {"speaker": report}, MORN)
    assert (found.relation, found.voices) == ("restates", "unknown")
