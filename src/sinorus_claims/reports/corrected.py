"""What an analyst's corrections did: a line on each, and a remark on all that they touched."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Analysis, Claim, Correction, Judgement
from .shown import brief

FEATURE = "correction"
"""Name of the evidence that is an analyst's word."""

MARK = "corrected"
"""What stands beside a claim or a pair that a correction touched."""

_WORDS = 90
_SHOWN = 4
_SAID = {
    "same": "the same",
    "not_same": "not the same",
    "no_conflict": "no conflict",
    "drop": "left out",
}
_REMARKS = {
    "same": "held for the same as another by correction",
    "not_same": "held apart from another by correction",
    "no_conflict": "a conflict taken away by correction",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A claim that a correction names or changed."""

    id: str
    words: str
    """Its words, cut; empty if no such claim is known."""
    outlet: str
    touched: bool
    """Whether the correction changed it, or fixed how it relates."""
    here: bool
    """Whether it is among the claims, so that a link leads to it."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A correction as a report tells of it."""

    correction: Correction
    what: str
    """What was asked for, with the words of the claims: `not the same: “...” / “...”`."""
    claims: tuple[Named, ...]
    """Those it names, then the others that it changed."""

    @property
    def effect(self) -> str:
        """What became of it: `not applied: no claim ...`."""
        start = "" if self.correction.applied else "not applied: "
        return start + self.correction.outcome


def noted(analysis: Analysis) -> tuple[Noted, ...]:
    """Every correction, in the order of its file."""
    known = {claim.id: claim for claim in (*analysis.as_found, *analysis.claims)}
    here = {claim.id for claim in analysis.claims}
    return tuple(_noted(one, known, here) for one in analysis.corrections)


def _noted(correction: Correction, known: Mapping[str, Claim], here: set[str]) -> Noted:
    about_names = correction.action == "speaker" and not set(correction.subject) & known.keys()
    ids = () if about_names else correction.subject
    touched = set(correction.claims)
    claims = tuple(
        Named(
            id=name,
            words=brief(known[name].text, _WORDS) if name in known else "",
            outlet=known[name].outlet if name in known else "",
            touched=name in touched,
            here=name in here,
        )
        for name in dict.fromkeys((*ids, *correction.claims))
        if name in known or correction.action in ("same", "not_same", "drop")
    )
    return Noted(correction, _what(correction, claims), claims)


def _what(correction: Correction, claims: tuple[Named, ...]) -> str:
    if correction.action == "speaker":
        wrong = " or ".join(f"“{name}”" for name in correction.subject) or "nobody"
        return f"{wrong} is “{correction.value}”"
    words = " / ".join(f"“{c.words}” ({c.id})" if c.words else c.id for c in claims[:_SHOWN])
    if len(claims) > _SHOWN:
        words += f" and {len(claims) - _SHOWN:,} more"
    return f"{_SAID[correction.action]}: {words or ', '.join(correction.subject)}"


def remarks(analysis: Analysis) -> dict[str, str]:
    """Id of each claim that a correction touched -> what it did: `speaker corrected, was “he”`."""
    before = {claim.id: claim.speaker for claim in analysis.as_found}
    found: dict[str, list[str]] = {claim.id: [] for claim in analysis.claims}
    for claim in analysis.claims:
        if claim.id not in before:
            continue
        was = before[claim.id]
        if was == claim.speaker:
            found[claim.id].append("who passes it on corrected")
        else:
            found[claim.id].append(
                f"speaker corrected, was {f'“{was.canonical}”' if was else 'nobody'}"
            )
    for correction in analysis.corrections:
        told = _REMARKS.get(correction.action, "")
        for name in correction.claims if told and correction.applied else ():
            if told not in found.get(name, [told]):
                found[name].append(told)
    return {name: "; ".join(told) for name, told in found.items() if told}


def by_hand(judgement: Judgement) -> bool:
    """Whether an analyst, and no judge, says how the two relate."""
    return any(evidence.feature == FEATURE for evidence in judgement.evidence)
