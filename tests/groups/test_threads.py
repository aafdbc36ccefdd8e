"""Threads: one speaker, one topic, several days."""

import random

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.grouping import compare_claims
from sinorus_claims.model import Article, Claim, Thread

from .conftest import make_article, make_claim, make_speaker

DAYS = [make_article(f"a{n}", f"2031-05-{n:02}") for n in range(1, 8)]
MORN = {"speaker": "Ada Morn"}


def plan(cost: int, article: str, **changes: object) -> Claim:
    text = (
        f"the new lighthouse of Vellin will cost <{cost} million crowns|q={cost * 10**6} crown> "
        f"and open {'late' if cost > 5 else 'in spring with a concert for the fishermen'}"
    )
    return make_claim(text, article=article, **{**MORN, **changes})


def threads(claims: list[Claim], articles: list[Article] = DAYS) -> tuple[Thread, ...]:
    return compare_claims(claims, articles, GroupSettings()).threads


def test_what_a_speaker_says_later_about_the_same_thing() -> None:
    first, later = plan(4, "a1"), plan(9, "a4")
    (thread,) = threads([later, first])
    assert thread.speaker == "Ada Morn"
    assert thread.claims == (first.id, later.id)
    assert {"lighthouse"} <= set(thread.topic)
    (change,) = thread.changes
    assert (change.left, change.right, change.days) == (first.id, later.id, 3)
    assert change.relation is not None


def test_what_is_no_thread() -> None:
    assert threads([plan(4, "a1"), plan(9, "a4", speaker="Ivo Brandt")]) == ()
    assert threads([plan(4, "a1"), plan(4, "a4")]) == ()  # a repeat
    same_day = [make_article("a1", "2031-05-01"), make_article("a4", "2031-05-01T18:00")]
    assert threads([plan(4, "a1"), plan(9, "a4")], same_day) == ()
    undated = [make_article("a1", None), make_article("a4")]
    assert threads([plan(4, "a1"), plan(9, "a4")], undated) == ()
    unnamed = {"speaker": make_speaker("officials", "anonymous")}
    assert threads([plan(4, "a1", **unnamed), plan(9, "a4", **unnamed)]) == ()
    topics = make_claim("the bakers of Okar strike over flour prices", article="a4", **MORN)
    assert threads([plan(4, "a1"), topics]) == ()


@examples(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(shuffler: random.Random) -> None:
    claims = [plan(4, "a1"), plan(9, "a4"), plan(9, "a5", speaker="Morn"), plan(12, "a7")]
    mixed = sorted(claims, key=lambda _: shuffler.random())
    assert threads(mixed, DAYS[::-1]) == threads(claims)
