"""Groups, sides and origins of hand-made claims."""

from collections.abc import Iterable

from sinorus_claims.model import (
    Claim,
    ClaimGroup,
    Ground,
    Judgement,
    Origin,
    Side,
    Tracing,
    Voice,
)


def group(
    name: str, label: str, claims: list[Claim], *judgements: Judgement, sides: tuple[Side, ...] = ()
) -> ClaimGroup:
    """A group whose outlets and speakers are those of its claims; "Isle Today" reprints the Post.

    Every speaker is a voice.
    """
    outlets = tuple(dict.fromkeys(claim.outlet for claim in claims))
    origins = _origins(claims)
    named = tuple(dict.fromkeys(c.speaker.canonical for c in claims if c.speaker))
    return ClaimGroup(
        id=name,
        label=label,
        claims=tuple(claim.id for claim in claims),
        judgements=judgements,
        outlets=outlets,
        independent_outlets=tuple(o.name for o in origins),
        speakers=named,
        origins=origins,
        voices=voices_of(claims, *sorted(named)),
        sides=sides,
    )


def voices_of(claims: Iterable[Claim], *names: str) -> tuple[Voice, ...]:
    spoken = [(c.speaker.canonical, c.id) for c in claims if c.speaker]
    return tuple(Voice(name, tuple(i for who, i in spoken if who == name)) for name in names)


def _origins(claims: list[Claim]) -> tuple[Origin, ...]:
    parted: dict[str, list[Claim]] = {}
    for claim in claims:
        passed_on = claim.via[0].speaker.canonical if claim.via and claim.via[0].speaker else ""
        reprinted = "Osterby Post" if claim.outlet == "Isle Today" else claim.outlet
        parted.setdefault(passed_on or reprinted, []).append(claim)
    return tuple(
        Origin(
            name,
            tuple(sorted({c.outlet for c in found})),
            tuple(c.id for c in found),
            tuple(sorted({_tracing(name, c) for c in found})),
        )
        for name, found in sorted(parted.items())
    )


def _tracing(name: str, claim: Claim) -> Tracing:
    if claim.via:
        return "passed_on"
    return "own" if claim.outlet == name else "reprint"


def side(
    ground: Ground, label: str, claims: list[Claim], *, share: float, conflict: int = 1
) -> Side:
    """A side of a conflict, with the outlets and speakers of its claims."""
    return Side(
        conflict=conflict,
        ground=ground,
        label=label,
        claim=claims[0].id,
        claims=tuple(c.id for c in claims),
        outlets=tuple(sorted({c.outlet for c in claims})),
        origins=tuple(o.name for o in _origins(claims)),
        speakers=tuple(sorted({c.speaker.canonical for c in claims if c.speaker})),
        share=share,
    )
