"""A second run keeps what a person wrote, and only takes away what is ours."""

import json
import logging
from pathlib import Path

import pytest

from sinorus_claims.reports import files
from sinorus_claims.reports.obsidian.sync import KEPT, MANIFEST, update


def note(text: str) -> str:
    return f"# {text}\n\n{KEPT}\n"


def names(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*.md")}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    update(tmp_path, {"Groups/a.md": note("a"), "b.md": note("b")})
    return tmp_path


def test_notes_are_written_once(vault: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in vault.rglob("*") if p.is_file()}
    update(vault, {"Groups/a.md": note("a"), "b.md": note("b")})
    assert before == {p: p.stat().st_mtime_ns for p in vault.rglob("*") if p.is_file()}


def test_untouched_notes_are_replaced_and_stale_ones_removed(vault: Path) -> None:
    update(vault, {"b.md": note("new"), "c.md": note("c")})
    assert names(vault) == {"b.md", "c.md"}
    assert (vault / "b.md").read_text() == note("new")


def test_words_below_the_line_stay(vault: Path) -> None:
    path = vault / "b.md"
    path.write_text(note("b") + "\nmine\n")
    update(vault, {"b.md": note("new")})
    assert path.read_text() == note("new") + "\nmine\n"
    assert names(vault) == {"b.md"}


def test_a_changed_note_is_kept_and_ours_stands_beside(
    vault: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = vault / "b.md"
    path.write_text(note("b, I think"))
    wanted = {"Groups/a.md": note("a"), "b.md": note("b")}
    update(vault, wanted)  # we have nothing new to say: nothing beside
    assert names(vault) == {"Groups/a.md", "b.md"}
    with caplog.at_level(logging.WARNING):
        update(vault, wanted | {"b.md": note("new")})
    assert path.read_text() == note("b, I think")
    assert (vault / "b (new).md").read_text() == note("new")
    assert "b.md" in caplog.text
    update(vault, wanted | {"b.md": note("newer")})
    assert (vault / "b (new).md").read_text() == note("newer")
    assert path.read_text() == note("b, I think")
    path.unlink()
    update(vault, wanted | {"b.md": note("newer")})
    assert names(vault) == {"Groups/a.md", "b.md"}


def test_notes_of_others_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    (tmp_path / "b.md").write_text("mine too")
    update(tmp_path, {"b.md": note("b")})
    assert (tmp_path / "b.md").read_text() == "mine too"
    assert (tmp_path / "b (new).md").read_text() == note("b")
    update(tmp_path, {})
    assert names(tmp_path) == {"mine.md", "b.md"}


def test_a_stale_note_in_which_somebody_wrote_stays(
    vault: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (vault / "b.md").write_text(note("b") + "mine\n")
    with caplog.at_level(logging.WARNING):
        update(vault, {"Groups/a.md": note("a")})
    assert names(vault) == {"Groups/a.md", "b.md"}
    assert "b.md" in caplog.text


def test_line_ends_turned_by_version_control_are_no_change(vault: Path) -> None:
    path = vault / "b.md"
    path.write_bytes(note("b").replace("\n", "\r\n").encode())
    update(vault, {"b.md": note("new")})
    assert path.read_text() == note("new")


@pytest.mark.parametrize("text", ["{", "[]", '{"files": 3}', '{"files": {"b.md": 3}}', "\x00"])
def test_with_a_damaged_manifest_everything_is_somebody_elses(vault: Path, text: str) -> None:
    (vault / MANIFEST).write_text(text)
    update(vault, {"b.md": note("new")})
    assert (vault / "b.md").read_text() == note("b")
    assert (vault / "b (new).md").read_text() == note("new")


def test_a_manifest_reaches_no_file_outside(vault: Path) -> None:
    outside = vault.parent / "outside.md"
    outside.write_text("x")
    found = json.loads((vault / MANIFEST).read_text())
    hashes = found["files"]["b.md"]
    found["files"] |= {"../outside.md": hashes, str(outside): hashes, "x/../../outside.md": hashes}
    (vault / MANIFEST).write_text(json.dumps(found))
    outside.write_text(note("b"))
    update(vault, {})
    assert outside.exists()
    assert names(vault) == set()


def test_a_run_cut_off_leaves_no_note_that_is_nobodys(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter([True, True])  # the manifest, one note, then the disk is full

    def full(_: int) -> None:
        if not next(left, False):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(Exception, match="No space left"):
        update(vault, {"Groups/a.md": note("a2"), "b.md": note("b2")})
    monkeypatch.undo()
    update(vault, {"Groups/a.md": note("a3"), "b.md": note("b3")})
    assert names(vault) == {"Groups/a.md", "b.md"}
    assert (vault / "Groups/a.md").read_text() == note("a3")
