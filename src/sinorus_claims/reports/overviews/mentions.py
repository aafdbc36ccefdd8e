"""Who speaks about whom: the speakers of claims, and the names in what they say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from ...model import Claim
from ..contents import Contents
from .names import Key, Names, key

TARGETS = frozenset({"PERSON", "PER", "ORG", "GPE", "LOC", "FAC"})
"""Labels of persons, organisations and places, as language pipelines name them. Peoples ("the
French") are left out: they are adjectives more often than not."""

_PERSONS = frozenset({"PERSON", "PER"})
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
    persons = _persons(claims, voices)
    meant = _in_articles(claims, voices, persons)
    counts = Counter(voices.values())
    counts.update(name for names in meant.values() for name in names)
    names = Names(counts, persons, {voice.name for voice in report.analysis.voices})
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


def _persons(claims: Iterable[Claim], voices: Mapping[str, str]) -> set[Key]:
    """Names that are a person's in most places."""
    tally: Counter[Key] = Counter()
    for claim in claims:
        for entity in claim.entities:
            if entity.label in TARGETS:
                tally[key(entity.text)] += 1 if entity.label in _PERSONS else -1
        if claim.id in voices and claim.speaker is not None:
            tally[key(voices[claim.id])] += 1 if claim.speaker.kind == "person" else -1
    return {name for name, balance in tally.items() if name and balance > 0}


def _in_articles(
    claims: Iterable[Claim], voices: Mapping[str, str], persons: Set[Key]
) -> dict[str, list[str]]:
    """Claim id -> the names in it, a person's last name as the full one that its article has."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    found = (_of(members, voices, persons) for members in by_article.values())
    return dict(pair for pairs in found for pair in pairs)


def _of(
    members: list[Claim], voices: Mapping[str, str], persons: Set[Key]
) -> Iterator[tuple[str, list[str]]]:
    full: dict[Key, dict[Key, str]] = defaultdict(dict)
    spoken = (voices[claim.id] for claim in members if claim.id in voices)
    for name in (*spoken, *(name for claim in members for name in _named(claim))):
        words = key(name)
        if len(words) > 1 and words in persons:
            full[words[-1:]].setdefault(words, name)
    for claim in members:
        yield claim.id, [_fullest(name, full, persons) for name in _named(claim)]


def _fullest(name: str, full: Mapping[Key, Mapping[Key, str]], persons: Set[Key]) -> str:
    words = key(name)
    found = full.get(words, {}) if words in persons else {}
    return next(iter(found.values())) if len(found) == 1 else name


def _named(claim: Claim) -> list[str]:
    found = (e.text for e in claim.entities if e.label in TARGETS and len(e.text) <= _LONGEST)
    return [name for name in found if key(name)]


def _against(claim: Claim) -> bool:
    cue = claim.cue
    denied = cue is not None and cue.stance in ("denies", "doubts") and not cue.negated
    return denied or claim.negated
