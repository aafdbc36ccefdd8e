"""The articles' texts as a page shows them, and where each claim stands in what is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...model import Analysis, Claim, TextSpan
from ..escaping import visible
from ..passages import Passage, passages


@dataclass(frozen=True, slots=True)
class ShownText:
    """One article's text, cut at its claims."""

    passages: tuple[Passage, ...]
    """In order; hidden characters are written out, line ends are as HTML readers make them."""
    places: Mapping[str, tuple[TextSpan, ...]]
    """By claim: ranges of code points in the joined passages."""


def shown_texts(analysis: Analysis) -> dict[str, ShownText]:
    """The text of every article, by the article's id."""
    claims: dict[str, list[Claim]] = {}
    for claim in analysis.claims:
        claims.setdefault(claim.article, []).append(claim)
    return {
        a.id: _shown(tuple(_plain(p) for p in passages(a, claims.get(a.id, ()))))
        for a in analysis.articles
    }


def _plain(passage: Passage) -> Passage:
    text = visible(passage.text).replace("\r\n", "\n").replace("\r", "\n")
    return passage if text == passage.text else replace(passage, text=text)


def _shown(cut: tuple[Passage, ...]) -> ShownText:
    places: dict[str, list[TextSpan]] = {}
    start = 0
    for passage in cut:
        end = start + len(passage.text)
        for claim in passage.claims:
            parts = places.setdefault(claim, [])
            if parts and parts[-1].end == start:
                parts[-1] = TextSpan(parts[-1].start, end)
            else:
                parts.append(TextSpan(start, end))
        start = end
    return ShownText(cut, {claim: tuple(parts) for claim, parts in places.items()})


def words_at(text: ShownText, claims: Iterable[str]) -> dict[str, str]:
    """The shown words of each claim, its parts joined by an ellipsis."""
    whole = "".join(passage.text for passage in text.passages)
    return {
        claim: " … ".join(whole[s.start : s.end] for s in text.places.get(claim, ()))
        for claim in claims
    }
