"""Names of speakers that look like one person's, or one body's, in two spellings."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from ..model import Analysis

_MOST = 3000
_SHORTEST = 6
_LONG = 12
_ALONE = "one last name, once alone"

Counted = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LikeNames:
    """Two names, the likelier one of both first: the fuller, or the one with more claims."""

    claims: tuple[Counted, Counted]
    """Each name with the number of its claims."""
    why: str


def like_names(analysis: Analysis) -> Iterator[LikeNames]:
    """Pairs of names with most claims first; of very many speakers only the most heard.

    Alike are names that are spelled nearly the same, and people's names that share the last part
    where the first parts begin with one letter or one name has no other part.
    """
    speakers = {c.id: c.speaker for c in analysis.claims if c.speaker is not None}
    known = [(v.name, v.claims) for v in analysis.voices if not v.own and v.claims]
    known = sorted(known, key=lambda v: (-len(v[1]), -len(v[0]), v[0]))[:_MOST]
    people = [speakers[c[0]].kind == "person" if c[0] in speakers else False for _, c in known]
    plain = [_plain(name) for name, _ in known]
    counts = [(name, len(claims)) for name, claims in known]
    found: dict[tuple[int, int], str] = {}
    for one, other in _beside(plain):
        if why := _why(plain[one], plain[other], people=people[one] and people[other]):
            found[one, other] = why
    for pair in sorted(found, key=lambda p: (-counts[p[0]][1] - counts[p[1]][1], p)):
        likelier, less = pair
        if found[pair] == _ALONE and " " not in plain[likelier]:
            likelier, less = less, likelier
        yield LikeNames((counts[likelier], counts[less]), found[pair])


def _beside(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of plain names worth a look: of one last part, or of one initial and like length."""
    blocks: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        words = name.split()
        if not words:
            continue
        blocks[words[-1], 0].append(number)
        length = len(name)
        for size in sorted({length // 3, (length + 2) // 3}):
            blocks[words[0][0], size].append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for pair in combinations(members, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _why(one: str, other: str, *, people: bool) -> str:
    first, second = one.split(), other.split()
    if people and first[-1] == second[-1]:
        if (len(first) == 1) != (len(second) == 1):
            return _ALONE
        if len(first) > 1 and first[0][0] == second[0][0]:
            return "one last name, one initial"
    shortest, longest = sorted((len(one), len(other)))
    most = 1 if longest < _LONG else 2
    if shortest >= _SHORTEST and Levenshtein.distance(one, other, score_cutoff=most) <= most:
        return "spelled nearly alike"
    return ""


def _plain(name: str) -> str:
    """Lower case, without accents, points and a leading article."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    words = kept.split()
    opens = bare.split(maxsplit=1)[:1]  # "A." is an initial, "a" an article
    return " ".join(words[1:] if len(words) > 1 and opens[0] in ("the", "a", "an") else words)
