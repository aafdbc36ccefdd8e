"""What goes where, before any format is chosen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, ClaimGroup, Evidence, Judgement, Speaker, TextSpan
from sinorus_claims.reports.contents import Contents, contents
from sinorus_claims.reports.shown import brief

from .conftest import alone, build, claims


def of(analysis: Analysis) -> Contents:
    return contents(analysis, ReportSettings())


def test_pairs_of_the_same_two_sides_are_one_conflict(sample: Analysis) -> None:
    first, second = of(sample).conflicts
    assert (first.pair.judgement.left, first.pair.judgement.right) == ("c1", "c6")
    assert [(p.judgement.left, p.judgement.right) for p in first.others] == [("c5", "c6")]
    assert second.others == ()


def test_conflicts_on_two_grounds_in_one_group_are_told_apart(sample: Analysis) -> None:
    group = sample.groups[0]
    dated = Judgement("c1", "c6", "conflicts", 0.7, "date")
    group = replace(group, judgements=(*group.judgements, dated))
    found = of(replace(sample, groups=(group, *sample.groups[1:]))).conflicts
    assert [conflict.anchor for conflict in found] == ["g-g1", "g-g2", "g-g1-2"]


def test_what_differs_in_figures_is_what_the_evidence_points_at(sample: Analysis) -> None:
    ours, theirs = of(sample).conflicts[0].pair.words
    assert [run.text for run in ours if run.marked] == ["70%"]
    assert [run.text for run in theirs if run.marked] == ["60%"]


def test_a_denial_marks_the_verb_and_no_other_words(sample: Analysis) -> None:
    pair = of(sample).conflicts[1].pair
    assert pair.marked_cues == (True, False)
    said, denied = pair.judgement.left, pair.judgement.right
    shown = of(sample).claims
    places = [shown[name].claim.cue.spans[0] for name in (said, denied)]
    verbs = Evidence("denial", 0.9, "one verb against the other", *places)
    both = replace(pair, judgement=replace(pair.judgement, evidence=(verbs,)))
    assert both.marked_cues == (True, True)
    assert not [run for side in both.words for run in side if run.marked]


def test_groups_that_only_update_are_no_common_voice(sample: Analysis) -> None:
    report = of(sample)
    assert [finding.group.id for finding in report.reported] == ["g4"]
    assert [pair.group.id for pair in report.updates] == ["g5"]


def test_a_claim_and_its_reprint_stand_alone_once(sample: Analysis) -> None:
    restated = Judgement("c1", "c5", "restates", 1.0)
    group = ClaimGroup("g", "x", ("c1", "c5"), (restated,), ("A", "B"), ("A",))
    singles = of(replace(sample, groups=(group,))).singles
    assert singles[0].shown.claim.id == "c1"
    assert [shown.claim.id for shown in singles[0].repeats] == ["c5"]
    assert "c5" not in [single.shown.claim.id for single in singles]
    # Figures and named speakers first; the hope of "some islanders" last.
    assert singles[-1].shown.claim.id == "c12"


def test_voices_fold_case_and_articles_and_keep_the_unresolved_apart(sample: Analysis) -> None:
    names = ["the Harbour Board", "Harbour board", "they", "he"]
    kinds = ["organisation", "organisation", "unresolved", "unresolved"]
    made = [
        replace(claim, speaker=Speaker(name, name, kind, resolved="unresolved: two candidates"))
        for claim, name, kind in zip(sample.claims, names, kinds, strict=False)
    ]
    made.append(replace(sample.claims[4], speaker=None))
    made.append(replace(sample.claims[5], speaker=None, kind="narrated"))
    found = of(replace(sample, claims=tuple(made), groups=(), voices=())).voices
    assert [(voice.name, len(voice.claims)) for voice in found] == [
        ("Harbour board", 2),
        ("Speakers not resolved", 2),
        ("Nobody named", 1),
        ("The outlets in their own voice", 1),
    ]
    assert [s.mention for s in found[1].claims] == [
        "“they” (two candidates)",
        "“he” (two candidates)",
    ]


@pytest.mark.parametrize(
    ("paths", "title"),
    [
        (["news/a.txt", "news/b.txt"], "Claims in news"),
        (["/x/news/a.txt", "/x/news/deep/b.txt"], "Claims in news"),
        (["a.txt", "b.txt"], "Claims in 2 articles"),
        (["/x/a.txt", "b.txt"], "Claims in 2 articles"),
        (["news/a.jsonl#1", "news/a.jsonl#2"], "Claims in news"),
        (["-"], "Claims in 1 article"),
    ],
)
def test_title_is_the_common_folder(paths: list[str], title: str) -> None:
    article = alone("text").articles[0]
    read = tuple(replace(article, id=str(n), path=path) for n, path in enumerate(paths))
    assert of(Analysis(read, (), (), (), "0", {})).title == title


@given(st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=20, deadline=None)
def test_order_of_groups_and_judgements_does_not_matter(chance: object) -> None:
    analysis = build()
    groups = [
        replace(g, judgements=tuple(chance.sample(g.judgements, len(g.judgements))))  # type: ignore[attr-defined]
        for g in analysis.groups
    ]
    chance.shuffle(groups)  # type: ignore[attr-defined]
    mixed = of(replace(analysis, groups=tuple(groups)))
    plain = of(analysis)
    for part in ("variants", "updates", "unsure", "singles", "voices"):
        pairs = zip(getattr(mixed, part), getattr(plain, part), strict=True)
        for ours, theirs in pairs:
            if hasattr(ours, "judgement"):
                assert ours.judgement == theirs.judgement
            else:
                assert ours == theirs
    assert [c.pair.judgement for c in mixed.conflicts] == [
        c.pair.judgement for c in plain.conflicts
    ]


def test_offsets_outside_the_text_fall_back_to_the_claims_own_words() -> None:
    analysis = alone("short")
    lost = replace(analysis.claims[0], content=(TextSpan(90, 99),), text="its own words")
    shown = of(replace(analysis, claims=(lost,))).claims["k1"]
    assert (shown.words, shown.place) == ("its own words", "a.txt:3")


def test_interrupted_content_is_joined_and_marked_in_place(sample: Analysis) -> None:
    article = next(a for a in sample.articles if a.id == "times")
    made = claims({a.id: a for a in sample.articles})["c7"]
    spans = tuple(
        TextSpan(article.text.index(w), article.text.index(w) + len(w))
        for w in ("The old pier", "all winter")
    )
    broken = replace(made, content=spans)
    shown = of(replace(sample, claims=(broken,), groups=())).claims["c7"]
    assert shown.words == "The old pier … all winter"


def test_brief_cuts_after_a_word() -> None:
    assert brief("one two  three", 100) == "one two three"
    assert brief("one two, three", 10) == "one two …"
    assert brief("x" * 50, 10) == "x" * 10 + " …"


def test_what_is_not_surely_one_voice_stands_apart(sample: Analysis) -> None:
    (group,) = [g for g in sample.groups if g.id == "g3"]
    (agrees,) = group.judgements

    def parts(voices: str, relation: str) -> tuple[int, int]:
        judged = replace(agrees, relation=relation, voices=voices)
        report = of(replace(sample, groups=(replace(group, judgements=(judged,)),)))
        return len(report.reported), len(report.alike)

    assert parts("same_speaker", "restates") == (1, 0)
    assert parts("unknown", "restates") == (0, 1)
    assert parts("unknown", "same_quote") == (1, 0)


def test_what_is_guessed_of_the_articles_is_said_first(sample: Analysis) -> None:
    assert of(sample).figures.doubts == "1 outlet guessed"
    undated = tuple(replace(a, published=None, origins={}) for a in sample.articles)
    assert of(replace(sample, articles=undated)).figures.doubts == "4 articles without a date"
    sure = tuple(replace(a, origins={}) for a in sample.articles)
    assert of(replace(sample, articles=sure)).figures.doubts == ""
