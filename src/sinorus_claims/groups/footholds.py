"""What in a claim a judge could take hold of: enough to tell, without judging a pair, that no judge
can find more in it than one topic (`screening`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .alignment import SHORT, content_size, states
from .attributed_content import LEAST
from .attributed_opposites import poles
from .attributed_words import word_stem
from .clauses import clauses, stem_of
from .features import Features, crude_lemma
from .lexicon import words
from .polarity import negated_words, stand
from .quantities import measures
from .quoted_words import tells

FOR, AGAINST, STATES, QUOTING = 1, 2, 4, 8
"""The speaker affirms the content; or denies or doubts it; the content is a statement; it is
quoted, in whole or in part."""

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

    def words(self) -> tuple[list[str], list[str]]:
        """(stems, words as written)."""
        return (self.stems.split(" "), self.written.split(" ")) if self.marks else ([], [])


def footholds(features: Features) -> Footholds:
    """What a claim that has been read offers."""
    frame = features.claim.frame
    negated = {stem_of(lemma) for lemma in negated_words(features)}
    entries = list(_entries(features, negated))
    return Footholds(
        flags=_flags(features, negated),
        predicate=None if frame is None else stem_of(frame.predicate),
        stems=" ".join([stem for stem, _, _ in entries]),
        written=" ".join([word for _, word, _ in entries]),
        marks=tuple(mark for _, _, mark in entries),
    )


def _entries(features: Features, negated: set[str]) -> Iterator[tuple[str, str, int]]:
    """(stem, word, mark), every stem that is said or negated at least once."""
    known: set[str] = set()
    for clause in clauses(features):
        for stem, word in clause.stems.items():
            known.add(stem)
            yield stem, word, SAID | NEGATED * (stem in negated)
    # Figures, words of dates: no content, but a word may be negated that the other claim has there.
    grammar = _grammar()[0]
    for stem in {word_stem(w) for w in features.words if w.norm not in grammar} - known:
        known.add(stem)
        yield stem, "", SAID | NEGATED * (stem in negated)
    for stem in negated - known:
        yield stem, "", NEGATED


@cache
def _grammar() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are no content, and their stems."""
    found = words("function_words") | words("negators")
    return found, frozenset(stem_of(crude_lemma(word)) for word in found)


def _flags(features: Features, negated: set[str]) -> int:
    claim, stood, size = features.claim, stand(features.claim), content_size(features)
    holding = {
        FOR: stood == "for",
        AGAINST: stood in ("against", "doubtful"),
        STATES: states(claim),
        QUOTING: tells(features),
        MEASURED: bool(measures(features)),
        DATED: bool(claim.dates),
        OPPOSING: bool(poles(features)),
        TURNING: not negated.isdisjoint(_grammar()[1]),
        PHRASE: size < LEAST,
        BRIEF: size < SHORT,
    }
    return sum(flag for flag, holds in holding.items() if holds)
