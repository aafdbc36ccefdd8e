"""The same, not the same, no conflict: judgements, groups and sides follow."""

from dataclasses import replace
from itertools import combinations

import pytest

from .conftest import F1, G1, G2, P1, S1, S2, T1, apply, claims


def test_without_corrections() -> None:
    found = apply("")
    assert found.groups == [{S1, S2, T1}, {G1, G2}]
    assert [g.verdict for g in found.compared.groups] == ["conflict", "corroborated"]
    assert found.notes == ()


def test_no_conflict_takes_the_conflict_away_and_the_sides_with_it() -> None:
    found = apply(f"- {{no_conflict: [{S1}, {S2}, {T1}], note: 'other question asked'}}\n")
    assert found.groups == [{G1, G2}, {S1, S2}]
    assert all(not group.sides for group in found.compared.groups)
    (note,) = found.notes
    assert note.applied
    assert set(note.claims) == {S1, S2, T1}
    assert note.outcome == "no conflict; found: conflicts on quantity (2 pairs)"


def test_no_conflict_between_two_leaves_the_others() -> None:
    found = apply(f"- no_conflict: [{S1}, {T1}]\n")
    assert found.relation(S1, T1) in ("related", None)
    assert found.relation(S2, T1) == "conflicts"


def test_the_judgement_says_whose_word_it_is() -> None:
    found = apply(f"- {{no_conflict: [{S1}, {T1}], note: why not}}\n")
    group = found.group_of(T1)
    (judgement,) = [j for j in group.judgements if {j.left, j.right} == {S1, T1}]
    assert (judgement.relation, judgement.ground, judgement.p_conflict) == ("related", None, 0.0)
    first, *rest = judgement.evidence
    assert (first.feature, first.score) == ("correction", 1.0)
    assert first.detail == "an analyst says that this is no conflict: why not"
    assert any(e.feature == "quantity" for e in rest)  # what was found before stays to be read


def test_no_conflict_where_there_is_none_is_not_applied() -> None:
    (note,) = apply(f"- no_conflict: [{G1}, {G2}]\n").notes
    assert not note.applied
    assert note.outcome == "no conflict is found between them anyway"


def test_a_group_is_named_by_its_id_or_how_it_begins() -> None:
    group = apply("").group_of(T1).id
    for ident in (group, group[:8], f"g-{group}"):
        found = apply(f"- no_conflict: {{group: {ident}}}\n")
        assert found.relation(S2, T1) in ("related", None)
        assert found.notes[0].applied
        assert set(found.notes[0].claims) == {S1, S2, T1}


def test_a_group_that_other_corrections_make_is_found_too() -> None:
    first = f"- same: [{F1}, {T1}]\n"
    group = apply(first).group_of(F1).id
    found = apply(f"{first}- no_conflict: {{group: {group}}}\n")
    assert found.notes[1].applied
    assert all(group.verdict != "conflict" for group in found.compared.groups)


def test_a_group_keeps_the_beginning_of_its_id_from_when_ids_had_twelve_digits() -> None:
    short = [replace(claim, id=claim.id[:12]) for claim in claims()]
    before = apply("", short).group_of(S1[:12]).id
    assert before == apply("").group_of(S1).id
    found = apply(f"- no_conflict: {{group: {before[:12]}}}\n")
    assert found.notes[0].applied
    assert S1 in found.notes[0].claims


def test_an_unknown_group_is_not_applied() -> None:
    (note,) = apply("- no_conflict: {group: 0123456789ab}\n").notes
    assert not note.applied
    assert "no group 0123456789ab in this analysis" in note.outcome


def test_the_same_overrides_a_conflict() -> None:
    found = apply(f"- same: [{S1}, {T1}]\n")
    assert found.relation(S1, T1) == "agrees"  # two speakers
    assert {S1, T1} <= set(found.group_of(S1).claims)


def test_the_same_by_one_speaker_is_a_restatement() -> None:
    found = apply(f"- same: [{S1}, {G2}]\n")
    assert found.relation(S1, G2) == "restates"


def test_what_nobody_compared_is_put_in_one_group() -> None:
    found = apply(f"- same: [{F1}, {P1}]\n")
    assert found.groups[-1] == {F1, P1}
    assert found.relation(F1, P1) == "restates"  # not known who speaks: no second voice
    (note,) = found.notes
    assert note.outcome.startswith("in one group, as the same; found: ")


def test_the_same_makes_one_group_of_two() -> None:
    found = apply(f"- same: [{F1}, {T1}]\n- same: [{F1}, {G1}]\n")
    assert found.groups == [{S1, S2, T1, F1, G1, G2}]


def test_not_the_same_parts_what_was_together() -> None:
    found = apply(f"- not_same: [{G1}, {G2}]\n")
    assert found.groups == [{S1, S2, T1}]
    (note,) = found.notes
    assert note.applied
    assert note.outcome.startswith("kept in different groups; found: ")
    assert set(note.claims) == {G1, G2}


@pytest.mark.parametrize(("one", "other"), list(combinations((S1, S2, T1), 2)))
def test_not_the_same_never_share_a_group_by_way_of_a_third(one: str, other: str) -> None:
    found = apply(f"- not_same: [{one}, {other}]\n")
    assert not any({one, other} <= group for group in found.groups)
    assert found.relation(one, other) is None
    third = ({S1, S2, T1} - {one, other}).pop()
    assert any(third in group for group in found.groups)


def test_two_sides_are_parted_and_each_stays_together() -> None:
    found = apply(f"- not_same: [[{S1}, {S2}], [{T1}, {G1}]]\n")
    assert {S1, S2} in found.groups
    assert found.relation(S1, S2) is not None
    assert not any(group & {S1, S2} and group & {T1, G1} for group in found.groups)


def test_what_is_the_same_as_one_is_not_the_same_as_the_other() -> None:
    found = apply(f"- same: [{S1}, {F1}]\n- not_same: [{F1}, {T1}]\n")
    assert any({S1, F1} <= group for group in found.groups)
    assert not any({S1, T1} <= group or {F1, T1} <= group for group in found.groups)


def test_groups_are_not_joined_over_what_is_not_the_same() -> None:
    found = apply(f"- same: [{S1}, {G1}]\n- not_same: [{S2}, {G2}]\n")
    assert any({S1, G1} <= group for group in found.groups)
    assert not any({S2, G2} <= group for group in found.groups)


def test_no_conflict_and_not_the_same_go_together() -> None:
    text = f"- no_conflict: [{S1}, {T1}]\n- not_same: [{S1}, {T1}]\n"
    assert all(note.applied for note in apply(text).notes)


MANY = f"""\
- same: [{F1}, {P1}]
- not_same: [{S1}, {T1}]
- no_conflict: [{S2}, {T1}]
- {{speaker: A. Morne, is: Ada Morn}}
- drop: {G2}
- {{speaker: he, is: Ivo Brandt, claims: [{P1}]}}
"""


@pytest.mark.parametrize("seed", range(6))
def test_no_order_changes_the_result(seed: int) -> None:
    straight, shuffled = apply(MANY), apply(MANY, seed=seed)
    assert straight.compared.groups == shuffled.compared.groups
    assert straight.compared.voices == shuffled.compared.voices
    assert straight.claims == shuffled.claims
    # An entry has its line, whatever the order in which it is applied.
    by_place = [sorted(r.notes, key=lambda n: n.place) for r in (straight, shuffled)]
    for one, other in zip(*by_place, strict=True):
        assert (one.place, one.applied, one.outcome) == (other.place, other.applied, other.outcome)
        assert set(one.claims) == set(other.claims)


def test_a_remark_above_changes_no_group() -> None:
    assert apply(MANY).compared == apply("# a remark\n\n" + MANY).compared
