"""The frozen types that flow through the rooms: articles -> claims -> groups -> reports.

All offsets are half-open, in characters (Unicode code points, as Python counts them). Fields hold
plain values; pydantic reads the field docstrings when it generates the JSON Schema.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SCHEMA_VERSION = "1.0"

Kind = Literal["direct", "mixed", "indirect", "narrated"]
Stance = Literal[
    "asserts", "denies", "doubts", "predicts", "wants", "demands", "asks", "decides", "perceives"
]
SpeakerKind = Literal[
    "person",
    "organisation",
    "government",
    "document",
    "outlet",
    "group",
    "anonymous",
    "unresolved",
]
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
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range"]
Verdict = Literal["conflict", "corroborated", "reported", "single", "unsure"]

_PYDANTIC = {"use_attribute_docstrings": True, "extra": "forbid"}


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """Half-open character range into `Article.text` (unless the field says otherwise)."""

    __pydantic_config__ = _PYDANTIC
    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of `Article.text` and the run of the decoded source file that it came from."""

    __pydantic_config__ = _PYDANTIC
    text: TextSpan
    """Range in `Article.text`."""
    source: TextSpan
    """Range in the decoded file. Of equal length unless a character was written as an entity."""
    line: int
    """1-based line of the decoded file on which `source` starts."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block of the source that is not part of the article."""

    __pydantic_config__ = _PYDANTIC
    text: str
    """The block as it stands in the source, cut at 200 characters."""
    rule: str
    """Name of the rule that dropped it."""
    line: int
    """1-based line of the decoded file on which the block starts."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its body text, what is known about it, and the way back to its file."""

    __pydantic_config__ = _PYDANTIC
    id: str
    """Short hash of outlet, title, URL and text: equal inputs give equal ids."""
    path: str
    """The file, as given on the command line; with `#n` for the n-th record of a bundle."""
    outlet: str
    """Who published it."""
    title: str
    """Headline, without the name of the site."""
    text: str
    """The body; claims' offsets point into it."""
    byline: str | None = None
    """Author, if the file shows one."""
    published: str | None = None
    """Date of publication, ISO 8601 (date, or date and time)."""
    url: str | None = None
    """Canonical address, if the file shows one."""
    dropped: tuple[Dropped, ...] = ()
    """Blocks of the source that are not part of the article, and the rule that dropped each."""
    segments: tuple[Segment, ...] = ()
    """The map from `text` back to the decoded file, in order, without overlap."""
    reprint_of: str | None = None
    """Id of the earliest article of which this is a reprint or a light edit."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each metadata field was found ("outlet": "file name (guessed)")."""
    notes: tuple[str, ...] = ()
    """What the reader should know: encoding guessed, text cut, and the like."""

    def source_span(self, span: TextSpan) -> TextSpan:
        """Range of the decoded file that `span` of `text` came from.

        Characters without a source (joints between blocks) take the nearest mapped neighbour
        inside the span.
        """
        first_at = bisect_right(self.segments, span.start, key=lambda s: s.text.end)
        last_at = bisect_left(self.segments, span.end, key=lambda s: s.text.start)
        touched = self.segments[first_at:last_at]
        if not touched:
            return span
        first, last = touched[0], touched[-1]
        start, end = first.source.start, last.source.end
        if _same_length(first):
            start += max(0, span.start - first.text.start)
        if _same_length(last):
            end -= max(0, last.text.end - span.end)
        return TextSpan(start, end)

    def line(self, span: TextSpan) -> int:
        """1-based line of the decoded file on which `span` starts."""
        count = bisect_right(self.segments, span.start, key=lambda s: s.text.start)
        if not count:
            return 1
        last = self.segments[count - 1]
        return last.line + self.text.count("\n", last.text.start, min(span.start, last.text.end))


def _same_length(segment: Segment) -> bool:
    text, source = segment.text, segment.source
    return text.end - text.start == source.end - source.start


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article."""

    __pydantic_config__ = _PYDANTIC
    path: str
    """The file, as given."""
    reason: str
    """Short stable code: `empty`, `too_little_text`, `permission`, `duplicate` ..."""
    detail: str = ""
    """One readable line."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, as mentioned here and as known in the whole article."""

    __pydantic_config__ = _PYDANTIC
    name: str
    """The mention's own words."""
    canonical: str
    """The fullest name of the same speaker in the article; the mention itself if none."""
    kind: SpeakerKind
    """What sort of source it is."""
    mention: TextSpan | None = None
    """Where the mention stands; None where the sentence names nobody."""
    role: str | None = None
    """Office or description: "foreign minister"."""
    resolved: str = "mention"
    """How `canonical` was found: `mention`, `name`, `pronoun`, `description`, `outlet`, or
    `unresolved: ` with the reason."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute."""

    __pydantic_config__ = _PYDANTIC
    spans: tuple[TextSpan, ...]
    """The cue's words, without the negation."""
    lemma: str
    """Lemma of its head: `say`, `according to`, `warning`."""
    stance: Stance
    """What the speaker does with the content. "Did not confirm" is no denial: see `negated`."""
    negated: bool = False
    """True for "did not say", "declined to confirm"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """An outer attribution of a nested claim: "Japan Today reported that ..."."""

    __pydantic_config__ = _PYDANTIC
    speaker: Speaker | None
    """The one who passes the claim on."""
    cue: Cue | None
    """With which words."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    __pydantic_config__ = _PYDANTIC
    span: TextSpan
    """The words, bound and unit included."""
    text: str
    """The words."""
    value: float
    """The number in units (3 for "3 million" times 1e6: 3000000); the lower end of a range."""
    high: float | None = None
    """The upper end of a range."""
    unit: str | None = None
    """`percent`, `USD`, `km` ...; None for a plain count."""
    head: str | None = None
    """Lemma of the noun that is counted or measured."""
    bound: Bound = "exact"
    """How exact the speaker is."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in the words of the claim."""

    __pydantic_config__ = _PYDANTIC
    span: TextSpan
    """The words."""
    text: str
    """The words."""
    start: str | None = None
    """First day meant, ISO 8601; None if it cannot be told."""
    end: str | None = None
    """Last day meant, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity inside the claim."""

    __pydantic_config__ = _PYDANTIC
    span: TextSpan
    """The words."""
    text: str
    """The words."""
    label: str
    """PERSON, ORG, LOC ... as the language pipeline names them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The head proposition of a claim, as lemmas; for alignment before comparison."""

    __pydantic_config__ = _PYDANTIC
    predicate: str
    """Lemma of the head verb, or of the predicate noun or adjective."""
    subject: str | None = None
    """Lemma of the subject's head (of the passive's agent-less subject too)."""
    object: str | None = None
    """Lemma of the object's head."""
    modal: str | None = None
    """will, would, may, might, can, could, should, must; None if unmodified."""
    clausal: bool = True
    """Whether a clause states something ("the dam leaks"); False for a bare noun ("the dam")."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One attributed proposition."""

    __pydantic_config__ = _PYDANTIC
    id: str
    """Short hash of the article's id and the content's offsets."""
    article: str
    """Id of the article."""
    outlet: str
    """The article's outlet."""
    kind: Kind
    """How it is attributed: quotation, part quotation, indirect speech, the article's own voice."""
    text: str
    """The content's words, joined with " ... " where it is interrupted."""
    content: tuple[TextSpan, ...]
    """The content's places, in order."""
    sentence: TextSpan
    """The sentence of the cue (of the content, if there is none)."""
    speaker: Speaker | None
    """None where nobody is named ("it is expected that")."""
    cue: Cue | None
    """None for narrated claims and for quotations that only continue an earlier one."""
    via: tuple[Attribution, ...] = ()
    """Outer attributions, outermost first."""
    negated: bool = False
    """Whether the head proposition of the content is negated."""
    hedged: bool = False
    """Whether the content is hedged ("may", "reportedly", "likely")."""
    quantities: tuple[Quantity, ...] = ()
    """Numbers in the content."""
    dates: tuple[DateMention, ...] = ()
    """Dates in the content."""
    entities: tuple[Entity, ...] = ()
    """Named entities in the content."""
    frame: Frame | None = None
    """Head proposition."""
    lemmas: tuple[str, ...] = ()
    """Lower-case lemmas of the content's nouns, verbs, adjectives, adverbs, numbers, in order."""
    rules: tuple[str, ...] = ()
    """Names of the rules or models that found it."""
    score: float = 1.0
    """How sure the finder is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a relation."""

    __pydantic_config__ = _PYDANTIC
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

    __pydantic_config__ = _PYDANTIC
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

    __pydantic_config__ = _PYDANTIC
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

    __pydantic_config__ = _PYDANTIC
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
