"""Corrections of how two claims relate: the same, not the same, no conflict."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal

from ...model import Claim, Evidence, Judgement
from ..bonds import Pair
from ..comparison import QUOTED
from ..judged import Judgements
from .ties import Ties

FEATURE = "correction"
"""Name of the evidence that is an analyst's word."""

_SAID = {
    "no_conflict": "an analyst says that this is no conflict",
    "not_same": "an analyst says that these are not the same",
    "same": "an analyst says that these are the same",
}

Groups = Callable[[Judgements, Ties], Mapping[str, Sequence[int]]]
"""The groups that judgements make: id -> positions of the claims."""

Changes = dict[Pair, Judgement]


@dataclass(frozen=True, slots=True)
class PairLine:
    """One correction of how claims relate; its claims are there."""

    number: int
    """Which of the corrections it is."""
    action: Literal["same", "not_same", "no_conflict"]
    pairs: tuple[tuple[str, str], ...] = ()
    """Ids of the two claims of each pair that is meant."""
    group: str = ""
    """Id of a group, or how it begins, all conflicts of which are none."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of a line."""

    claims: tuple[str, ...]
    """Ids of the claims whose relation it changed or fixed."""
    applied: bool
    outcome: str


class PairCorrections:
    """The lines of a run, by the positions of its claims."""

    def __init__(self, lines: Sequence[PairLine], claims: Sequence[Claim]) -> None:
        self._lines = lines
        self._claims = claims
        self.effects: dict[int, Effect] = {}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Read when the first line asks: few runs have any."""
        return {claim.id: n for n, claim in enumerate(self._claims)}

    @property
    def wanted(self) -> list[Pair]:
        """Pairs that have to be judged, though nothing else may have laid them side by side."""
        return sorted({pair for line in self._of("same") for pair in self._pairs(line)})

    @property
    def ties(self) -> Ties:
        """Who must share a group, and who must not."""
        same = (pair for line in self._of("same") for pair in self._pairs(line))
        apart = (pair for line in self._of("not_same") for pair in self._pairs(line))
        return Ties(same, apart)

    def apply(self, judged: Judgements, groups: Groups) -> Judgements:
        """The judgements as the analyst wants them; `effects` says what each line did."""
        changed: Changes = {}
        for line in (*self._of("no_conflict"), *self._of("not_same"), *self._of("same")):
            if not line.group:
                self._apply(line, self._pairs(line), judged, changed)
        self._apply_groups(judged, changed, groups)
        return judged.changed(changed)

    def _apply(
        self,
        line: PairLine,
        pairs: Iterable[Pair],
        judged: Judgements,
        changed: dict[Pair, Judgement],
    ) -> None:
        found = [(pair, judged.judgement(pair)) for pair in pairs]
        if line.action == "no_conflict":
            found = [(pair, j) for pair, j in found if j is not None and _suspected(j)]
        for pair, before in found:
            if before is not None:
                changed[pair] = _corrected(changed.get(pair, before), line)
        claims = sorted({n for pair, _ in found for n in pair})
        self.effects[line.number] = Effect(
            tuple(self._claims[n].id for n in claims), bool(found), _outcome(line, found)
        )

    def _apply_groups(
        self, judged: Judgements, changed: dict[Pair, Judgement], groups: Groups
    ) -> None:
        """Lines that name a group: of the judgements as they were, or as other lines made them.

        Ends when no group appears any more that a line means.
        """
        left = [line for line in self._of("no_conflict") if line.group]
        looked = judged
        ties = Ties()
        while left:
            known = groups(looked, ties)
            meant = {line.number: _begun(line.group, known) for line in left}
            hit = [line for line in left if len(meant[line.number]) == 1]
            for line in hit:
                (members,) = meant[line.number]
                self._apply(line, combinations(known[members], 2), judged, changed)
            left = [line for line in left if line not in hit]
            if not hit and looked is not judged:
                break
            looked, ties = judged.changed(changed), self.ties
        for line in left:
            self.effects[line.number] = Effect(
                (), False, f"no group {line.group} in this analysis; name the claims instead"
            )

    def _of(self, action: str) -> list[PairLine]:
        return [line for line in self._lines if line.action == action]

    def _pairs(self, line: PairLine) -> Iterator[Pair]:
        for one, other in line.pairs:
            first, second = sorted((self._places[one], self._places[other]))
            yield first, second


def _begun(ident: str, known: Mapping[str, object]) -> list[str]:
    return [ident] if ident in known else [name for name in known if name.startswith(ident)]


def _suspected(judgement: Judgement) -> bool:
    """Whether a pair is shown as a conflict, or as one that may be."""
    return judgement.relation in ("conflicts", "unsure")


def _corrected(judgement: Judgement, line: PairLine) -> Judgement:
    """The judgement with the analyst's word first; what was found before stays below it."""
    reason = Evidence(FEATURE, 1.0, _SAID[line.action] + (f": {line.note}" if line.note else ""))
    evidence = judgement.evidence
    if reason not in evidence:
        evidence = (reason, *evidence)
    if line.action != "same":
        return replace(
            judgement, relation="related", score=1.0, ground=None, p_conflict=0.0,
            evidence=evidence,
        )  # fmt: skip
    if judgement.relation in QUOTED:
        return replace(judgement, score=1.0, p_conflict=0.0, evidence=evidence)
    return replace(
        judgement,
        relation="agrees" if judgement.voices == "two_speakers" else "restates",
        score=1.0,
        ground=None,
        p_conflict=0.0,
        evidence=evidence,
    )


def _outcome(line: PairLine, found: Sequence[tuple[Pair, Judgement | None]]) -> str:
    before: Counter[str] = Counter()
    for _, judgement in found:
        before[_plainly(judgement)] += 1
    said = ", ".join(f"{name} ({n} pairs)" if n > 1 else name for name, n in sorted(before.items()))
    if line.action == "same":
        return f"in one group, as the same; found: {said}"
    if line.action == "not_same":
        return f"kept in different groups; found: {said}"
    return f"no conflict; found: {said}" if found else "no conflict is found between them anyway"


def _plainly(judgement: Judgement | None) -> str:
    if judgement is None:
        return "not compared"
    name = judgement.relation.replace("_", " ")
    return f"{name} on {judgement.ground}" if judgement.ground and name == "conflicts" else name
