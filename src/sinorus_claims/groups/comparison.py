"""A pair of claims as the judges see it, and what a judge answers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from ..config import GroupSettings
from ..model import Article, Claim, Evidence, Frame, Ground, Relation, TextSpan
from .contradiction.reading import Reading
from .features import Features, Word, crude_lemma, place, read
from .keeping import kept
from .lexicon import words
from .similarity import LexicalSimilarity, Similarity, Weights
from .speakers import same_speaker

Voices = Literal["same_speaker", "two_speakers", "unknown"]

SAME_VOICE = 0.7
"""Speaker likeness from which two mentions count as one speaker."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one judge found."""

    relation: Relation
    score: float
    """How sure, 0 to 1."""
    evidence: tuple[Evidence, ...]
    ground: Ground | None = None
    p_conflict: float | None = None
    """Of a quotation: the chance that its meaning was altered."""


QUOTED: frozenset[Relation] = frozenset({"same_quote", "quote_variant"})
"""Relations of one utterance."""


class Comparison:
    """What the judges need beside the two claims; computed once a pair, on demand."""

    def __init__(
        self,
        left: Claim,
        right: Claim,
        articles: Mapping[str, Article],
        settings: GroupSettings,
        similarity: Similarity,
        *,
        in_run: bool = False,
    ) -> None:
        self.left, self.right = read(left), read(right)
        self.articles = articles
        self.settings = settings
        self._similarity = similarity
        self._weights = similarity.weights if isinstance(similarity, LexicalSimilarity) else _news()
        self._in_run = in_run
        self.reading: Reading | None = None
        """What the model of contradiction makes of the pair; None until it was asked."""

    @cached_property
    def bare(self) -> bool:
        """Whether both are texts without an attributing verb, laid side by side by somebody.

        Whoever lays two headlines side by side takes them to concern one thing. Of two claims that
        a run finds among thousands nobody has said so: there more evidence is asked for.
        """
        cues = self.left.claim.cue, self.right.claim.cue
        return not self._in_run and cues == (None, None)

    def weight(self, lemma: str) -> float:
        """How rare a lemma is, among the claims of the run and in ordinary news."""
        return self._weights[lemma]

    def mass(self, stems: Mapping[str, str]) -> float:
        """Weight of all words of a clause, by stem."""
        return self._weights.mass(stems)

    @cached_property
    def topic(self) -> float:
        """Likeness of content, 0 to 1."""
        return self._similarity.compare(self.left.claim, self.right.claim)

    @cached_property
    def speaker(self) -> float | None:
        """Likeness of the speakers; None if it cannot be told."""
        return same_speaker(self.left.claim.speaker, self.right.claim.speaker)

    @cached_property
    def voices(self) -> Voices:
        """One speaker, two, or unknown; two outlets in their own voice are two."""
        left, right = self.left.claim, self.right.claim
        if _of_oneself(left) or _of_oneself(right):
            return "unknown"  # nobody accuses himself: the speaker was read wrongly
        if self.speaker is not None:
            return "same_speaker" if self.speaker >= SAME_VOICE else "two_speakers"
        own = left.speaker is None and right.speaker is None and left.kind == right.kind
        return "two_speakers" if own and _narrators_differ(left, right) else "unknown"

    @cached_property
    def frame(self) -> float | None:
        """Share of predicate (half), subject and object that agree; None without frames."""
        return frame_likeness(self.left.claim.frame, self.right.claim.frame)

    @cached_property
    def turned(self) -> bool:
        """Whether the pair stands the other way round than its ids sort: ties are broken by it."""
        left, right = self.left.claim, self.right.claim
        return (left.id, left.text) > (right.id, right.text)

    @cached_property
    def names_apart(self) -> bool:
        """Whether both claims name somebody or something, and nothing in common."""
        one, other = self.left.entities, self.right.entities
        return bool(one and other) and not one & other

    @cached_property
    def days_apart(self) -> int | None:
        """Days from the left article's publication to the right one's; None if not known."""
        one, other = self._published(self.left.claim), self._published(self.right.claim)
        return None if one is None or other is None else other - one

    def _published(self, claim: Claim) -> int | None:
        article = self.articles.get(claim.article)
        return day_number(article.published) if article else None


@cache
def _news() -> Weights:
    return Weights()


def _of_oneself(claim: Claim) -> bool:
    """Whether an accuser is named in what he charges somebody with."""
    speaker, cue = claim.speaker, claim.cue
    if speaker is None or cue is None or cue.lemma not in words("accusing"):
        return False
    return speaker.kind == "person" and speaker.canonical.split()[-1] in claim.text.split()


def _narrators_differ(left: Claim, right: Claim) -> bool:
    return left.kind == "narrated" and bool(left.outlet) and left.outlet != right.outlet


@lru_cache(maxsize=65_536)
def day_number(date: str | None) -> int | None:
    """Days since year 1 of the day of an ISO 8601 date; None if it is none."""
    try:
        return datetime.date.fromisoformat((date or "")[:10]).toordinal()
    except ValueError:
        return None


def frame_likeness(left: Frame | None, right: Frame | None) -> float | None:
    """0 to 1; a missing part counts as half known. None without both frames."""
    if left is None or right is None:
        return None
    parts = ((left.predicate, right.predicate, 0.5), (left.subject, right.subject, 0.25))
    likeness = 0.0
    for one, other, weight in (*parts, (left.object, right.object, 0.25)):
        likeness += weight * (0.5 if one is None or other is None else float(one == other))
    return likeness


@kept
def refutations(features: Features) -> tuple[Word, ...]:
    """Words of the content that say that something is not so."""
    known = words("refutations")
    return tuple(w for w in features.words if w.norm in known or crude_lemma(w.norm) in known)


def span_of(features: Features, start: int, end: int) -> TextSpan | None:
    """Where characters of the claim's text stand in its article."""
    return place(features.claim, start, end)


def quoted(features: Features, found: tuple[Word, ...] | list[Word]) -> str:
    """The words of the text from the first to the last of `found`, in quotation marks."""
    return f"“{features.claim.text[found[0].start : found[-1].end]}”"
