"""How claims relate, and the whole of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .article import PYDANTIC, Article, Skipped, TextSpan
from .claim import Claim

SCHEMA_VERSION = "1.2"

Relation = Literal[
    "same_quote",
    "quote_variant",
    "restates",
    "agrees",
    "updates",
    "conflicts",
    "related",
    "unsure",
]
Ground = Literal["quantity", "date", "negation", "antonym", "denial", "contradiction", "wording"]
Verdict = Literal["conflict", "corroborated", "reported", "single", "unsure"]
Correcting = Literal["speaker", "same", "not_same", "no_conflict", "drop"]
Tracing = Literal["own", "reprint", "wire_credit", "passed_on", "shared_passage", "family"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a relation."""

    __pydantic_config__ = PYDANTIC
    feature: str
    """Name of the comparison."""
    score: float
    """Its strength, 0 to 1."""
    detail: str
    """One readable reason with both values."""
    left: TextSpan | None = None
    """Place of the left value in the left claim's article."""
    right: TextSpan | None = None
    """Place of the right value in the right claim's article."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How two claims relate, and why."""

    __pydantic_config__ = PYDANTIC
    left: str
    """Id of a claim."""
    right: str
    """Id of another claim."""
    relation: Relation
    """The relation."""
    score: float
    """How sure the judge is, 0 to 1."""
    ground: Ground | None = None
    """On what they conflict; for a quotation variant, `wording`."""
    voices: Literal["same_speaker", "two_speakers", "unknown"] = "unknown"
    """Whether one speaker is reported differently or two speakers differ."""
    p_conflict: float = 0.0
    """How likely a conflict is, 0 to 1, whatever the relation."""
    evidence: tuple[Evidence, ...] = ()
    """The reasons, strongest first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims of a group come from: one newsroom, however many outlets print it."""

    __pydantic_config__ = PYDANTIC
    name: str
    """The outlet or news agency. It need not be among the outlets that were read."""
    outlets: tuple[str, ...]
    """Outlets that carry it, sorted."""
    claims: tuple[str, ...]
    """Ids of its claims, in the group's order."""
    found: tuple[Tracing, ...]
    """How its claims were traced to it: the outlet's own, a reprint, the credit of an agency,
    passed on in words ("Reuters reported"), a passage shared word for word, one owner; sorted."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks and is surely another than the other voices beside it."""

    __pydantic_config__ = PYDANTIC
    name: str
    """Fullest name of the speaker; the outlet where it speaks in its own voice."""
    claims: tuple[str, ...]
    """Ids of the claims that are surely this voice's, in order."""
    own: bool = False
    """Whether this is an outlet in its own voice."""


@dataclass(frozen=True, slots=True)
class Side:
    """Claims of a group that say the same where others say what cannot be true beside it."""

    __pydantic_config__ = PYDANTIC
    conflict: int
    """Number of the conflict within the group, from 1, the strongest first: only sides of one
    conflict oppose each other."""
    ground: Ground
    """On what they conflict."""
    label: str
    """The figure or date ("12 people"), else the words of `claim`."""
    claim: str
    """Id of the claim that the label is taken from."""
    claims: tuple[str, ...]
    """Ids of the claims, in the group's order."""
    outlets: tuple[str, ...]
    """Outlets that carry them, sorted."""
    origins: tuple[str, ...]
    """Names of their independent origins, sorted."""
    speakers: tuple[str, ...]
    """Names of their speakers, each once, sorted."""
    share: float
    """Outlets of this side among all that take part in the conflict, 0 to 1. An outlet that
    reports both sides counts for both."""


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that speak about the same thing."""

    __pydantic_config__ = PYDANTIC
    id: str
    """Short hash of the claims' ids."""
    label: str
    """The words of a claim that stands for all."""
    claims: tuple[str, ...]
    """Ids of the claims, in order of publication, then id."""
    judgements: tuple[Judgement, ...]
    """Judgements between members."""
    outlets: tuple[str, ...] = ()
    """All outlets that carry a member."""
    independent_outlets: tuple[str, ...] = ()
    """Names of `origins`, sorted: what is left after reprints, credits and shared passages."""
    speakers: tuple[str, ...] = ()
    """Names of the speakers, each once, sorted; unresolved ones are left out."""
    origins: tuple[Origin, ...] = ()
    """Independent origins of the claims, by name; every claim has one."""
    voices: tuple[Voice, ...] = ()
    """Those that are surely different speakers, by name. Unnamed and unresolved speakers, and
    those that may be another's, are in none."""
    sides: tuple[Side, ...] = ()
    """In a conflict: who takes which side. Members that take no part are in none."""

    @property
    def relations(self) -> frozenset[str]:
        """The relations that occur between members."""
        return frozenset(j.relation for j in self.judgements)

    @property
    def verdict(self) -> Verdict:
        """What the group shows.

        A conflict; independent corroboration (two voices of two origins agree); one voice reported
        by several outlets; one outlet or origin only; or nothing certain.
        """
        if "conflicts" in self.relations:
            return "conflict"
        if not self.relations - {"unsure", "related"}:
            return "unsure"
        if min(len(self.independent_outlets), len(self.outlets)) < 2:
            return "single"
        return "corroborated" if self._agreed() else "reported"

    def _agreed(self) -> bool:
        """Whether two voices agree who do not share an origin."""
        origin = {claim: o.name for o in self.origins for claim in o.claims}
        voice = {claim: (v.name, v.own) for v in self.voices for claim in v.claims}
        pairs = ((j.left, j.right) for j in self.judgements if j.relation == "agrees")
        return any(
            {one, other} <= origin.keys() & voice.keys()
            and origin[one] != origin[other]
            and voice[one] != voice[other]
            for one, other in pairs
        )


@dataclass(frozen=True, slots=True)
class Change:
    """From one claim of a thread to the next."""

    __pydantic_config__ = PYDANTIC
    left: str
    """Id of the earlier claim."""
    right: str
    """Id of the later claim."""
    days: int
    """Days between their publication."""
    relation: Relation | None = None
    """How they relate; None if they were not compared."""
    ground: Ground | None = None
    """On what they conflict, if they do."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What one speaker said about one topic on different days."""

    __pydantic_config__ = PYDANTIC
    id: str
    """Short hash of the claims' ids."""
    speaker: str
    """Name of the speaker."""
    topic: tuple[str, ...]
    """Lemmas that most of the claims share, the rarest first."""
    claims: tuple[str, ...]
    """Ids of the claims, in order of publication, each utterance once."""
    changes: tuple[Change, ...]
    """From each claim to the next; one fewer than claims."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of an analyst's corrections, and what became of it."""

    __pydantic_config__ = PYDANTIC
    action: Correcting
    """What was asked for: these speakers are one, two claims are the same or not, no conflict,
    leave this claim out."""
    subject: tuple[str, ...]
    """Ids of claims, or of a group; for `speaker` the names to be replaced."""
    place: str
    """`file:line` of the correction; the file without its folder."""
    value: str | None = None
    """For `speaker` the name that takes their place."""
    note: str = ""
    """The analyst's own words on why."""
    claims: tuple[str, ...] = ()
    """Ids of the claims that it changed; of those left out too."""
    applied: bool = True
    """Whether it found what it is about."""
    outcome: str = ""
    """One readable line: what changed, or why nothing did."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that one run found."""

    __pydantic_config__ = PYDANTIC
    articles: tuple[Article, ...]
    """Articles read, in order of outlet, date and id."""
    skipped: tuple[Skipped, ...]
    """Inputs that gave no article."""
    claims: tuple[Claim, ...]
    """Claims, in order of article and place."""
    groups: tuple[ClaimGroup, ...]
    """Groups of two or more claims, conflicts first."""
    settings_digest: str
    """Hash of the settings."""
    versions: Mapping[str, str]
    """Versions of the package, the language pipeline, Python and spaCy."""
    schema_version: str = SCHEMA_VERSION
    """Version of this structure."""
    threads: tuple[Thread, ...] = ()
    """What one speaker said about one topic over time, by speaker, then date."""
    voices: tuple[Voice, ...] = ()
    """The named speakers of all claims, by name; a claim whose speaker is not named is in none."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Hashes of the models that took part, by what each is for: `language`, `contradiction`."""
    corrections: tuple[Correction, ...] = ()
    """Corrections by an analyst that this analysis has taken in, in the order of their file."""
    as_found: tuple[Claim, ...] = ()
    """Claims that corrections changed or left out, as they were found, in order of article and
    place: whoever compares again starts from these."""
    timings: Mapping[str, float] = field(default_factory=dict, compare=False)
    """Seconds spent in each room; not exported, so that equal input gives equal bytes."""
