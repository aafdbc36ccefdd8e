"""Ids of groups, and the order of the claims' ids, whoever gave them."""

import hashlib

import pytest

from sinorus_claims.groups import ids
from sinorus_claims.groups.ids import Ids, id_of


def test_our_ids_count_as_in_earlier_versions_and_foreign_ones_whole() -> None:
    ours = ["0123456789abcdef", "fedcba9876543210"]
    short = [name[:12] for name in ours]
    assert id_of(ours) == id_of(ours[::-1]) == id_of(short)
    assert id_of(ours).startswith(hashlib.sha256("\n".join(short).encode()).hexdigest()[:12])
    foreign = [f"extract-v1-{name}" for name in ours]
    others = [f"extract-v1-{name}" for name in ("0123456789abcdee", "fedcba9876543210")]
    assert id_of(foreign) != id_of(others)
    assert id_of(["0123456789ABCDEF"]) != id_of(["0123456789ABC"])


NAMES = ["b", "a", "é", "a", "B", "bb", "", "z" * 64]


@pytest.mark.parametrize("long", [[], ["y" * 65], ["y" * 65, "y" * 300]])
@pytest.mark.parametrize("at_once", [1, 3, 99])
def test_ids_are_ranked_by_their_bytes(
    long: list[str], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ids, "_AT_ONCE", at_once)
    names = [*NAMES, *long, *NAMES[:2]]
    known = Ids()
    for name in names:
        known.add(name)
    order = sorted({name.encode() for name in names})
    assert known.ranks().tolist() == [order.index(name.encode()) for name in names]


def test_one_long_id_makes_no_wide_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_AT_ONCE", 1000)
    known = Ids()
    for name in (*["a"] * 1000, "x" * 100_000, "b", *["c"] * 1000):
        known.add(name)
    ranks = known.ranks()
    assert max(column.nbytes for column in known._columns) < 64_000
    assert ranks[-1] == 2
    assert ids._LONGEST < 100_000


def test_no_ids() -> None:
    assert len(Ids().ranks()) == 0
