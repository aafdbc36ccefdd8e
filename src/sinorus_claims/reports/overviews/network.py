"""Who says what about whom: speakers on the left, whom they name on the right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ..contents import Contents
from ..shown import Shown, brief
from ..wording import counted
from .labels import fitted
from .lanes import named
from .layers import ordered
from .mentions import Mentions, Told, mentions

SPEAKERS, TARGETS = 16, 16
"""Most names in each column."""
EDGES = 60
"""Most lines between the columns."""
OPPOSED = 6
"""Most speakers who are there for their conflicts, whether they name anybody or not."""

WIDTH = 1040.0
_LEFT, _RIGHT = 330.0, 730.0
"""Where the lines begin and end."""
_GUTTER = 80.0
"""Room for conflicts between the speakers and their names."""
_STEP = 26.0
_TOP = 34.0
_LETTERS = 30
_THIN, _THICK = 1.2, 9.0
_WORDS = 120

_Pair = tuple[str, str]
_Clashing = tuple[str, str, str, str, int]
"""Two speakers, the strongest conflict's heading and anchor, and how many conflicts they have."""


@dataclass(frozen=True, slots=True)
class Node:
    """A speaker, or somebody or something that is named."""

    name: str
    """Cut to the room there is."""
    title: str
    """The whole name, with the number of claims."""
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """What one says about another."""

    speaker: str
    target: str
    claims: int
    against: int
    """Those that deny, doubt or are negated."""
    example: str
    """Id of the first of them."""
    words: str
    """Of the example."""
    title: str
    path: str
    """SVG path data."""
    width: float
    core: float
    """Width of the dark core: the share of those against."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two speakers in conflict."""

    left: str
    right: str
    title: str
    anchor: str
    """Where the strongest of their conflicts stands in the report."""
    conflicts: int
    path: str
    """SVG path data."""


@dataclass(frozen=True, slots=True)
class Network:
    """The whole drawing, `width` by `height` units."""

    width: float
    height: float
    left: float
    right: float
    label: float
    """Where the speakers' names end."""
    speakers: tuple[Node, ...]
    targets: tuple[Node, ...]
    edges: tuple[Edge, ...]
    """Strongest first."""
    clashes: tuple[Clash, ...]
    """Strongest first."""
    left_out: int
    """Pairs of speaker and name without a line."""
    itself: int
    unnamed: int

    @property
    def description(self) -> str:
        """What the drawing shows, in a few sentences."""
        speak = "speaks" if len(self.speakers) == 1 else "speak"
        return (
            f"{counted(len(self.speakers), 'speaker')} on the left {speak} about "
            f"{counted(len(self.targets), 'name')} on the right: "
            f"{counted(len(self.edges), 'line')}, as wide as there are claims; "
            f"{counted(len(self.clashes), 'line')} between speakers in conflict."
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not drawn; a sentence each."""
        found = []
        if self.left_out:
            found.append(f"{counted(self.left_out, 'weaker pair')} left out.")
        if self.itself:
            found.append(
                f"{counted(self.itself, 'claim')} in which a speaker names itself left out."
            )
        if self.unnamed:
            found.append(f"{counted(self.unnamed, 'claim')} without a named speaker left out.")
        return tuple(found)


def network(report: Contents) -> Network | None:
    """Lay out who speaks about whom; None if no named speaker names anybody or opposes anybody.

    The strongest pairs are kept, after the speakers of the strongest conflicts.
    """
    found = mentions(report)
    clashing = _clashing(report, found)
    opposed = list(dict.fromkeys(name for clash in clashing for name in clash[:2]))[:OPPOSED]
    kept = _kept(found.told, opposed)
    speakers = list(dict.fromkeys((*(speaker for speaker, _ in kept), *opposed)))
    rows = [clash for clash in clashing if {*clash[:2]} <= set(speakers)]
    if not kept and not rows:
        return None
    weights = {pair: len(told.claims) for pair, told in kept.items()}
    targets = list(dict.fromkeys(target for _, target in kept))
    speakers, targets = ordered(speakers, targets, weights)
    height = _TOP + _STEP * max(len(speakers), len(targets)) + 10
    heights = _heights(speakers, height), _heights(targets, height)
    return Network(
        width=WIDTH,
        height=height,
        left=_LEFT,
        right=_RIGHT,
        label=_LEFT - 10 - (_GUTTER if rows else 0),
        speakers=_nodes(heights[0], found.told, 0),
        targets=_nodes(heights[1], found.told, 1),
        edges=tuple(_edges(kept, heights, report.claims)),
        clashes=tuple(_clash(row, heights[0]) for row in rows),
        left_out=len(found.told) - len(kept),
        itself=found.itself,
        unnamed=found.unnamed,
    )


def _clashing(report: Contents, found: Mentions) -> list[_Clashing]:
    """Pairs of different speakers in conflict, the strongest first."""
    voices = {claim: voice.name for voice in report.analysis.voices for claim in voice.claims}
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for conflict in report.conflicts:
        ends = conflict.pair.left, conflict.pair.right
        if not all(named(shown.claim) for shown in ends):
            continue
        names = (found.names.of(voices.get(s.claim.id, s.speaker)) for s in ends)
        one, other = sorted(names)
        if one != other:
            pairs.setdefault((one, other), []).append((conflict.pair.heading, conflict.anchor))
    return [(*names, *rows[0], len(rows)) for names, rows in pairs.items()]


def _kept(told: Mapping[_Pair, Told], opposed: Sequence[str]) -> dict[_Pair, Told]:
    """The strongest pairs that fit, most claims first."""
    left, right = dict.fromkeys(opposed), dict.fromkeys(opposed[:0])
    kept: dict[_Pair, Told] = {}
    for pair in sorted(told, key=lambda pair: (-len(told[pair].claims), pair)):
        speaker, target = pair
        if speaker not in left and len(left) >= SPEAKERS:
            continue
        if target not in right and len(right) >= TARGETS:
            continue
        left[speaker] = right[target] = None
        kept[pair] = told[pair]
        if len(kept) >= EDGES:
            break
    return kept


def _heights(names: Sequence[str], height: float) -> dict[str, float]:
    """The y of each name: the shorter column stands in the middle."""
    top = (height + _TOP - 10 - _STEP * (len(names) - 1)) / 2
    return {name: round(top + n * _STEP, 1) for n, name in enumerate(names)}


def _nodes(heights: Mapping[str, float], told: Mapping[_Pair, Told], end: int) -> tuple[Node, ...]:
    claims: Counter[str] = Counter()
    for pair, entry in told.items():
        claims[pair[end]] += len(entry.claims)
    about = "naming others" if end == 0 else "naming it"
    return tuple(
        Node(fitted(name, _LETTERS), f"{name}: {counted(claims[name], 'mention')} {about}", y)
        for name, y in heights.items()
    )


def _edges(
    kept: Mapping[_Pair, Told],
    heights: tuple[Mapping[str, float], Mapping[str, float]],
    claims: Mapping[str, Shown],
) -> Iterator[Edge]:
    most = max((len(told.claims) for told in kept.values()), default=1)
    for (speaker, target), told in kept.items():
        number = len(told.claims)
        width = _THIN + (_THICK - _THIN) * sqrt(number / most)
        example = claims[told.claims[0]]
        words = brief(example.words, _WORDS)
        against = f", {told.against:,} denying or negated" if told.against else ""
        title = f"{speaker} about {target}: {counted(number, 'claim')}{against}."
        one, other = heights[0][speaker], heights[1][target]
        middle = (_LEFT + _RIGHT) / 2
        yield Edge(
            speaker=speaker,
            target=target,
            claims=number,
            against=told.against,
            example=example.claim.id,
            words=words,
            title=f"{title} “{words}” ({example.claim.outlet}, {example.date})",
            path=f"M{_LEFT:g} {one:g}C{middle:g} {one:g} {middle:g} {other:g} {_RIGHT:g} {other:g}",
            width=round(width, 1),
            core=round(max(0.8, width * told.against / number), 1) if told.against else 0.0,
        )


def _clash(row: _Clashing, heights: Mapping[str, float]) -> Clash:
    left, right, heading, anchor, number = row
    one, other = sorted((heights[left], heights[right]))
    lean = min(_GUTTER, 24 + (other - one) / 4) * 4 / 3
    more = f" and {counted(number - 1, 'further conflict')}" if number > 1 else ""
    return Clash(
        left=left,
        right=right,
        title=f"{left} against {right}: {heading}{more}",
        anchor=anchor,
        conflicts=number,
        path=f"M{_LEFT:g} {one:g}C{_LEFT - lean:g} {one:g} {_LEFT - lean:g} {other:g} "
        f"{_LEFT:g} {other:g}",
    )
