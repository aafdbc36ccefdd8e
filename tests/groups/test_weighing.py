"""Weights of the evidence: every signal has one, and stronger evidence never counts for less."""

from dataclasses import replace

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.comparison import Comparison, Finding
from sinorus_claims.groups.contradiction.reading import Reading
from sinorus_claims.groups.similarity import LexicalSimilarity
from sinorus_claims.groups.weighing import GROUNDS, chances, signals, weights

from .conftest import make_claim, make_cue

NEUTRAL = Reading(0.1, 0.8, 0.1, 0.2, 0.5)


def pair(*, in_run: bool, reading: Reading | None = None) -> Comparison:
    cue = {"cue": make_cue("say", "asserts")} if in_run else {}
    made = Comparison(
        make_claim("the flood killed twelve people in Vellin", article="a1", **cue),
        make_claim("the flood in Vellin killed nobody", article="a2", **cue),
        {},
        GroupSettings(),
        LexicalSimilarity(),
        in_run=in_run,
    )
    made.reading = reading
    return made


@pytest.mark.parametrize("in_run", [True, False])
@pytest.mark.parametrize("reading", [None, NEUTRAL])
@pytest.mark.parametrize("ground", GROUNDS)
def test_stronger_evidence_makes_a_conflict_likelier(
    in_run: bool, reading: Reading | None, ground: str
) -> None:
    compared = pair(in_run=in_run, reading=reading)
    found = [Finding("conflicts", s, (), ground=ground) for s in (0.2, 0.9)]  # type: ignore[arg-type]
    weak, strong = (chances(compared, [f]).conflict for f in found)
    assert weak < strong


@pytest.mark.parametrize("in_run", [True, False])
def test_the_reading_counts(in_run: bool) -> None:
    opposed = replace(NEUTRAL, neutral=0.05, contradiction=0.85)
    follows = replace(NEUTRAL, neutral=0.05, entailment=0.85)
    plain, against, same = (
        chances(pair(in_run=in_run, reading=r), []) for r in (NEUTRAL, opposed, follows)
    )
    assert against.conflict > plain.conflict > same.conflict
    assert same.agree > plain.agree > against.agree


def test_every_signal_has_a_weight() -> None:
    compared = pair(in_run=False, reading=NEUTRAL)
    found = [Finding("conflicts", 0.5, (), ground=g) for g in GROUNDS]  # type: ignore[arg-type]
    named = signals(compared, [*found, Finding("agrees", 0.5, ())])
    assert named.keys() <= weights()["bare"]["conflict"].keys()


def test_chances_are_shares_of_one() -> None:
    likely = chances(pair(in_run=True), [])
    assert 0 < likely.agree < 1
    assert 0 < likely.conflict < 1
    assert likely.agree + likely.conflict < 1
