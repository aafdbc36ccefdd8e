"""Who said what: the claims by speaker."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim
from ..model import Voice as Named
from .commonest import commonest
from .shown import Shown
from .wording import plain

_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)")
_NOBODY = "Nobody named"
_UNRESOLVED = "Speakers not resolved"
_NARRATED = "The outlets in their own voice"
_LAST = (_UNRESOLVED, _NOBODY, _NARRATED)


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker over all articles."""

    name: str
    """Canonical name."""
    description: str
    """Most frequent role and kind; empty for claims without a speaker."""
    outlets: tuple[tuple[str, int], ...]
    """Outlets with the number of claims in each, most first."""
    claims: tuple[Shown, ...]
    """In the analysis's order."""


def voices(claims: Iterable[Shown], known: Iterable[Named]) -> tuple[Voice, ...]:
    """All speakers, those with most claims first, claims without a known speaker last.

    Who stands behind two names is what the analysis found (`known`), the rule that counts voices in
    groups too. Speakers that it does not know ("officials") are one if they differ in case or a
    leading article only.
    """
    names = {claim: voice.name for voice in known for claim in voice.claims}
    found: dict[str, list[Shown]] = {}
    for shown in claims:
        found.setdefault(_key(shown.claim, names), []).append(shown)
    made = [
        _voice(key, said, named=any(s.claim.id in names for s in said))
        for key, said in found.items()
    ]
    return tuple(sorted(made, key=_order))


def _key(claim: Claim, names: Mapping[str, str]) -> str:
    if claim.speaker is None:
        return _NARRATED if claim.kind == "narrated" else _NOBODY
    if claim.speaker.kind == "unresolved":
        return _UNRESOLVED
    return _ARTICLE.sub("", names.get(claim.id, claim.speaker.canonical).casefold())


def _order(voice: Voice) -> tuple[int, int, str]:
    rank = _LAST.index(voice.name) + 1 if voice.name in _LAST else 0
    return rank, -len(voice.claims), voice.name


def _voice(key: str, said: Sequence[Shown], *, named: bool) -> Voice:
    """One speaker; of those without a name ("the office") only a role that most of them share."""
    outlets = Counter(shown.claim.outlet for shown in said)
    counts = tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0])))
    if key in _LAST:
        return Voice(key, "", counts, tuple(said))
    speakers = [shown.claim.speaker for shown in said if shown.claim.speaker]
    role = commonest(s.role for s in speakers if s.role) or ""
    if not named and 2 * sum(s.role == role for s in speakers) <= len(speakers):
        role = ""
    kind = plain("speaker_kinds", commonest(s.kind for s in speakers) or "")
    description = ", ".join(part for part in (role, kind) if part)
    own = [s.canonical for s in speakers if _ARTICLE.sub("", s.canonical.casefold()) == key]
    return Voice(
        commonest(own or [s.canonical for s in speakers]) or "", description, counts, tuple(said)
    )
