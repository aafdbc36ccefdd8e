"""The antecedents of an article's pronouns and descriptions, each found once, when asked for."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span

from ...model import SpeakerKind
from ..found import Passages
from ..places import places
from .anaphora import CALLED, Candidate, candidates
from .chains import chains_of
from .description_clues import modifiers
from .kinds import clean
from .mentions import name_in, role_in, without_titles
from .names import Names, names_of
from .nominals import Nominal, nominals_of
from .ranker import LEANING, THRESHOLDS, probabilities, shipped
from .scene import Scene, scene_of

_SURE_OF_GENDER = 0.9
_RIVAL = 0.1
_TRACE = 0.005
_PAIR_SENTENCES = 2
_HEARD_SENTENCES = 2
_NOBODY_SPEAKS = 0.3
# Of 103 speaking "it" in GUM's training part 24 right and 2 wrong become 36 and 4. For "they" and
# "he" it would cost as much as it brings.


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun or description was found to mean, or why nothing was."""

    name: str | None
    """The name of the referent, else its fullest description; None where it stays open."""
    kind: SpeakerKind = "unresolved"
    rivals: tuple[str, ...] = ()
    """Likeliest first; those that could not be told apart."""
    lean: Antecedent | None = None
    """The likeliest, where it was not likely enough on its own; another clue may settle it."""
    new: bool = False
    """Most likely nothing that the article mentioned before."""


@dataclass
class Roster:
    """Everybody and everything that an article mentions; the nominals are sought when asked for."""

    doc: Doc
    quoted: Passages
    names: Names
    weights: Mapping[str, float]
    shares: dict[int, dict[int, float]] = field(default_factory=dict)
    """Nominal of a pronoun or description -> chain -> how likely it means that chain; the chain -1
    stands for anything that no nominal names."""
    spoken: list[tuple[int, str]] = field(default_factory=list)
    """Head token and canonical name of the speakers resolved so far, by token."""
    _offered: dict[int, list[Candidate]] = field(default_factory=dict)
    _entities: dict[str, list[Span]] | None = None

    @cached_property
    def scene(self) -> Scene:
        """The nominals with their chains."""
        nominals = nominals_of(self.doc, self.names, self.quoted)
        return scene_of(self.doc, chains_of(self.doc, nominals), self.quoted)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Head token -> number of its nominal."""
        return {n.head: i for i, n in reversed(list(enumerate(self.nominals)))}

    @property
    def nominals(self) -> Sequence[Nominal]:
        """All nominals, in the order of the text."""
        return self.scene.chains.nominals

    def antecedent(self, token: int) -> Antecedent | None:
        """What the pronoun or description with this head means; None if it is neither."""
        number = self._numbers.get(token)
        if number is None or not self.is_anaphor(number):
            return None
        chain = self.scene.chains.of[number]
        if self._is_named(chain):
            return Antecedent(self.label(chain), self.kind_of(chain))
        shares = self.likely(number)
        if kind_of_anaphor(self.nominals[number]) == "it":
            shares = _of_speaker(shares)
        named = self.telling(number, shares)
        new = shares.get(-1, 0.0) >= 0.5
        if not named or shares[named[0]] < self._threshold(number, named[0]):
            rivals = tuple(self.label(c) for c in named if shares[c] >= _RIVAL)
            kind = kind_of_anaphor(self.nominals[number])
            leans = bool(named) and shares[named[0]] >= LEANING.get(kind, 1.0)
            lean = self._further(named[0]) if leans else None
            return Antecedent(None, rivals=rivals[:3], lean=lean, new=new)
        return self._further(named[0])

    def _further(self, chain: int) -> Antecedent:
        """The chain's name, or that of the thing that its first description leads to."""
        first = self.nominals[chain]
        if first.form == "definite" and not self._is_named(chain):
            shares = self.weigh(chain)
            named = self.telling(chain, shares)
            if named and shares[named[0]] >= self._threshold(chain, named[0]):
                return Antecedent(self.label(named[0]), self.kind_of(named[0]))
        return Antecedent(self.label(chain), self.kind_of(chain))

    def likely(self, number: int) -> dict[int, float]:
        """As `weigh`, but descriptions that lie in each other are one: "officials" and "senior US
        officials".
        """
        shares = self.weigh(number)
        out: dict[int, float] = {c: s for c, s in shares.items() if c < 0}
        for chain in ranked(shares):
            mine = self.nominals[chain]
            near = (
                c for c in out
                if c >= 0 and not self._is_named(c) and self.nominals[c].lemma == mine.lemma
                and self.nominals[c].plural == mine.plural
                and _lie_in(self.nominals[c].name, mine.name)
            )  # fmt: skip
            target = chain if self._is_named(chain) else next(near, chain)
            out[target] = out.get(target, 0.0) + shares[chain]
        return out

    def _threshold(self, number: int, chain: int) -> float:
        """Less is asked of the only name that the article called by a description's noun."""
        anaphor = self.nominals[number]
        kind = kind_of_anaphor(anaphor)
        chains = self.scene.chains
        if kind == "the" and chains.is_called(chain, anaphor.lemma, anaphor.head):
            near = chains.latest_called(anaphor.lemma, number, CALLED)
            called = {chains.of[n] for n in near if self._is_named(chains.of[n])}
            told_apart = modifiers(self.doc, anaphor) - set(self.label(chain).lower().split())
            return THRESHOLDS["called" if called == {chain} and not told_apart else kind]
        return THRESHOLDS[kind]

    def telling(self, number: int, shares: Mapping[int, float]) -> list[int]:
        """Chains, likeliest first, that say more than the anaphor: not the same noun once again."""
        own = self.nominals[number].lemma
        return [c for c in ranked(shares) if self._is_named(c) or self.nominals[c].lemma != own]

    def is_anaphor(self, number: int) -> bool:
        """A third-person pronoun or a definite description."""
        return self.nominals[number].form in ("pronoun", "definite")

    def weigh(self, number: int) -> dict[int, float]:
        """How likely an anaphor means each chain; pronouns on the way are weighed first."""
        for waiting in self._needed(number):
            self.shares[waiting] = self._weigh(waiting)
        return self.shares[number]

    def _needed(self, number: int) -> list[int]:
        """The anaphor and the pronouns before it that must be known first, in order."""
        found: set[int] = set()
        todo = [number]
        while todo:
            here = todo.pop()
            if here in found or here in self.shares:
                continue
            found.add(here)
            offered = (c.number for c in self.candidates(here) if c.number >= 0)
            todo += [n for n in offered if self._leads_on(here, n)]
        return sorted(found)

    def _leads_on(self, anaphor: int, candidate: int) -> bool:
        """A candidate that means something else in turn: a pronoun, or the same noun again."""
        left, right = self.nominals[anaphor], self.nominals[candidate]
        again = left.form == right.form == "definite" and left.lemma == right.lemma
        return right.form == "pronoun" or (again and left.plural == right.plural)

    def _weigh(self, number: int) -> dict[int, float]:
        anaphor = self.nominals[number]
        offered = [c for c in self.candidates(number) if self._allowed(anaphor, c)]
        shares: dict[int, float] = defaultdict(float)
        for candidate, share in zip(offered, probabilities(offered, self.weights), strict=True):
            if candidate.number < 0:
                shares[-1] += share
            elif candidate.number in self.shares and self._leads_on(number, candidate.number):
                itself = self._itself(candidate.number)
                for chain, part in self.shares[candidate.number].items():
                    shares[itself if chain < 0 else chain] += share * part
            else:
                shares[self.scene.chains.of[candidate.number]] += share
        best = ranked(shares)[:1]
        if anaphor.gender and best and shares[best[0]] >= _SURE_OF_GENDER:
            self.scene.chains.gender.setdefault(best[0], anaphor.gender)
        return {c: s for c, s in sorted(shares.items()) if s >= _TRACE}

    def candidates(self, number: int) -> list[Candidate]:
        """The candidates of an anaphor with their features, found once."""
        if number not in self._offered:
            self._offered[number] = candidates(self.scene, number)
        return self._offered[number]

    def _allowed(self, anaphor: Nominal, candidate: Candidate) -> bool:
        """Not a chain whose gender has become known to be another."""
        if not anaphor.gender or candidate.number < 0:
            return True
        chain = self.scene.chains.of[candidate.number]
        return self.scene.chains.gender.get(chain, anaphor.gender) == anaphor.gender

    def _itself(self, number: int) -> int:
        """What an anaphor means that means nothing mentioned before: itself, if it is a noun."""
        return -1 if self.nominals[number].form == "pronoun" else self.scene.chains.of[number]

    def _is_named(self, chain: int) -> bool:
        """Set beside a name: "the minister, Ada Brandt"."""
        members = self.scene.chains.members[chain]
        return any(self.nominals[n].form == "name" for n in members)

    def label(self, chain: int) -> str:
        """A chain's name, else the longest of its descriptions."""
        members = [self.nominals[n] for n in self.scene.chains.members[chain]]
        named = [m.name for m in members if m.form == "name"]
        return named[0] if named else max((m.name for m in members), key=lambda n: len(n.split()))

    def kind_of(self, chain: int) -> SpeakerKind:
        """What it is, by its name rather than by its descriptions."""
        members = [self.nominals[n] for n in self.scene.chains.members[chain]]
        named = [m.kind for m in members if m.form == "name"]
        known = [m.kind for m in members if m.kind != "unresolved"]
        kinds: list[SpeakerKind] = [*named, *known, "unresolved"]
        return kinds[0]

    def heard(self, token: int, name: str, *, known: bool) -> None:
        """Keep a resolved speaker for the pronouns after it."""
        insort(self.spoken, (token, name if known else ""))

    def last_heard(self, token: int) -> str:
        """The speaker before a token, at most two sentences back; nothing if unknown."""
        place = bisect_left(self.spoken, (token, "")) - 1
        start = places(self.doc).sentence_back(token, _HEARD_SENTENCES)
        near = place >= 0 and self.spoken[place][0] >= start
        return self.spoken[place][1] if near else ""

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


def _of_speaker(shares: Mapping[int, float]) -> dict[int, float]:
    """What "it" means, given that it speaks: the weights know "it rains" too."""
    known = {c: s * (_NOBODY_SPEAKS if c < 0 else 1.0) for c, s in shares.items()}
    total = sum(known.values())
    return {c: s / total for c, s in known.items()} if total else known


def _lie_in(left: str, right: str) -> bool:
    few, many = sorted((set(left.lower().split()), set(right.lower().split())), key=len)
    return few <= many


def ranked(shares: Mapping[int, float]) -> list[int]:
    """Chains, likeliest first, without "nothing"."""
    return sorted((c for c in shares if c >= 0), key=lambda c: (-shares[c], c))


def kind_of_anaphor(nominal: Nominal) -> str:
    """he, it, they or the: what the thresholds go by."""
    if nominal.form != "pronoun":
        return "the"
    return "he" if nominal.gender else nominal.name


def roster_of(doc: Doc, quoted: Passages, weights: Mapping[str, float] | None = None) -> Roster:
    """Collect who and what is mentioned; the weights are the shipped ones unless given."""
    return Roster(doc, quoted, names_of(doc), shipped() if weights is None else weights)
