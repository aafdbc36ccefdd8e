"""What a saved page brings along: a folder of images, scripts and frames beside it."""

from collections.abc import Callable
from pathlib import PurePosixPath

from ..wording import word_list

_ENDINGS = word_list("containers", "asset_folders")
_SUFFIXES = frozenset(word_list("containers", "asset_suffixes"))
_SYSTEM = frozenset(word_list("containers", "assets_only"))
_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")


def page_of(folder: str, exists: Callable[[str], bool]) -> str | None:
    """The page whose assets `folder` (a path) holds: "pier.html" of "pier_files"; None if none.

    `exists` tells whether a path names a file.
    """
    for ending in _ENDINGS:
        if folder.lower().endswith(ending):
            stem = folder[: -len(ending)]
            for suffix in _PAGES:
                if stem and not stem.endswith("/") and exists(stem + suffix):
                    return stem + suffix
    return None


def is_asset(name: str) -> bool:
    """Whether a file of this name is an image, a script, a font ...: never an article."""
    return PurePosixPath(name).suffix.lower() in _SUFFIXES


def is_system(name: str) -> bool:
    """Whether a system left the file (or the folder that it is in) in an archive."""
    return any(part.lower() in _SYSTEM for part in PurePosixPath(name).parts)
