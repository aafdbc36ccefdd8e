"""Sides of a conflict: by value, in two, and who takes no part."""

import random
from collections.abc import Mapping
from itertools import permutations
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.clusters import find_clusters
from sinorus_claims.groups.independence import Sources, find_origins
from sinorus_claims.groups.judged import Judgements, LookedAt
from sinorus_claims.groups.sides import find_sides
from sinorus_claims.groups.voices import speaker_names
from sinorus_claims.model import Claim, Evidence, Ground, Judgement, Relation, Side
from sinorus_claims.work.shelf import Shelf

from .conftest import make_claim


def toll(dead: int, article: str, **changes: Any) -> Claim:
    text = f"the flood in Vellin killed <{dead} people|q={dead} person> on the quay"
    return make_claim(text, article=article, **changes)


def clash(
    one: Claim, other: Claim, ground: Ground = "quantity", *, score: float = 0.8
) -> Judgement:
    spans = [c.quantities[0].span if c.quantities else c.content[0] for c in (one, other)]
    reason = Evidence(ground, score, "they differ", *spans)
    return Judgement(one.id, other.id, "conflicts", score, ground, evidence=(reason,))


def tie(one: Claim, other: Claim, relation: Relation = "agrees") -> Judgement:
    return Judgement(one.id, other.id, relation, 0.9)


def sides(claims: list[Claim], *judgements: Judgement) -> tuple[Side, ...]:
    origins = find_origins(claims, Sources((), claims))
    return find_sides(claims, judgements, origins, lambda found: speaker_names(found, {}))


def test_two_figures_make_two_sides_with_their_shares() -> None:
    high = [toll(19, a, speaker="Ada Morn") for a in ("a1", "a2", "a3")]
    low = toll(12, "a4", speaker="Ivo Brandt")
    one, other = sides([*high, low], *(clash(h, low) for h in high))
    assert (one.label, other.label) == ("19 people", "12 people")
    assert one.claims == tuple(h.id for h in high)
    assert (one.share, other.share) == (0.75, 0.25)
    assert one.outlets == one.origins == ("Outlet a1", "Outlet a2", "Outlet a3")
    assert (one.speakers, other.speakers) == (("Ada Morn",), ("Ivo Brandt",))
    assert {one.conflict, other.conflict} == {1}


def test_three_figures_make_three_sides() -> None:
    made = [toll(n, f"a{n}") for n in (12, 15, 19)]
    found = sides(made, clash(made[0], made[1]), clash(made[1], made[2]))
    assert sorted(s.label for s in found) == ["12 people", "15 people", "19 people"]


def test_who_conflicts_with_nobody_joins_those_it_agrees_with() -> None:
    high, low, echo, other = toll(19, "a1"), toll(12, "a2"), toll(19, "a3"), toll(7, "a4")
    found = sides([high, low, echo, other], clash(high, low), tie(high, echo))
    assert [s.claims for s in found] == [(high.id, echo.id), (low.id,)]


def test_who_agrees_with_both_sides_takes_none() -> None:
    high, low, both = toll(19, "a1"), toll(12, "a2"), make_claim("many died", article="a3")
    found = sides([high, low, both], clash(high, low), tie(high, both), tie(low, both))
    assert both.id not in {c for s in found for c in s.claims}


def said(words: str, article: str) -> Claim:
    return make_claim(words, article=article)


def test_denials_make_two_sides_however_many_speak() -> None:
    charge = [said("the fleet attacked the harbour", a) for a in ("a1", "a2")]
    denied = [said("the fleet had attacked the harbour", a) for a in ("a3", "a4")]
    found = sides(
        [*charge, *denied],
        clash(charge[0], denied[0], "denial"),
        clash(charge[1], denied[1], "denial"),
        tie(*charge),
    )
    assert [set(s.claims) for s in found] == [{c.id for c in charge}, {c.id for c in denied}]
    assert {s.ground for s in found} == {"denial"}


def test_the_stronger_conflict_decides_where_three_exclude_each_other() -> None:
    made = [said(f"the bridge is {w} now", a) for w, a in (("shut", "a1"), ("open", "a2"),
                                                           ("gone", "a3"))]  # fmt: skip
    found = sides(
        made,
        clash(made[0], made[1], "antonym", score=0.9),
        clash(made[1], made[2], "antonym", score=0.8),
        clash(made[0], made[2], "antonym", score=0.7),
    )
    assert [set(s.claims) for s in found] == [{"a1-0", "a3-0"}, {"a2-0"}]


def test_two_conflicts_of_one_group_are_told_apart() -> None:
    flood = toll(19, "a1"), toll(12, "a2")
    words = said("the dam is safe", "a3"), said("the dam is not safe", "a4")
    found = sides([*flood, *words], clash(*flood, score=0.9), clash(*words, "negation", score=0.7))
    assert [(s.conflict, s.ground) for s in found] == [
        (1, "quantity"), (1, "quantity"), (2, "negation"), (2, "negation"),
    ]  # fmt: skip


def test_no_conflict_no_sides() -> None:
    assert sides([toll(12, "a1"), toll(12, "a2")], tie(toll(12, "a1"), toll(12, "a2"))) == ()


# -- properties -----------------------------------------------------------------------------------

RELATIONS = st.sampled_from(["conflicts", "agrees", "restates", "related", "unsure", None])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Claim], list[Judgement]]:
    claims = [
        toll(draw(st.sampled_from([12, 15, 19])), f"a{n}") if draw(st.booleans())
        else said("the dam is safe and the ferry sails", f"a{n}")
        for n in range(draw(st.integers(2, 6)))
    ]  # fmt: skip
    judged = []
    for n, one in enumerate(claims):
        for other in claims[n + 1 :]:
            relation = draw(RELATIONS)
            score = draw(st.sampled_from([0.6, 0.7, 0.9]))
            if relation == "conflicts":
                both = one.quantities and other.quantities
                judged.append(clash(one, other, "quantity" if both else "negation", score=score))
            elif relation:
                judged.append(Judgement(one.id, other.id, relation, score))
    return claims, judged


@examples(max_examples=200, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_sides_are_apart_and_the_order_of_judgements_does_not_matter(
    graph: tuple[list[Claim], list[Judgement]], shuffler: random.Random
) -> None:
    claims, judged = graph
    found = sides(claims, *judged)
    mixed = sorted(judged, key=lambda _: shuffler.random())
    assert sides(claims, *mixed) == found
    for number in {s.conflict for s in found}:
        camps = [s.claims for s in found if s.conflict == number]
        assert len(camps) > 1
        assert sum(map(len, camps)) == len({c for camp in camps for c in camp})
    clashing = {end for j in judged if j.relation == "conflicts" for end in (j.left, j.right)}
    assert clashing <= {c for s in found for c in s.claims}


def held(pairs: Mapping[tuple[int, int], Judgement]) -> Judgements:
    claims = 1 + max((n for pair in pairs for n in pair), default=0)
    codes = np.array(sorted(one * claims + other for one, other in pairs), np.int64)
    none = np.zeros(len(codes), np.bool_)
    looked_at = LookedAt(codes, none, none, np.zeros(len(codes)), claims)
    found = Judgements(looked_at, Shelf(Judgement, held=len(codes)), pairs.__getitem__)
    for pair, judgement in pairs.items():
        found.put(pair, 1.0, judgement)
    return found


@examples(max_examples=200, deadline=None)
@given(graphs())
def test_every_conflict_and_nobody_twice_without_one(
    graph: tuple[list[Claim], list[Judgement]],
) -> None:
    claims, judged = graph
    place = {c.id: n for n, c in enumerate(claims)}
    pairs = {(place[j.left], place[j.right]): j for j in judged}
    clusters = find_clusters(held(pairs))
    for pair, judgement in pairs.items():
        if judgement.relation == "conflicts":
            assert any(set(pair) <= set(cluster) for cluster in clusters)
    assert not any(set(one) <= set(other) for one, other in permutations(clusters, 2))
    peaceful = {p: j for p, j in pairs.items() if j.relation != "conflicts"}
    members = [n for cluster in find_clusters(held(peaceful)) for n in cluster]
    assert len(members) == len(set(members))
