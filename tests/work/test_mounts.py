"""Where a folder lies, by a table of what is mounted."""

from pathlib import Path

import pytest

from sinorus_claims.work import mounts
from sinorus_claims.work.mounts import network_type

TABLE = r"""
1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
2 1 0:40 / /home rw shared:2 master:1 - nfs4 server:/home rw
3 2 8:2 / /home/ada/fast rw - xfs /dev/sdb1 rw
4 1 0:41 / /my\040data rw - lustre server:/data rw
5 1 0:42 / /proc rw - proc proc rw
6 1 0:43 / /lent rw - ext4 /dev/sdc rw
7 6 0:44 / /lent rw - fuse.sshfs other:/ rw
damaged
8 1 0:45 / /odd
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "mountinfo").write_text(TABLE, "utf-8")
    return tmp_path / "mountinfo"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/cache", None),
        ("/home/ada/.cache/not-there-yet", "nfs4"),
        ("/home", "nfs4"),
        ("/homes", None),
        ("/home/ada/fast/cache", None),
        ("/my data/cache", "lustre"),
        ("/lent/cache", "fuse.sshfs"),
        ("/odd", None),
    ],
)
def test_the_innermost_mount_tells(folder: str, kind: str | None, table: Path) -> None:
    assert network_type(Path(folder), table) == kind


def test_where_there_is_no_table_nothing_is_told(tmp_path: Path) -> None:
    assert network_type(tmp_path, tmp_path / "none") is None


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="Linux alone has the table")
def test_the_table_of_this_machine_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "_NETWORK", {"proc"})  # the one type that is sure to be there
    assert network_type(Path("/proc")) == "proc"
    assert network_type(Path("/")) is None
