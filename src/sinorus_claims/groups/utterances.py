"""Whether what two claims have in common shows that both quote one utterance."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from .comparison import Comparison
from .lexicon import words
from .quotation_edits import settled
from .quotations import Part, common_parts
from .quoted_words import Quoted, quoted_words

SHARED_RUN = 5
"""Words in a row that two different speakers hardly say by chance."""

TELLING_RUN = 6
"""Words in a row that show one utterance in however long a passage."""

TELLING_WORDS = 3
"""Content words that such a run must have."""

WHOLE = 0.8
"""Share of a sentence from which the sentence is held by the other claim."""

SENTENCE = 5
"""Words of a sentence that counts by itself."""


@lru_cache(maxsize=4)
def shared_utterance(pair: Comparison) -> tuple[Part, ...]:
    """The parts of one utterance that both claims quote, in the order of the left; empty if none.

    A part must be alike by `quote_similarity` and cover half of the shorter quotation, or a whole
    sentence, or be long.
    """
    cues = pair.left.claim.cue, pair.right.claim.cue
    if any(cue is not None and cue.negated for cue in cues):
        return ()  # "did not say" reports no utterance
    left, right = quoted_words(pair.left), quoted_words(pair.right)
    found = [
        replace(part, edits=settled(part.edits))
        for part in common_parts(left, right)
        if _one_utterance(part, left, right, pair)
    ]
    return tuple(sorted(found, key=lambda p: p.places[::-1] if pair.turned else p.places))


def _one_utterance(part: Part, left: Quoted, right: Quoted, pair: Comparison) -> bool:
    if part.likeness < pair.settings.quote_similarity:
        return False
    if pair.voices == "two_speakers" and part.longest < SHARED_RUN:
        return False
    content = content_words(part.equal)
    if part.longest >= TELLING_RUN and content >= TELLING_WORDS:
        return True
    shorter = min(len(left.words), len(right.words))
    if 2 * len(part.equal) >= shorter:
        return True
    first, second = part.places
    whole = _whole_sentence(left, first, len(part.left)) or _whole_sentence(
        right, second, len(part.right)
    )
    return whole and content > 1


def content_words(keys: Sequence[str]) -> int:
    """Different content words; "of the United States and the" has hardly any."""
    function = words("function_words") | words("negators")
    return len(set(keys) - function)


def _whole_sentence(quoted: Quoted, start: int, length: int) -> bool:
    """Whether a part holds nearly all of a sentence."""
    for a, b in quoted.sentences:
        inside = min(b, start + length) - max(a, start)
        if b - a >= SENTENCE and inside >= WHOLE * (b - a):
            return True
    return False
