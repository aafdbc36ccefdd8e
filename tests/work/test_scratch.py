"""Folders of one run: private, gone afterwards, and swept when their run was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from sinorus_claims.config import WorkSettings
from sinorus_claims.errors import ClaimsError
from sinorus_claims.work import scratch
from sinorus_claims.work.scratch import scratch_folder

HOLDER = """
import sys
from sinorus_claims.config import WorkSettings
from sinorus_claims.work.scratch import scratch_folder
with scratch_folder(WorkSettings(cache_folder=sys.argv[1])) as folder:
    (folder / "part").write_text("half")
    print(folder, flush=True)
    sys.stdin.read()
"""


def _holder(cache: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that holds a scratch folder until its standard input is closed."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(cache)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert started.stdout is not None
    return started, Path(started.stdout.readline().strip())


def test_the_folder_goes_with_its_block(tmp_path: Path) -> None:
    settings = WorkSettings(cache_folder=str(tmp_path))
    with scratch_folder(settings) as one, scratch_folder(settings) as other:
        assert one != other
        assert one.is_relative_to(tmp_path)
        (one / "deep").mkdir()
        (one / "deep" / "part").write_bytes(b"x")
        assert {p.name for p in other.iterdir()} == {"held.lock"}
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_folder_goes_when_the_block_raises(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch_folder(WorkSettings(cache_folder=str(tmp_path))):
        raise ZeroDivisionError
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    cache = tmp_path / "new"
    with scratch_folder(WorkSettings(cache_folder=str(cache))) as folder:
        assert folder.stat().st_mode & 0o077 == 0
        assert cache.stat().st_mode & 0o077 == 0


def test_without_a_cache_it_lies_among_the_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    with scratch_folder(WorkSettings(cache=False, cache_folder=str(tmp_path / "c"))) as folder:
        assert folder.parent == tmp_path / "t"
    assert not (tmp_path / "c").exists()


def test_a_cache_folder_that_cannot_be_costs_only_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    with scratch_folder(WorkSettings(cache_folder=str(tmp_path / "taken"))) as folder:
        assert folder.parent == tmp_path / "t"


def test_no_folder_at_all_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "taken"))
    settings = WorkSettings(cache=False)
    with pytest.raises(ClaimsError, match=r"taken: cannot be written: .*TMPDIR"):
        scratch_folder(settings).__enter__()


@pytest.mark.bad_input(47)
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")  # noqa: PTH110
def test_a_disk_that_is_full_in_the_middle_is_named(tmp_path: Path) -> None:
    settings = WorkSettings(cache_folder=str(tmp_path))
    with (
        pytest.raises(ClaimsError, match=r"scratch: cannot be written: No space left.*TMPDIR"),
        scratch_folder(settings),
        open("/dev/full", "wb", buffering=0) as stream,  # noqa: PTH123
    ):
        stream.write(b"much")
    assert list((tmp_path / "scratch").iterdir()) == []
    with pytest.raises(FileNotFoundError), scratch_folder(settings) as folder:
        (folder / "none").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_folders_of_killed_runs_are_swept_and_those_of_living_ones_are_not(tmp_path: Path) -> None:
    killed, left = _holder(tmp_path)
    living, held = _holder(tmp_path)
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=10)
        assert (left / "part").exists()
        with scratch_folder(WorkSettings(cache_folder=str(tmp_path))):
            assert not left.exists()
            assert (held / "part").read_text() == "half"
        living.communicate("", timeout=10)
        assert not held.exists()
    finally:
        for process in (killed, living):
            process.kill()
            process.communicate()


def _left(cache: Path, name: str, *, days: float = 0) -> Path:
    """A folder that a killed run left, untouched for so many days."""
    folder = cache / "scratch" / f"sinorus-claims-scratch-{name}"
    (folder / "deep").mkdir(parents=True)
    then = time.time() - days * 86400
    for path in (folder / "held.lock", folder / "deep" / "part"):
        path.write_bytes(b"")
        os.utime(path, (then, then))
    for path in (folder / "deep", folder):
        os.utime(path, (then, then))
    return folder


@pytest.mark.parametrize("name", ["another_name-a0b1c2_3", "a0b1c2_3"])
def test_on_a_disk_of_this_machine_the_name_of_the_machine_is_no_matter(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pod has a new one each time; and once the folders told none."""
    monkeypatch.setattr(scratch, "network_type", lambda _: None)
    left, not_ours = _left(tmp_path, name), tmp_path / "scratch" / "sinorus-claims-scratch-mine"
    not_ours.mkdir()
    with scratch_folder(WorkSettings(cache_folder=str(tmp_path))):
        assert not left.exists()
        assert not_ours.exists()


def test_where_machines_share_a_disk_what_others_left_goes_after_a_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "network_type", lambda _: "nfs4")
    own, old = _left(tmp_path, f"{scratch._HOST}-a0b1c2_3"), _left(tmp_path, "b-a0b1c2_3", days=8)
    young, nameless = _left(tmp_path, "c-a0b1c2_3", days=6), _left(tmp_path, "a0b1c2_3", days=8)
    busy, held = _left(tmp_path, "d-a0b1c2_3", days=8), _left(tmp_path, "e-a0b1c2_3", days=8)
    (busy / "deep" / "part").write_bytes(b"more")
    with FileLock(held / "held.lock"):
        lately = time.time() - 8 * 86400
        os.utime(held / "held.lock", (lately, lately))
        with scratch_folder(WorkSettings(cache_folder=str(tmp_path))) as new:
            left = set((tmp_path / "scratch").iterdir())
    assert left == {young, busy, held, new}
    assert not {own, old, nameless} & left


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_where_machines_share_a_disk_folders_of_others_are_left_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their locks may be their own."""
    monkeypatch.setattr(scratch, "network_type", lambda _: "nfs4")
    killed, left = _holder(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=10)
    here = scratch._HOST
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(scratch, "_HOST", f"{here}-2")
        with scratch_folder(WorkSettings(cache_folder=str(tmp_path))) as theirs:
            assert (left / "part").exists()
            elsewhere.setattr(scratch, "_HOST", here)
            with scratch_folder(WorkSettings(cache_folder=str(tmp_path))):
                assert not left.exists()
                assert theirs.exists()
