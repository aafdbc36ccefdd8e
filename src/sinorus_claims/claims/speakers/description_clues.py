"""What speaks for and against a candidate for a definite description, as named features."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from ..cues import words
from ..labels import children, relation
from .nominals import Nominal
from .scene import Scene, role_of, shares_noun


def description_features(scene: Scene, number: int, near: list[int]) -> Iterator[list[str]]:
    """One row of features for each candidate, nearest first."""
    anaphor = scene.chains.nominals[number]
    inside = modifiers(scene.doc, anaphor)
    named = [n for n in near if shares_noun(scene, anaphor, scene.chains.of[n])]
    tail = _is_told_apart(scene.doc[anaphor.head])
    for rank, other in enumerate(near):
        nominal = scene.chains.nominals[other]
        match = _match(scene, anaphor, other)
        distance = anaphor.sentence - nominal.sentence
        far = next((d for d in (0, 1, 3, 8) if distance <= d), 9)
        clue = _modifier_clue(scene, inside, other)
        count = scene.chains.mentions_before(scene.chains.of[other], anaphor.head)
        row = [
            f"match {match}", f"match {match} {nominal.form}", f"match {match} sentences {far}",
            f"match {match} modifiers {clue}", f"match {match} tail {tail}",
            f"match {match} rank {min(rank, 3)}", f"kind {anaphor.kind} {nominal.kind}",
            f"number {anaphor.plural} {nominal.plural}",
            f"rivals {match} {min(len(named) if match != 'kind' else len(near), 4)}",
            f"mentions {min(count, 4)} {match != 'kind'}", f"role {role_of(nominal)} {far}",
            f"determiner {_determiner(scene.doc[anaphor.head])} {match}",
            f"person {anaphor.person} {match}",
            f"quoted {anaphor.passage >= 0} {nominal.passage >= 0}",
        ]  # fmt: skip
        yield [f"the {feature}" for feature in row]


def _match(scene: Scene, anaphor: Nominal, number: int) -> str:
    """By what the two may be one: the same noun, a noun once used for it, a document, a kind."""
    other = scene.chains.nominals[number]
    if other.lemma == anaphor.lemma and other.form != "name":
        return "noun"
    if shares_noun(scene, anaphor, scene.chains.of[number]):
        return (
            "called" if other.form != "name" or anaphor.lemma not in other.name.lower() else "name"
        )
    if {other.lemma, anaphor.lemma} <= _documents():
        return "document"
    return "kind"


def modifiers(doc: Doc, nominal: Nominal) -> frozenset[str]:
    """Words before the head that tell it from others of its kind."""
    span = doc[nominal.start : nominal.head]
    return frozenset(t.lower_ for t in span if t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM"))


def _modifier_clue(scene: Scene, inside: frozenset[str], number: int) -> str:
    if not inside:
        return "none"
    chain = scene.chains.of[number]
    held: set[str] = set()
    for member in scene.chains.members[chain][:5]:
        nominal = scene.chains.nominals[member]
        held |= {t.lower_ for t in scene.doc[nominal.start : nominal.end]}
    if inside <= held:
        return "known"
    return "new" if not inside & held else "partly"


def _is_told_apart(token: Token) -> bool:
    """A clause or phrase behind it says which one: "the man who came"."""
    return any(c.i > token.i and relation(c) in ("relative", "noun_clause", "oblique")
               for c in token.children)  # fmt: skip


def _determiner(token: Token) -> str:
    own = children(token, "determiner")
    if own:
        return "this" if own[0].lower_ in ("this", "these", "that", "those") else own[0].lower_[:4]
    return "possessor"


def nothing_described(scene: Scene, anaphor: Nominal, count: int) -> Iterator[str]:
    """What speaks for a description of something new."""
    token = scene.doc[anaphor.head]
    modified = bool(modifiers(scene.doc, anaphor))
    yield "the nothing"
    yield f"the nothing of {min(count, 6)}"
    yield f"the nothing modified {modified}"
    yield f"the nothing tail {_is_told_apart(token)}"
    yield f"the nothing kind {anaphor.kind}"
    yield f"the nothing determiner {_determiner(token)}"
    yield f"the nothing early {min(anaphor.sentence, 3)}"


@lru_cache(maxsize=1)
def _documents() -> frozenset[str]:
    return frozenset(words("documents.txt"))
