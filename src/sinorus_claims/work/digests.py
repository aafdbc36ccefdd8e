"""Digests of code: a result is taken from the cache only if the same code made it."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


@cache
def code_digest(*parts: str) -> str:
    """Hash of the files of the named parts of this package (`claims`, `model`), 12 digits.

    The version alone would not do: who works on the package would get what older code found.
    """
    found = hashlib.blake2b(digest_size=6)
    for part in sorted(parts):
        for file in sorted(p for p in (_PACKAGE / part).rglob("*") if _counts(p)):
            found.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            found.update(file.read_bytes() + b"\0")
    return found.hexdigest()


def _counts(file: Path) -> bool:
    return file.is_file() and file.suffix not in (".pyc", ".md")
