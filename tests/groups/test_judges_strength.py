"""How strong a relation is, and that a batch judges as single pairs do."""

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.judges import JUDGES, judge_all, judge_pair
from sinorus_claims.groups.similarity import LexicalSimilarity

from .conftest import make_claim, make_cue
from .test_judges import ARTICLES, BRANDT, CASES, MORN, judged


def test_figures_without_counterpart_weaken_an_agreement() -> None:
    bare = {"cue": None, "kind": "narrated"}
    left = "the navy of Vellin keeps <20 boats|q=20 boat> in the harbour"
    right = "the navy of Vellin keeps <31 divers|q=31 diver> in the harbour with boats"
    assert judged(left, right).relation == "related"
    found = judged(left, right, bare, bare)
    assert found.relation == "agrees"
    assert any(e.feature == "other_figures" for e in found.evidence)
    assert found.score < judged(left, left, bare, bare).score


def test_a_doubt_is_less_than_a_denial() -> None:
    left = "the fleet of Okar attacked the harbour of Vellin on the night of the storm"
    right = "the fleet attacked Vellin from the sea, and sank a ferry there"
    denies, doubts = (
        judged(left, right, MORN, {**BRANDT, "cue": make_cue("x", stance)})
        for stance in ("denies", "doubts")
    )
    assert doubts.score < denies.score
    assert denies.relation == "conflicts"


def test_a_weak_conflict_is_unsure() -> None:
    left = "exports of grain from Vellin rose sharply in spring"
    right = "exports of grain from Vellin fell sharply in spring"
    found = judged(left, right, conflict_score=0.99)
    assert (found.relation, found.ground) == ("unsure", None)
    assert found.p_conflict > 0.5
    assert any(e.feature == "antonym" for e in found.evidence)


def test_conflicts_are_more_likely_where_one_is_found() -> None:
    alike = judged("the harbour of Vellin will close", "the harbour of Vellin will close soon")
    denied = judged("the harbour of Vellin will close", "the harbour of Vellin will not close")
    apart = judged("the orchestra played until midnight", "wheat prices worry bakers")
    assert max(alike.p_conflict, apart.p_conflict) < 0.2 < denied.p_conflict


def test_batch_is_the_same_as_one_by_one(settings: GroupSettings) -> None:
    pairs = [(make_claim(c[1], **c[3]), make_claim(c[2], article="a2", **c[4])) for c in CASES]
    assert list(judge_all(pairs, ARTICLES, settings)) == [
        judge_pair(left, right, ARTICLES, settings) for left, right in pairs
    ]


def test_a_likeness_that_is_known_is_not_taken_again(
    settings: GroupSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [(make_claim(c[1], **c[3]), make_claim(c[2], article="a2", **c[4])) for c in CASES]
    similarity = LexicalSimilarity()
    known = list(similarity.compare_all(pairs))
    told = list(judge_all(pairs, ARTICLES, settings, similarity=similarity))
    monkeypatch.delattr(LexicalSimilarity, "compare")
    again = judge_all(pairs, ARTICLES, settings, similarity=similarity, likeness=iter(known))
    assert list(again) == told
    with pytest.raises(ValueError, match="shorter"):
        list(judge_all(pairs, ARTICLES, settings, similarity=similarity, likeness=known[:-1]))


def test_every_judge_explains_itself() -> None:
    assert all(len((judge.__doc__ or "").split()) > 7 for judge in JUDGES)


def test_opposites_inside_names_are_no_opposition() -> None:
    left = make_claim(
        "the missile passed North Korea at noon", article="a1", frame="missile pass Korea"
    )
    right = make_claim(
        "the missile passed South Korea at noon", article="a2", frame="missile pass Korea"
    )
    judgement = judge_pair(left, right, {}, GroupSettings())
    assert judgement.ground != "antonym"
