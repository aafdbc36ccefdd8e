"""A small run: three reports of one figure, one of another, and two that have nothing to do."""

import random
from collections.abc import Sequence

from sinorus_claims.config import GroupSettings, parse_corrections
from sinorus_claims.groups.corrections import Corrected, correct
from sinorus_claims.groups.grouping import Compared, compare_claims
from sinorus_claims.model import Article, Claim, ClaimGroup, Correction, Speaker

from ..conftest import make_article, make_claim, make_speaker

SIXTY = "<60 percent|q=60 % exact voter> of voters in Vellin back the harbour plan"
SEVENTY = "<72 percent|q=72 % exact voter> of voters in Vellin back the harbour plan"
SIGNED = "the deputy minister signed the grain contract in secret"
FOG = "fishing boats stayed in port because of fog"

S1, S2, T1, G1, G2, F1, P1 = (f"{name * 8}0001{name * 4}" for name in "abcdef1")

ARTICLES = [make_article(f"a{i}", f"2031-05-0{i}") for i in range(1, 8)]


def claims() -> list[Claim]:
    pronoun = Speaker("he", "he", "unresolved", resolved="unresolved: no noun for the pronoun")
    return [
        make_claim(SIXTY, id=S1, article="a1", speaker="Ada Morn"),
        make_claim(SIXTY, id=S2, article="a2", speaker="A. Morne"),
        make_claim(SEVENTY, id=T1, article="a3", speaker="Ivo Brandt"),
        make_claim(SIGNED, id=G1, article="a4", at=200, speaker="Lena Okar"),
        make_claim(
            "in secret the grain contract was signed by the deputy minister",
            id=G2, article="a5", at=200, speaker="Ada Morn",
        ),
        make_claim(FOG, id=F1, article="a6", at=10, speaker=make_speaker("fishermen", "group")),
        make_claim("the lock is shut until spring", id=P1, article="a7", at=10, speaker=pronoun),
    ]  # fmt: skip


class Result:
    """A run with corrections."""

    def __init__(self, corrected: Corrected, compared: Compared) -> None:
        self.corrected, self.compared = corrected, compared
        self.claims = {claim.id: claim for claim in corrected.claims}
        self.notes: tuple[Correction, ...] = corrected.notes(compared.effects)

    @property
    def groups(self) -> list[set[str]]:
        return [set(group.claims) for group in self.compared.groups]

    def relation(self, one: str, other: str) -> str | None:
        """How two claims relate in the groups; None if no group says so."""
        return next(
            (j.relation for g in self.compared.groups for j in g.judgements
             if {j.left, j.right} == {one, other}),
            None,
        )  # fmt: skip

    def group_of(self, one: str) -> ClaimGroup:
        return next(group for group in self.compared.groups if one in group.claims)

    def speaker(self, name: str) -> Speaker:
        found = self.claims[name].speaker
        assert found is not None
        return found


def named(name: str) -> Speaker:
    return Speaker(name, name, "person")


def apply(text: str, found: Sequence[Claim] | None = None, *, seed: int | None = None) -> Result:
    """Corrections in YAML applied to `found` (the small run), whose order `seed` shuffles."""
    asked = list(parse_corrections(text, "c.yaml"))
    every = list(claims() if found is None else found)
    articles: list[Article] = list(ARTICLES)
    if seed is not None:
        shuffler = random.Random(seed)
        for order in (asked, every, articles):
            shuffler.shuffle(order)  # type: ignore[arg-type]
    corrected = correct(every, articles, asked, named)
    compared = compare_claims(corrected.claims, articles, GroupSettings(), corrected.pairs)
    return Result(corrected, compared)
