"""Files are there whole or not at all, on a path as in a store behind a URL."""

import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from sinorus_claims.errors import ClaimsError, ConfigError
from sinorus_claims.work.storage import Folder, LocalFolder, open_folder


@pytest.fixture(params=["path", "file", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    if request.param == "path":
        return open_folder(str(tmp_path / "shared"))
    pytest.importorskip("fsspec", reason="URLs need fsspec")
    place = f"memory://{tmp_path}" if request.param == "memory" else f"file://{tmp_path}/shared"
    return open_folder(place)


def test_a_folder_that_is_not_there_is_empty(folder: Folder) -> None:
    assert folder.names() == []
    assert folder.read("a.json") is None


def test_what_is_written_is_read(folder: Folder, tmp_path: Path) -> None:
    folder.write("b.json", b"two")
    folder.write("a.json", b"one")
    folder.write("b.json", b"three")
    assert folder.names() == ["a.json", "b.json"]
    assert folder.read("b.json") == b"three"
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert folder.fetch("a.json", scratch).read_bytes() == b"one"


def test_folders_lie_in_folders(folder: Folder) -> None:
    folder.below("inner").write("a.json", b"one")
    assert folder.names() == []
    assert folder.below("inner").read("a.json") == b"one"


def test_a_file_that_cannot_be_renamed_leaves_the_old_one(tmp_path: Path) -> None:
    folder = open_folder(str(tmp_path))
    folder.write("a.json", b"old")
    full = OSError(28, "No space left on device")
    with (
        mock.patch.object(Path, "replace", side_effect=full),
        pytest.raises(ClaimsError, match=r"a\.json: cannot be written: No space left on device"),
    ):
        folder.write("a.json", b"new")
    assert [f.name for f in tmp_path.iterdir()] == ["a.json"]
    assert folder.read("a.json") == b"old"


def test_a_store_that_fails_while_renaming_keeps_the_old_file(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="URLs need fsspec")
    place = f"memory://{tmp_path}"
    folder = open_folder(place)
    folder.write("a.json", b"old")
    system = type(fsspec.core.url_to_fs(place)[0])
    with (
        mock.patch.object(system, "mv", side_effect=RuntimeError("connection lost")),
        pytest.raises(ClaimsError, match="cannot be written: connection lost"),
    ):
        folder.write("a.json", b"new")
    assert folder.names() == ["a.json"]
    assert folder.read("a.json") == b"old"


def test_what_a_killed_writer_left_is_no_file_of_the_folder(tmp_path: Path) -> None:
    folder = open_folder(str(tmp_path))
    folder.write("a.json", b"one")
    (tmp_path / ".b.json.0a1b2c3d.tmp").write_bytes(b"ha")
    assert folder.names() == ["a.json"]


@pytest.mark.bad_input(47)
def test_a_folder_that_takes_no_more_is_named_and_stays_as_it_was(tmp_path: Path) -> None:
    folder = LocalFolder(tmp_path)
    folder.write("a", b"old")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with (
        mock.patch("os.fsync", side_effect=full),
        pytest.raises(ClaimsError, match=r"/a: cannot be written: No space left.*make room there"),
    ):
        folder.write("a", b"new")
    assert folder.read("a") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with pytest.raises(ClaimsError, match="closed: cannot be read: Permission denied"):
        open_folder(str(closed)).names()


def test_a_file_where_a_folder_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ClaimsError, match="cannot be written"):
        open_folder(str(tmp_path / "file")).write("a.json", b"one")


def test_an_url_without_fsspec_names_the_extra() -> None:
    found = importlib.import_module

    def without(name: str, package: str | None = None) -> Any:
        if name.startswith("fsspec"):
            raise ImportError("No module named 'fsspec'")
        return found(name, package)

    with (
        mock.patch.object(sys.modules[open_folder.__module__], "import_module", without),
        pytest.raises(ConfigError, match=r"sinorus-claims\[remote\]"),
    ):
        open_folder("s3://bucket/claims")


def test_an_unknown_store_says_so() -> None:
    pytest.importorskip("fsspec", reason="URLs need fsspec")
    with pytest.raises(ConfigError, match="nowhere"):
        open_folder("nowhere://bucket/claims")


def test_a_store_that_cannot_be_reached_is_named_without_its_password() -> None:
    fsspec = pytest.importorskip("fsspec", reason="URLs need fsspec")
    refused = ConnectionRefusedError(111, "Connection refused")
    with (
        mock.patch.object(fsspec.core, "url_to_fs", side_effect=refused),
        pytest.raises(ClaimsError, match=r"^ftp://host/claims: cannot be opened: Connection ref"),
    ):
        open_folder("ftp://user:secret@host/claims")
