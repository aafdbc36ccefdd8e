"""Who speaks about whom: the speakers of claims, and the names in what they say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model import Claim
from ..contents import Contents
from .names import Names, key

TARGETS = frozenset({"PERSON", "PER", "ORG", "GPE", "LOC", "FAC"})
"""Labels of persons, organisations and places, as language pipelines name them. Peoples ("the
French") are left out: they are adjectives more often than not."""

_LONGEST = 80


@dataclass(slots=True)
class Told:
    """What one speaker says about one other."""

    claims: list[str] = field(default_factory=list)
    """Ids, in the analysis's order."""
    against: int = 0
    """Those that deny, doubt or are negated."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of it, before anything is left out."""

    told: Mapping[tuple[str, str], Told]
    """Speaker and name -> what is said."""
    names: Names
    itself: int
    """Claims in which a speaker names itself."""
    unnamed: int
    """Claims with names in them whose speaker is not named."""


def mentions(report: Contents) -> Mentions:
    """Who names whom. Speakers go by the names that the analysis found for its voices."""
    voices = {claim: voice.name for voice in report.analysis.voices for claim in voice.claims}
    claims = report.analysis.claims
    meant = _in_articles(claims, voices)
    counts = Counter(voices.values())
    counts.update(name for names in meant.values() for name in names)
    names = Names(counts, {voice.name for voice in report.analysis.voices})
    canonical = {name: names.of(name) for name in sorted(counts)}
    told: dict[tuple[str, str], Told] = {}
    itself = unnamed = 0
    for claim in claims:
        found = {canonical[name] for name in meant[claim.id]}
        if claim.id not in voices:
            unnamed += bool(found)
            continue
        speaker = canonical[voices[claim.id]]
        itself += speaker in found
        for name in sorted(found - {speaker}):
            entry = told.setdefault((speaker, name), Told())
            entry.claims.append(claim.id)
            entry.against += _against(claim)
    return Mentions(told, names, itself, unnamed)


def _in_articles(claims: Iterable[Claim], voices: Mapping[str, str]) -> dict[str, list[str]]:
    """Claim id -> the names in it, a last name as the full one that its article has."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    return dict(pair for members in by_article.values() for pair in _of(members, voices))


def _of(members: list[Claim], voices: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    full: dict[str, set[str]] = defaultdict(set)
    spoken = (voices[claim.id] for claim in members if claim.id in voices)
    for name in (*spoken, *(name for claim in members for name in _named(claim))):
        words = key(name)
        if len(words) > 1:
            full[words[-1]].add(name)
    for claim in members:
        yield claim.id, [_fullest(name, full) for name in _named(claim)]


def _fullest(name: str, full: Mapping[str, set[str]]) -> str:
    words = key(name)
    found = full.get(words[-1], set()) if len(words) == 1 else set()
    keys = {key(other) for other in found}
    return min(found) if len(keys) == 1 else name


def _named(claim: Claim) -> list[str]:
    found = (e.text for e in claim.entities if e.label in TARGETS and len(e.text) <= _LONGEST)
    return [name for name in found if key(name)]


def _against(claim: Claim) -> bool:
    cue = claim.cue
    denied = cue is not None and cue.stance in ("denies", "doubts") and not cue.negated
    return denied or claim.negated
