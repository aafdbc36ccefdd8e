"""Pairs and groups of claims as a report shows them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Change, Claim, ClaimGroup, Judgement, Origin, Side
from .anchors import group_anchor
from .differences import Edit, edits
from .escaping import Run
from .headlines import headline, parties
from .shown import Shown, brief, deciding, marked
from .wording import counted, plain

# Characters of a heading that say what the pair is about.
_TOPIC = 70
# Relations that put two claims on one side of a conflict.
_ONE_SIDE = frozenset({"same_quote", "quote_variant", "restates", "agrees"})
_ONE_VOICE = frozenset({"same_quote", "quote_variant"})
_NAMED = frozenset({"person", "organisation", "government", "document"})


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
        return headline(self.left, self.right, self.judgement)

    @property
    def parties(self) -> str:
        """Who against whom, each with the outlet."""
        return parties(self.left, self.right)

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
    def sides(self) -> tuple[Side, ...]:
        """All sides of this conflict, of which `pair` shows two; most outlets first."""
        ours, _ = _opposed(self.group, self.pair.judgement)
        number = ours.conflict if ours else 0
        return tuple(s for s in self.group.sides if s.conflict == number)

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
    def origins(self) -> tuple[str, ...]:
        """Each independent origin, and whom it reached in which way, where that is others too."""
        return tuple(origin_line(origin) for origin in self.group.origins)


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
    return tuple(sorted(found, key=lambda pair: strength(pair.judgement)))


def strength(judgement: Judgement) -> tuple[float, float, str, str]:
    """Sorts judgements of one relation, the strongest first."""
    return -judgement.score, -judgement.p_conflict, judgement.left, judgement.right


def conflicts(groups: Iterable[ClaimGroup], claims: Mapping[str, Shown]) -> tuple[Conflict, ...]:
    """All conflicts, strongest first; pairs of the same two sides on one ground are one."""
    found: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs(groups, claims, "conflicts"):
        found.setdefault(_key(pair.group, pair.judgement), []).append(pair)
    return tuple(_numbered(found.values()))


def conflict_keys(group: ClaimGroup) -> set[tuple[str, ...]]:
    """What tells the conflicts of a group apart: as many as `conflicts` finds in it."""
    return {_key(group, j) for j in group.judgements if j.relation == "conflicts"}


def _key(group: ClaimGroup, judgement: Judgement) -> tuple[str, ...]:
    """Group and ground, and the two sides; the pair itself where it stands on no two sides."""
    ours, theirs = _opposed(group, judgement)
    ends = sorted([ours.claim, theirs.claim] if ours and theirs else _ends(judgement))
    return (group.id, judgement.ground or "", *ends)


def _opposed(group: ClaimGroup, judgement: Judgement) -> tuple[Side | None, Side | None]:
    """The sides of one conflict on which the two claims stand."""
    left, right = _ends(judgement)
    sides = group.sides
    for ours in (s for s in sides if left in s.claims):
        for theirs in (s for s in sides if right in s.claims):
            if ours.conflict == theirs.conflict and ours != theirs:
                return ours, theirs
    return None, None


def _numbered(found: Iterable[list[Pair]]) -> Iterator[Conflict]:
    earlier: Counter[str] = Counter()
    for first, *others in found:
        yield Conflict(first.group, first, tuple(others), earlier[first.group.id])
        earlier[first.group.id] += 1


def _ends(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right


def one_voice(group: ClaimGroup) -> bool:
    """Whether the outlets surely have it from one speaker: one utterance, or one known name."""
    return any(
        j.relation in _ONE_VOICE or (j.relation in _ONE_SIDE and j.voices == "same_speaker")
        for j in group.judgements
    )


def alike(group: ClaimGroup) -> bool:
    """Whether any two of its claims have the same content."""
    return bool(group.relations & _ONE_SIDE)


def worth(claim: Claim) -> int:
    """How much a claim that stands alone deserves a look: figures, then a named speaker."""
    named = claim.speaker is not None and claim.speaker.kind in _NAMED
    return 2 * bool(claim.quantities or claim.dates) + named


def finding(group: ClaimGroup, claims: Mapping[str, Shown]) -> Finding:
    """The group with its members and reasons."""
    members = tuple(claims[claim] for claim in group.claims)
    telling = [j for j in group.judgements if j.relation in _ONE_SIDE]
    later = [j for j in group.judgements if j.relation == "updates"]
    return Finding(group, members, tuple(dict.fromkeys([*_reasons(telling), *_reasons(later)])))


def _reasons(judgements: Sequence[Judgement]) -> Iterator[str]:
    for judgement in sorted(judgements, key=lambda j: (-j.score, j.left, j.right)):
        reason = deciding(judgement)
        relation = judgement.relation.replace("_", " ")
        yield _headed(relation, reason.detail) if reason and reason.detail else relation


def origin_line(origin: Origin) -> str:
    """`Quay Wire (credited agency; in Harbour Post, Isle Today)`."""
    others = [outlet for outlet in origin.outlets if outlet != origin.name]
    ways = [plain("tracings", way) for way in origin.found if way != "own"]
    said = [", ".join(ways)] if ways else []
    said += ["in " + ", ".join(others)] if others else []
    return f"{origin.name} ({'; '.join(said)})" if said else origin.name


def side_line(side: Side, claims: Mapping[str, Shown]) -> str:
    """`70%: 3 outlets (67%), 1 origin; Ada Lund`, with the verb where the words need it."""
    shown = claims[side.claim]
    label = brief(side.label, _TOPIC)
    if side.label == shown.claim.text:
        label = f"{shown.said}: “{label}”" if shown.said else f"“{label}”"
    counts = (
        f"{counted(len(side.outlets), 'outlet')} ({side.share:.0%}), "
        f"{counted(len(side.origins), 'independent origin')}"
    )
    who = ", ".join(side.speakers) or "no speaker named"
    return f"{label} – {counts}; {who}"


def plain_change(change: Change) -> str:
    """`2 days later: the same subject, nothing more`."""
    relation = plain("relations", change.relation) if change.relation else "not compared"
    later = f"{counted(change.days, 'day')} later" if change.days else "the same day"
    return f"{later}: {relation}"


def _headed(name: str, detail: str) -> str:
    """The detail under its name, unless it begins with that name anyway."""
    name = name.replace("_", " ")
    return detail if detail.casefold().startswith(name) else f"{name}: {detail}"
