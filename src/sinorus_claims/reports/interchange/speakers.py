"""Who speaks, over all articles: the nodes and entities that other tools hang claims on."""

from dataclasses import dataclass

from ...model import Analysis, Claim, SpeakerKind
from ..commonest import commonest
from ..tables.speakers import speaker_id
from .identifiers import short_hash

_Key = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who speaks."""

    id: str
    """Short hash; for a named speaker the id that the tables give too."""
    name: str
    """Fullest name."""
    kind: SpeakerKind
    """The commonest among the claims."""
    role: str | None
    """The commonest office or description."""
    named: bool
    """Whether a name tells who it is. "Officials" of two articles may be different people: each
    article has its own."""
    claims: tuple[str, ...]
    """Ids of the claims, in the analysis's order."""


def sources(analysis: Analysis) -> tuple[Source, ...]:
    """All speakers, in the order in which they first speak; those not resolved are left out."""
    voices = {claim: voice for voice in reversed(analysis.voices) for claim in voice.claims}
    found: dict[tuple[str, str, bool], list[Claim]] = {}
    for claim in analysis.claims:
        voice = voices.get(claim.id)
        if voice is not None:
            key = (speaker_id(voice), voice.name, True)
        elif claim.speaker is None or claim.speaker.kind == "unresolved":
            continue
        else:
            name = claim.speaker.canonical
            key = (short_hash(claim.article, name.casefold()), name, False)
        found.setdefault(key, []).append(claim)
    return tuple(_source(*key, said) for key, said in _joined(found).items())


def _joined(found: dict[_Key, list[Claim]]) -> dict[_Key, list[Claim]]:
    """Spellings of one id that differ in case only are one, under the first."""
    first: dict[str, _Key] = {}
    joined: dict[_Key, list[Claim]] = {}
    for key, said in found.items():
        joined.setdefault(first.setdefault(key[0], key), []).extend(said)
    return joined


def _source(name_id: str, name: str, named: bool, said: list[Claim]) -> Source:
    speakers = [claim.speaker for claim in said if claim.speaker]
    own = not speakers  # an outlet in its own voice has no speaker beside it
    kind: SpeakerKind = "outlet" if own else commonest(s.kind for s in speakers) or "unresolved"
    role = commonest(s.role for s in speakers if s.role)
    return Source(name_id, name, kind, role, named, tuple(claim.id for claim in said))
