"""How claims relate, and the whole of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .article import PYDANTIC, Article, Skipped, TextSpan
from .claim import Claim

SCHEMA_VERSION = "1.0"

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
class ClaimGroup:
    """Claims that speak about the same thing."""

    __pydantic_config__ = PYDANTIC
    id: str
    """Short hash of the claims' ids."""
    label: str
    """The words of the most central claim."""
    claims: tuple[str, ...]
    """Ids of the claims, in order of publication, then id."""
    judgements: tuple[Judgement, ...]
    """Judgements between members."""
    outlets: tuple[str, ...] = ()
    """All outlets that carry a member."""
    independent_outlets: tuple[str, ...] = ()
    """Outlets after reprints are folded into their original."""
    speakers: tuple[str, ...] = ()
    """Canonical names of the speakers."""

    @property
    def relations(self) -> frozenset[str]:
        """The relations that occur between members."""
        return frozenset(j.relation for j in self.judgements)

    @property
    def verdict(self) -> Verdict:
        """What the group shows.

        A conflict, independent corroboration, one voice reported by several outlets, one outlet
        only, or nothing certain.
        """
        if "conflicts" in self.relations:
            return "conflict"
        if not self.relations - {"unsure", "related"}:
            return "unsure"
        if len(self.independent_outlets) < 2:
            return "single"
        return "corroborated" if "agrees" in self.relations else "reported"


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
    timings: Mapping[str, float] = field(default_factory=dict, compare=False)
    """Seconds spent in each room; not exported, so that equal input gives equal bytes."""
