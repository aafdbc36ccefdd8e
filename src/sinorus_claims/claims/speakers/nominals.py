"""What an article mentions: its noun phrases and third-person pronouns, as a resolver sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from ...model import SpeakerKind
from ..cues import words
from ..found import Passages
from ..labels import relation
from ..places import places
from .gender import gender_of_name, gender_of_noun, titles
from .kinds import clean, kind_of_noun, kind_of_source
from .mentions import without_titles
from .names import Names

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
"""Third-person pronoun -> the form of its subject."""
_GENDERS = {"he": "m", "she": "f"}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_INDEFINITE = frozenset(("a", "an", "some", "any", "no", "another", "each", "every", "many", "few",
                         "several", "most", "all"))  # fmt: skip
_INNER = ("compound", "name_part", "number", "adjective", "title")
_LEFT = ("determiner", "adjective", "compound", "number", "name_part", "possessor", "title")
Below = list[tuple[str, Token]]
"""A token's children with their relations."""
_PEOPLE = ("person", "anonymous")
_MEN = ("person", "anonymous", "group")


@dataclass(frozen=True, slots=True)
class Nominal:
    """One noun phrase or pronoun. Indices are of tokens, ranges half-open."""

    head: int
    start: int
    end: int
    form: str
    """name, definite, indefinite, bare, pronoun or both (a coordination)."""
    name: str
    """The proper name, fullest form; else the words up to the head without an article; a pronoun's
    subject form."""
    lemma: str
    """Of the head noun, lower case."""
    called: frozenset[str]
    """Nouns by which the phrase itself calls its referent: head, role, end of a name."""
    kind: SpeakerKind
    gender: str
    """m, f or nothing."""
    plural: bool
    person: bool
    """Somebody rather than something, by all that is known."""
    voice: bool
    """Whether it can speak at all: a name, a person, or a noun for a kind of source."""
    relation: str
    sentence: int
    passage: int
    """Number of the quotation that holds it; -1 outside."""

    @property
    def key(self) -> str:
        """Names with one key mean one thing."""
        return self.name.lower() if self.form == "name" else f"#{self.head}"


def nominals_of(doc: Doc, names: Names, quoted: Passages) -> list[Nominal]:
    """All nominals, in the order of their heads; a coordination follows its first member."""
    entity_at = {i: e for e in places(doc).entities for i in range(e.start, e.end)}
    out: list[Nominal] = []
    for number, (start, end) in enumerate(places(doc).sentences):
        for token in doc[start:end]:
            where = (number, quoted.at.get(token.i, -1))
            if token.pos_ in ("NOUN", "PROPN"):
                out.extend(_noun(token, entity_at, names, where))
            elif token.lower_ in PRONOUNS and token.pos_ == "PRON" and not _is_acronym(token):
                out.append(_pronoun(token, where))
    return out


def _is_acronym(token: Token) -> bool:
    return len(token) > 1 and token.text.isupper() and token.lower_ == "it"


def _pronoun(token: Token, where: tuple[int, int]) -> Nominal:
    word = PRONOUNS[token.lower_]
    gender = _GENDERS.get(word, "")
    kind: SpeakerKind = "person" if gender else "unresolved"
    return Nominal(
        token.i, token.i, token.i + 1, "pronoun", word, word, frozenset(), kind, gender,
        word == "they", bool(gender), True, relation(token), *where,
    )  # fmt: skip


def _noun(
    token: Token, entity_at: dict[int, Span], names: Names, where: tuple[int, int]
) -> Iterator[Nominal]:
    own = relation(token)
    entity = entity_at.get(token.i)
    if entity is not None and entity.start <= token.head.i < entity.end and token.head.i != token.i:
        return
    if own in _INNER and (entity is None or own == "name_part"):
        return
    below = [(relation(c), c) for c in token.children]
    found = _nominal(token, below, _name(token, below, entity_at), names, where=where)
    yield found
    partners = [c for r, c in below if r == "conjunct" and c.pos_ in ("NOUN", "PROPN")]
    if partners:
        yield _coordination(found, partners, entity_at, names)


def _nominal(
    token: Token, below: Below, name: Span | None, names: Names, *, where: tuple[int, int]
) -> Nominal:
    doc, lemma = token.doc, token.lemma_.lower()
    start = min([c.left_edge.i for r, c in below if r in _LEFT and c.i < token.i] + [token.i])
    kind = _kind(token, name, names)
    before = [t.lower_ for t in doc[start : (name.start if name is not None else token.i)]]
    called = {lemma} if token.pos_ == "NOUN" else set()
    if name is None:
        first = 1 if before[:1] and before[0] in _DEFINITE | _INDEFINITE else 0
        text = clean(doc[start + first : token.i + 1].text) or token.text
        form, gender, end = _definiteness(below), gender_of_noun(lemma), token.i + 1
    else:
        text, form, end = (
            names.canonical(clean(name.text), kind),
            "name",
            max(name.end, token.i + 1),
        )
        gender = gender_of_name(text, before) if kind == "person" else ""
        called |= {before[-1]} if before and kind == "person" else {_kind_word(text)}
    person = kind in _PEOPLE or (
        name is None and (lemma in people() or kind_of_noun(lemma) in _MEN)
    )
    voice = person or name is not None or kind_of_noun(lemma) is not None
    return Nominal(
        token.i, min(start, name.start if name is not None else start), end, form, text, lemma,
        frozenset(called), kind, gender, token.tag_ in ("NNS", "NNPS"), person, voice,
        relation(token), *where,
    )  # fmt: skip


def _kind(token: Token, name: Span | None, names: Names) -> SpeakerKind:
    """A name that the article gives to one person is that person's, whatever its label."""
    kind = kind_of_source(token, name)
    if name is None or kind == "person":
        return kind
    text = clean(name.text)
    return "person" if " " not in text and names.is_one_person(text) else kind


def _coordination(
    first: Nominal, partners: list[Token], entity_at: dict[int, Span], names: Names
) -> Nominal:
    doc = partners[0].doc
    texts = [first.name]
    for token in partners:
        name = _name(token, [(relation(c), c) for c in token.children], entity_at)
        text = clean(name.text if name is not None else token.text)
        texts.append(names.canonical(text, _kind(token, name, names)))
    end = partners[-1].i + 1
    return Nominal(
        first.head, first.start, end, "both", " and ".join(texts), first.lemma,
        frozenset({doc[first.head].lemma_.lower()} if not first.called else first.called),
        "group", "", True, first.person, first.voice, first.relation, first.sentence, first.passage,
    )  # fmt: skip


def _name(token: Token, below: Below, entity_at: dict[int, Span]) -> Span | None:
    """The name of a phrase: the entity of its head, else a person set beside it, else a run."""
    held = entity_at.get(token.i)
    if held is not None:
        return without_titles(token.doc, held)
    for link, child in below:
        near = entity_at.get(child.i) if link in ("name_part", "apposition") else None
        if near is not None and near.label_ == "PERSON" and near.start > token.i:
            return without_titles(token.doc, near)
    office = token.lower_ in titles() or kind_of_noun(token.lower_) in _MEN
    behind = entity_at.get(token.i + 1) if office else None
    if behind is not None and behind.label_ == "PERSON" and behind.start == token.i + 1:
        return without_titles(token.doc, behind)
    if token.pos_ != "PROPN":
        return None
    start = end = token.i
    while end + 1 < len(token.doc) and token.doc[end + 1].head.i == token.i \
            and relation(token.doc[end + 1]) == "name_part":  # fmt: skip
        end += 1
    while start > token.left_edge.i and token.doc[start - 1].pos_ == "PROPN":
        start -= 1
    if all(t.lower_ in titles() for t in token.doc[start : end + 1]):
        return None
    return without_titles(token.doc, token.doc[start : end + 1])


def _definiteness(below: Below) -> str:
    for name, child in below:
        if name == "possessor":
            return "definite"
        if name == "determiner":
            if child.lower_ in _DEFINITE:
                return "definite"
            if child.lower_ in _INDEFINITE:
                return "indefinite"
    return "bare"


def _kind_word(name: str) -> str:
    """The noun in an organisation's name: "commission", "university" of "University of Ghent"."""
    return next(reversed(name.lower().split(" of ")[0].split(" for ")[0].split()), "")


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Nouns for persons (words/people.txt)."""
    return frozenset(noun for line in words("people.txt") for noun in line.split())
