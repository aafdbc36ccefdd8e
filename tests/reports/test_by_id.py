"""Values are found by id, whether they are held or lie on disk."""

import gc
import weakref
from dataclasses import replace

import pytest

from sinorus_claims.model import Claim
from sinorus_claims.reports import by_id as module
from sinorus_claims.reports.by_id import ById, by_id

from .conftest import build
from .on_disk import shelf

CLAIMS = build().claims


@pytest.mark.parametrize("values", [CLAIMS, list(CLAIMS), shelf(Claim, CLAIMS)])
def test_every_value_is_found_and_no_other(values: tuple[Claim, ...]) -> None:
    found = ById(values)
    assert [found[claim.id] for claim in CLAIMS] == list(CLAIMS)
    assert found.get("c99") is None
    with pytest.raises(KeyError, match="c99"):
        found["c99"]


def test_ids_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_key", len)
    found = ById(shelf(Claim, CLAIMS))
    assert [found[claim.id] for claim in CLAIMS] == list(CLAIMS)
    assert found.get("c0") is None


def test_an_index_of_what_lies_on_disk_is_made_once_until_it_grows() -> None:
    values = shelf(Claim, CLAIMS)
    first = by_id(values)
    assert by_id(values)._keys is first._keys
    values.put(replace(CLAIMS[0], id="new"))
    assert by_id(values)["new"].text == CLAIMS[0].text


def test_an_index_keeps_no_file_on_disk_alive() -> None:
    values = shelf(Claim, CLAIMS)
    assert by_id(values).get("c99") is None
    gone = weakref.ref(values)
    del values
    gc.collect()
    assert gone() is None
