"""Pairs and groups of claims as a report shows them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import ClaimGroup, Judgement
from .anchors import group_anchor
from .differences import Edit, edits
from .escaping import Run
from .shown import Shown, brief, deciding, marked
from .wording import plain

# Characters of a heading that say what the pair is about.
_TOPIC = 70
# Relations that put two claims on one side of a conflict.
_ONE_SIDE = frozenset({"same_quote", "quote_variant", "restates", "agrees"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, how they relate and why."""

    group: ClaimGroup
    judgement: Judgement
    left: Shown
    right: Shown

    @property
    def words(self) -> tuple[list[Run], list[Run]]:
        """Both sides' words, with what differs marked."""
        return marked(self.left, self.right, self.judgement)

    @property
    def marked_cues(self) -> tuple[bool, bool]:
        """Whether it is the verb of either side that makes the difference, as in a denial."""
        reason = deciding(self.judgement)
        if reason is None:
            return False, False
        return self.left.said_at(reason.left), self.right.said_at(reason.right)

    @property
    def ground(self) -> str:
        """On what they differ, in one line: `quantity: 70% against 60%`."""
        judgement = self.judgement
        name = (judgement.ground or judgement.relation).replace("_", " ")
        reason = deciding(judgement)
        if reason is None or not reason.detail:
            return f"{name}: {plain('grounds', judgement.ground)}" if judgement.ground else name
        return _headed(name, reason.detail)

    @property
    def heading(self) -> str:
        """What the pair is about, then on what it differs."""
        shorter = min((self.left, self.right), key=lambda s: (len(s.claim.text), s.claim.id))
        return f"{brief(shorter.claim.text, _TOPIC)} – {self.ground}"

    @property
    def voices(self) -> str:
        """Whether one speaker is reported differently or two differ, in plain words."""
        return plain("voices", self.judgement.voices)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The other evidence, one line each."""
        first = deciding(self.judgement)
        rest = (e for e in self.judgement.evidence if e is not first and e.detail)
        return tuple(dict.fromkeys(_headed(e.feature, e.detail) for e in rest))

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The steps from the left wording to the right one."""
        return edits(self.left.words, self.right.words)


@dataclass(frozen=True, slots=True)
class Conflict:
    """The pairs of a group that conflict on one ground between the same two sides."""

    group: ClaimGroup
    pair: Pair
    """The strongest."""
    others: tuple[Pair, ...]
    """The same conflict between other claims of the two sides."""
    earlier: int
    """How many stronger conflicts of the same group come before it."""

    @property
    def anchor(self) -> str:
        """Where it stands in a report; a link to the group leads to its strongest conflict."""
        number = f"-{self.earlier + 1}" if self.earlier else ""
        return f"{group_anchor(self.group.id)}{number}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A group with its members."""

    group: ClaimGroup
    members: tuple[Shown, ...]
    reasons: tuple[str, ...]
    """Why they are together, strongest first, without repeats."""

    @property
    def folded(self) -> tuple[str, ...]:
        """Outlets that carry it but do not count as independent."""
        return tuple(o for o in self.group.outlets if o not in self.group.independent_outlets)


def pairs(
    groups: Iterable[ClaimGroup], claims: Mapping[str, Shown], relation: str
) -> tuple[Pair, ...]:
    """All pairs that stand in the relation, strongest first."""
    found = [
        Pair(group, judgement, claims[judgement.left], claims[judgement.right])
        for group in groups
        for judgement in group.judgements
        if judgement.relation == relation
    ]
    return tuple(sorted(found, key=_strongest_first))


def _strongest_first(pair: Pair) -> tuple[float, float, str, str]:
    judgement = pair.judgement
    return -judgement.score, -judgement.p_conflict, judgement.left, judgement.right


def conflicts(groups: Iterable[ClaimGroup], claims: Mapping[str, Shown]) -> tuple[Conflict, ...]:
    """All conflicts, strongest first; pairs of the same two sides on one ground are one."""
    found: dict[tuple[str, str, str, str], list[Pair]] = {}
    conflicting = [group for group in groups if "conflicts" in group.relations]
    sides = {group.id: _sides(group) for group in conflicting}
    for pair in pairs(conflicting, claims, "conflicts"):
        side = sides[pair.group.id]
        ends = sorted((side[pair.judgement.left], side[pair.judgement.right]))
        key = (pair.group.id, pair.judgement.ground or "", ends[0], ends[1])
        found.setdefault(key, []).append(pair)
    return tuple(_numbered(found.values()))


def _numbered(found: Iterable[list[Pair]]) -> Iterator[Conflict]:
    earlier: Counter[str] = Counter()
    for first, *others in found:
        yield Conflict(first.group, first, tuple(others), earlier[first.group.id])
        earlier[first.group.id] += 1


def _sides(group: ClaimGroup) -> dict[str, str]:
    """For each claim, the first claim of its side: those that say the same meet in one."""
    side = {claim: claim for claim in group.claims}

    def head(claim: str) -> str:
        while side.setdefault(claim, claim) != claim:
            claim = side[claim]
        return claim

    for judgement in group.judgements:
        if judgement.relation in _ONE_SIDE:
            first, second = sorted((head(judgement.left), head(judgement.right)))
            side[second] = first
    return {claim: head(claim) for judgement in group.judgements for claim in _ends(judgement)}


def _ends(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right


def finding(group: ClaimGroup, claims: Mapping[str, Shown]) -> Finding:
    """The group with its members and reasons."""
    members = tuple(claims[claim] for claim in group.claims)
    telling = [j for j in group.judgements if j.relation in _ONE_SIDE]
    return Finding(group, members, tuple(dict.fromkeys(_reasons(telling))))


def _reasons(judgements: Sequence[Judgement]) -> Iterator[str]:
    for judgement in sorted(judgements, key=lambda j: (-j.score, j.left, j.right)):
        reason = deciding(judgement)
        relation = judgement.relation.replace("_", " ")
        yield _headed(relation, reason.detail) if reason and reason.detail else relation


def _headed(name: str, detail: str) -> str:
    """The detail under its name, unless it begins with that name anyway."""
    name = name.replace("_", " ")
    return detail if detail.casefold().startswith(name) else f"{name}: {detail}"
