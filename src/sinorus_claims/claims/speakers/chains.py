"""Which nominals mean the same without any guessing: equal names, appositions, "X is a Y"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..labels import children, relation
from .nominals import Nominal


@dataclass(slots=True)
class Chains:
    """Nominals with the chain of each; a chain's number is that of its first nominal."""

    nominals: Sequence[Nominal]
    of: list[int]
    """Number of the nominal -> chain."""
    members: dict[int, list[int]] = field(default_factory=dict)
    """Chain -> numbers of its nominals, in order of the text."""
    called: dict[int, dict[str, int]] = field(default_factory=dict)
    """Chain -> noun by which it is called -> first token where it is."""
    by_noun: dict[str, list[int]] = field(default_factory=dict)
    """Noun -> numbers of the nominals whose chain is somewhere called so, in order."""
    gender: dict[int, str] = field(default_factory=dict)
    """Chain -> m or f, where its nominals tell and agree."""

    def mentions_before(self, chain: int, token: int) -> int:
        """How often a chain was mentioned before a token; counting stops at ten."""
        count = 0
        for number in self.members[chain][:10]:
            if self.nominals[number].head >= token:
                break
            count += 1
        return count

    def is_called(self, chain: int, noun: str, token: int) -> bool:
        """Whether the article used a noun for a chain before a token."""
        return self.called.get(chain, {}).get(noun, token) < token

    def latest_called(self, noun: str, number: int, count: int) -> list[int]:
        """The last `count` nominals before one whose chains are called by a noun."""
        held = self.by_noun.get(noun, [])
        end = bisect_left(held, number)
        return held[max(0, end - count) : end]


def chains_of(doc: Doc, nominals: Sequence[Nominal]) -> Chains:
    """Join the nominals."""
    parent = list(range(len(nominals)))
    by_head = {n.head: i for i, n in reversed(list(enumerate(nominals)))}
    by_key: dict[str, int] = {}
    for number, nominal in enumerate(nominals):
        if nominal.form == "name":
            _join(parent, by_key.setdefault(nominal.key, number), number)
        if nominal.form in ("name", "definite", "indefinite", "bare"):
            other = _named_after(doc, nominal, by_head, nominals)
            if other is not None:
                _join(parent, other, number)
    return _collect(nominals, [_root(parent, n) for n in range(len(nominals))])


def _named_after(
    doc: Doc, nominal: Nominal, by_head: dict[int, int], nominals: Sequence[Nominal]
) -> int | None:
    """The nominal that this one stands in apposition to, or is said to be."""
    token = doc[nominal.head]
    beside = by_head.get(token.head.i) if nominal.relation == "apposition" else None
    if beside is None and nominal.form != "name" and children(token, "copula"):
        subjects = children(token, "subject")
        beside = by_head.get(subjects[0].i) if subjects else None
    if beside is None and relation(token) == "predicative":
        subjects = children(token.head, "subject")
        beside = by_head.get(subjects[0].i) if subjects else None
    if beside is None:
        return None
    other = nominals[beside]
    return beside if _agree(nominal, other) else None


def _agree(left: Nominal, right: Nominal) -> bool:
    """Two names are two things; number and person must agree."""
    one_name = left.form == "name" and right.form == "name"
    if one_name or "both" in (left.form, right.form) or "pronoun" in (left.form, right.form):
        return False
    return left.plural == right.plural and left.person == right.person


def _join(parent: list[int], left: int, right: int) -> None:
    first, second = sorted((_root(parent, left), _root(parent, right)))
    parent[second] = first


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _collect(nominals: Sequence[Nominal], of: list[int]) -> Chains:
    members: dict[int, list[int]] = defaultdict(list)
    called: dict[int, dict[str, int]] = defaultdict(dict)
    genders: dict[int, set[str]] = defaultdict(set)
    for number, chain in enumerate(of):
        nominal = nominals[number]
        members[chain].append(number)
        for noun in sorted(nominal.called):
            called[chain].setdefault(noun, nominal.head)
        if nominal.gender:
            genders[chain].add(nominal.gender)
    told = {chain: next(iter(held)) for chain, held in genders.items() if len(held) == 1}
    by_noun: dict[str, list[int]] = defaultdict(list)
    for number, chain in enumerate(of):
        for noun in called[chain] if nominals[number].form != "pronoun" else ():
            by_noun[noun].append(number)
    return Chains(nominals, of, dict(members), dict(called), dict(by_noun), told)
