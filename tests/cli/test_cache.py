"""`cache info` and `cache clear`, and what a second run takes from the cache."""

from pathlib import Path

import pytest

from ..command import Result, call
from .conftest import write


@pytest.fixture
def kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder after a run over two articles."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("SINORUS_CLAIMS_CACHE", str(cache))
    assert call("extract", str(folder)).code == 0
    return cache


def _fields(result: Result) -> dict[str, str]:
    assert result.code == 0, result.err
    return dict(line.split(": ", 1) for line in result.lines)


def test_what_is_kept_is_shown_by_stage(kept: Path) -> None:
    fields = _fields(call("cache", "info"))
    assert fields["file"] == str(kept / "results.sqlite")
    assert fields["on disk"].endswith(" KB")
    (extraction,) = (value for name, value in fields.items() if name.endswith(":extract_one"))
    assert extraction.startswith("2 results, ")
    assert "put aside" not in fields


def test_what_was_put_aside_is_shown_and_removed(kept: Path) -> None:
    (kept / "results.sqlite").write_bytes(b"no database" * 99)
    assert _fields(call("cache", "info"))["results"] == "none"
    aside = kept / "results.sqlite.damaged-1"
    assert _fields(call("cache", "info"))["put aside"] == f"{aside} (1 KB)"
    assert "removed 0 results and 1 file put aside" in call("cache", "clear").out
    assert not aside.exists()


def test_clearing_removes_all_and_the_next_run_keeps_again(kept: Path, folder: Path) -> None:
    told = call("cache", "clear").out
    assert told.startswith(f"{kept / 'results.sqlite'}: removed ")
    assert _fields(call("cache", "info"))["results"] == "none"
    assert "removed 0 results" in call("cache", "clear").out
    assert call("extract", str(folder)).code == 0
    assert "results" not in _fields(call("cache", "info"))


def test_the_settings_may_name_another_folder(tmp_path: Path) -> None:
    other = tmp_path / "other"
    file = write(tmp_path, {"c.yaml": f"work: {{cache_folder: '{other}'}}\n"}) / "c.yaml"
    assert _fields(call("cache", "info", "--config", str(file)))["file"].startswith(str(other))
    assert not other.exists()


def test_a_cache_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "results.sqlite").mkdir()
    monkeypatch.setenv("SINORUS_CLAIMS_CACHE", str(tmp_path))
    for command in ("info", "clear"):
        result = call("cache", command)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"error: {tmp_path / 'results.sqlite'}: cannot be used: ")


def test_a_run_whose_cache_cannot_be_used_finds_the_same(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = call("extract", str(folder))
    monkeypatch.setenv("SINORUS_CLAIMS_CACHE", str(kept / "results.sqlite"))
    again = call("extract", str(folder))
    assert (again.code, again.out) == (0, found.out)
    assert caplog.text.count("nothing is kept for the next run") == 1
