"""What a filter must leave, worked out from the analysis alone."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from sinorus_claims.model import Analysis, Claim
from sinorus_claims.reports.escaping import visible
from sinorus_claims.reports.shown import shown

State = Mapping[str, str]


def fold(text: str) -> str:
    """As people search: without case and without marks on letters."""
    parted = unicodedata.normalize("NFKD", visible(text))
    return "".join(c for c in parted if unicodedata.category(c)[0] != "M").lower()


def in_words(name: str) -> str:
    """Words parted by single blanks, one before the first."""
    return re.sub(" +", " ", "".join(c if c.isalnum() else " " for c in f" {fold(name)}")).rstrip()


class Expected:
    """The claims of an analysis, to be asked which of them a state of the filters leaves."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.dates = {a.id: (a.published or "")[:10] for a in analysis.articles}
        self.titles = {a.id: a.title for a in analysis.articles}
        self.voices = {claim: v.name for v in analysis.voices for claim in v.claims}
        self.shown = shown(analysis)

    def of_claims(self, state: State) -> set[str]:
        """Ids of the claims that match by themselves, whatever they stand in relation to."""
        return {c.id for c in self.analysis.claims if self._matches(c, state)}

    def claims(self, state: State) -> set[str]:
        """The same, and with relation and ground."""
        found = self.of_claims(state)
        if "relation" not in state and "ground" not in state:
            return found
        ends = {end for pair in self._pairs(state) for end in pair}
        return found & ends

    def _pairs(self, state: State) -> Iterator[tuple[str, str]]:
        for group in self.analysis.groups:
            for j in group.judgements:
                if state.get("relation", j.relation) == j.relation and state.get(
                    "ground", j.ground
                ) in (j.ground, None):
                    yield j.left, j.right

    def _matches(self, claim: Claim, state: State) -> bool:
        date = self.dates[claim.article]
        stance = claim.cue.stance if claim.cue else ""
        return (
            state.get("outlet", visible(claim.outlet)) == visible(claim.outlet)
            and state.get("stance", stance) == stance
            and state.get("kind", claim.kind) == claim.kind
            and ("from" not in state or date >= state["from"])
            and ("to" not in state or (date != "" and date <= state["to"]))
            and any(in_words(state.get("speaker", "")) in in_words(n) for n in self._names(claim))
            and all(word in self._searched(claim) for word in fold(state.get("q", "")).split())
        )

    def speaker(self, claim: Claim) -> str:
        """The voice that the analysis knows; else the name that the article has."""
        if claim.speaker is None:
            return "in their own voice" if claim.kind == "narrated" else "Nobody named"
        if claim.speaker.kind == "unresolved":
            return "Speakers not resolved"
        return self.voices.get(claim.id, claim.speaker.canonical)

    def _names(self, claim: Claim) -> tuple[str, str]:
        """As the list has the speaker, and as the article names it."""
        return self.speaker(claim), self.shown[claim.id].speaker

    def _searched(self, claim: Claim) -> str:
        one = self.shown[claim.id]
        parts = (one.words, *self._names(claim), one.mention, claim.outlet,
                 self.titles[claim.article])  # fmt: skip
        return fold("\n".join(parts))
