"""Arguments -> files to read, in an order that does not depend on the arguments' order."""

# Paths are shown as they were given, and `Path` would rewrite them.
# ruff: noqa: PTH112, PTH116, PTH118, PTH114, PTH120, PTH207

import glob
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import ReadError
from ...model import Skipped
from .saved_pages import page_of

# Files that tell about a folder and are no articles, whatever their suffix.
_ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing"})
# Files that systems leave in folders; they are nobody's articles.
_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Source:
    """A regular file to read."""

    path: str
    """As given, or joined to the folder as given; with forward slashes."""
    folder: str = ""
    """Name of the folder that holds it, if it lies below the folder that was given."""
    real: str = ""
    """The name by which the system opens it, where that is no UTF-8; else empty."""
    size: int = field(default=-1, compare=False)
    """Bytes when it was found; -1 if nobody has looked."""


Wanted = Callable[[str], bool]
"""Told the path as shown of a file, or of something in it: whether it is to be read."""


def everything(_: str) -> bool:
    """Nothing is passed over."""
    return True


def find_sources(paths: Sequence[str], *, recursive: bool) -> list[Source | Skipped]:
    """Files under `paths` (files, folders, glob patterns), sorted by path, each once.

    Symbolic links, hidden files, hidden folders and what is no regular file are listed as skipped.
    Raises `ReadError` (`not_found`) for an argument that names nothing.
    """
    found: dict[str, Source | Skipped] = {}
    for given in paths:
        for item in _expand(given, recursive=recursive):
            found.setdefault(os.path.normpath(item.path), item)
    return sorted(found.values(), key=lambda item: item.path)


def _expand(given: str, *, recursive: bool) -> Iterator[Source | Skipped]:
    if os.path.lexists(given):
        yield from _item(given, given, recursive=recursive)
        return
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []
    if not matches:
        kind = "no file matches the pattern" if glob.has_magic(given) else "no such file or folder"
        raise ReadError("not_found", f"{given}: {kind}")
    for match in matches:
        assets = _assets_around(match)
        if assets:
            yield assets
        else:
            yield from _item(match, given, recursive=recursive)


def _item(path: str, given: str, *, recursive: bool) -> Iterator[Source | Skipped]:
    try:
        found = os.lstat(path)
    except OSError as error:
        yield _unreadable(path, error)
        return
    mode, size = found.st_mode, found.st_size
    # A link that the user names is meant; one that is met in a folder may lead anywhere.
    if path == given and stat.S_ISLNK(mode):
        mode, size = _linked_mode(path, mode), -1
    if stat.S_ISDIR(mode):
        yield from _folder(path, given, recursive=recursive)
    elif stat.S_ISREG(mode) and path != given and is_about_the_folder(path):
        yield Skipped(_posix(path), "about_the_folder", "name the file itself to read it")
    elif stat.S_ISREG(mode):
        below = path != given and os.path.dirname(path) != given.rstrip("/")
        folder = Path(path).parent.name if below and os.path.isdir(given) else ""
        shown = _posix(path)
        yield Source(shown, folder, "" if shown == path.replace(os.sep, "/") else path, size)
    elif stat.S_ISLNK(mode):
        yield Skipped(_posix(path), "symlink", "links inside folders are not followed")
    else:
        yield Skipped(_posix(path), "not_regular", "a pipe, device or socket")


def is_about_the_folder(path: str) -> bool:
    """Whether a file of this name tells about the files beside it."""
    return Path(path).stem.lower() in _ABOUT


def _linked_mode(path: str, mode: int) -> int:
    try:
        return os.stat(path).st_mode
    except OSError:
        return mode


def _folder(path: str, given: str, *, recursive: bool) -> Iterator[Source | Skipped]:
    try:
        with os.scandir(path) as entries:
            inside = sorted((entry.name, _is_folder(entry)) for entry in entries)
    except OSError as error:
        yield _unreadable(path, error)
        return
    for name, is_folder in inside:
        inner = os.path.join(path, name)
        if name in _SYSTEM:
            yield Skipped(_posix(inner), "system_file", "the system's own, nobody's article")
            continue
        if name.startswith("."):
            yield Skipped(_posix(inner), "hidden", "name it as an argument to have it read")
        elif is_folder and (page := _page_of(inner)):
            yield _assets(inner, page)
        elif recursive or not is_folder:
            yield from _item(inner, given, recursive=recursive)
        else:
            yield Skipped(_posix(inner), "folder", "folders inside folders are not read")


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """What the folder's own list says: each look at a file is a question to a server somewhere."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _page_of(folder: str) -> str | None:
    """The saved page beside `folder` that loads what is in it."""
    if os.path.islink(folder) or not os.path.isdir(folder):
        return None
    return page_of(folder.replace(os.sep, "/"), os.path.isfile)


def _assets_around(path: str) -> Skipped | None:
    """The line for the folder of a saved page's assets, if a pattern led into one."""
    folders = (str(f) for f in (path, *Path(path).parents))
    return next((_assets(f, page) for f in folders if (page := _page_of(f))), None)


def _assets(folder: str, page: str) -> Skipped:
    count = sum(len(files) for _, _, files in os.walk(folder))
    detail = f"{count} files that {_posix(Path(page).name)} loads"
    return Skipped(_posix(folder), "page_assets", detail)


def _unreadable(path: str, error: OSError) -> Skipped:
    return Skipped(_posix(path), reason_of(error), error.strerror or str(error))


def reason_of(error: OSError) -> str:
    """Code for a file that the system does not let us read."""
    if isinstance(error, PermissionError):
        return "permission"
    return "vanished" if isinstance(error, FileNotFoundError) else "unreadable"


def _posix(path: str) -> str:
    # A name that is no UTF-8 would break every writer behind us; the escapes stay readable.
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return shown.replace(os.sep, "/")
