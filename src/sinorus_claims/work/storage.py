"""A folder that machines share: a path, or an fsspec URL; files are there whole or not at all."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from ..errors import ClaimsError, ConfigError
from .scratch import FULL

_DRAFT = ".tmp"
# A name and a password in a URL are not for messages.
_USER = re.compile(r"(?<=://)[^/@]*@")


class Folder(Protocol):
    """Files under plain names; all methods raise `ClaimsError` that names the file."""

    def names(self) -> list[str]:
        """Names of the files, sorted; a folder that is not there yet has none."""

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, or in place of the one that is; whoever reads sees one or the other."""

    def fetch(self, name: str, scratch: Path) -> Path:
        """A file of this machine with the same content: itself, or a copy in `scratch`."""

    def below(self, name: str) -> "Folder":
        """The folder of that name in this one."""


def open_folder(place: str) -> Folder:
    """The folder at a path or at a URL of a store that fsspec knows (`s3://bucket/claims`).

    Raises `ConfigError` where fsspec, or its driver for such a store, is not installed, and
    `ClaimsError` where the store cannot be reached.
    """
    if "://" not in place:
        return LocalFolder(Path(place))
    shown = _USER.sub("", place)
    with _told(shown, "opened"):
        try:
            system, path = import_module("fsspec.core").url_to_fs(place)
        except (ImportError, ValueError) as error:
            raise ConfigError(
                f"{shown}: {error}; URLs need fsspec and its driver for the store: "
                "pip install 'sinorus-claims[remote]', and s3fs, gcsfs or the like"
            ) from error
    return RemoteFolder(system, path.rstrip("/"), shown.rstrip("/"))


class LocalFolder:
    """A folder of the file system, which may be one that many machines mount."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        """As `Folder.names`."""
        with _told(str(self._path), "read"):
            found = list(self._path.iterdir()) if self._path.exists() else []
        return sorted(f.name for f in found if f.is_file() and not f.name.endswith(_DRAFT))

    def read(self, name: str) -> bytes | None:
        """As `Folder.read`."""
        with _told(str(self._path / name), "read"):
            try:
                return (self._path / name).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, name: str, data: bytes) -> None:
        """As `Folder.write`."""
        draft = self._path / _draft(name)
        with _told(str(self._path / name), "written"):
            self._path.mkdir(parents=True, exist_ok=True)
            try:
                with draft.open("xb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(self._path / name)
            finally:
                draft.unlink(missing_ok=True)
            _keep_names(self._path)

    def fetch(self, name: str, scratch: Path) -> Path:
        """As `Folder.fetch`."""
        del scratch
        return self._path / name

    def below(self, name: str) -> "LocalFolder":
        """As `Folder.below`."""
        return LocalFolder(self._path / name)


class RemoteFolder:
    """A folder of a store that fsspec speaks with."""

    def __init__(self, system: Any, path: str, shown: str) -> None:
        self._system, self._path, self._shown = system, path, shown

    def names(self) -> list[str]:
        """As `Folder.names`."""
        with _told(self._shown, "read"):
            self._system.invalidate_cache()
            try:
                found = self._system.ls(self._path, detail=True)
            except FileNotFoundError:
                return []
        files = [f["name"].rpartition("/")[2] for f in found if f["type"] == "file"]
        return sorted(name for name in files if not name.endswith(_DRAFT))

    def read(self, name: str) -> bytes | None:
        """As `Folder.read`."""
        with _told(f"{self._shown}/{name}", "read"):
            try:
                data: bytes = self._system.cat_file(f"{self._path}/{name}")
            except FileNotFoundError:
                return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """As `Folder.write`."""
        draft = f"{self._path}/{_draft(name)}"
        with _told(f"{self._shown}/{name}", "written"):
            self._system.makedirs(self._path, exist_ok=True)
            # Putting is atomic in an object store, but not behind every driver.
            try:
                self._system.pipe_file(draft, data)
                self._system.mv(draft, f"{self._path}/{name}")
            except BaseException:
                with suppress(Exception):
                    self._system.rm_file(draft)
                raise

    def fetch(self, name: str, scratch: Path) -> Path:
        """As `Folder.fetch`."""
        copy = scratch / name
        with _told(f"{self._shown}/{name}", "read"):
            self._system.get_file(f"{self._path}/{name}", str(copy))
        return copy

    def below(self, name: str) -> "RemoteFolder":
        """As `Folder.below`."""
        return RemoteFolder(self._system, f"{self._path}/{name}", f"{self._shown}/{name}")


def _draft(name: str) -> str:
    return f".{name}.{secrets.token_hex(4)}{_DRAFT}"


def _keep_names(folder: Path) -> None:
    """A renamed file survives a loss of power only when its folder was written too."""
    with suppress(OSError):  # not every system opens folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(shown: str, done: str) -> Iterator[None]:
    """Errors of a file system or a store as ours, naming the file."""
    try:
        yield
    except ClaimsError:
        raise
    except Exception as error:  # a driver's lost connection is seldom an OSError
        reason = getattr(error, "strerror", None) or error
        full = getattr(error, "errno", None) in FULL
        advice = "make room there" if full else "see whether --work names the right folder"
        raise ClaimsError(f"{shown}: cannot be {done}: {reason}; {advice}") from error
