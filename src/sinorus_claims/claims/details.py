"""What the comparer asks of a claim's words: head proposition, negation, hedges, lemmas."""

import re
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from ..model import Entity, Frame, TextSpan
from . import syntax
from .candidates import lemma_of
from .cues import words
from .labels import children
from .places import places

_CONTENT_POS = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM")
_MODALS = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "would": "would", "'d": "would",
    "may": "may", "might": "might", "can": "can", "ca": "can", "could": "could",
    "should": "should", "must": "must", "shall": "will",
}  # fmt: skip
_LIGHT = frozenset(["be", "have", "do", "get"])


def head_of(spans: list[Span]) -> Token:
    """Head word of the content: the highest verb or root of its longest piece."""
    longest = max(spans, key=len)
    inside = {t.i for s in spans for t in s}
    tops = [t for t in longest if t.head.i not in inside or t.head.i == t.i]
    tops = [t for t in tops if not t.is_punct and not t.is_space] or [longest.root]
    clauses = [t for t in tops if t.pos_ in ("VERB", "AUX") or children(t, "copula", "subject")]
    return (clauses or tops)[0]


def frame_of(head: Token) -> Frame:
    """Predicate, subject, object and modal as lemmas; a negation is told apart."""
    predicate = head
    named = children(head, "predicative")
    if head.lemma_.lower() == "be" and named:
        predicate = named[0]
    subject = syntax.understood_subject(head)
    objects = children(head, "object", "open_clause")
    modal = next(
        (_MODALS[a.lower_] for a in syntax.auxiliaries(predicate) if a.lower_ in _MODALS), None
    )
    return Frame(
        lemma_of(predicate),
        _noun(subject),
        _noun(objects[0] if objects else None),
        modal,
        clausal=_is_clause(head),
    )


def _is_clause(head: Token) -> bool:
    return head.pos_ in ("VERB", "AUX") or bool(children(head, "copula", "subject", "predicative"))


def _noun(token: Token | None) -> str | None:
    return None if token is None else token.lemma_.lower()


def is_hedged(spans: list[Span], extra: frozenset[str]) -> bool:
    """Whether a hedging word stands in the content."""
    hedges = _hedges() | extra
    return any(t.lower_ in hedges or t.lemma_.lower() in hedges for s in spans for t in s)


def entities_of(doc: Doc, spans: list[Span]) -> tuple[Entity, ...]:
    """Named entities that lie wholly in the content."""
    return tuple(
        Entity(TextSpan(e.start_char, e.end_char), e.text, e.label_)
        for s in spans
        for e in places(doc).entities_within(s.start, s.end)
        if s.start <= e.start and e.end <= s.end
    )


def lemmas_of(spans: list[Span]) -> tuple[str, ...]:
    """Lower-case lemmas of the content words."""
    return tuple(
        re.sub(r"\s+", " ", t.lemma_.lower())
        for s in spans
        for t in s
        if t.pos_ in _CONTENT_POS and t.lemma_.lower() not in _LIGHT and t.text.strip()
    )


def is_content_negated(head: Token) -> bool:
    """Whether the head proposition is negated, by its auxiliary or by "no X" in its place."""
    if syntax.is_negated(head):
        return True
    for child in children(head, "subject", "passive_subject", "object"):
        if any(d.lower_ in ("no", "neither") for d in children(child, "determiner")):
            return True
        if child.lower_ in ("nothing", "nobody", "none", "no-one"):
            return True
    return False


@lru_cache(maxsize=1)
def _hedges() -> frozenset[str]:
    return frozenset(words("hedges.txt"))
