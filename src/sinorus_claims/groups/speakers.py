"""Whether two articles speak of the same speaker. Careful: a shared surname is not enough."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ..model import Speaker
from .keeping import kept
from .lexicon import places, words

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PASSING_ON = frozenset({"document", "outlet"})
_NAMELESS = frozenset({"anonymous", "unresolved", "group"})


def same_speaker(left: Speaker | None, right: Speaker | None) -> float | None:
    """How likely two mentions name one speaker, 0 to 1; None if that cannot be told.

    A bare surname may be anybody of that name (0.85); two first names with one surname are two
    people (0.0). An unnamed official, a description ("the airline"), an office without a name
    ("the Vellin mayor"), an unresolved pronoun, two spellings that nearly agree, or a capital that
    may stand for its government gives None.
    """
    if left is None or right is None or not is_named(left) or not is_named(right):
        return None
    if left.kind != right.kind and _PASSING_ON & {left.kind, right.kind}:
        # A report, or an outlet, may well be the other one's, or pass on what it said.
        return 0.95 if _tokens(left.canonical) == _tokens(right.canonical) else None
    if left.kind != right.kind and "person" in (left.kind, right.kind):
        return 0.95 if _tokens(left.canonical) == _tokens(right.canonical) else None
    compare = _people if left.kind == "person" else _bodies
    return compare(left.canonical, right.canonical)


@kept
def is_named(speaker: Speaker) -> bool:
    """Whether the mention names a speaker instead of describing one."""
    name = speaker.canonical
    if speaker.kind in _NAMELESS or name == name.lower():
        return False
    if speaker.kind == "person" and (_is_office(name) or _describes(name)):
        return False
    return not all(token in words("generic_speakers") for token in _tokens(name))


def _describes(name: str) -> bool:
    """Whether an article opens it and a common noun ends it: "The former GOP speaker"."""
    tokens = name.partition(",")[0].split()
    if not tokens:
        return False
    return tokens[0].lower() in ("a", "an", "the") and tokens[-1] == tokens[-1].lower()


def _is_office(name: str) -> bool:
    """Whether a person is named by nothing but an office: "London Mayor", "French President"."""
    adjectives, capitals = places()
    tokens = _tokens(name.partition(",")[0])
    if not tokens or tokens[-1] not in words("titles"):
        return False
    offices = words("titles") | words("generic_speakers")
    return all(t in offices or t in adjectives or t in capitals for t in tokens)


def identity_keys(speaker: Speaker) -> frozenset[tuple[str, ...]]:
    """Keys of which two mentions of one speaker share one, if a name can tell it at all."""
    name = speaker.canonical
    tokens = _name_only(name) if speaker.kind == "person" else tuple(sorted(_body(name)))
    if not tokens:
        return frozenset()
    keys = {("whole", *_tokens(name))}
    if speaker.kind == "person":
        return frozenset({*keys, ("part", tokens[0]), ("part", tokens[-1])})
    return frozenset({*keys, ("body", *tokens), ("initials", _initials(name))})


def _initials(name: str) -> str:
    """Initials of a long name; an acronym as it is."""
    tokens = _content_tokens(name)
    return "".join(t[0] for t in tokens) if len(tokens) > 1 else "".join(tokens)


def _content_tokens(name: str) -> tuple[str, ...]:
    return tuple(t for t in _tokens(name) if t not in ("the", "of", "for", "and", "on"))


@lru_cache(maxsize=65_536)
def _tokens(name: str) -> tuple[str, ...]:
    """Words of a name, lower case, possessives cut, "U.S." as "us"."""
    plain = re.sub(r"\b(\w)\.(?=\w\b|\s|$)", r"\1", name.lower())
    return tuple(
        t.replace("’", "'").removesuffix("'s").removesuffix("'") for t in _TOKEN.findall(plain)
    )


@lru_cache(maxsize=65_536)
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
    return None if _spelled_alike(one, other) else 0.0


def _spelled_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one in two spellings: "Sergei" and "Sergey", "Manuel" and "Manual".

    "Daniel" and "Daniela" look just so: it cannot be told.
    """
    left, right = "".join(one), "".join(other)
    if left[0] != right[0] or min(len(left), len(right)) < 8:
        return False
    return Levenshtein.distance(left, right) <= (1 if len(left) < 12 else 2)


def _initial(one: str, other: str) -> bool:
    """Whether a first name is the other's initial or short form: "R.", "Rob", "Robert"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short) != 2


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


@lru_cache(maxsize=65_536)
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
    initials = "".join(t[0] for t in _content_tokens(long))
    return len(letters) > 2 and letters.isupper() and letters.lower() == initials
