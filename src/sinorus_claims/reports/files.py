"""Write a file whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ClaimsError


def write_whole(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """Write text under a temporary name in the same folder, then rename it to `path`.

    Whoever reads `path` sees the old content or the new, never a part. The folder is created.
    Raises `ClaimsError` that names the file.
    """
    with drafted(path) as draft, draft.open("x", encoding=encoding, newline="") as stream:
        stream.write(text)
    return path


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, for a writer that wants a file name of its own.

    What stands under it when the block ends becomes `path`; nothing is left of it when the block
    raises. Raises `ClaimsError` that names the file.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield draft
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise ClaimsError(
            f"{path}: cannot be written: {reason}; choose another folder with --out"
        ) from error
