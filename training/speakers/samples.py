"""Pronouns and descriptions of GUM's documents, with their candidates and the right ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.gum import GoldDocument, GoldMention, documents
from sinorus_claims.claims.found import passages
from sinorus_claims.claims.labels import children, relation
from sinorus_claims.claims.language import load_language
from sinorus_claims.claims.speakers.antecedents import Roster, kind_of_anaphor, roster_of
from sinorus_claims.claims.speakers.nominals import Nominal
from sinorus_claims.config import ClaimSettings
from spacy.tokens import Doc

_SPEAKING = frozenset(("person", "organization", "place"))
_SUBJECTS = ("subject", "passive_subject")


@dataclass(slots=True)
class Sample:
    """One anaphor; `features` and `right` are by candidate, "nothing" last."""

    number: int
    kind: str
    """he, it, they or the, as the thresholds have them."""
    features: list[tuple[str, ...]]
    right: list[bool]
    asked: bool
    """A subject that can speak, and no phrase with a mere possessor: what is measured."""


@dataclass(slots=True)
class Text:
    """The samples of a document with what judging them needs."""

    name: str
    roster: Roster
    entities: list[str | None]
    """Entity of each nominal, as annotated."""
    samples: list[Sample] = field(default_factory=list)


def texts(part: str) -> Iterator[Text]:
    """The documents of a part of GUM, parsed by the shipped pipeline."""
    nlp = load_language(ClaimSettings())
    with nlp.select_pipes(disable=["claims"]):
        for gold in documents(part):
            doc = nlp(gold.text)
            yield _text(gold, doc, roster_of(doc, passages(doc)))


def _text(gold: GoldDocument, doc: Doc, roster: Roster) -> Text:
    marked = _entities(gold, doc, roster)
    speaking = _speaking(gold, marked, roster.nominals)
    text = Text(gold.name, roster, marked)
    for number, nominal in enumerate(roster.nominals):
        if not roster.is_anaphor(number):
            continue
        offered = roster.candidates(number)
        own = marked[number]
        right = [c.number >= 0 and own is not None and marked[c.number] == own for c in offered]
        right[-1] = not any(right)
        text.samples.append(
            Sample(
                number, kind_of_anaphor(nominal), [c.features for c in offered], right,
                own in speaking and _is_asked(doc, nominal),
            )
        )  # fmt: skip
    return text


def _is_asked(doc: Doc, nominal: Nominal) -> bool:
    token = doc[nominal.head]
    return relation(token) in _SUBJECTS and (
        nominal.form == "pronoun" or bool(children(token, "determiner"))
    )


def _entities(gold: GoldDocument, doc: Doc, roster: Roster) -> list[str | None]:
    """The entity of each nominal; names go by the entity that most of their chain has."""
    by_core: dict[int, list[GoldMention]] = defaultdict(list)
    for mention in gold.mentions:
        for start, _ in mention.core:
            by_core[start].append(mention)
    own = [_entity(gold, by_core.get(doc[n.head].idx, []), n) for n in roster.nominals]
    out = list(own)
    for members in roster.scene.chains.members.values():
        votes = Counter(own[n] for n in members if own[n] is not None)
        if votes:
            most = min(votes, key=lambda e: (-votes[e], str(e)))
            for number in members:
                if roster.nominals[number].form == "name":
                    out[number] = most
    return out


def _entity(gold: GoldDocument, held: list[GoldMention], nominal: Nominal) -> str | None:
    """The longest mention with this head; coordinations for coordinations, others for the rest."""
    joint = [m for m in held if " and " in gold.text[m.start : m.end]]
    fitting = joint if nominal.form == "both" else [m for m in held if m not in joint] or held
    return max(fitting, key=lambda m: m.end - m.start).chain if fitting else None


def _speaking(
    gold: GoldDocument, marked: list[str | None], nominals: list[Nominal]
) -> set[str | None]:
    """Entities that can speak: persons, organisations, places, documents."""
    found: set[str | None] = {m.chain for m in gold.mentions if m.kind in _SPEAKING}
    documents_ = (e for e, n in zip(marked, nominals, strict=True) if n.kind == "document")
    return (found | set(documents_)) - {None}
