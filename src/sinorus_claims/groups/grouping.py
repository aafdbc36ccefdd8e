"""Claims -> candidates -> judgements -> groups, threads and voices."""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..config import GroupSettings
from ..model import Article, Claim, ClaimGroup, Judgement, Thread, Voice
from .bonds import Judged, Pair, bound, weight
from .candidates import find_candidates
from .clusters import find_clusters
from .corrections.pairs import Effect, PairCorrections, PairLine
from .corrections.ties import Ties
from .independence import Sources, find_origins
from .judges import judge_all
from .labels import label_claim
from .sides import find_sides
from .similarity import load_similarity
from .threads import find_threads
from .voices import group_voices, name_voices, speaker_names

_LOG = logging.getLogger(__name__)

_VERDICTS = ("conflict", "corroborated", "reported", "single", "unsure")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a run finds out about its claims."""

    groups: tuple[ClaimGroup, ...]
    """Groups of two or more claims, conflicts first."""
    threads: tuple[Thread, ...]
    """What one speaker said about one topic over time."""
    voices: tuple[Voice, ...]
    """The named speakers of all claims."""
    effects: Mapping[int, Effect] = field(default_factory=dict)
    """What became of each correction, by its number."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The pairs worth judging, by the positions of their claims."""

    judgements: Mapping[Pair, Judgement]
    likeness: Mapping[Pair, float]


def group_claims(
    claims: Sequence[Claim], articles: Sequence[Article], settings: GroupSettings
) -> tuple[ClaimGroup, ...]:
    """Groups of two or more claims that speak about the same thing, conflicts first.

    Neither the order of the claims nor that of the articles changes the result.
    """
    return compare_claims(claims, articles, settings).groups


def compare_claims(
    claims: Sequence[Claim],
    articles: Sequence[Article],
    settings: GroupSettings,
    corrections: Sequence[PairLine] = (),
) -> Compared:
    """Groups, threads and voices of the claims of a run.

    Neither the order of the claims nor that of the articles changes the result.
    """
    known = {a.id: a for a in articles}
    ordered = sorted(claims, key=lambda c: (_published(c, known), c.id, c.text))
    asked = PairCorrections(corrections, ordered)
    found = _judge_candidates(ordered, known, settings, asked.wanted)

    def named_groups(judgements: Judged, ties: Ties) -> dict[str, list[int]]:
        clusters = find_clusters(judgements, ties)
        return {_group_id([ordered[n].id for n in numbers]): numbers for numbers in clusters}

    judged = _Judged(asked.apply(found.judgements, named_groups), found.likeness)
    voices = name_voices(ordered)
    named = {claim: voice.name for voice in voices for claim in voice.claims}
    sources = Sources(articles, ordered)
    groups = [
        _group([ordered[n] for n in numbers], _inside(numbers, judged.judgements), sources, named)
        for numbers in find_clusters(judged.judgements, asked.ties)
    ]
    threads = find_threads(ordered, known, voices, judged.judgements, judged.likeness)
    _LOG.info(
        "%d claims, %d judgements, %d groups, %d threads",
        len(ordered), len(judged.judgements), len(groups), len(threads),
    )  # fmt: skip
    return Compared(tuple(sorted(groups, key=_rank)), threads, voices, asked.effects)


def _published(claim: Claim, articles: Mapping[str, Article]) -> str:
    article = articles.get(claim.article)
    return (article.published or "9999") if article else "9999"


def _judge_candidates(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    wanted: Iterable[Pair],
) -> _Judged:
    """Judge what is worth it, and the pairs that are `wanted` whether or not they look alike."""
    similarity = load_similarity(settings, claims)
    found = find_candidates(claims, settings, similarity)
    kept = found.quoted | set(wanted)
    pairs = [*found.pairs, *sorted(set(wanted).difference(found.pairs))]
    compared = similarity.compare_all((claims[i], claims[j]) for i, j in pairs)
    worth = {
        pair: likeness
        for pair, likeness in zip(pairs, compared, strict=True)
        if likeness >= settings.candidate_similarity or pair in kept
    }
    judgements = judge_all(
        ((claims[i], claims[j]) for i, j in worth), articles, settings, similarity=similarity
    )
    return _Judged(dict(zip(worth, judgements, strict=True)), worth)


def _inside(numbers: Sequence[int], judged: Mapping[Pair, Judgement]) -> tuple[Judgement, ...]:
    """Judgements between members, conflicts first, then the firmest."""
    every = ((one, other) for i, one in enumerate(numbers) for other in numbers[i + 1 :])
    return tuple(sorted((judged[p] for p in every if p in judged), key=_judgement_rank))


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
        id=_group_id(ids),
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


def _group_id(claims: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(claims)).encode()).hexdigest()[:12]


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
