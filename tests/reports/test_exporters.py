"""Files are written whole, in the order of the settings, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.errors import ClaimsError, ConfigError
from sinorus_claims.model import Analysis
from sinorus_claims.reports.exporters import EXPORTERS, export
from sinorus_claims.reports.files import write_whole

from .conftest import alone, build, nothing


def count_claims(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """An exporter of a user's own."""
    assert settings.max_groups
    return write_whole(folder / "count.txt", f"{len(analysis.claims)}\n")


def test_formats_in_their_order(sample: Analysis, tmp_path: Path) -> None:
    settings = ReportSettings(formats=["jsonl", "html", "markdown", "json"])
    paths = export(sample, tmp_path / "new" / "folder", settings)
    assert [path.name for path in paths] == [
        "claims.jsonl",
        "report.html",
        "report.md",
        "claims.json",
    ]
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(
        p.name for p in paths
    )


def test_default_formats_are_in_the_table() -> None:
    assert set(ReportSettings().formats) <= set(EXPORTERS)


def test_a_function_of_the_users_own(sample: Analysis, tmp_path: Path) -> None:
    name = f"{__name__}:count_claims"
    (path,) = export(sample, tmp_path, ReportSettings(formats=[name]))
    assert path.read_text() == "12\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("pdf", "choose from markdown, html, json, jsonl"),
        (":x", "choose from"),
        ("no_such_module:x", "cannot be imported"),
        ("os:no_such_name", "cannot be imported"),
        ("os:sep", "not a function"),
    ],
)
def test_unknown_formats_are_named_before_anything_is_written(
    name: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=message):
        export(build(), tmp_path / "out", ReportSettings(formats=["json", name]))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("made", [None, "count.txt", (Path("a"), None)])
def test_an_exporter_that_returns_no_path_is_named(
    made: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"{__name__}:count_claims"
    monkeypatch.setitem(globals(), "count_claims", lambda *_: made)
    with pytest.raises(ConfigError, match="count_claims' returned") as caught:
        export(build(), tmp_path, ReportSettings(formats=[name]))
    assert repr(made) in str(caught.value)


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_whole(tmp_path / "a.txt", "old")

    def full(descriptor: int) -> None:
        assert descriptor > 2
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ClaimsError, match=r"a\.txt: cannot be written: No space left on device"):
        write_whole(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, no folder")
    with pytest.raises(ClaimsError, match="--out"):
        export(alone("text"), tmp_path / "out", ReportSettings())


BINARY = {"sqlite", "parquet"}


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name not in BINARY])
def test_half_surrogates_in_names_break_no_format(name: str, tmp_path: Path) -> None:
    analysis = alone("text \ud83d here", path="caf\udce9.txt", title="\udffe")
    written = export(analysis, tmp_path, ReportSettings(formats=[name]))
    files = [f for path in written for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    texts = [file.read_text("utf-8") for file in files if file.is_file()]
    assert texts
    assert not any(half in text for text in texts for half in ("\\ud83d", "\\udffe", "\\udce9"))


@pytest.mark.parametrize("name", EXPORTERS)
@pytest.mark.parametrize("make", [build, nothing, lambda: alone("text")], ids=["all", "no", "one"])
def test_every_format_writes_what_it_names(
    name: str, make: Callable[[], Analysis], tmp_path: Path
) -> None:
    if name == "parquet":
        pytest.importorskip("duckdb")
    written = export(make(), tmp_path / "out", ReportSettings(formats=[name]))
    assert written
    assert all(path.exists() for path in written)
    assert not list((tmp_path / "out").rglob("*.tmp"))
