"""What a cache holds, and how it is emptied."""

import os
import sqlite3
from contextlib import closing
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

        monkeypatch.setattr(inventory, "_STEP", 20)
        monkeypatch.setattr(inventory, "_PAGES", 50)
        monkeypatch.setattr(inventory, "time", SimpleNamespace(sleep=pause))
        assert empty(file).results == 100
        assert sorted(cache.get_all([*old, *new])) == sorted(new)
    assert len(new) > 6


def test_what_is_there_takes_the_time_and_not_the_highest_number(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers grow for years where old results go; and anybody may have written into the file."""
    with Cache(file) as cache:
        for key in ("a", "b", "c", "d"):
            cache.put(key, b"x")
    numbers = {1: -3, 2: 400_000, 3: 400_001, 4: 2**62}
    with closing(sqlite3.connect(file)) as base, base:
        for table in ("results", "contents"):
            query = f"UPDATE {table} SET id = ? WHERE id = ?"  # noqa: S608 - names of our own
            base.executemany(query, ((new, old) for old, new in numbers.items()))
        base.execute("DELETE FROM contents WHERE id = 400000")
        base.execute("INSERT INTO contents VALUES (?, 'no result')", (2**62 + 1,))
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        assert len(pauses) < 10

    monkeypatch.setattr(inventory, "_STEP", 2)
    monkeypatch.setattr(inventory, "time", SimpleNamespace(sleep=pause))
    assert empty(file).results == 4
    with closing(sqlite3.connect(file)) as base:
        left = "SELECT id FROM results UNION ALL SELECT id FROM contents"
        assert base.execute(left).fetchall() == []
    assert [seconds > 0 for seconds in pauses].count(True) == 2  # between three steps


def test_to_look_at_a_cache_makes_none(file: Path) -> None:
    assert take_inventory(file).results == 0
    assert empty(file).results == 0
    assert not file.parent.exists()
