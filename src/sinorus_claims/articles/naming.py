"""Metadata that no reader found: shown by the file's name and folder, or told by the text."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from .metadata.dates import iso_date
from .metadata.families import family_of, known_in_file_name
from .metadata.language import Language
from .metadata.outlets import domain_of, wire_of
from .raw import Found

# "outlet_2024-05-01_slug", as archives name their files.
_NAMED = re.compile(r"(?P<outlet>[A-Za-z][A-Za-z0-9 .-]+)_(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:_|$)")


def with_name(metadata: Mapping[str, Found], path: str, folder: str) -> dict[str, Found]:
    """`metadata` completed from the file's name.

    A file that is named by its outlet was named on purpose: of two guesses that differ, it wins.
    """
    stem = PurePosixPath(path).stem if path != "-" else "stdin"
    named = _from_name(stem, folder)
    whole = {**named, **metadata}
    guess, file = _letters(whole["outlet"].value), _letters(named["outlet"].value)
    if _NAMED.match(stem) and whole["outlet"].origin.endswith("(guessed)") and file not in guess:
        whole["outlet"] = named["outlet"]
    return whole


def told_by_text(
    metadata: Mapping[str, Found], text: str, language: Language, families: Mapping[str, str]
) -> dict[str, Found]:
    """What follows from the text and the metadata: language, owner, the agency if none is known."""
    found = {"language": Found(language.code, language.reason)}
    outlet, url = metadata["outlet"].value, metadata.get("url")
    byline = metadata["byline"].value if "byline" in metadata else ""
    wire = None if "wire" in metadata else wire_of(text, byline, outlet)
    if wire:
        found["wire"] = wire
    family = family_of(outlet, domain_of(url.value) if url else None, families)
    if family:
        found["publisher_family"] = family
    return found


def _letters(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _from_name(stem: str, folder: str) -> dict[str, Found]:
    found = {
        "outlet": Found(stem, "file name (guessed)"),
        "title": Found(stem, "file name (guessed)"),
    }
    named, known = _NAMED.match(stem), known_in_file_name(stem)
    if named:
        found["outlet"] = Found(named["outlet"], "file name (guessed)")
        day = iso_date(named["day"])
        if day:
            found["published"] = Found(day, "file name (guessed)")
    elif known:
        found["outlet"] = Found(known.name, "file name (guessed)")
    elif "." in folder:  # "reuters.com"; a folder without a dot may as well be a topic
        found["outlet"] = Found(folder, "folder (guessed)")
    return found
