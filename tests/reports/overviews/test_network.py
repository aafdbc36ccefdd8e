"""Who speaks about whom."""

import itertools
from dataclasses import replace

import pytest

from sinorus_claims.model import Analysis, Claim, Entity, TextSpan
from sinorus_claims.reports.overviews import Network, network
from sinorus_claims.reports.overviews.layers import ordered
from sinorus_claims.reports.overviews.names import Names, key

from ..conftest import nothing
from .conftest import worked_out


def naming(sample: Analysis, **named: tuple[tuple[str, str], ...]) -> Analysis:
    """The analysis with entities in the claims of these ids."""

    def marked(claim: Claim) -> Claim:
        found = named.get(claim.id, ())
        return replace(claim, entities=tuple(Entity(TextSpan(0, 1), *one) for one in found))

    return replace(sample, claims=tuple(map(marked, sample.claims)))


def drawn(analysis: Analysis) -> Network:
    view = network(worked_out(analysis))
    assert view is not None
    return view


def test_edges_count_claims_and_denials(sample: Analysis) -> None:
    osterby = (("Osterby", "LOC"),)
    view = drawn(naming(sample, c1=osterby, c6=(("the Osterby's", "LOC"),), c9=osterby))
    found = {(e.speaker, e.target): (e.claims, e.against) for e in view.edges}
    assert found == {("Ada Lund", "Osterby"): (2, 0), ("The ferry company", "Osterby"): (1, 1)}
    cores = {edge.speaker: edge.core for edge in view.edges}
    assert cores["Ada Lund"] == 0
    assert cores["The ferry company"] == next(e.width for e in view.edges if e.against)


def test_last_names_stand_for_full_ones_and_peoples_are_left_out(sample: Analysis) -> None:
    view = drawn(
        naming(sample, c1=(("Holm", "PERSON"),), c3=(("Lund", "PERSON"), ("Danes", "NORP")))
    )
    found = {(e.speaker, e.target) for e in view.edges}
    assert found == {("Ada Lund", "Ina Holm"), ("the Pilots' Guild", "Ada Lund")}


def test_who_names_itself_is_counted_not_drawn(sample: Analysis) -> None:
    view = drawn(naming(sample, c1=(("Ada Lund", "PERSON"),)))
    assert view.edges == ()
    assert view.itself == 1


def test_speakers_in_conflict_are_joined(sample: Analysis) -> None:
    clashes = drawn(sample).clashes
    assert [(c.left, c.right, c.anchor) for c in clashes] == [
        ("The ferry company", "the Pilots' Guild", "g-g2")
    ]


def test_nothing_named() -> None:
    assert network(worked_out(nothing())) is None


def test_names_never_overlap(sample: Analysis) -> None:
    many = tuple((f"Port {letter}", "LOC") for letter in "ABCDEFGHIJKLMNOPQRSTUVWX")
    view = drawn(naming(sample, c1=many))
    assert (len(view.targets), view.left_out) == (16, 8)
    heights = sorted(node.y for node in view.targets)
    assert all(b - a >= 20 for a, b in itertools.pairwise(heights))
    assert heights[-1] < view.height


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Holm", "Ina Holm"),
        ("Ina R. Holm", "Ina Holm"),
        ("OHB", "Osterby Harbour Board"),
        ("O.H.B.", "Osterby Harbour Board"),
        ("Quay", "Quay"),
        ("Lund", "Lund"),
    ],
)
def test_one_name_for_each(name: str, meant: str) -> None:
    mentions = {
        "Ina Holm": 9, "Holm": 3, "Ina R. Holm": 1, "Osterby Harbour Board": 4, "Old Quay": 5,
        "Quay": 2, "Ada Lund": 3, "Per Lund": 3, "Lund": 2,
    }  # fmt: skip
    persons = {key(n) for n in mentions if "Quay" not in n and "Board" not in n}
    assert Names(mentions, persons).of(name) == meant


def test_columns_are_ordered_to_cross_little() -> None:
    weights = {("a", "z"): 2, ("b", "y"): 2, ("c", "x"): 2}
    left, right = ordered(["a", "b", "c"], ["x", "y", "z"], weights)
    assert sorted(zip(left, right, strict=True)) == [("a", "z"), ("b", "y"), ("c", "x")]
