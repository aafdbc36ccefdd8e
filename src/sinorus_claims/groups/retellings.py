"""One statement in other words throughout: two translations, or two reporters' notes."""

from functools import lru_cache

from rapidfuzz.distance import LCSseq

from .comparison import Comparison
from .features import crude_lemma
from .keeping import kept
from .lexicon import words
from .quotation_edits import negations
from .quoted_words import Quoted, QuotedWord, quoted_words
from .utterances import DAYS, telling

LEAST = 5
"""Content words in common, in one order."""

SHARE = {"same_speaker": 0.55, "unknown": 0.65}
"""Share of the content words of two sentences that are common, by whether one speaker is named."""

STRENGTH = 18.0
"""How telling the common words must be; see `utterances`."""

TOPIC = 0.4
"""Likeness of the claims below which no sentence of theirs is looked at."""

Sentence = tuple[QuotedWord, ...]


@lru_cache(maxsize=4)
def retold(pair: Comparison) -> tuple[Sentence, Sentence, float] | None:
    """The two sentences that tell one statement in other words, and the share of common words.

    The content words stand in the same order; numbers and negations are the same, as far as both
    have any: what differs in them is for other judges.
    """
    share = SHARE.get(pair.voices)
    apart = pair.days_apart
    direct = pair.left.claim.kind == pair.right.claim.kind == "direct"
    if share is None or not direct or pair.topic < TOPIC or abs(apart or 0) > DAYS:
        return None
    found = [
        (alike, one, other)
        for one, ours in _sentences(quoted_words(pair.left))
        for other, theirs in _sentences(quoted_words(pair.right))
        if (alike := _alike(ours, theirs, pair)) >= share and _agreeing(one, other, pair)
    ]
    if not found:
        return None
    alike, one, other = max(found, key=lambda f: _order(f, turned=pair.turned))
    return one, other, alike


def _order(found: tuple[float, Sentence, Sentence], *, turned: bool) -> tuple[float, int, int]:
    starts = -found[1][0].start, -found[2][0].start
    first, second = starts[::-1] if turned else starts
    return found[0], first, second


@kept
def _sentences(quoted: Quoted) -> tuple[tuple[Sentence, tuple[str, ...]], ...]:
    """Sentences with their content words, where there are enough of these."""
    cut = (quoted.words[a:b] for a, b in quoted.sentences)
    found = ((sentence, _content(sentence)) for sentence in cut if len(sentence) > LEAST)
    return tuple(f for f in found if len(f[1]) >= LEAST)


def _content(found: Sentence) -> tuple[str, ...]:
    function = words("function_words") | words("negators")
    return tuple(crude_lemma(w.key) for w in found if w.key not in function)


def _alike(ours: tuple[str, ...], theirs: tuple[str, ...], pair: Comparison) -> float:
    """Share of content words that stand in both sentences in one order; 0 if they tell little."""
    common = LCSseq.similarity(ours, theirs)
    if common < LEAST or telling(tuple(sorted(set(ours) & set(theirs))), pair) < STRENGTH:
        return 0.0
    return 2 * common / (len(ours) + len(theirs))


def _agreeing(one: Sentence, other: Sentence, pair: Comparison) -> bool:
    texts = pair.left.claim.text, pair.right.claim.text
    ours, theirs = ({w.key for w in s if w.key[0].isdecimal()} for s in (one, other))
    turns = negations(one, texts[0]) - negations(other, texts[1])
    return (not ours or not theirs or ours == theirs) and turns == 0
