"""Corrections -> the claims to compare, what to hold about pairs, and a note on each line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from ...config import Asked, ClaimName, contradictions
from ...errors import ConfigError
from ...model import Article, Claim, Correction
from ...work.shelf import Shelf, settled
from ..library import Library, on_disk
from ..ordered import Ordered
from ..voices import name_voices
from .lookup import Lookup
from .pairs import Effect, PairLine
from .speakers import Named, Names, Renaming, Rule

_NEAR = 3


@dataclass(frozen=True, slots=True)
class Corrected:
    """Claims as corrections leave them."""

    claims: tuple[Claim, ...]
    """Without those that are left out, in the order given."""
    as_found: tuple[Claim, ...]
    """Those that were changed or left out, as they were, in the order given."""
    pairs: tuple[PairLine, ...]
    """What the comparison has to hold to."""
    _asked: tuple[Asked, ...]
    _effects: Mapping[int, Effect]
    _remarks: Mapping[int, str]

    def notes(self, effects: Mapping[int, Effect]) -> tuple[Correction, ...]:
        """A note on each correction; `effects` says what became of those about pairs."""
        known = {**self._effects, **effects}
        return tuple(self._note(n, asked, known) for n, asked in enumerate(self._asked))

    def _note(self, number: int, asked: Asked, known: Mapping[int, Effect]) -> Correction:
        effect = known.get(number, Effect((), True, "the claims are there; not compared"))
        remark = self._remarks.get(number, "")
        names = tuple(str(claim) for claim in asked.claims)
        return Correction(
            action=asked.action,
            subject=asked.names or names or (asked.group,),
            place=asked.place,
            value=asked.value or None,
            note=asked.note,
            claims=effect.claims,
            applied=effect.applied,
            outcome=f"{effect.outcome}; {remark}" if remark else effect.outcome,
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A correction whose claims were looked up."""

    number: int
    asked: Asked
    claims: tuple[Claim, ...]
    missing: tuple[str, ...]
    """Why some were not found."""
    remark: str


def correct(
    claims: Sequence[Claim],
    articles: Sequence[Article],
    asked: Sequence[Asked],
    named: Named,
    *,
    folder: Path | None = None,
) -> Corrected:
    """Apply what is about single claims; look up the claims of what is about pairs.

    `named` makes a speaker of a name. The order of the corrections changes nothing but that of the
    notes. Raises `ConfigError` for corrections that contradict each other once their claims are
    known. Claims on disk stay there; the corrected ones lie in `folder`.
    """
    if not asked:
        return Corrected(settled(claims), (), (), (), {}, {})
    lines = list(_looked_up(Lookup(claims), asked))
    resolved = [_by_id(line) for line in lines]
    wrong = list(contradictions(resolved))
    if wrong:
        raise ConfigError("\n".join(wrong))
    library = Library(articles)
    effects = {line.number: _lost(line) for line in lines if line.missing}
    whole = [line for line in lines if not line.missing]
    left_out = _dropped(whole, library, effects)
    kept = _without(claims, left_out)
    renaming = _Renamed(kept, whole, library, named)
    held = 0 if on_disk(claims) else len(claims)
    made: Shelf[Claim] = Shelf(Claim, held=held, folder=folder)
    as_found: list[Claim] = []
    for claim in claims:
        new = None if claim.id in left_out else renaming.apply(claim)
        if new is not claim:
            as_found.append(claim)
        if new is not None:
            made.put(new)
    effects |= renaming.effects(kept)
    return Corrected(
        claims=made.settled(),
        as_found=tuple(as_found),
        pairs=tuple(_pair_lines(whole, left_out, effects)),
        _asked=tuple(resolved),
        _effects=effects,
        _remarks={line.number: line.remark for line in lines if line.remark},
    )


def _without(claims: Sequence[Claim], left_out: Mapping[str, str]) -> Sequence[Claim]:
    kept = [number for number, claim in enumerate(claims) if claim.id not in left_out]
    return Ordered(claims, np.array(kept, np.int64)) if left_out else claims


def _looked_up(lookup: Lookup, asked: Sequence[Asked]) -> Iterator[_Line]:
    for number, one in enumerate(asked):
        meant = [lookup.find(name) for name in one.claims]
        claims = tuple(m.claim for m in meant if m.claim is not None)
        missing = [m.remark for m in meant if m.claim is None]
        if len({c.id for c in claims}) < len(claims):
            missing.append(f"two of its names mean one claim ({claims[0].id})")
        found = "; ".join(m.remark for m in meant if m.claim is not None and m.remark)
        yield _Line(number, one, claims, tuple(missing), found)


def _by_id(line: _Line) -> Asked:
    """The correction with whole ids, where they are known."""
    if line.missing:
        return line.asked
    names = zip(line.claims, line.asked.claims, strict=True)
    return replace(
        line.asked,
        claims=tuple(ClaimName(c.id, where=name.where, side=name.side) for c, name in names),
    )


def _lost(line: _Line) -> Effect:
    return Effect((), False, "; ".join(line.missing))


def _dropped(
    lines: Sequence[_Line], library: Library, effects: dict[int, Effect]
) -> dict[str, str]:
    """Id of each claim that is left out -> the place of the correction."""
    left_out: dict[str, str] = {}
    for line in lines:
        if line.asked.action == "drop":
            ids = tuple(c.id for c in line.claims)
            left_out |= dict.fromkeys(ids, line.asked.place)
            words = "; ".join(_told(claim, library) for claim in line.claims)
            effects[line.number] = Effect(ids, True, f"left out: {words}")
    return left_out


def _told(claim: Claim, library: Library) -> str:
    """`“words” (Outlet, path:line)`."""
    article = library.whole(claim.article)
    where = claim.outlet
    if article is not None:
        where += f", {article.path}:{article.line(claim.place)}"
    return f"“{claim.text}” ({where})"


class _Renamed:
    """The lines that rename speakers, and what they did."""

    def __init__(
        self, claims: Sequence[Claim], lines: Sequence[_Line], library: Library, named: Named
    ) -> None:
        self._rules = [
            Rule(line.number, line.asked, frozenset(c.id for c in line.claims))
            for line in lines
            if line.asked.action == "speaker"
        ]
        self._renaming: Renaming | None = None
        if self._rules:
            voices = {claim: v.name for v in name_voices(claims) for claim in v.claims}
            self._renaming = Renaming(self._rules, claims, library.known, named, voices)

    def apply(self, claim: Claim) -> Claim:
        """The claim with the right speaker; itself if no correction is about it."""
        return claim if self._renaming is None else self._renaming.apply(claim)

    def effects(self, claims: Sequence[Claim]) -> dict[int, Effect]:
        """What each line did, once all claims have been through."""
        names = Names(claims if self._rules else ())
        return {
            rule.number: Effect(tuple(rule.touched), rule.met, _outcome(rule, names))
            for rule in self._rules
        }


def _outcome(rule: Rule, known: Names) -> str:
    asked = rule.asked
    count = len(rule.touched)
    if count:
        limit = [f" in {limit}" for limit in (asked.outlet, asked.article) if limit]
        return f"speaker of {count} {'claim' if count == 1 else 'claims'}{''.join(limit)}"
    if rule.met:
        return "nothing to change: the name is so, or a correction of narrower reach goes first"
    names = " or ".join(f"“{name}”" for name in asked.names)
    if rule.vague:
        return f"{names} may be anybody; say which `claims`, or in which `article`"
    limits = [f"in {limit}" for limit in (asked.outlet, asked.article) if limit]
    where = " ".join(["of these claims"] if rule.claims else limits or ["in this analysis"])
    near = [n for name in asked.names for n in known.near(name) if n != name][:_NEAR]
    hint = f"; there is {', '.join(f'“{n}”' for n in near)}" if near else ""
    return f"no speaker {names} {where}{hint}"


def _pair_lines(
    lines: Sequence[_Line], left_out: Mapping[str, str], effects: dict[int, Effect]
) -> Iterator[PairLine]:
    for line in lines:
        action = line.asked.action
        if action not in ("same", "not_same", "no_conflict"):
            continue
        gone = [c.id for c in line.claims if c.id in left_out]
        if gone:
            why = f"claim {gone[0]} is left out by {left_out[gone[0]]}"
            effects[line.number] = Effect((), False, why)
            continue
        asked = _by_id(line)
        every = asked.pairs if action == "not_same" else combinations(asked.claims, 2)
        pairs = tuple((one.id, other.id) for one, other in every)
        yield PairLine(line.number, action, pairs, asked.group, asked.note)
