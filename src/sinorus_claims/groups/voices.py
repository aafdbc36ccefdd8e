"""Who is who among the speakers: over a whole run, and within one group."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..model import Claim, Speaker, SpeakerKind, Voice
from .comparison import SAME_VOICE
from .features import read
from .heads import ClaimHead
from .speakers import identity_keys, is_named, same_speaker

ONE_NAME = 0.75
"""Speaker likeness from which two names mean one speaker wherever they stand."""

DOMINATES = 0.9
"""Share of the claims that a full name must have among those that a short name may stand for."""

LIKELY = 0.5
"""Score of a claim from which it is more likely one than not."""

ECHO = 10
"""Words in a row that two speakers hardly choose by themselves."""

# Words that begin with capitals, or join such words.
_NAME = re.compile(
    r"(?:the |an? )?[^\W\d_a-z][\w'’.&-]*(?: [^\W\d_a-z][\w'’.&-]*"
    r"| (?:of|and|the|for|de|da|di|la|le|van|von|den|der|del|bin|ibn|al|el|y|&))*"
)


def name_voices(claims: Iterable[Claim | ClaimHead]) -> tuple[Voice, ...]:
    """The named speakers of all claims, each once by the fullest name, sorted by name.

    A short name ("Morn") belongs to the full one if there is only one, or one that has nine in ten
    of the claims; else it stays by itself. Whoever is not named is in no voice. Names are compared
    only with those that share a first or last part, so that this stays quick for many.
    """
    said = Names()
    for claim in claims:
        said.add(claim)
    return said.voices()[0]


class Names:
    """What is said under each name, as it is being read."""

    def __init__(self) -> None:
        self._said: dict[str, _Name] = {}
        self._numbers: dict[str, int] = {}

    def add(self, claim: Claim | ClaimHead) -> int:
        """Number of the name that a claim's speaker has; -1 if there is none."""
        if claim.speaker is None or not is_named(claim.speaker):
            return -1
        name = claim.speaker.canonical
        self._said.setdefault(name, _Name()).add(claim.id, claim.speaker)
        return self._numbers.setdefault(name, len(self._numbers))

    def voices(self) -> tuple[tuple[Voice, ...], list[int]]:
        """(as `name_voices`, number of the voice that has each name)."""
        said = self._said
        speakers = {name: found.usual for name, found in said.items()}
        heads = _heads(speakers, {name: len(found.claims) for name, found in said.items()})
        members: dict[str, list[str]] = defaultdict(list)
        spelt: dict[str, dict[str, int]] = defaultdict(dict)
        for name in sorted(said):
            members[heads[name]] += said[name].claims
            spelt[heads[name]][name] = len(said[name].claims)
        spelling = {head: _spelling(spelt[head]) for head in members}
        order = sorted(members, key=spelling.__getitem__)
        places = {head: number for number, head in enumerate(order)}
        voices = tuple(Voice(spelling[h], tuple(sorted(members[h]))) for h in order)
        return voices, [places[heads[name]] for name in self._numbers]


class _Name:
    """What is said under one name: ids of the claims, and the speaker as most of them have it."""

    def __init__(self) -> None:
        self.claims: list[str] = []
        self._kinds: Counter[SpeakerKind] = Counter()
        self._first: dict[SpeakerKind, Speaker] = {}

    def add(self, claim: str, speaker: Speaker) -> None:
        """Add a claim."""
        self.claims.append(claim)
        self._kinds[speaker.kind] += 1
        known = self._first.setdefault(speaker.kind, speaker)
        if known is not speaker and _goes_before(speaker, known):
            self._first[speaker.kind] = speaker

    @property
    def usual(self) -> Speaker:
        """The speaker as most of the claims have it."""
        return self._first[min(self._kinds, key=lambda kind: (-self._kinds[kind], kind))]


def _goes_before(one: Speaker, other: Speaker) -> bool:
    return one.name < other.name or (one.name == other.name and repr(one) < repr(other))


def _spelling(counts: Mapping[str, int]) -> str:
    """The fullest of a speaker's names that is nothing but a name: no clause around it."""
    names = [name for name in counts if _NAME.fullmatch(name)] or list(counts)
    return min(names, key=lambda n: (-len(n.split()), -counts[n], n))


def _usual(claims: Sequence[Claim]) -> Speaker:
    """The speaker as most of these claims have it."""
    found = _Name()
    for claim in claims:
        if claim.speaker is not None:
            found.add(claim.id, claim.speaker)
    return found.usual


def _heads(speakers: Mapping[str, Speaker], counts: Mapping[str, int]) -> dict[str, str]:
    """Name -> the fullest name of the same speaker."""
    order = sorted(speakers, key=lambda n: (-len(n.split()), -counts[n], n))
    heads: dict[str, str] = {}
    known: dict[tuple[str, ...], set[str]] = defaultdict(set)
    totals: Counter[str] = Counter()
    for name in order:
        keys = identity_keys(speakers[name])
        beside = sorted({other for key in keys for other in known[key]})
        alike = [o for o in beside if _likeness(speakers[name], speakers[o]) >= ONE_NAME]
        heads[name] = _only(alike, totals) or name
        totals[heads[name]] += counts[name]
        if heads[name] == name:
            for key in keys:
                known[key].add(name)
    return heads


def _likeness(one: Speaker, other: Speaker) -> float:
    return same_speaker(one, other) or 0.0


def _only(alike: Sequence[str], totals: Mapping[str, int]) -> str | None:
    """The one full name that a shorter one stands for; None if there are several."""
    if not alike:
        return None
    best = min(alike, key=lambda name: (-totals[name], name))
    return best if totals[best] >= DOMINATES * sum(totals[name] for name in alike) else None


def group_voices(members: Sequence[Claim], named: Mapping[str, str]) -> tuple[Voice, ...]:
    """Who speaks in a group and is surely another than the others, by name.

    `named` is claim id -> name in the whole run. Of speakers that cannot be told apart ("the
    ministry" beside a minister) only the one with the fullest name is a voice; a claim whose
    speaker is a pronoun, or an outlet that is quoted, adds none. Outlets that say it themselves are
    voices beside each other.
    """
    voices: dict[str, list[Claim]] = {}
    for name, claims in _by_name(members, named):
        speaker = _usual(claims)
        likeness = {v: same_speaker(speaker, _usual(found)) for v, found in voices.items()}
        same = [v for v, found in likeness.items() if found is not None and found >= SAME_VOICE]
        if len(same) == 1:
            voices[same[0]] += claims
        elif not same and None not in likeness.values() and not _echoes(claims, voices):
            voices[name] = list(claims)
    found = [Voice(name, _ids(members, claims)) for name, claims in voices.items()]
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in members:
        if claim.speaker is None and claim.kind == "narrated" and claim.outlet:
            own[claim.outlet].append(claim)
    found += [Voice(name, _ids(members, claims), own=True) for name, claims in own.items()]
    return tuple(sorted(found, key=lambda v: (v.name, v.own)))


def _echoes(claims: Iterable[Claim], voices: Mapping[str, Iterable[Claim]]) -> bool:
    """Whether claims have the very words of another voice: one utterance, ascribed to two."""
    theirs = [_words(c) for found in voices.values() for c in found]
    ours = [_words(c) for c in claims]
    return any(one in other or other in one for one in ours if one for other in theirs if other)


def _words(claim: Claim) -> str:
    """The claim's words, each between blanks; empty if they are few enough to be used by two."""
    words = [w.norm for w in read(claim).words]
    return f" {' '.join(words)} " if len(words) >= ECHO else ""


def _by_name(members: Iterable[Claim], named: Mapping[str, str]) -> list[tuple[str, list[Claim]]]:
    """Claims by the name of their speaker, the fullest name first."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in members:
        if claim.speaker is not None and is_named(claim.speaker) and _surely_said(claim):
            found[named.get(claim.id, claim.speaker.canonical)].append(claim)
    return sorted(found.items(), key=lambda item: (-len(item[0].split()), -len(item[0]), item[0]))


def _surely_said(claim: Claim) -> bool:
    """Whether the speaker is named where the claim stands, and the claim is one.

    One pronoun in five leads to another person; an outlet that is quoted passes on what others say.
    """
    speaker = claim.speaker
    if speaker is None or speaker.kind == "outlet" or claim.score < LIKELY:
        return False
    return not speaker.resolved.startswith(("pronoun", "relative pronoun", "unresolved"))


def _ids(members: Sequence[Claim], chosen: Iterable[Claim]) -> tuple[str, ...]:
    wanted = {c.id for c in chosen}
    return tuple(c.id for c in members if c.id in wanted)


def speaker_names(members: Sequence[Claim], named: Mapping[str, str]) -> tuple[str, ...]:
    """Names of all speakers that are not unresolved, each once, sorted.

    Names that differ in case or a leading article only, or that surely mean one speaker, are one.
    """
    speakers: dict[str, Speaker] = {}
    for claim in sorted(members, key=lambda c: c.id):
        if claim.speaker is not None and claim.speaker.kind != "unresolved":
            speakers.setdefault(named.get(claim.id, claim.speaker.canonical), claim.speaker)
    fullest: list[str] = []
    for name in sorted(speakers, key=lambda n: (-len(n.split()), -len(n), n)):
        alike = (same_speaker(speakers[name], speakers[other]) for other in fullest)
        if _plain(name) not in map(_plain, fullest) and not any(
            likeness is not None and likeness >= SAME_VOICE for likeness in alike
        ):
            fullest.append(name)
    return tuple(sorted(fullest))


def _plain(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
