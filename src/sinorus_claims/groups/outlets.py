"""Names of outlets and agencies, as far as they can be compared: "AP" and "Associated Press"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from ..model import Article, Claim
from .heads import ClaimHead
from .lexicon import rows

_HOSTS = frozenset({"www", "edition", "m", "amp", "en", "news", "uk", "usa", "us", "europe"})
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "or"})
_DOMAIN = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
# "the Reuters news agency", "South Korea's Yonhap": what stands around the name.
_AROUND = re.compile(
    r"^(?:.*['’]s\s+)?(?:the\s+)?(?:state[- ](?:run|owned)?\s*)?(?P<name>.+?)"
    r"(?:,?\s+(?:news\s*(?:agency|service|wire|paper|site)|newspaper|newswire|website|magazine))?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def outlet_key(name: str) -> str:
    """An outlet or agency as compared: letters and digits, lower case, agencies by one name.

    "The Harbour Post", "Harbour Post newspaper" and "www.harbourpost.com" have one key.
    """
    key = _letters(name)
    if key in _agencies():
        return _letters(_agencies()[key])
    inner = _AROUND.match(name.strip())
    short = _letters(inner["name"]) if inner else key
    if short in _agencies():
        return _letters(_agencies()[short])
    return short or key or name


def agency(name: str) -> str | None:
    """The usual name of a news agency; None for anything else."""
    return _agencies().get(_letters(name)) or _agencies().get(outlet_key(name))


def known_outlets(
    articles: Iterable[Article], claims: Iterable[Claim | ClaimHead]
) -> dict[str, str]:
    """Key -> name of agencies, of the outlets that were read, and of those named as sources."""
    found = {outlet_key(name): name for name in sorted(set(_agencies().values()))}
    read = {a.outlet for a in articles}
    named: set[str] = set()
    for claim in claims:
        read.add(claim.outlet)
        named.update(_named(claim))
    for name in sorted(read):
        found.setdefault(outlet_key(name), name)
    for name in sorted(named):
        found.setdefault(outlet_key(name), name)
    return found


class Namings:
    """Of many claims those that between them name every outlet that any of them names."""

    def __init__(self) -> None:
        self.heads: list[Claim | ClaimHead] = []
        self._known: set[str] = set()

    def add(self, head: Claim | ClaimHead) -> None:
        """The next claim."""
        new = {head.outlet, *_named(head)} - self._known
        if new:
            self._known |= new
            self.heads.append(head)


def _named(claim: Claim | ClaimHead) -> Iterator[str]:
    for speaker in (*(outer.speaker for outer in claim.via), claim.speaker):
        if speaker is not None and speaker.kind == "outlet" and speaker.canonical.strip():
            yield speaker.canonical


def _letters(name: str) -> str:
    plain = name.strip().lower()
    if _DOMAIN.fullmatch(plain):
        plain = _label(plain)
    letters = "".join(c for c in plain if c.isalnum())
    return letters.removeprefix("the") if len(letters) > 5 else letters


def _label(address: str) -> str:
    """The part of an address that names the outlet: `www.harbourpost.co.uk` -> `harbourpost`."""
    labels = address.removeprefix("https://").removeprefix("http://").strip("/").split(".")
    while len(labels) > 2 and labels[0] in _HOSTS:
        del labels[0]
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL:
        del labels[-2]
    return labels[-2]


@cache
def _agencies() -> Mapping[str, str]:
    """Letters of every name -> the agency's usual name."""
    return {_letters(name): names[0] for names in rows("agencies") for name in names}
