"""The persons, organisations and descriptions that an article has mentioned so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc, Span

from ..model import SpeakerKind
from .cues import words
from .found import Passages
from .labels import relation
from .mentions import (
    Mention,
    clean,
    gender_of,
    is_plural,
    make_mention,
    name_in,
    role_in,
    titles,
)  # fmt: skip
from .places import places

_SUBJECTS = ("subject", "passive_subject")
_THINGS = ("document", "organisation", "government", "outlet")
_WINDOW_SENTENCES = 2
_DOCUMENTS = frozenset(words("documents.txt"))


@dataclass(frozen=True, slots=True)
class Known:
    """A resolved speaker, and where it was mentioned."""

    canonical: str
    kind: SpeakerKind
    role: str | None
    head: int
    plural: bool


@dataclass(slots=True)
class Roster:
    """What descriptions and pronouns can mean."""

    doc: Doc
    persons: dict[str, list[int]]
    """Fullest name -> token indices of its mentions outside quotations."""
    subjects: dict[str, list[int]]
    """Fullest name -> token indices where it is a subject."""
    roles: dict[str, str]
    genders: dict[str, str]
    organisations: dict[str, str]
    """Lower-case name -> its longest form in the article."""
    descriptions: list[tuple[str, Mention, bool]]
    """(head lemma, mention, plural) of every description of a source."""
    spelt_out: dict[str, set[str]] = field(default_factory=dict)
    """Family name -> "First Last" as it stands in the article, where no recogniser saw a person."""
    surnames: frozenset[str] = frozenset()
    """Last words of names that the parse takes for one name, whatever the recogniser says."""
    possible: dict[str, list[int]] = field(default_factory=dict)
    """Names that may be persons' though labelled otherwise: they cast doubt, never answer."""
    speakers: list[Known] = field(default_factory=list)

    def remember(self, mention: Mention) -> None:
        """Keep a resolved speaker for later pronouns."""
        if mention.resolved.startswith("unresolved"):
            return
        plural = mention.kind == "group" or is_plural(self.doc[mention.head])
        self.speakers.append(
            Known(mention.canonical, mention.kind, mention.role, mention.head, plural)
        )

    def persons_named(self, name: str) -> list[str]:
        """Full names that a person's name can stand for."""
        if len(name.split()) > 1:
            bearers = [p for p in self.persons if _part_of(name, p)]
            return [name] if name in self.persons else bearers
        longer = [p for p in self.persons if p != name and _part_of(name, p)]
        return (
            longer or sorted(self.spelt_out.get(name, ())) or [p for p in self.persons if p == name]
        )

    def persons_before(self, token: int, gender: str) -> list[str]:
        """Persons whom a pronoun at `token` can mean.

        The one subject of its sentence; else who spoke last, if nobody else has been a subject
        since; else the one person of this sentence and the one before; else all that are near.
        """
        where = places(self.doc)
        start = where.sentence_back(token, _WINDOW_SENTENCES)
        able = [n for n in self.persons if self.genders.get(n, gender) == gender]
        here = [
            n for n in able if _within(self.subjects.get(n, []), where.sentence(token)[0], token)
        ]
        if len(here) == 1:
            return here
        last = self.last_speaker(token)
        if not here and last is not None and last.canonical in able:
            between = [n for n in able if _within(self.subjects.get(n, []), last.head + 1, token)]
            if not [n for n in between if n != last.canonical]:
                return [last.canonical]
        near_start = where.sentence_back(token, 1)
        near = [n for n in able if _within(self.persons[n], near_start, token)]
        rivals = [n for n, places in self.possible.items() if _within(places, near_start, token)]
        if len(near) == 1:
            return near + rivals
        return [n for n in able if _within(self.persons[n], start, token)]

    def last_speaker(self, token: int) -> Known | None:
        """The speaker named last before a token, at most two sentences back."""
        start = places(self.doc).sentence_back(token, _WINDOW_SENTENCES)
        near = [s for s in self.speakers if start <= s.head < token]
        return max(near, key=lambda s: s.head) if near else None

    def topic_before(self, token: int) -> Mention | None:
        """What the sentence before is about: its main subject, if no person and no pronoun."""
        where = places(self.doc)
        end = where.sentence(token)[0]
        start = where.sentence_back(token, 1)
        subjects = [
            t
            for t in self.doc[start:end]
            if relation(t) in _SUBJECTS and relation(t.head) == "root"
        ]
        if len(subjects) != 1 or subjects[0].pos_ not in ("NOUN", "PROPN"):
            return None
        head = subjects[0]
        if is_plural(head):
            return None
        found = make_mention(self.doc, (head.left_edge.i, head.i + 1), head)
        if found.kind not in _THINGS:
            return None
        return replace(found, canonical=self.full_name(_without_article(found.canonical)))

    def subject_here(self, token: int) -> Mention | None:
        """The one noun that is a subject in the same sentence before a token: whose "its" is."""
        start = places(self.doc).sentence(token)[0]
        subjects = [t for t in self.doc[start:token] if relation(t) in _SUBJECTS]
        if len(subjects) != 1 or subjects[0].pos_ not in ("NOUN", "PROPN"):
            return None
        head = subjects[0]
        found = make_mention(self.doc, (head.left_edge.i, head.i + 1), head)
        return replace(found, canonical=self.full_name(_without_article(found.canonical)))

    def is_surname(self, name: str) -> bool:
        """Whether a person of the article bears it behind another name."""
        return name in self.surnames or any(_part_of(name, p) for p in self.persons)

    def described(self, lemma: str, mention: Mention, *, plural: bool) -> list[Mention]:
        """Earlier sources that a definite description can mean, each once."""
        out: dict[str, Mention] = {}
        for name, role in self.roles.items():
            if not plural and _last_word(role) == lemma and min(self.persons[name]) < mention.head:
                out[name] = Mention(0, 0, 0, name, name, "person", role, "description")
        for head, earlier, many in self.descriptions:
            if earlier.head >= mention.head or many != plural:
                continue
            same = head == lemma or (head in _DOCUMENTS and lemma in _DOCUMENTS)
            if same and len(earlier.canonical.split()) > len(mention.name.split()):
                out.setdefault(earlier.canonical, earlier)
        return list(out.values())

    def pair_before(self, token: int) -> str | None:
        """ "X and Y" of the last coordination of two persons in the sentences before."""
        start = places(self.doc).sentence_back(token, _WINDOW_SENTENCES)
        spots = sorted((i, n) for n, places in self.persons.items() for i in places
                       if start <= i < token)  # fmt: skip
        names = sorted({n for _, n in spots}, key=lambda n: min(i for i, m in spots if m == n))
        return f"{names[0]} and {names[1]}" if len(names) == 2 else None

    def full_name(self, name: str) -> str:
        """The longest form of an organisation's or place's name."""
        return self.organisations.get(_key(name), name)


def roster_of(doc: Doc, mentions: Sequence[Mention], quoted: Passages) -> Roster:
    """Collect who is mentioned."""
    surnames = frozenset(
        t.text
        for t in doc
        if relation(t) == "name_part" and t.head.i == t.i - 1 and t.text.istitle()
    )
    roster = Roster(doc, {}, {}, {}, {}, {}, [], _spelt_out(doc), surnames)
    people = [e for e in places(doc).entities if e.label_ == "PERSON" and clean(e.text)]
    full = _full_names(people)
    for entity in people:
        name = full[_bare(entity)]
        if entity.start in quoted.at:
            continue
        roster.persons.setdefault(name, []).append(entity.root.i)
        if relation(entity.root) in ("subject", "passive_subject"):
            roster.subjects.setdefault(name, []).append(entity.root.i)
        _note_role(doc, roster, entity, name)
    for mention in mentions:
        _note_source(doc, roster, mention, full)
    for entity in places(doc).entities:
        if entity.label_ != "PERSON":
            text = clean(entity.text)
            if entity.label_ == "ORG" and _like_a_person(entity):
                roster.possible.setdefault(text, []).append(entity.root.i)
            key = _key(text)
            if len(text) > len(roster.organisations.get(key, "")):
                roster.organisations[key] = text
    return roster


def _spelt_out(doc: Doc) -> dict[str, set[str]]:
    """Pairs of proper nouns side by side, by the second: "Henrik Dallow" under "Dallow"."""
    out: dict[str, set[str]] = {}
    for first, last in pairwise(doc):
        named = first.pos_ == last.pos_ == "PROPN" and first.text.istitle() and last.text.istitle()
        if (
            named
            and first.lower_ not in titles()
            and not first.ent_type_.startswith(("LOC", "GPE"))
        ):
            out.setdefault(last.text, set()).add(f"{first.text} {last.text}")
    return out


def _like_a_person(entity: Span) -> bool:
    """Two capitalised names without an article: "Helga Strand", and "Goldman Sachs" too."""
    bare = entity.start == 0 or entity.doc[entity.start - 1].lower_ != "the"
    return len(entity) == 2 and bare and all(t.pos_ == "PROPN" and t.text.istitle() for t in entity)


def _note_role(doc: Doc, roster: Roster, entity: Span, name: str) -> None:
    start, end = entity.root.left_edge.i, entity.root.right_edge.i + 1
    found = name_in(doc, (start, end), entity.root)
    role = role_in(doc, (start, end), found)
    if role and name not in roster.roles:
        roster.roles[name] = role
    whole = Mention(start, end, entity.root.i, name, name, "person", role)
    gender = gender_of(doc, whole)
    if gender:
        roster.genders.setdefault(name, gender)


def _note_source(doc: Doc, roster: Roster, mention: Mention, full: dict[str, str]) -> None:
    """A source that the entity recogniser missed counts as a person if it acts like one."""
    head = doc[mention.head]
    if mention.kind == "person" and mention.name[:1].isupper():
        name = full.get(mention.name, mention.name)
        places = roster.subjects.setdefault(name, [])
        if head.i not in places:
            places.append(head.i)
        roster.persons.setdefault(name, []).append(head.i)
    elif mention.name.split():
        named = mention.name[:1].isupper() and head.pos_ == "PROPN"
        lemma = mention.name.split()[-1].lower() if named else head.lemma_.lower()
        roster.descriptions.append((lemma, mention, is_plural(head)))


def _bare(entity: Span) -> str:
    tokens = [t for t in entity if not t.is_space]
    while len(tokens) > 1 and tokens[0].lower_ in titles():
        tokens = tokens[1:]
    return clean(entity.doc[tokens[0].i : tokens[-1].i + 1].text) if tokens else ""


def _full_names(people: Sequence[Span]) -> dict[str, str]:
    """Each form of a name -> the fullest form of the same person in the article."""
    forms = sorted({_bare(e) for e in people}, key=lambda f: (-len(f.split()), -len(f), f))
    out: dict[str, str] = {}
    for form in forms:
        bearers = sorted({full for full in out.values() if _part_of(form, full)})
        out[form] = bearers[0] if len(bearers) == 1 else form
    return out


def _part_of(short: str, full: str) -> bool:
    """ "Putin" of "Vladimir Putin": same last word, and no word that the fuller name lacks.

    The family name may come first ("Xi" of "Xi Jinping").
    """
    words, longer = short.lower().split(), full.lower().split()
    if not words or len(words) > len(longer):
        return False
    same_end = words[-1] == longer[-1]
    same_start = len(words) == 1 and len(words[0]) <= len(longer[0]) and words[0] == longer[0]
    return (same_end or same_start) and all(w in longer for w in words)


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else name


def _key(name: str) -> str:
    return name.lower().removeprefix("the ")


def _last_word(role: str) -> str:
    return next(reversed(role.lower().split(" of ")[0].split(",")[0].split()), "")


def _within(places: Sequence[int], start: int, end: int) -> bool:
    return any(start <= i < end for i in places)
