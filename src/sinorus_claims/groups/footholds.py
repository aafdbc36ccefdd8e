"""What in a claim a judge could take hold of: enough to tell, without judging a pair, that no judge
can find more in it than one topic (`screening`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from .alignment import SHORT, content_size, states
from .attributed_content import LEAST
from .attributed_opposites import poles
from .clauses import clauses, stem_of, written_stem
from .features import Features
from .lexicon import words
from .polarity import negated_words, stand
from .quantities import measures
from .quoted_words import quoted_words

FOR, AGAINST, STATES, DIRECT, ACCUSING = 1, 2, 4, 8, 1024
"""The speaker affirms the content; or denies or doubts it; the content is a statement; it is
quoted whole; its cue accuses somebody."""

MEASURED, DATED, OPPOSING = 16, 32, 64
"""It has figures that can be compared; dates; a predicate that has an opposite."""

TURNING = 128
"""It negates a word of grammar, which `Footholds.stems` leaves out."""

PHRASE, BRIEF = 256, 512
"""It says too little to be said again; too little to be said in other words."""

SAID, NEGATED = 1, 2
"""Of a stem: some word of the claim has it; a word with it is negated."""


@dataclass(frozen=True, slots=True)
class Footholds:
    """What one claim offers."""

    flags: int
    """The sum of what holds of `FOR`, `AGAINST` and so on."""
    predicate: str | None
    """Stem of the head verb; None if it is not known."""
    stems: str
    """Of the content words of each clause, in order; then those that come besides. With blanks
    between, since a text is told from process to process faster than its words."""
    written: str
    """For each stem the word as written, by which it is weighed; empty for those besides."""
    marks: tuple[int, ...]
    """For each `SAID`, `NEGATED`, or both."""
    quoted: str
    """Keys of the quoted words, each once, with blanks between."""
    often: tuple[int, ...]
    """How often each of them comes."""
    speaker: str | None
    """Kind and name of the speaker, with a blank between."""

    def words(self) -> tuple[list[str], list[str]]:
        """(stems, words as written)."""
        return (self.stems.split(" "), self.written.split(" ")) if self.marks else ([], [])

    def keys(self) -> list[str]:
        """Keys of the quoted words."""
        return self.quoted.split(" ") if self.often else []


def read_ahead(found: Sequence[Features]) -> None:
    """Read of many claims what `footholds` asks, each reading of all of them before the next.

    They stay with the features. A sixth less time than claim by claim: code that has just run runs
    faster.
    """
    for reading in (clauses, quoted_words, negated_words, poles):
        for features in found:
            reading(features)


def footholds(features: Features) -> Footholds:
    """What a claim that has been read offers."""
    frame, speaker = features.claim.frame, features.claim.speaker
    # A dictionary is a set in the order in which its words stand.
    negated = dict.fromkeys([stem_of(lemma) for lemma in negated_words(features)])
    stems, written, besides = _stems(features)
    quoted = _quoted(features)
    marks = [SAID] * (len(stems) + len(besides))
    if negated:
        said = (*stems, *besides)
        marks = [SAID | NEGATED if stem in negated else SAID for stem in said]
        unsaid = [stem for stem in negated if stem not in said]
        besides += unsaid
        marks += [NEGATED] * len(unsaid)
    return Footholds(
        flags=_flags(features, negated.keys()),
        predicate=None if frame is None else stem_of(frame.predicate),
        stems=" ".join([*stems, *besides]),
        written=" ".join([*written, *[""] * len(besides)]),
        marks=tuple(marks),
        quoted=" ".join(quoted),
        often=tuple(quoted.values()),
        speaker=None if speaker is None else f"{speaker.kind} {speaker.canonical}",
    )


def _quoted(features: Features) -> Mapping[str, int]:
    """Key of each quoted word -> how often it comes; none where the cue says that nothing was."""
    cue = features.claim.cue
    return {} if cue is not None and cue.negated else Counter(quoted_words(features).keys)


def _stems(features: Features) -> tuple[list[str], list[str], list[str]]:
    """(stems of content words, those words as written, stems that come besides)."""
    stems: list[str] = []
    written: list[str] = []
    for clause in clauses(features):
        stems += clause.stems
        written += clause.stems.values()
    # Figures, words of dates: no content, but a word may be negated that the other claim has there.
    known = {"", *stems}
    besides = [s for s in dict.fromkeys(map(_plain_stem, features.norms)) if s not in known]
    return stems, written, besides


@lru_cache(maxsize=65_536)
def _plain_stem(norm: str) -> str:
    """The stem of a word; empty for a word of grammar."""
    return "" if norm in _grammar()[0] else written_stem(norm)


@cache
def _grammar() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are no content, and their stems."""
    found = words("function_words") | words("negators")
    return found, frozenset(map(written_stem, found))


def _flags(features: Features, negated: Set[str]) -> int:
    claim, stood, size = features.claim, stand(features.claim), content_size(features)
    return (
        FOR * (stood == "for")
        | AGAINST * (stood in ("against", "doubtful"))
        | STATES * states(claim)
        | DIRECT * (claim.kind == "direct")
        | MEASURED * bool(measures(features))
        | DATED * bool(claim.dates)
        | OPPOSING * bool(poles(features))
        | TURNING * (not _grammar()[1].isdisjoint(negated))
        | PHRASE * (size < LEAST)
        | BRIEF * (size < SHORT)
        | ACCUSING * (claim.cue is not None and claim.cue.lemma in words("accusing"))
    )
