"""Whether two articles speak of the same speaker. Careful: a shared surname is not enough."""

import re
from functools import lru_cache

from ..model import Speaker
from .lexicon import places, words

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PASSING_ON = frozenset({"document", "outlet"})
_NAMELESS = frozenset({"anonymous", "unresolved", "group"})


def same_speaker(left: Speaker | None, right: Speaker | None) -> float | None:
    """How likely two mentions name one speaker, 0 to 1; None if that cannot be told.

    A bare surname may be anybody of that name (0.85); two first names with one surname are two
    people (0.0). An unnamed official, a description ("the airline"), an unresolved pronoun or a
    capital that may stand for its government gives None.
    """
    if left is None or right is None or _nameless(left) or _nameless(right):
        return None
    if left.kind != right.kind and _PASSING_ON & {left.kind, right.kind}:
        # A report, or an outlet, may well be the other one's, or pass on what it said.
        return 0.95 if _tokens(left.canonical) == _tokens(right.canonical) else None
    if left.kind != right.kind and "person" in (left.kind, right.kind):
        return 0.95 if _tokens(left.canonical) == _tokens(right.canonical) else None
    compare = _people if left.kind == "person" else _bodies
    return compare(left.canonical, right.canonical)


def _nameless(speaker: Speaker) -> bool:
    """Whether the mention describes a speaker instead of naming one."""
    name = speaker.canonical
    if speaker.kind in _NAMELESS or name == name.lower():
        return True
    return all(token in words("generic_speakers") for token in _tokens(name))


@lru_cache(maxsize=65_536)
def _tokens(name: str) -> tuple[str, ...]:
    """Words of a name, lower case, possessives cut, "U.S." as "us"."""
    plain = re.sub(r"\b(\w)\.(?=\w\b|\s|$)", r"\1", name.lower())
    return tuple(
        t.replace("’", "'").removesuffix("'s").removesuffix("'") for t in _TOKEN.findall(plain)
    )


def _name_only(name: str) -> tuple[str, ...]:
    adjectives, _ = places()
    tokens = _tokens(name.partition(",")[0])  # "Morn, the lead author"
    kept = tuple(t for t in tokens if t not in words("titles") and t not in adjectives)
    return kept or tuple(t for t in tokens if t not in words("titles"))


def _people(left: str, right: str) -> float | None:
    one, other = sorted((_name_only(left), _name_only(right)), key=lambda n: (len(n), n))
    if not one:
        return None
    if one == other:
        return 0.97 if len(one) > 1 else 0.9
    if len(one) == 1:
        # Family names stand last in most languages, first in Chinese and Korean ones.
        return 0.85 if one[0] == other[-1] else 0.75 if one[0] == other[0] else 0.0
    if set(one) <= set(other):
        return 0.95
    if one[-1] == other[-1] and _initial(one[0], other[0]):
        return 0.8
    return 0.0


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


def _bodies(left: str, right: str) -> float | None:
    one, other = _body(left), _body(right)
    if not one or not other or (one != other and (_seat(left, other) or _seat(right, one))):
        return None
    if one == other:
        return 0.95
    if _whole_of(one, other) or _whole_of(other, one):
        return None
    if _is_acronym(left, right) or _is_acronym(right, left):
        return 0.9
    small, large = sorted((one, other), key=len)
    if small < large and not _foreign(small, large):
        # "Foreign Ministry" beside "Chinese Foreign Ministry" is likely, "China" beside it is not.
        return 0.7 if len(small) > 1 else None
    return 0.0


def _whole_of(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one is a country's kind of body ("the US military") and the other of that country."""
    countries = one & other & frozenset(places()[0].values())
    return bool(countries) and len(one) > 1 and one - countries <= words("generic_speakers")


def _foreign(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bodies belong to different countries."""
    countries = frozenset(places()[0].values())
    return bool(one & countries and other & countries) and not one & other & countries


def _body(name: str) -> frozenset[str]:
    names, capitals = places()
    tokens = [t for t in _tokens(name) if t not in ("the", "of", "for", "and", "a", "an", "on")]
    return frozenset(names.get(t, capitals.get(t, t)) for t in tokens)


def _seat(name: str, other: frozenset[str]) -> bool:
    """Whether a bare capital may stand for the other body's government."""
    _, capitals = places()
    tokens = [t for t in _tokens(name) if t != "the"]
    return len(tokens) == 1 and capitals.get(tokens[0]) in other


def _is_acronym(short: str, long: str) -> bool:
    letters = short.strip().removeprefix("the ").removeprefix("The ").replace(".", "")
    initials = "".join(t[0] for t in _tokens(long) if t not in ("the", "of", "for", "and", "on"))
    return len(letters) > 2 and letters.isupper() and letters.lower() == initials
