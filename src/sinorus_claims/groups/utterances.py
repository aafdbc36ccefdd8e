"""Whether what two claims have in common shows that both quote one utterance.

Few words in a row are said by chance where they are rare; names and words of grammar show little:
"the Department of Justice is", "we are deeply concerned about". How much is asked for hangs on who
speaks, and when.
"""

from dataclasses import replace
from functools import lru_cache

from .comparison import Comparison
from .features import crude_lemma
from .lexicon import words
from .quotation_edits import settled
from .quotations import Part, common_parts
from .quoted_words import Quoted, quoted_words

NEEDED = {"same_speaker": 8.0, "unknown": 12.0, "two_speakers": 22.0}
"""How telling words must be. Read by eye on pairs of quotations from different events: above 20
hardly one is said by chance, between 12 and 20 by one speaker or by somebody unnamed few are."""

FAR = 8.0
"""Asked for beside that where the articles are more than `DAYS` apart: lines are repeated."""

DAYS = 14

TELLING = 20.0
"""From here a part counts however small it is in two long quotations."""

NAME = 1.5
"""Weight of a word of a name: who speaks of one event names the same people."""

WORD = 0.5
"""Weight of every further word in common."""

TWO_SPEAKERS_RUN = 6
"""Words in a row that two different speakers hardly say by chance."""

WHOLE = 0.8
"""Share of a sentence from which the sentence is held by the other claim."""

SENTENCE = 5
"""Words of a sentence that counts by itself."""


@lru_cache(maxsize=4)
def shared_utterance(pair: Comparison) -> tuple[Part, ...]:
    """The parts of one utterance that both claims quote, in the order of the left; empty if none.

    A part must be alike by `quote_similarity`, be telling, and cover half of the shorter quotation
    or a whole sentence unless it is very telling.
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
    if pair.voices == "two_speakers" and part.longest < TWO_SPEAKERS_RUN:
        return False
    strength = telling(part.written_alike, pair)
    if strength < needed(pair):
        return False
    shorter = min(len(left.words), len(right.words))
    if strength >= TELLING or 2 * len(part.equal) >= shorter:
        return True
    first, second = part.places
    return _whole_sentence(left, first, len(part.left)) or _whole_sentence(
        right, second, len(part.right)
    )


def needed(pair: Comparison) -> float:
    """How telling the words must be that make one utterance of two quotations."""
    apart = pair.days_apart
    return NEEDED[pair.voices] + (FAR if apart is not None and abs(apart) > DAYS else 0.0)


def telling(keys: tuple[str, ...], pair: Comparison) -> float:
    """How little likely it is that words are common by chance: the rarity of the content words."""
    names = pair.left.entities | pair.right.entities
    function = words("function_words") | words("negators")
    weight = WORD * len(keys)
    for key in sorted(set(keys) - function):
        named = key in names or key.removesuffix("'s") in names
        weight += NAME if named else pair.weight(crude_lemma(key))
    return weight


def _whole_sentence(quoted: Quoted, start: int, length: int) -> bool:
    """Whether a part holds nearly all of a sentence."""
    for a, b in quoted.sentences:
        inside = min(b, start + length) - max(a, start)
        if b - a >= SENTENCE and inside >= WHOLE * (b - a):
            return True
    return False
