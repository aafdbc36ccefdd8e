"""A pair of claims as the judges see it, and what a judge answers."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from ..config import GroupSettings
from ..model import Article, Claim, Evidence, Frame, Ground, Relation, TextSpan
from .contradiction.reading import Reading
from .features import Features, Word, crude_lemma, place, read
from .keeping import noted
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
    """What the judges need beside the two claims; computed once a pair.

    What every pair is asked for is there from the beginning: thousands are judged a second.
    """

    def __init__(  # noqa: PLR0913 - two of them by name
        self,
        left: Claim,
        right: Claim,
        articles: Mapping[str, Article],
        settings: GroupSettings,
        similarity: Similarity,
        *,
        in_run: bool = False,
        likeness: float | None = None,
    ) -> None:
        """`likeness` is what the similarity says of the two, where it is known already."""
        self.left, self.right = read(left), read(right)
        one, other = self.left.claim, self.right.claim
        self.articles = articles
        self.settings = settings
        weights = similarity.weights if isinstance(similarity, LexicalSimilarity) else _news()
        self.weight: Callable[[str], float] = weights.__getitem__
        """How rare a lemma is, among the claims of the run and in ordinary news."""
        self.mass: Callable[[Mapping[str, str]], float] = weights.mass
        """Weight of all words of a clause, by stem."""
        self.reading: Reading | None = None
        """What the model of contradiction makes of the pair; None until it was asked."""
        self.bare = not in_run and one.cue is None and other.cue is None
        """Whether both are texts without an attributing verb, laid side by side by somebody.

        Whoever lays two headlines side by side takes them to concern one thing. Of two claims that
        a run finds among thousands nobody has said so: there more evidence is asked for.
        """
        self.topic = similarity.compare(one, other) if likeness is None else likeness
        """Likeness of content, 0 to 1."""
        self.speaker = same_speaker(one.speaker, other.speaker)
        """Likeness of the speakers; None if it cannot be told."""
        self.voices: Voices = self._voices(one, other)
        """One speaker, two, or unknown; two outlets in their own voice are two."""
        self.days_apart = self._days_apart(one, other)
        """Days from the left article's publication to the right one's; None if not known."""
        self.names_apart = _names_apart(self.left.entities, self.right.entities)
        """Whether both claims name somebody or something, and nothing in common."""

    def _voices(self, left: Claim, right: Claim) -> Voices:
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

    def _days_apart(self, left: Claim, right: Claim) -> int | None:
        one, other = self._published(left), self._published(right)
        return None if one is None or other is None else other - one

    def _published(self, claim: Claim) -> int | None:
        article = self.articles.get(claim.article)
        return day_number(article.published) if article else None


def _names_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


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


@noted
def refutations(features: Features) -> tuple[Word, ...]:
    """Words of the content that say that something is not so."""
    known = words("refutations")
    return tuple([w for w in features.words if w.norm in known or crude_lemma(w.norm) in known])


def span_of(features: Features, start: int, end: int) -> TextSpan | None:
    """Where characters of the claim's text stand in its article."""
    return place(features.claim, start, end)


def quoted(features: Features, found: tuple[Word, ...] | list[Word]) -> str:
    """The words of the text from the first to the last of `found`, in quotation marks."""
    return f"“{features.claim.text[found[0].start : found[-1].end]}”"
