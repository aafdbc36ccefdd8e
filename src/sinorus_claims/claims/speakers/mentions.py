"""A source's mention: its words, its name, its role, and what kind of source it is."""

import re
from dataclasses import dataclass
from typing import Any, cast

from spacy.tokens import Doc, Span, Token

from ...model import SpeakerKind
from .. import syntax
from ..found import Found
from ..labels import children
from ..places import places
from .gender import titles
from .kinds import (
    by_noun,
    clean,
    is_agent,
    is_pronoun,
    kind_of_source,
)

_ROLE_POS = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "PUNCT", "NUM", "PRON", "CCONJ")
_OF = re.compile(r",| (?:of|at|for|with|in|on|from) ")
_NAME = ("PERSON", "ORG", "LOC", "GPE", "NORP", "FAC")


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as mentioned; token range, and what is known of it."""

    start: int
    end: int
    head: int
    name: str
    """The proper name in the mention, else its words."""
    canonical: str
    kind: SpeakerKind
    role: str | None
    resolved: str = "mention"

    def record(self) -> dict[str, Any]:
        """Plain values for storage; the words' place is in the span group."""
        return {
            "canonical": self.canonical,
            "kind": self.kind,
            "role": self.role,
            "resolved": self.resolved,
        }


def mention_of(doc: Doc, found: Found) -> Mention | None:
    """The source's mention; None where the attribution names nobody."""
    if found.source is None:
        return None
    span = found.source_range or _range(doc, found)
    if span[0] >= span[1]:
        return None
    return make_mention(doc, span, doc[found.source])


def make_mention(doc: Doc, span: tuple[int, int], head: Token) -> Mention:
    """Kind, name and role of a noun phrase."""
    name = name_in(doc, span, head)
    text = clean(doc[span[0] : span[1]].text)
    own = (clean(name.text) if name is not None else _short(doc, span, head)) or text
    kind, role = kind_of_source(head, name), role_in(doc, span, name)
    others = _joined(doc, span, head)
    if name is not None and others:
        own, kind, role = " and ".join((own, *others)), "group", None
    elif kind in ("organisation", "unresolved") and role and _is_office(role):
        kind = "person"
    return Mention(span[0], span[1], head.i, own, own, kind, role)


def _joined(doc: Doc, span: tuple[int, int], head: Token) -> list[str]:
    """Names coordinated with the head's: "Xi Jinping" of "Vladimir Putin and Xi Jinping"."""
    inside = [t for t in children(head, "conjunct") if t.i < span[1] and t.pos_ == "PROPN"]
    names = (name_in(doc, (t.left_edge.i, span[1]), t) for t in inside)
    return [clean(n.text) for n in names if n is not None]


def _is_office(role: str) -> bool:
    """ "senior fellow at the institute": what a person is, no organisation."""
    noun = _OF.split(role.lower())[0]
    return by_noun(noun) in ("person", "group", "anonymous") or is_agent(noun)


def _range(doc: Doc, found: Found) -> tuple[int, int]:
    """The source's subtree around its head, without the content and the cue."""
    head = doc[cast(int, found.source)]
    if is_pronoun(head):
        return head.i, head.i + 1
    cut = frozenset((found.tokens() | set(found.cue)) - {head.i})
    cut |= {t.i for t in children(head, "case", "marker", "coordinator")}
    inside = set(syntax.subtree(head, without=cut))
    start = end = head.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside and "\n" not in doc[end + 1].text:
        end += 1
    return syntax.trim(doc, start, end + 1)


def name_in(doc: Doc, span: tuple[int, int], head: Token) -> Span | None:
    """The named entity that the mention is about: the one with its head, else an apposed one."""
    entities = places(doc).entities_within(*span)
    for entity in entities:
        if entity.start <= head.i < entity.end and entity.label_ in _NAME:
            return without_titles(doc, entity)
    for child in children(head, "apposition", "name_part"):
        for entity in entities:
            if entity.start <= child.i < entity.end and entity.label_ == "PERSON":
                return without_titles(doc, entity)
    if head.pos_ == "PROPN":
        return without_titles(doc, _proper_run(doc, span, head))
    return _name_behind(doc, span, head)


def _name_behind(doc: Doc, span: tuple[int, int], head: Token) -> Span | None:
    """ "spokeswoman Ruth Amsel": the name right behind a person's office."""
    office = by_noun(head.lower_) in ("person", "group", "anonymous")
    behind = doc[head.i + 1] if head.i + 1 < span[1] else None
    if behind is None or behind.pos_ != "PROPN" or not (
        office or is_agent(head.lower_)
    ):  # fmt: skip
        return None
    run = _proper_run(doc, (head.i + 1, span[1]), behind)
    return Span(doc, run.start, run.end, label="PERSON")


def _proper_run(doc: Doc, span: tuple[int, int], head: Token) -> Span:
    start, end = head.i, head.i + 1
    while start > span[0] and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < span[1] and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end]


def without_titles(doc: Doc, span: Span) -> Span:
    """The bare name: what stands behind the last title, without a possessive ending.

    A name behind a title is a person's, whatever the entity recogniser says.
    """
    start, end, label = span.start, span.end, span.label_
    while end > start + 1 and doc[end - 1].lower_ in ("'s", "’s", "'", "’"):
        end -= 1
    if label in ("PERSON", "") or titles().get(span[0].lower_):
        held = [i for i in range(start, end - 1) if doc[i].lower_ in titles()]
        if held and doc[held[-1] + 1].pos_ == "PROPN":
            start, label = held[-1] + 1, "PERSON"
    return Span(doc, start, end, label=label)


def _short(doc: Doc, span: tuple[int, int], head: Token) -> str:
    """A description without its relative clauses and appositions: up to the head."""
    return clean(doc[span[0] : max(head.i + 1, span[0] + 1)].text)


def role_in(doc: Doc, span: tuple[int, int], name: Span | None) -> str | None:
    """Office or description: the words before the name, else an apposition after it."""
    if name is None:
        return None
    start = name.start
    while start > span[0] and _in_role(doc[start - 1]):
        start -= 1
    while start < name.start and doc[start].pos_ in ("ADP", "PUNCT", "PART", "CCONJ"):
        start += 1
    before = doc[start : name.start]
    named = any(t.pos_ in ("NOUN", "PROPN") for t in before)
    if named or (len(before) and by_noun(before.text.lower()) is not None):
        return clean(before.text)
    for child in children(name.root, "apposition") + children(doc[name.end - 1], "apposition"):
        if child.i >= name.end and child.pos_ in ("NOUN", "PROPN"):
            return clean(doc[child.left_edge.i : min(child.right_edge.i + 1, span[1])].text)
    return None


def _in_role(token: Token) -> bool:
    if token.text in (",", "(", ")", ";", ":") or token.is_space:
        return False
    return token.pos_ in _ROLE_POS
