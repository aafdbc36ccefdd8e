"""What holds for any pair: order does not matter, and places lie where they should."""

from dataclasses import replace

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.model import Claim, Judgement

from .conftest import make_article, make_claim, make_cue

ARTICLES = {"a1": make_article("a1", "2031-05-05"), "a2": make_article("a2", "2031-05-05")}
LATER = {**ARTICLES, "a2": make_article("a2", "2031-05-09")}

TOKENS = """the fleet not never harbour closed opened Vellin minister said 12 denied grain rose fell
will may people “ ” . , <Monday|d=2031-05-05> <Friday|d=2031-05-09>"""
FIGURES = ["<19 ships|q=19 ship>", "<over 20 ships|q=20 ship more_than>", "<5 percent|q=5 %>"]
WORDS = st.sampled_from(TOKENS.split() + FIGURES)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)
EXTRAS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["direct", "mixed", "indirect", "narrated"]),
        "speaker": st.sampled_from([None, "Ada Morn", "Morn", "Ivo Brandt"]),
        "negated": st.booleans(),
        "hedged": st.booleans(),
        "frame": st.sampled_from([None, "fleet close harbour", "fleet close harbour may"]),
        "cue": st.sampled_from([None, make_cue("say", "asserts"), make_cue("deny", "denies")]),
    }
)


def mirrored(judgement: Judgement) -> set:
    return {(e.feature, e.score, e.right, e.left) for e in judgement.evidence}


@examples(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, EXTRAS, EXTRAS)
def test_sides_may_be_exchanged(left: str, right: str, one: dict, other: dict) -> None:
    a, b = make_claim(left, article="a1", **one), make_claim(right, article="a2", **other)
    here = judge_pair(a, b, LATER, GroupSettings())
    there = judge_pair(b, a, LATER, GroupSettings())
    for name in ("relation", "ground", "score", "voices", "p_conflict"):
        assert getattr(here, name) == getattr(there, name), name
    assert {(e.feature, e.score, e.left, e.right) for e in here.evidence} == mirrored(there)
    assert (here.left, here.right) == (there.right, there.left)


@examples(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gets_a_judgement(left: str, right: str) -> None:
    bare = make_claim("x", speaker=None, cue=None)
    a, b = (replace(bare, id=i, text=t, kind="narrated") for i, t in (("1", left), ("2", right)))
    found = judge_pair(a, b, {}, GroupSettings())
    assert 0 < found.p_conflict < 1
    assert 0 <= found.score <= 1


@examples(max_examples=60, deadline=None)
@given(TEXTS, EXTRAS)
def test_places_lie_in_the_claim(text: str, extra: dict) -> None:
    a = make_claim(text, article="a1", at=40, **extra)
    b: Claim = make_claim("the fleet will not close the harbour of Vellin", article="a2")
    for evidence in judge_pair(a, b, ARTICLES, GroupSettings()).evidence:
        if (
            evidence.left is not None and evidence.left.start < 900
        ):  # a cue of the factory is at 900
            assert 40 <= evidence.left.start < evidence.left.end <= 40 + len(a.text)
