"""What a cache holds, and how it is emptied."""

import os
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from sinorus_claims.work import inventory
from sinorus_claims.work.cache import Cache
from sinorus_claims.work.inventory import empty, take_inventory


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "c" / "results.sqlite"


def test_a_cache_that_was_emptied_is_small_and_goes_on(file: Path) -> None:
    with Cache(file) as cache:
        for number in range(100):
            cache.put(f"k{number}", os.urandom(5000), stage="rooms:one")
        cache.put("other", b"x", stage="rooms:other")
        found = take_inventory(file)
        assert [(one.stage, one.results) for one in found.held] == [
            ("rooms:one", 100), ("rooms:other", 1)]  # fmt: skip
        assert found.size > found.held[0].size > 100 * 4900
        assert empty(file).results == 101
        cache.put("k1", b"new")
        assert cache.get_all(["k0", "k1"]) == {"k1": b"new"}
    assert take_inventory(file).results == 1
    assert file.stat().st_size < 100_000


def test_a_run_keeps_what_it_does_while_the_cache_is_emptied(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mock.patch("sinorus_claims.work.cache_file.WAIT_SECONDS", 0.05):
        cache = Cache(file)
    with cache:
        old = [f"k{number}" for number in range(100)]
        for key in old:
            cache.put(key, os.urandom(5000))
        new: list[str] = []

        def pause(_: float) -> None:
            new.append(f"new{len(new)}")
            cache.put(new[-1], os.urandom(5000))

        monkeypatch.setattr(inventory, "_STEP", 30)
        monkeypatch.setattr(inventory, "_PAGES", 50)
        monkeypatch.setattr(inventory, "time", SimpleNamespace(sleep=pause))
        assert empty(file).results == 100
        assert sorted(cache.get_all([*old, *new])) == sorted(new)
    assert len(new) > 6


def test_to_look_at_a_cache_makes_none(file: Path) -> None:
    assert take_inventory(file).results == 0
    assert empty(file).results == 0
    assert not file.parent.exists()
