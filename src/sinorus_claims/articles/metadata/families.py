"""Who owns an outlet: a small table of well-known ones, by domain and by name."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..raw import Found
from ..wording import data_file, word_list

_FIRST_WORDS = re.compile(r"[A-Za-z]+")
# Shorter names ("rt", "time") and ordinary words begin too many file names.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """A line of words/families.tsv."""

    domain: str
    name: str
    family: str


def known_by_domain(host: str) -> KnownOutlet | None:
    """The outlet of a host or of a domain above it: `edition.cnn.com` is found by `cnn.com`."""
    parts = host.lower().removeprefix("www.").split(".")
    by_domain = _by_domain()
    hosts = (".".join(parts[n:]) for n in range(len(parts) - 1))
    return next((by_domain[h] for h in hosts if h in by_domain), None)


def known_by_name(name: str) -> KnownOutlet | None:
    """The outlet of a name however it is set: "THE NEW YORK TIMES", "new_york_times", "nytimes"."""
    return _by_letters().get(_letters(name))


def known_in_file_name(stem: str) -> KnownOutlet | None:
    """The outlet with whose name a file's name begins: `bbc_news_...`, `washingtonpost-...`.

    Ordinary words that also name outlets ("time", "independent") do not count.
    """
    words = _FIRST_WORDS.findall(stem[:100])[:6]
    for count in range(min(len(words), 5), 0, -1):
        joined = "".join(words[:count]).lower()
        known = known_by_name(joined)
        if known and len(joined) >= _SHORTEST and not _ordinary(joined):
            return known
    return None


def family_of(outlet: str, host: str | None, extra: Mapping[str, str]) -> Found | None:
    """Owner of an outlet, by its domain `host`, else by its name.

    `extra` holds further owners by domain or by name (`articles.families` of the settings); they
    go before the table.
    """
    letters = _letters(outlet)
    parts = (host or "").lower().removeprefix("www.").split(".")
    hosts = [".".join(parts[n:]) for n in range(len(parts) - 1)]
    own = {k.lower().removeprefix("www."): v for k, v in sorted(extra.items())}
    names = {_letters(k): v for k, v in sorted(extra.items())}
    for given in (*(own.get(h) for h in hosts), names.get(letters)):
        if given:
            return Found(given, "setting articles.families")
    known = known_by_domain(host) if host else None
    if known:
        return Found(known.family, f"table of outlets, by {known.domain}")
    known = known_by_domain(outlet) or (None if host else known_by_name(outlet))
    return Found(known.family, "table of outlets, by name (guessed)") if known else None


def _ordinary(letters: str) -> bool:
    return letters in word_list("outlets", "ordinary")


def _letters(name: str) -> str:
    joined = "".join(c for c in name.lower() if c.isalnum())
    return joined.removeprefix("the") if len(joined) > 6 else joined


@functools.cache
def _table() -> tuple[KnownOutlet, ...]:
    text = data_file("words", "families.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple(KnownOutlet(*(cell.strip() for cell in row)) for row in rows)


@functools.cache
def _by_domain() -> Mapping[str, KnownOutlet]:
    return {known.domain: known for known in _table()}


@functools.cache
def _by_letters() -> Mapping[str, KnownOutlet]:
    """By name without blanks, by domain, and by the domain's own label ("washingtonpost")."""
    found: dict[str, KnownOutlet] = {}
    for known in _table():
        if "(" not in known.name:  # "The Herald (Glasgow)": many others have the bare name
            found.setdefault(_letters(known.name), known)
    for known in _table():
        found.setdefault(_letters(known.domain), known)
        label = known.domain.split(".")[0] if known.domain.count(".") == 1 else ""
        if len(label) >= _SHORTEST:
            found.setdefault(_letters(label), known)
    return found
