"""An article's text cut where claims begin and end, so that each can be marked in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ..model import Article, Claim


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that belongs to the same claims throughout."""

    text: str
    """Slice of `Article.text`, by code point; the passages joined are the whole text."""
    claims: tuple[str, ...]
    """Ids of the claims whose content it is part of."""
    starts: tuple[str, ...]
    """Ids of the claims whose content begins here."""


def passages(article: Article, claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """The whole text in passages; claims may overlap. Offsets outside the text are cut off."""
    length = len(article.text)
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    first: dict[int, list[str]] = {}
    for claim in claims:
        spans = [(s.start, min(s.end, length)) for s in claim.content if 0 <= s.start < length]
        spans = [(start, end) for start, end in spans if start < end]
        for start, end in spans:
            opens.setdefault(start, []).append(claim.id)
            closes.setdefault(end, []).append(claim.id)
        if spans:
            first.setdefault(min(spans)[0], []).append(claim.id)
    cuts = sorted({0, length, *opens, *closes})
    made = []
    active: list[str] = []
    for start, end in pairwise(cuts):
        for name in closes.get(start, ()):
            active.remove(name)
        active += opens.get(start, ())
        names = tuple(dict.fromkeys(active))
        made.append(Passage(article.text[start:end], names, tuple(first.get(start, ()))))
    return tuple(made)


def scattered(cut: Iterable[Passage]) -> list[str]:
    """Ids of claims that one mark cannot show: in several passages, or sharing their start."""
    seen: dict[str, int] = {}
    shared: list[str] = []
    for passage in cut:
        for name in passage.claims:
            seen[name] = seen.get(name, 0) + 1
        if len(passage.starts) > 1:
            shared += passage.starts
    return list(dict.fromkeys([*(name for name, times in seen.items() if times > 1), *shared]))
