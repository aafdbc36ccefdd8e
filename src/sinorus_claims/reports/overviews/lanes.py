"""Who speaks in which lane of the timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ...model import Claim
from ..contents import Contents
from ..findings import Conflict

NAMED = 10
"""Speakers with most claims, a lane each."""
OPPOSED = 6
"""Most further lanes, for speakers of the strongest conflicts."""

_UNKNOWN = "Not named or not resolved"


@dataclass(frozen=True, slots=True)
class Speakers:
    """A lane before it is drawn."""

    name: str
    """The speaker, or what the speakers of the lane have in common."""
    claims: tuple[str, ...]
    """Ids of the claims, in the analysis's order."""
    person: bool = True
    """Whether one speaker has the lane."""


def lanes(report: Contents) -> tuple[Speakers, ...]:
    """The most quoted speakers and those of the strongest conflicts, then all others in one lane.

    Claims of speakers who are not named or not resolved, and those of the outlets themselves, have
    the last lane. Who has no name ("officials") or one claim only gets no lane, unless a
    strong conflict is about it.
    """
    known = [(v.name, tuple(s.claim.id for s in v.claims if named(s.claim))) for v in report.voices]
    voices = [(name, claims) for name, claims in known if claims]
    wanted = _opposed(report.conflicts)
    names = {claim for voice in report.analysis.voices for claim in voice.claims}
    lasting = (n for n, (_, claims) in enumerate(voices) if len(claims) > 1 and claims[0] in names)
    chosen = list(islice(lasting, NAMED))
    spare = OPPOSED
    for number, (_, claims) in enumerate(voices):
        if number not in chosen and spare and not wanted.isdisjoint(claims):
            chosen.append(number)
            spare -= 1
    found = [Speakers(*voices[number]) for number in chosen]
    rest = [voice for number, voice in enumerate(voices) if number not in chosen]
    if rest:
        title = f"{'Other speakers' if found else 'Speakers'} ({len(rest):,})"
        found.append(Speakers(title, _in_order(report, (c for _, cs in rest for c in cs)), False))
    taken = {name for lane in found for name in lane.claims}
    unknown = tuple(name for name in report.claims if name not in taken)
    if unknown:
        found.append(Speakers(_UNKNOWN, unknown, False))
    return tuple(found)


def named(claim: Claim) -> bool:
    """Whether the claim's speaker is known by more than a pronoun."""
    return claim.speaker is not None and claim.speaker.kind != "unresolved"


def _opposed(conflicts: Iterable[Conflict]) -> set[str]:
    """Claims of the strongest conflicts."""
    pairs = [conflict.pair for conflict in conflicts][:OPPOSED]
    return {shown.claim.id for pair in pairs for shown in (pair.left, pair.right)}


def _in_order(report: Contents, names: Iterable[str]) -> tuple[str, ...]:
    wanted = set(names)
    return tuple(name for name in report.claims if name in wanted)
