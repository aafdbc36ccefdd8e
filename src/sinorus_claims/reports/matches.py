"""Which article and which claim of an earlier analysis is which of a later one.

Ids come from content: an edited title gives an article and all its claims new ids, and a claim
whose bounds moved by a word has another id. Taken as gone and new they would hide what changed.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz import fuzz, process

from ..model import Analysis, Article, Claim

ALIKE = 80
"""Likeness in percent from which two claims of one rewritten article are the same claim."""

_OVERLAP = 0.5  # share of the characters of both that two claims of one text have in common
_REWRITTEN = 50  # likeness in percent of two articles under one path or title
_WORDS = 4  # fewer words may well be said twice
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of the earlier analysis -> ids of the later one, equal ids included."""

    articles: Mapping[str, str]
    claims: Mapping[str, str]


def matches(old: Analysis, new: Analysis) -> Matches:
    """Pair articles, then the claims of paired articles, then what an outlet moved elsewhere."""
    articles = _articles(old.articles, new.articles)
    claims = _same_ids([c.id for c in old.claims], [c.id for c in new.claims])
    texts = {a.id: a.text for a in old.articles}, {a.id: a.text for a in new.articles}
    before, after = (_by_article(a.claims, set(claims)) for a in (old, new))
    for one, other in articles.items():
        left, right = before.get(one, ()), after.get(other, ())
        if not (left and right):
            continue
        equal = _in_order(left, right, folded)
        alike = _overlap if texts[0][one] == texts[1][other] else _likeness
        claims |= equal | _best_first(_without(left, equal), _without(right, equal.values()), alike)
    rest = _without(old.claims, claims), _without(new.claims, claims.values())
    claims |= _in_order(*rest, _by_outlet)
    return Matches(articles, claims)


def folded(claim: Claim) -> str:
    """A claim's words: case and punctuation do not count."""
    return " ".join(_WORD.findall(claim.text.casefold()))


def _by_outlet(claim: Claim) -> Hashable:
    words = folded(claim)
    return (claim.outlet, words) if words.count(" ") >= _WORDS - 1 else None


def _articles(old: Sequence[Article], new: Sequence[Article]) -> dict[str, str]:
    """By id; else by address, text, path, title, where that names one article on either side."""
    found = _same_ids([a.id for a in old], [a.id for a in new])
    steps: tuple[tuple[Callable[[Article], Hashable], int], ...] = (
        (lambda a: (a.outlet, a.url) if a.url else None, 0),
        (lambda a: a.text or None, 0),
        (lambda a: (a.outlet, a.path), _REWRITTEN),
        (lambda a: (a.outlet, a.title) if a.title else None, _REWRITTEN),
    )
    for key, likeness in steps:
        left = _only([a for a in old if a.id not in found], key)
        taken = set(found.values())
        right = _only([a for a in new if a.id not in taken], key)
        for name, one in left.items():
            other = right.get(name)
            if other and (not likeness or fuzz.ratio(one.text, other.text) >= likeness):
                found[one.id] = other.id
    return found


def _only(
    articles: Iterable[Article], key: Callable[[Article], Hashable]
) -> dict[Hashable, Article]:
    """Articles by key, where no two share it."""
    found: dict[Hashable, list[Article]] = {}
    for article in articles:
        found.setdefault(key(article), []).append(article)
    return {name: few[0] for name, few in found.items() if name is not None and len(few) == 1}


def _same_ids(old: Iterable[str], new: Iterable[str]) -> dict[str, str]:
    known = set(new)
    return {name: name for name in old if name in known}


def _by_article(claims: Iterable[Claim], known: set[str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.id not in known:
            found.setdefault(claim.article, []).append(claim)
    return found


def _without(claims: Iterable[Claim], names: Iterable[str]) -> list[Claim]:
    taken = set(names)
    return [claim for claim in claims if claim.id not in taken]


def _in_order(
    old: Iterable[Claim], new: Iterable[Claim], key: Callable[[Claim], Hashable]
) -> dict[str, str]:
    """Claims of equal key: the first with the first, the second with the second."""
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in new:
        waiting.setdefault(key(claim), []).append(claim)
    found: dict[str, str] = {}
    for claim in old:
        name = key(claim)
        if name is not None and waiting.get(name):
            found[claim.id] = waiting[name].pop(0).id
    return found


_Scored = Iterable[tuple[float, Claim]]
_Alike = Callable[[Claim], _Scored]


def _best_first(
    old: Iterable[Claim], new: Sequence[Claim], alike: Callable[[Sequence[Claim]], _Alike]
) -> dict[str, str]:
    """The most alike first; each claim once."""
    near = alike(new)
    pairs = [(-score, one, other) for one in old for score, other in near(one)]
    pairs.sort(key=lambda pair: (pair[0], pair[1].content, pair[2].content, pair[2].id))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, one, other in pairs:
        if one.id not in found and other.id not in taken:
            found[one.id] = other.id
            taken.add(other.id)
    return found


def _overlap(others: Sequence[Claim]) -> _Alike:
    """Finds claims of the same text that share half of all their characters with a given one.

    Of claims by the same cue at the same place any overlap will do: a cue says one thing.
    """
    spans = sorted(
        (span.start, span.end, place)
        for place, other in enumerate(others)
        for span in other.content
    )
    starts = [start for start, _, _ in spans]
    # How far any span has come until here: spans before the first that comes far enough are
    # behind the given one, so an article of thousands of claims is not searched for each of them.
    reach = list(accumulate((end for _, end, _ in spans), max))

    def near(one: Claim) -> _Scored:
        places: set[int] = set()
        for span in one.content:
            first, last = bisect_right(reach, span.start), bisect_left(starts, span.end)
            places.update(place for _, end, place in spans[first:last] if end > span.start)
        for other in (others[place] for place in sorted(places)):
            if score := _overlapping(one, other):
                yield score, other

    return near


def _overlapping(one: Claim, other: Claim) -> float:
    """How much two claims of one text have in common, one more if by the same cue; 0 for little."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in one.content
        for b in other.content
    )
    both = _length(one) + _length(other) - shared
    same_cue = one.cue is not None and other.cue is not None and one.cue.spans == other.cue.spans
    enough = shared and (same_cue or shared / both >= _OVERLAP)
    return same_cue + shared / both if enough else 0


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)


def _likeness(others: Sequence[Claim]) -> _Alike:
    """Finds claims in much the same words."""
    words = [folded(other) for other in others]

    def near(one: Claim) -> _Scored:
        found = process.extract(folded(one), words, scorer=fuzz.ratio, limit=3, score_cutoff=ALIKE)
        for _, score, place in found:
            yield score, others[place]

    return near
