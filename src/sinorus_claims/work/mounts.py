"""Whether a folder lies on a disk of this machine."""

import os
import re
from pathlib import Path

_TABLE = Path("/proc/self/mountinfo")
_NETWORK = frozenset({
    "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "fuse.ceph", "fuse.glusterfs", "fuse.juicefs",
    "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs",
    "panfs", "pvfs2", "smb3", "smbfs", "virtiofs", "wekafs",
})  # fmt: skip
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_type(folder: Path, table: Path = _TABLE) -> str | None:
    """The type of the network file system that holds a folder, which need not be there yet.

    None for a disk of this machine, and where it cannot be told: Linux alone has such a `table`, of
    lines `ID PARENT DEVICE ROOT PLACE OPTIONS ... - TYPE SOURCE OPTIONS`.
    """
    try:
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    place, found = os.path.realpath(folder), ("", "")
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, kind = before.split(), after.split()[:1]
        if len(fields) < 5 or not kind:
            continue
        mounted = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[4]).rstrip("/")
        # Of two in one place the later one hides the other.
        if f"{place}/".startswith(f"{mounted}/") and len(mounted) >= len(found[0]):
            found = mounted, kind[0]
    return found[1] if found[1] in _NETWORK else None
