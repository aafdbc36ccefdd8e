"""Write notes into a folder in which a person writes too."""

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from ...errors import ClaimsError
from ..files import write_whole
from .names import folded

MANIFEST = ".sinorus-claims.json"
"""Which files are ours, with hashes of what we wrote."""

KEPT = "%% What you write below this line is kept when this note is written again. %%"

_LOG = logging.getLogger(__name__)
_OURS = re.compile(r"(?:[A-Za-z]+/)?[^/\\]+\.md")
_NAMED = 5

Known = dict[str, list[str]]


def update(folder: Path, notes: Mapping[str, str]) -> None:
    """Make the folder hold the notes, by path within it; each note's text ends with `KEPT`.

    Only files that we wrote and that nobody changed since are replaced or removed. What stands
    below `KEPT` in such a file stays. A note that was changed elsewhere is left as it is; ours
    stands beside it as `... (new).md`. An unchanged note is not written.
    """
    known = _load(folder / MANIFEST)
    both = {
        name: list(dict.fromkeys([*known.get(name, ()), _digest(text)]))
        for name, text in notes.items()
    }
    _save(folder / MANIFEST, known | both)  # an interrupted run leaves no note that is nobody's
    now: Known = {}
    beside = dict(_put_all(folder, notes, known, now))
    _put_beside(folder, beside, known, now)
    left = _remove(folder, known, now)
    _save(folder / MANIFEST, now)
    _tell("changed by you and left as they are, the new text beside each", sorted(beside))
    _tell("no longer part of the analysis but kept, for you wrote in them", left)


def _put_all(
    folder: Path, notes: Mapping[str, str], known: Known, now: Known
) -> Iterator[tuple[str, str]]:
    """Write what may be written; yields the others that have something new to say."""
    for name, text in notes.items():
        if _put(folder / name, text, known.get(name, ())):
            now[name] = [_digest(text)]
        elif name not in known:
            yield name, text
        else:
            now[name] = known[name]
            if _digest(text) not in known[name]:
                yield name, text


def _put_beside(folder: Path, beside: Mapping[str, str], known: Known, now: Known) -> None:
    taken = {folded(name) for name in now} | {folded(name) for name in beside}
    for name, text in beside.items():
        for number in range(1, len(taken) + 2):
            mark = "(new)" if number == 1 else f"(new {number})"
            other = f"{name.removesuffix('.md')} {mark}.md"
            if folded(other) in taken:
                continue
            if _put(folder / other, text, known.get(other, ())):
                now[other] = [_digest(text)]
                taken.add(folded(other))
                break


def _put(path: Path, text: str, known: Sequence[str]) -> bool:
    """Write the note unless somebody else changed it; whether it stands there."""
    current = _read(path)
    if current is None:
        if path.is_dir():
            return False
        write_whole(path, text)
        return True
    ours, theirs = _parted(current)
    if _digest(ours) == _digest(text):
        return True
    if _digest(ours) not in known:
        return False
    write_whole(path, text + theirs)
    return True


def _remove(folder: Path, known: Known, now: Known) -> list[str]:
    """Take away our notes of earlier runs; the names of those that somebody wrote in."""
    kept = {folded(name) for name in now}
    left = []
    for name in sorted(known.keys() - now.keys()):
        path = folder / name
        if folded(name) in kept or path.is_symlink() or not path.is_file():
            continue
        ours, theirs = _parted(_read(path) or "")
        if _digest(ours) in known[name] and not theirs.strip():
            path.unlink(missing_ok=True)
        else:
            left.append(name)
    return left


def _parted(text: str) -> tuple[str, str]:
    """Our part of a note, and what somebody wrote below it."""
    ours, mark, theirs = text.partition(KEPT + "\n")
    if mark:
        return ours + mark, theirs
    return (text + "\n", "") if text.endswith(KEPT) else (text, "")


def _digest(text: str) -> str:
    # Version control may turn line ends.
    data = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:32]


def _read(path: Path) -> str | None:
    """The file's text; what is not UTF-8 is nobody's of ours. None if there is no file."""
    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as error:
        raise ClaimsError(f"{path}: cannot be read: {error.strerror or error}") from error


def _load(path: Path) -> Known:
    try:
        found = json.loads(_read(path) or '{"files": {}}')["files"]
        files = {str(name): [str(one) for one in hashes] for name, hashes in found.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        _LOG.warning("%s: damaged; every note in this folder is taken for yours", path)
        return {}
    return {name: hashes for name, hashes in files.items() if _OURS.fullmatch(name)}


def _save(path: Path, known: Known) -> None:
    text = json.dumps({"format": 1, "files": dict(sorted(known.items()))}, indent=1)
    if _read(path) != text + "\n":
        write_whole(path, text + "\n")


def _tell(what: str, names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        _LOG.warning("vault: notes %s: %s%s", what, "; ".join(names[:_NAMED]), more)
