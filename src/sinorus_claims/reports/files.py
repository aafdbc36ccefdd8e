"""Write a file whole or not at all."""

import os
import secrets
from pathlib import Path

from ..errors import ClaimsError


def write_whole(path: Path, text: str) -> Path:
    """Write UTF-8 text under a temporary name in the same folder, then rename it to `path`.

    Whoever reads `path` sees the old content or the new, never a part. The folder is created.
    Raises `ClaimsError` that names the file.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_synced(draft, text)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise ClaimsError(
            f"{path}: cannot be written: {reason}; choose another folder with --out"
        ) from error
    return path


def _write_synced(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
