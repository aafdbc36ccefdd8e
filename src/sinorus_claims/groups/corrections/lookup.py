"""Which claim a correction means."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...config import ClaimName
from ...model import Claim
from ..library import on_disk


@dataclass(frozen=True, slots=True)
class Meant:
    """The claim that a name means, or why it means none."""

    claim: Claim | None
    remark: str = ""
    """How it was found where not by its id; why not, if it was not found."""


class Lookup:
    """The claims of an analysis by what people call them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._known = {claim.id: number for number, claim in enumerate(claims)}
        self._ids = sorted(self._known)

    def find(self, name: ClaimName) -> Meant:
        """By its id, by the only id that begins so, else by its words, if no other has them."""
        begun = self._begun(name.id) if name.id else []
        if len(begun) == 1:
            return Meant(self._claims[self._known[begun[0]]])
        if name.quote:
            return self._by_words(name)
        if begun:
            several = ", ".join(begun[:3])
            return Meant(None, f"{name.id} begins {len(begun)} ids ({several}); give more of it")
        return Meant(None, f"no claim {name.id} in this analysis")

    def _begun(self, ident: str) -> list[str]:
        if ident in self._known:
            return [ident]
        first = bisect_left(self._ids, ident)
        last = bisect_left(self._ids, ident + "\U0010ffff", first)
        return self._ids[first:last]

    def _by_words(self, name: ClaimName) -> Meant:
        found = self._with_words(_plain(name.quote))
        if name.outlet:
            found = [claim for claim in found if claim.outlet == name.outlet]
        if len(found) == 1:
            return Meant(found[0], f"found by its words, now {found[0].id}")
        start = f"no claim {name.id}, and " if name.id else ""
        many = f"{len(found)} have" if found else "none has"
        there = f" in {name.outlet}" if name.outlet else ""
        return Meant(None, f"{start}{many} the words “{name.quote}”{there}")

    def _with_words(self, words: str) -> list[Claim]:
        if on_disk(self._claims):  # read once more rather than held in memory
            return [claim for claim in self._claims if _plain(claim.text) == words]
        return self._worded.get(words, [])

    @cached_property
    def _worded(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for number in self._known.values():
            found[_plain(self._claims[number].text)].append(self._claims[number])
        return dict(found)


def _plain(words: str) -> str:
    return " ".join(words.split()).strip('"“”„‟«» ')
