"""Claims -> candidates -> judgements -> groups, threads and voices."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..config import GroupSettings
from ..model import Article, Claim, ClaimGroup, Judgement, Thread, Voice
from ..work.shelf import Shelf
from ..work.stages import Work
from .bonds import bound, weight
from .chronology import Chronology
from .clusters import find_clusters
from .corrections.pairs import Effect, PairCorrections, PairLine
from .corrections.ties import Ties
from .ids import id_of
from .independence import Sources, find_origins
from .judged import Judgements
from .judging import Place, judge_candidates
from .labels import label_claim
from .library import Library, on_disk
from .ordered import Ordered
from .roll import Roll
from .sides import find_sides
from .threads import find_threads
from .voices import group_voices, speaker_names

_LOG = logging.getLogger(__name__)

_VERDICTS = ("conflict", "corroborated", "reported", "single", "unsure")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a run finds out about its claims."""

    groups: Sequence[ClaimGroup]
    """Groups of two or more claims, conflicts first; on disk, where the claims are."""
    threads: tuple[Thread, ...]
    """What one speaker said about one topic over time."""
    voices: tuple[Voice, ...]
    """The named speakers of all claims."""
    effects: Mapping[int, Effect] = field(default_factory=dict)
    """What became of each correction, by its number."""


def group_claims(
    claims: Sequence[Claim], articles: Sequence[Article], settings: GroupSettings
) -> tuple[ClaimGroup, ...]:
    """Groups of two or more claims that speak about the same thing, conflicts first.

    Neither the order of the claims nor that of the articles changes the result.
    """
    return tuple(compare_claims(claims, articles, settings).groups)


def compare_claims(
    claims: Sequence[Claim],
    articles: Sequence[Article],
    settings: GroupSettings,
    corrections: Sequence[PairLine] = (),
    work: Work | None = None,
    scratch: Path | None = None,
) -> Compared:
    """Groups, threads and voices of the claims of a run.

    Neither the order of the claims nor that of the articles changes the result, nor does it matter
    where they lie. `work` shares the judging out where it has several workers. Claims on disk are
    read from there as they are needed, what is found of them lies in files under `scratch` (in a
    folder for temporary files, if there is none), and some hundred bytes a claim are kept at hand.
    """
    library = Library(articles)
    roll = Roll(claims)
    ordered = Chronology(claims, library.known, roll)
    asked = PairCorrections(corrections, ordered)
    place = Place(work, scratch, on_disk=on_disk(claims))
    found = judge_candidates(ordered, library.known, settings, asked.wanted, place)

    def named_groups(judgements: Judgements, ties: Ties) -> dict[str, list[int]]:
        clusters = find_clusters(judgements, ties)
        return {id_of([ordered[n].id for n in numbers]): numbers for numbers in clusters}

    judged = asked.apply(found.judgements, named_groups)
    _LOG.debug("groups")
    voices, spoken = roll.voices()
    named = {claim: voice.name for voice in voices for claim in voice.claims}
    sources = Sources(library, roll.outlets)
    groups = _Groups(place)
    for numbers in find_clusters(judged, asked.ties):
        groups.put(_group([ordered[n] for n in numbers], _inside(numbers, judged), sources, named))
        place.let_go()
    _LOG.debug("threads")
    speakers = ordered.rearranged(spoken)
    threads = find_threads(ordered, library.known, voices, judged, speakers, found.weights)
    _LOG.info(
        "%d claims, %d judgements, %d groups, %d threads",
        len(ordered), len(judged), len(groups), len(threads),
    )  # fmt: skip
    return Compared(groups.ranked(), threads, voices, asked.effects)


class _Groups:
    """The groups as they are made; on disk, if the claims are."""

    def __init__(self, place: Place) -> None:
        self._found: Shelf[ClaimGroup] = place.shelf(ClaimGroup)
        self._ranks: list[tuple[int, float, int, int, str]] = []

    def put(self, group: ClaimGroup) -> None:
        """Add a group."""
        self._found.put(group)
        self._ranks.append(_rank(group))

    def __len__(self) -> int:
        return len(self._ranks)

    def ranked(self) -> Sequence[ClaimGroup]:
        """All groups, conflicts first."""
        order = np.array(sorted(range(len(self)), key=self._ranks.__getitem__), np.int64)
        ranked = Ordered(self._found, order)
        return ranked if ranked.on_disk else tuple(ranked)


def _inside(numbers: Sequence[int], judged: Judgements) -> tuple[Judgement, ...]:
    """Judgements between members, conflicts first, then the firmest."""
    every = ((one, other) for i, one in enumerate(numbers) for other in numbers[i + 1 :])
    found = (judged.judgement(pair) for pair in every if pair in judged)
    return tuple(sorted((j for j in found if j is not None), key=_judgement_rank))


def _judgement_rank(judgement: Judgement) -> tuple[bool, float, float, str, str]:
    order = (judgement.relation != "conflicts", -weight(judgement), -judgement.p_conflict)
    return (*order, judgement.left, judgement.right)


def _group(
    members: Sequence[Claim],
    judgements: tuple[Judgement, ...],
    sources: Sources,
    named: Mapping[str, str],
) -> ClaimGroup:
    ids = tuple(c.id for c in members)
    origins = find_origins(members, sources)

    def speakers(claims: Sequence[Claim]) -> tuple[str, ...]:
        return speaker_names(claims, named)

    return ClaimGroup(
        id=id_of(ids),
        label=label_claim(members, bound(members, judgements)).text,
        claims=ids,
        judgements=judgements,
        outlets=tuple(sorted({c.outlet for c in members})),
        independent_outlets=tuple(o.name for o in origins),
        speakers=speakers(members),
        origins=origins,
        voices=group_voices(members, named),
        sides=find_sides(members, judgements, origins, speakers),
    )


def _rank(group: ClaimGroup) -> tuple[int, float, int, int, str]:
    """Conflicts by strength, then corroborated groups by independent origins, then the rest."""
    strengths = [j.score for j in group.judgements if j.relation == "conflicts"]
    return (
        _VERDICTS.index(group.verdict),
        -max(strengths, default=0.0),
        -len(group.independent_outlets),
        -len(group.claims),
        group.id,
    )
