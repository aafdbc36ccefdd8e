"""The antecedents of an article's pronouns and descriptions, each found once, when asked for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from ..model import SpeakerKind
from .anaphora import Candidate, candidates
from .chains import chains_of
from .found import Passages
from .mentions import clean, name_in, role_in, without_titles
from .names import Names, names_of
from .nominals import Nominal, nominals_of
from .places import places
from .ranker import THRESHOLDS, probabilities
from .scene import Scene, scene_of

_SURE_OF_GENDER = 0.9
_RIVAL = 0.1
_PAIR_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun or description was found to mean, or why nothing was."""

    name: str | None
    """The name of the referent, else its fullest description; None where it stays open."""
    kind: SpeakerKind = "unresolved"
    rivals: tuple[str, ...] = ()
    """Likeliest first; those that could not be told apart."""
    new: bool = False
    """Most likely nothing that the article mentioned before."""


@dataclass(slots=True)
class Roster:
    """Everybody and everything that an article mentions."""

    doc: Doc
    quoted: Passages
    names: Names
    scene: Scene
    numbers: dict[int, int]
    """Head token -> number of its nominal."""
    chain_of: dict[int, int] = field(default_factory=dict)
    """Nominal of a pronoun or description -> chain of its antecedent."""
    done: dict[int, Antecedent] = field(default_factory=dict)
    _offered: dict[int, list[Candidate]] = field(default_factory=dict)
    _entities: dict[str, list[Span]] | None = None

    def antecedent(self, token: int) -> Antecedent | None:
        """What the pronoun or description with this head means; None if it is neither."""
        number = self.numbers.get(token)
        if number is None or self.nominals[number].form not in ("pronoun", "definite"):
            return None
        if self._is_named(number):
            chain = self.scene.chains.of[number]
            return Antecedent(self._label(chain), self._kind_of(chain))
        for waiting in self._needed(number):
            self.done[waiting] = self._decide(waiting)
        return self.done[number]

    @property
    def nominals(self) -> Sequence[Nominal]:
        """All nominals, in the order of the text."""
        return self.scene.chains.nominals

    def _is_named(self, number: int) -> bool:
        """Set beside a name: "the minister, Ada Brandt"."""
        members = self.scene.chains.members[self.scene.chains.of[number]]
        return any(self.nominals[n].form == "name" for n in members)

    def _candidates(self, number: int) -> list[Candidate]:
        if number not in self._offered:
            self._offered[number] = candidates(self.scene, number)
        return self._offered[number]

    def _needed(self, number: int) -> list[int]:
        """The anaphor and the pronouns before it that must be known first, in order."""
        found: set[int] = set()
        todo = [number]
        while todo:
            here = todo.pop()
            if here in found or here in self.done:
                continue
            found.add(here)
            todo += [
                c.number
                for c in self._candidates(here)
                if c.number >= 0 and self.nominals[c.number].form == "pronoun"
            ]
        return sorted(found)

    def _decide(self, number: int) -> Antecedent:
        anaphor = self.nominals[number]
        offered = [c for c in self._candidates(number) if self._allowed(anaphor, c)]
        shares: dict[int, float] = defaultdict(float)
        for candidate, share in zip(offered, probabilities(offered), strict=True):
            shares[self._chain(candidate.number)] += share
        named = [c for c in sorted(shares, key=lambda c: (-shares[c], c)) if c >= 0]
        rivals = tuple(self._label(c) for c in named if shares[c] >= _RIVAL and self._known(c))
        new = shares[-1] >= 0.5
        if not named or not self._known(named[0]):
            return Antecedent(None, rivals=rivals[:3], new=new)
        best = named[0]
        if shares[best] < THRESHOLDS[_kind(anaphor)]:
            return Antecedent(None, rivals=rivals[:3], new=new)
        self.chain_of[number] = best
        if anaphor.gender and shares[best] >= _SURE_OF_GENDER:
            self.scene.chains.gender.setdefault(best, anaphor.gender)
        return Antecedent(self._label(best), self._kind_of(best))

    def _allowed(self, anaphor: Nominal, candidate: Candidate) -> bool:
        """Not a chain whose gender has become known to be another."""
        if not anaphor.gender or candidate.number < 0:
            return True
        told = self.scene.chains.gender.get(self._chain(candidate.number), anaphor.gender)
        return told == anaphor.gender

    def _chain(self, number: int) -> int:
        if number < 0:
            return -1
        return self.chain_of.get(number, self.scene.chains.of[number])

    def _known(self, chain: int) -> bool:
        """A chain that more than pronouns speak of."""
        return self.nominals[chain].form != "pronoun"

    def _label(self, chain: int) -> str:
        """Its name, else the longest of its descriptions."""
        members = [self.nominals[n] for n in self.scene.chains.members[chain]]
        named = [m.name for m in members if m.form == "name"]
        if named:
            return named[0]
        return max((m.name for m in members), key=lambda name: len(name.split()))

    def _kind_of(self, chain: int) -> SpeakerKind:
        members = [self.nominals[n] for n in self.scene.chains.members[chain]]
        named = [m.kind for m in members if m.form == "name"]
        known = [m.kind for m in members if m.kind != "unresolved"]
        kinds: list[SpeakerKind] = [*named, *known, "unresolved"]
        return kinds[0]

    def role(self, name: str) -> str | None:
        """The office that the article gives a person first."""
        if self._entities is None:
            self._entities = defaultdict(list)
            for entity in places(self.doc).entities:
                if entity.label_ == "PERSON":
                    text = clean(without_titles(self.doc, entity).text)
                    self._entities[self.names.canonical(text, "person")].append(entity)
        for entity in self._entities.get(name, ()):
            start, end = entity.root.left_edge.i, entity.root.right_edge.i + 1
            found = role_in(self.doc, (start, end), name_in(self.doc, (start, end), entity.root))
            if found:
                return found
        return None

    def pair_before(self, token: int) -> str | None:
        """ "X and Y": the only two persons of the sentences before, or the last two joined."""
        start = places(self.doc).sentence_back(token, _PAIR_SENTENCES)
        near = [n for n in self.nominals if start <= n.head < token]
        joined = [n for n in near if n.form == "both" and n.person and n.name.count(" and ") == 1]
        if joined:
            return joined[-1].name
        persons = [n.name for n in near if n.form == "name" and n.kind == "person"]
        names = list(dict.fromkeys(persons))
        return " and ".join(names) if len(names) == 2 else None


def _kind(anaphor: Nominal) -> str:
    if anaphor.form != "pronoun":
        return "the"
    return "he" if anaphor.gender else anaphor.name


def roster_of(doc: Doc, quoted: Passages) -> Roster:
    """Collect who and what is mentioned."""
    names = names_of(doc)
    nominals = nominals_of(doc, names, quoted)
    scene = scene_of(doc, chains_of(doc, nominals), quoted)
    numbers = {n.head: i for i, n in reversed(list(enumerate(nominals)))}
    return Roster(doc, quoted, names, scene, numbers)
