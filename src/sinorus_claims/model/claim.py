"""Claims: who said what, where, with which words."""

from dataclasses import dataclass
from typing import Literal

from .article import PYDANTIC, TextQuote, TextSpan

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
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, as mentioned here and as known in the whole article."""

    __pydantic_config__ = PYDANTIC
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
    """How `canonical` was found: `mention`, `name`, `pronoun`, `description`, `outlet`,
    `correction` (by an analyst), or `unresolved: ` with the reason."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute."""

    __pydantic_config__ = PYDANTIC
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

    __pydantic_config__ = PYDANTIC
    speaker: Speaker | None
    """The one who passes the claim on."""
    cue: Cue | None
    """With which words."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    __pydantic_config__ = PYDANTIC
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

    __pydantic_config__ = PYDANTIC
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

    __pydantic_config__ = PYDANTIC
    span: TextSpan
    """The words."""
    text: str
    """The words."""
    label: str
    """PERSON, ORG, LOC ... as the language pipeline names them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The head proposition of a claim, as lemmas; for alignment before comparison."""

    __pydantic_config__ = PYDANTIC
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

    __pydantic_config__ = PYDANTIC
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
    quotes: tuple[TextQuote, ...] = ()
    """The content's words, one entry for each of `content`, with what stands around each."""

    @property
    def place(self) -> TextSpan:
        """Where the claim is to be found: its first content, else its sentence."""
        return self.content[0] if self.content else self.sentence
