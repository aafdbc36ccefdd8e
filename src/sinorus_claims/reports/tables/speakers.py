"""Rows of the table `speakers`: who speaks, over all articles."""

from collections.abc import Iterator
from hashlib import sha256

from ...model import Analysis, Voice
from ..by_id import by_id
from ..commonest import commonest
from .cells import Row


def speaker_ids(analysis: Analysis) -> dict[str, str]:
    """For each claim of a named speaker, the id of that speaker."""
    return {claim: speaker_id(v) for v in reversed(analysis.voices) for claim in v.claims}


def speaker_id(voice: Voice) -> str:
    """Short hash of the name, and of whether an outlet speaks: equal in every run."""
    text = f"{voice.name}\0{voice.own}"
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def speakers(analysis: Analysis) -> Iterator[Row]:
    """By name."""
    claims = by_id(analysis.claims)
    for voice in analysis.voices:
        said = [claims[claim] for claim in voice.claims]
        named = [claim.speaker for claim in said if claim.speaker]
        yield {
            "id": speaker_id(voice),
            "name": voice.name,
            "kind": "outlet" if voice.own else commonest(s.kind for s in named),
            "role": commonest(s.role for s in named if s.role),
            "own_voice": voice.own,
            "claim_count": len(said),
            "outlets": tuple(sorted({claim.outlet for claim in said})),
        }
