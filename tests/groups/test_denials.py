"""Denials, negations and opposites between attributed claims: what meets, and what does not."""

from typing import Any

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.model import Frame, Judgement

from .conftest import make_article, make_claim, make_cue, make_frame

SAME_DAY = {"a1": make_article("a1", "2031-05-05"), "a2": make_article("a2", "2031-05-05")}
MORN: dict[str, Any] = {"speaker": "Ada Morn"}
BRANDT: dict[str, Any] = {"speaker": "Ivo Brandt"}
NOT = {"negated": True}
ACCUSES = {"cue": make_cue("accuse", "asserts")}
ALLEGES = {"cue": make_cue("allege", "asserts")}
DENIES = {"cue": make_cue("deny", "denies")}
REPORTS = {"cue": make_cue("report", "asserts")}


def noun(predicate: str) -> dict[str, Any]:
    return {"frame": Frame(predicate, clausal=False)}


def frame(words: str) -> dict[str, Any]:
    return {"frame": make_frame(words)}


def judged(left: str, right: str, one: dict[str, Any], other: dict[str, Any]) -> Judgement:
    return judge_pair(
        make_claim(left, article="a1", **one),
        make_claim(right, article="a2", **other),
        SAME_DAY,
        GroupSettings(),
    )


CONFLICTS = [
    (
        "a charge and the denial of the accused",
        "<Brandt|e=PERSON> of theft at the grain store", "the allegation",
        {**MORN, **ACCUSES, **noun("brandt")}, {**BRANDT, **DENIES, **noun("allegation")}, "denial",
    ),
    (
        "the accuser's own allegations",
        "<Brandt|e=PERSON> stole grain from the store", "<Morn|e=PERSON>'s allegations",
        {**MORN, **ALLEGES, **frame("brandt steal grain")},
        {**BRANDT, **DENIES, **noun("allegation")}, "denial",
    ),
    (
        "a report, and the denial of what it says",
        "the harbour master had asked the crews whom they had voted for",
        "a report that the harbour master asked the crews whom they voted for",
        {**MORN, **REPORTS, **frame("master ask crew")}, {**BRANDT, **DENIES, **noun("report")},
        "denial",
    ),
    (
        "any involvement in what the denier is accused of",
        "<Brandt|e=PERSON> planted mines on two ferries", "any involvement in the ferry blast",
        {**MORN, **ALLEGES, **frame("brandt plant mine")},
        {**BRANDT, **DENIES, **noun("involvement")}, "denial",
    ),
    (
        "a negated main statement",
        "the release of the crew extends to the pilots",
        "the release of the crew does not extend to the pilots",
        {**MORN, **frame("release extend -")}, {**BRANDT, **NOT, **frame("release extend -")},
        "negation",
    ),
    (
        "opposite predicates of one subject",
        "the exports of grain from Vellin rose in spring",
        "the exports of grain from Vellin fell in spring",
        {**MORN, **frame("export rise -")}, {**BRANDT, **frame("export fall -")}, "antonym",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CONFLICTS, ids=[c[0] for c in CONFLICTS])
@pytest.mark.parametrize("turned", [False, True])
def test_conflicts(case: tuple, turned: bool) -> None:
    _, left, right, one, other, ground = case
    found = judged(right, left, other, one) if turned else judged(left, right, one, other)
    assert (found.relation, found.ground) == ("conflicts", ground), found.evidence
    assert found.voices == "two_speakers"


NO_CONFLICT = [
    (
        "somebody else is accused",
        "the council of hiding the theft from <Brandt|e=PERSON>", "the allegation",
        {**MORN, **ACCUSES, **noun("council")}, {**BRANDT, **DENIES, **noun("allegation")},
    ),
    (
        "somebody else's allegations",
        "<Brandt|e=PERSON> stole grain from the store", "<Pell|e=PERSON>'s allegations",
        {**MORN, **ALLEGES, **frame("brandt steal grain")},
        {**BRANDT, **DENIES, **noun("allegation")},
    ),
    (
        "who asks whether states nothing",
        "he knew about the grain payment", "knowing about the grain payment",
        {**MORN, "cue": make_cue("ask", "asks"), **frame("he know -")},
        {**BRANDT, **DENIES, **frame("he know -")},
    ),
    (
        "both say that it did not happen",
        "we weigh every crate, and we never mark crates to cheat the crews",
        "marking crates to cheat the crews",
        {**MORN, **frame("we weigh crate")}, {**BRANDT, **DENIES, **frame("- mark crate")},
    ),
    (
        "what the denier is not, said of others",
        "the raid was the work of members of the smuggling ring",
        "being a member of the smuggling ring",
        {**MORN, **frame("raid work -")}, {**BRANDT, **DENIES, **frame("- member -")},
    ),
    (
        "a deed denied, the thing named",
        "the two were within their rights during the quarrel with the pilot",
        "he was quarrelling with the pilot",
        {**MORN, **frame("two right -")}, {**BRANDT, **DENIES, **frame("he quarrel pilot")},
    ),
    (
        "the denial of a claim that itself denies",
        "crates were sent with grain that was wet",
        "a claim that she never sent crates with grain that was wet",
        {**MORN, **frame("crate send -")}, {**BRANDT, **DENIES, **noun("claim")},
    ),
    (
        "words in common, negated in another statement",
        "the ferry hit the tail of the barge",
        "no one was on the barge when the ferry sank, at the tail of the pier",
        {**MORN, **frame("ferry hit tail")}, {**BRANDT, **NOT, **frame("one barge -")},
    ),
    (
        "two negations in other words",
        "the divers used lamps, but they failed to find any signs of life",
        "the divers used lamps, but they could not find any signs of life",
        {**MORN, **frame("diver use lamp")}, {**BRANDT, **frame("diver use lamp")},
    ),
    (
        "opposites that are no predicates",
        "the mayor wants to lower the grain tax for the crews of Vellin",
        "the mayor said the council will not raise the grain tax for the crews of Vellin",
        {**MORN, **frame("mayor want lower")}, {**BRANDT, **frame("mayor say -")},
    ),
    (
        "each of two bodies speaks of itself",
        "it was closing its inquiry into the sale of the harbour of Vellin",
        "it had opened an inquiry into the sale of the harbour of Vellin",
        {**MORN, **frame("it close inquiry")}, {**BRANDT, **frame("it open inquiry")},
    ),
    (
        "both poles in one statement",
        "the three sailors held in Okar were freed on the quay",
        "the three sailors were freed in Okar on the quay",
        {**MORN, **frame("sailor hold -")}, {**BRANDT, **frame("sailor free -")},
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", NO_CONFLICT, ids=[c[0] for c in NO_CONFLICT])
@pytest.mark.parametrize("turned", [False, True])
def test_no_conflict(case: tuple, turned: bool) -> None:
    _, left, right, one, other = case
    found = judged(right, left, other, one) if turned else judged(left, right, one, other)
    assert found.relation != "conflicts", found.evidence


def test_one_speaker_who_denies_what_he_said_is_a_reporting_conflict() -> None:
    words = "the fleet of Okar attacked the harbour of Vellin"
    parts = frame("fleet attack harbour")
    found = judged(words, words, {**MORN, **parts}, {**MORN, **DENIES, **parts})
    assert (found.relation, found.voices) == ("conflicts", "same_speaker")
