"""What a claim affirms and what it turns round: the speaker's stand, and negated words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from ..model import Claim
from .features import Features, Word, crude_lemma
from .keeping import kept, noted
from .lexicon import antonyms, words

Stand = Literal["for", "against", "doubtful", "open"]

WISHES = frozenset({"wants", "demands", "asks"})
"""Stances that state no fact: a demand for a truce is no report of one."""

_UNSAID = WISHES | {"denies", "doubts"}

MORE = frozenset(
    {"just", "only", "merely", "simply", "solely", "alone", "least", "exactly"}
    | {"more", "less", "fewer", "later", "earlier", "sooner", "doubt", "matter", "wonder"}
    | {"until", "necessarily", "entirely", "always", "because", "whether"}
)
"""Words after a negator with which it takes nothing back, or not the statement: "not only",
"no fewer than 12", "no doubt", "not until Monday", "not always"."""

REACH = 8
"""Words after a negator among which the negated one is looked for."""

_PASSED = frozenset(
    {"longer", "ever", "any", "anybody", "anyone", "anything", "actually", "really"}
)
"""Words after a negator that stand before the negated one: "no longer", "not ever"."""

_NOMINAL = frozenset({"the", "a", "an", "this", "his", "her", "its", "their", "of", "about", "no"})
"""Words that a noun follows, not a verb."""

_STOPS = ',;:.”"?!'


@kept
def stand(claim: Claim) -> Stand:
    """How the speaker stands to the content, its own negation left aside.

    A negated cue commits to nothing: who "did not confirm" has not denied, and who "did not deny"
    has not confirmed. Nor does it tell what the inner speaker said if somebody denies, doubts or
    asks that it was said.
    """
    handed_on = (outer.cue for outer in claim.via)
    if any(cue and (cue.negated or cue.stance in _UNSAID) for cue in handed_on):
        return "open"
    if claim.cue is None:
        return "for"
    if claim.cue.negated or claim.cue.stance in WISHES:
        return "open"
    return {"denies": "against", "doubts": "doubtful"}.get(claim.cue.stance, "for")  # type: ignore[return-value]


@noted
def negated_words(features: Features) -> Mapping[str, Word]:
    """Lemma of each negated content word -> the word that negates it.

    That is the first content word after a negator in the same clause; the verb after "failed to";
    and what follows a verb like "think" that is itself negated. Two negations cancel.
    """
    found: dict[str, Word] = {}
    for negator in _negators(features):
        scope = _scope(features, negator)
        reach = REACH if scope and scope[0] in words("raising") else 1
        for lemma in scope[:reach]:
            if lemma not in found:
                found[lemma] = negator
            elif found[lemma] is not negator:
                del found[lemma]
    for word, after in pairwise(features.words):
        if after.norm != "to":
            continue
        lemma = crude_lemma(word.norm)
        if lemma in words("withheld") and lemma not in found:
            for verb in _scope(features, word)[:1]:
                found.setdefault(verb, word)
    return found


def _negators(features: Features) -> Iterator[Word]:
    """The words that negate a statement, those that only seem to left out."""
    barely = words("barely")
    if not features.negators and barely.isdisjoint([w.norm for w in features.words]):
        return
    negators = frozenset(features.negators)
    for number, word in enumerate(features.words):
        if word not in negators and word.norm not in barely:
            continue
        near = [w.norm for w in features.words[max(0, number - 1) : number + 2]]
        if not MORE & set(near[-1:]) and near[0] not in ("or", "if", "why"):
            yield word


def _scope(features: Features, negator: Word) -> Sequence[str]:
    """Lemmas of the content words after a word, up to the end of its clause, `REACH` words far."""
    silent = words("function_words") | words("negators") | _PASSED
    text = features.claim.text
    first = next((n for n, w in enumerate(features.words) if w.start >= negator.end), None)
    found: list[str] = []
    for word in features.words[first : first + REACH] if first is not None else ():
        if any(mark in text[negator.end : word.start] for mark in _STOPS):
            break
        if word.norm not in silent:
            found.append(crude_lemma(word.norm))
    return found


def is_noun(features: Features, word: Word) -> bool:
    """Whether a word follows an article or the like, an adjective between them or not."""
    at = features.words.index(word)
    return any(w.norm in _NOMINAL for w in features.words[max(0, at - 2) : at])


def negates_opposite(one: Features, other: Features) -> bool:
    """Whether one negates the opposite of a word of the other: "not open", "closed"."""
    table = antonyms()
    opposites = [table[lemma] for lemma in negated_words(one) if lemma in table]
    return bool(opposites) and any(crude_lemma(w.norm) in o for w in other.words for o in opposites)
