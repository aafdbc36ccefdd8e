"""Names of notes: safe as file names everywhere and inside `[[...]]`, each once."""

import re
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from unicodedata import normalize

from ..escaping import one_line

LONGEST = 100
"""Bytes of a name in UTF-8, without what tells namesakes apart: some encrypted disks take 143."""

# Look-alikes for what Obsidian or Markdown reads as markup, where a backslash would be shown.
_LOOK_ALIKES = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "<": "‹", ">": "›", "|": "¦", "`": "'", "$": "＄"}
    | dict.fromkeys("#^*")
)
_DOUBLED = re.compile(r"([%=~:!])\1+")
# What Windows refuses, which is more than others do.
_REFUSED = str.maketrans({"/": "-", "\\": "-", ":": "-", '"': "'", "?": ""})
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)


def inert(text: str) -> str:
    """One line that is no markup where nothing can be escaped: in links, properties, names."""
    return _DOUBLED.sub(r"\1", one_line(text).translate(_LOOK_ALIKES)).strip()


def file_name(title: str) -> str:
    """The title as the name of a file, without suffix; never empty."""
    name = normalize("NFC", inert(title).replace(": ", " - ").translate(_REFUSED))
    name = _cut(name).strip(" .-") or "untitled"
    return f"_{name}" if name.partition(".")[0].strip().upper() in _DEVICES else name


def _cut(name: str) -> str:
    """At most `LONGEST` bytes of the name, after a word if there is one near."""
    data = name.encode("utf-8")
    if len(data) <= LONGEST:
        return name
    head = data[:LONGEST].decode("utf-8", "ignore")
    words = head.rpartition(" ")[0]
    return words if len(words) > len(head) // 2 else head


def distinct(titles: Mapping[str, str], taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """A file name for each key, none equal to another or to one of `taken` on any disk.

    Namesakes all get a hash of their keys, so that no name hangs on the order of the titles.
    """
    plain = {key: file_name(title) for key, title in titles.items()}
    names = dict(plain)
    for digits in (6, 16, 64):
        counts = Counter([*map(folded, taken), *map(folded, names.values())])
        clashing = [key for key, name in names.items() if counts[folded(name)] > 1]
        if not clashing:
            break
        for key in clashing:
            mark = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
            names[key] = f"{plain[key]} ({mark})"
    return names


def folded(name: str) -> str:
    """Equal for names that are one file on a disk that folds case or composes letters."""
    return normalize("NFC", normalize("NFKD", name).casefold())
