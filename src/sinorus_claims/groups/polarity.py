"""What a claim affirms and what it turns round: the speaker's stand, and negated words."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
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

_STOPS = frozenset(',;:.”"?!')

_START = attrgetter("start")


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
    if "to" in features.norms:
        for word, after in pairwise(features.words):
            if after.norm == "to" and (lemma := crude_lemma(word.norm)) in words("withheld"):
                for verb in _scope(features, word)[:1] if lemma not in found else ():
                    found.setdefault(verb, word)
    return found


def _negators(features: Features) -> Iterator[Word]:
    """The words that negate a statement, those that only seem to left out."""
    barely = words("barely")
    if not features.negators and barely.isdisjoint(features.norms):
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
    silent, text = _silent(), features.claim.text
    first = bisect_left(features.words, negator.end, key=_START)
    found: list[str] = []
    seen = negator.end
    for norm, start, _ in features.words[first : first + REACH]:
        # Of the words passed too: the comma of "1,000" ends the search as any other does.
        if not _STOPS.isdisjoint(text[seen:start]):
            break
        if norm not in silent:
            found.append(crude_lemma(norm))
        seen = start
    return found


@cache
def _silent() -> frozenset[str]:
    return words("function_words") | words("negators") | _PASSED


def is_noun(features: Features, word: Word) -> bool:
    """Whether a word follows an article or the like, an adjective between them or not."""
    at = features.words.index(word)
    return any(w.norm in _NOMINAL for w in features.words[max(0, at - 2) : at])


def negates_opposite(one: Features, other: Features) -> bool:
    """Whether one negates the opposite of a word of the other: "not open", "closed"."""
    table = antonyms()
    opposites = [table[lemma] for lemma in negated_words(one) if lemma in table]
    return bool(opposites) and any(crude_lemma(w.norm) in o for w in other.words for o in opposites)
