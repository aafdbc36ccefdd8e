"""Files of columns, cut into sections, that one task writes and many others read a section of."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...work.scratch import unwritable
from ..columns import Numbers

_NUMBER = np.dtype("i8")


def write_sections(file: Path, homes: Numbers, count: int, columns: Sequence[NDArray[Any]]) -> None:
    """Write columns; entry n belongs to section `homes[n]` of `count`, in the order given.

    The file is there whole or not at all. It goes with its run, and nobody reads it after the
    machine stood still: so nothing waits for the disk. Raises `ClaimsError` where it is full.
    """
    order = np.argsort(homes, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(homes, minlength=count))))
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            with draft.open("xb") as stream:
                stream.write(np.concatenate(([count], starts)).astype(_NUMBER).tobytes())
                for column in columns:
                    stream.write(column[order].tobytes())
            os.replace(draft, file)  # noqa: PTH105 - as said: whole or not at all
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(file.parent, error) from error


def read_section(
    files: Sequence[Path], section: int, kinds: Sequence[str]
) -> tuple[NDArray[Any], ...]:
    """The columns of a section, file after file; `kinds` are the types of their numbers."""
    parts = [_section(file, section, kinds) for file in files]
    if not parts:
        return tuple(np.zeros(0, kind) for kind in kinds)
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _section(file: Path, section: int, kinds: Sequence[str]) -> list[NDArray[Any]]:
    with file.open("rb") as stream:
        count = int(np.fromfile(stream, _NUMBER, 1)[0])
        starts = np.fromfile(stream, _NUMBER, count + 1)
        first, end = starts[section : section + 2].tolist()
        at = (count + 2) * _NUMBER.itemsize
        found = []
        for kind in map(np.dtype, kinds):
            stream.seek(at + first * kind.itemsize)
            found.append(np.fromfile(stream, kind, end - first))
            at += int(starts[-1]) * kind.itemsize
    return found
