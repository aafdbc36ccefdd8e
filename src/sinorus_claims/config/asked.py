"""What an analyst asks to be corrected, and what cannot all be asked at once."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ..model import Correcting, SpeakerKind
from .links import opened_claim

MOST = 100
"""Claims that one line may name; each is held against each."""

ID = re.compile(r"[0-9a-f]{8,16}")
"""An id of a claim or a group, or the first eight or more digits of one."""

_LINK = re.compile(r"(?:.*#)?(?:[cp]-([0-9a-f]+)|g-([0-9a-f]+)(?:-\d+)?)")
_FIGURE = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimName:
    """A claim as a person names it."""

    id: str = ""
    """Its id, or the first 8 or more characters of it."""
    quote: str = ""
    """Its words, by which it is found again if no claim has the id."""
    outlet: str = ""
    """The outlet, where several have those words."""
    where: str = field(default="", compare=False)
    """`file:line:column`."""
    side: int | None = field(default=None, compare=False)
    """For `not_same`: claims of one side are not held apart from each other."""

    def __str__(self) -> str:
        return self.id or f"“{self.quote}”"


@dataclass(frozen=True, slots=True)
class Asked:
    """One correction as it was written."""

    action: Correcting
    place: str
    """`file:line`, the file without its folder."""
    where: str
    """`file:line:column`, the file as it was given: for messages."""
    claims: tuple[ClaimName, ...] = ()
    """The claims that it is about; for `speaker` those to which it is limited."""
    group: str = ""
    """For `no_conflict`: id of a group, in place of claims."""
    names: tuple[str, ...] = ()
    """For `speaker`: names as the reports have them; none if claims say which are meant."""
    value: str = ""
    """For `speaker`: the name that takes their place."""
    kind: SpeakerKind | None = None
    """For `speaker`: what sort of source the new name is; None to leave that to the program."""
    outlet: str = ""
    """For `speaker`: only in this outlet."""
    article: str = ""
    """For `speaker`: only in the article of this id or file."""
    note: str = ""
    """Why."""

    @property
    def pairs(self) -> Iterator[tuple[ClaimName, ClaimName]]:
        """Each claim with each other one; where sides are given, only with those of others."""
        for one, other in combinations(self.claims, 2):
            if one.side is None or one.side != other.side:
                yield one, other


def bare_id(given: str) -> str:
    """The id of a claim or a group in what may be a link of a report: `report.html#c-0123...`.

    The address of an open claim is such a link too: `report.html#claim=0123...`.
    """
    link = _LINK.fullmatch(given)
    return (link[1] or link[2]) if link else opened_claim(given) or given


def faults(asked: Asked) -> Iterator[str]:
    """What is wrong with one correction by itself, a line each."""
    for claim in asked.claims:
        yield from _bad_name(claim)
    seen: set[str] = set()
    for claim in asked.claims:
        if claim.id and claim.id in seen:
            yield f"{claim.where}: {claim.id}: named twice here; name each claim once"
        seen.add(claim.id)
    if asked.group and not ID.fullmatch(asked.group):
        yield f"{asked.where}: group {asked.group!r} is no id of a group (8 to 16 of 0-9, a-f)"
    yield from _bad_number(asked)
    if asked.action == "speaker":
        yield from _bad_speaker(asked)


def _bad_name(claim: ClaimName) -> Iterator[str]:
    if ID.fullmatch(claim.id) or (not claim.id and claim.quote):
        return
    if _FIGURE.fullmatch(claim.id):
        yield (
            f"{claim.where}: {claim.id}: a spreadsheet has made a number of this id; "
            "format the column as text and put the id in again"
        )
    else:
        yield (
            f"{claim.where}: {claim.id!r} is no id of a claim; "
            "give 8 to 16 of 0-9 and a-f, as the reports print it"
        )


def _bad_number(asked: Asked) -> Iterator[str]:
    least = {"drop": 1, "speaker": 0}.get(asked.action, 0 if asked.group else 2)
    if len(asked.claims) < least:
        wanted = "a claim" if least == 1 else "two claims or more"
        yield f"{asked.where}: {asked.action}: {wanted} must be named"
    if len(asked.claims) > MOST:
        yield f"{asked.where}: {asked.action}: at most {MOST} claims a line; write several lines"
    if asked.group and asked.claims:
        yield f"{asked.where}: {asked.action}: name a group or claims, not both"


def _bad_speaker(asked: Asked) -> Iterator[str]:
    if not asked.value:
        yield f"{asked.where}: speaker: the name that is right is missing (`is`; in CSV `value`)"
    if not asked.names and not asked.claims:
        yield f"{asked.where}: speaker: name the speaker that is wrong, or the claims"


def contradictions(lines: Sequence[Asked]) -> Iterator[str]:
    """Corrections that cannot hold together, a line for each of them."""
    yield from _same_and_not(lines)
    names = [line for line in lines if line.action == "speaker"]
    yield from _two_names(names)
    yield from _circles(names)


def _same_and_not(lines: Iterable[Asked]) -> Iterator[str]:
    """Pairs that are not the same though other lines make them so, if by way of third claims."""
    heads: dict[ClaimName, ClaimName] = {}
    said: dict[ClaimName, str] = {}
    for line in lines:
        if line.action == "same":
            for claim in line.claims:
                said.setdefault(claim, line.where)
                heads[head(heads, claim)] = head(heads, line.claims[0])
    for line in lines:
        if line.action != "not_same":
            continue
        for one, other in line.pairs:
            if one in heads and other in heads and head(heads, one) == head(heads, other):
                yield (
                    f"{line.where}: {one} and {other} are not the same here, but the same by "
                    f"{said[one]}; keep one of the two"
                )


def head(heads: dict[ClaimName, ClaimName], claim: ClaimName) -> ClaimName:
    """The claim that stands for all that are the same as this one."""
    while heads.setdefault(claim, claim) != claim:
        heads[claim] = heads[heads[claim]]
        claim = heads[claim]
    return claim


def _two_names(lines: Iterable[Asked]) -> Iterator[str]:
    """One speaker, or one claim, that gets two names by lines of equal reach."""
    first: dict[Hashable, Asked] = {}
    for line in lines:
        for reach in _reaches(line):
            before = first.setdefault(reach, line)
            if before.value != line.value:
                yield (
                    f"{line.where}: {reach[0]} is “{line.value}” here, “{before.value}” by "
                    f"{before.where}; keep one of the two"
                )
                break


def _reaches(line: Asked) -> Iterator[tuple[str, ...]]:
    if line.claims:
        yield from ((str(claim), claim.quote, claim.outlet) for claim in line.claims)
    else:
        yield from ((name, line.outlet, line.article) for name in line.names)


def _circles(lines: Sequence[Asked]) -> Iterator[str]:
    """Names that are each other: A is B, B is A."""
    wide = [line for line in lines if not (line.claims or line.outlet or line.article)]
    becomes = {name: line.value for line in wide for name in line.names}
    for line in wide:
        for name in line.names:
            if name != line.value and name in chain(becomes, line.value):
                yield (
                    f"{line.where}: {name} is “{line.value}” here, and by other lines "
                    f"“{line.value}” is {name} again; keep one direction"
                )


def chain(becomes: Mapping[str, str], name: str) -> list[str]:
    """The name, what it becomes, and so on; each once."""
    found = [name]
    while (name := becomes.get(name, name)) not in found:
        found.append(name)
    return found
