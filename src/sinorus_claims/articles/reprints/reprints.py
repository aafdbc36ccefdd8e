"""Reprints: articles most of whose words stand in an earlier article.

Containment of 5-word runs, not similarity: a reprint may be a cut of its original, or carry it
inside a longer text. Sampled hashes of the runs name the pairs worth counting; these are counted
over all their runs, taken from the texts anew, so that no text need stay in memory.
"""

import itertools
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ...model import Article
from ..metadata.outlets import credits_wire, is_wire
from ..wording import word_list
from .candidates import Ranks, candidate_pairs
from .fingerprints import MIN_RUNS, Hashes, Sketches, distinct, runs_in_order, shared_runs

Age = tuple[str, bool, bool, int, str]
"""Sorts articles from the original to its copies: see `age_of`."""

# How far from either end of the text a credit may stand, in characters.
_EDGE = 300
# Hashes held at most while candidates are sought: 0.5 GB, and as much for sorting them.
_HASHES = 64_000_000
# Articles whose runs are at hand while pairs are counted (8 bytes a word), for each hash held.
_AT_HAND = 1 / 4096
_LATIN = re.compile(r"[a-z]+")
# A word of each agency's name, and one of how agencies end their stories.
_NAMING = frozenset(
    {"editing"} | {max(_LATIN.findall(name), key=len) for name in word_list("outlets", "wires")}
)
# With this share of its runs a text stands in another, words of its own and all.
_WHOLE = 0.9
_QUOTED = re.compile(r"“[^“”\n]*[”\n]?|\"[^\"\n]*[\"\n]?")


def link_reprints(articles: Sequence[Article], containment: float) -> tuple[Article, ...]:
    """`articles`, in the same order, with `reprint_of` set to the id of the earliest original.

    `containment` is the share (0 to 1) of the later article's 5-word runs that the earlier one
    holds (or of the earlier one's, if that is a cut of the later). Texts that have only long
    quotations in common are no reprints. A chain is folded to its root. The result does not
    depend on the order of `articles`. Where an agency's own copy is missing, its reprints have
    the earliest among them as their one original.
    """
    texts = [a.text for a in articles]
    found = find_originals(texts, [age_of(a) for a in articles], containment)
    return tuple(
        replace(a, reprint_of=None if old is None else articles[old].id)
        for a, old in zip(articles, found, strict=True)
    )


def age_of(article: Article) -> Age:
    """Sorts an original before its copies.

    The earlier date comes first; of equal or unknown dates an agency's own, then one that credits
    no agency, then the longer, then the one with the smaller id.
    """
    day = (article.published or "9999")[:10]
    own = is_wire(article.outlet)
    return day, not own, not own and _is_credited(article), -len(article.text), article.id


def _is_credited(article: Article) -> bool:
    if article.wire is not None:
        return True
    edges = f"{article.byline or ''}\n{article.text[:_EDGE]}\n{article.text[-_EDGE:]}"
    # Most articles name no agency: to read them for a credit would cost more than all the rest.
    return not _NAMING.isdisjoint(_LATIN.findall(edges.lower())) and credits_wire(edges)


def find_originals(
    texts: Sequence[str], ages: Sequence[Age], containment: float, *, limit: int = _HASHES
) -> list[int | None]:
    """For each text the place of the earliest original that it reprints; None if there is none.

    `texts` may be read from a disk: each is asked for once, and again if it may be a reprint.
    `limit` is the number of hashes held in memory, 8 bytes each; with more runs than that, they
    are sampled, and a pair that shares few of them can be missed.
    """
    sketches = Sketches(limit)
    for text in texts:
        sketches.add(distinct(runs_in_order(text)))
    order = np.array(sorted(range(len(ages)), key=ages.__getitem__), dtype=np.int64)
    shelf = _Shelf(texts, max(64, int(limit * _AT_HAND)))
    roots = list(range(len(order)))
    for new, candidates in _by_article(sketches, order, containment):
        # The first that fits has the earliest root: later ones cannot change the answer.
        for old in sorted(candidates, key=lambda old: (roots[old], old)):
            if is_reprint(shelf, int(order[new]), int(order[old]), containment):
                roots[new] = roots[old]
                break
    found: list[int | None] = [None] * len(order)
    for new, root in enumerate(roots):
        if root != new:
            found[order[new]] = int(order[root])
    return found


def _by_article(
    sketches: Sketches, order: Ranks, containment: float
) -> Iterator[tuple[int, list[int]]]:
    """Each article with candidates, by rank, ascending, and the ranks of those."""
    for later, earlier in candidate_pairs(sketches, order, containment):
        heads = np.append(np.flatnonzero(np.diff(later, prepend=-1)), len(later)).tolist()
        for start, end in itertools.pairwise(heads):
            yield int(later[start]), earlier[start:end].tolist()


class _Shelf:
    """Runs of the articles that were asked for last."""

    def __init__(self, texts: Sequence[str], size: int) -> None:
        self._texts = texts
        self._size = size
        self._runs: OrderedDict[tuple[int, bool], Hashes] = OrderedDict()

    def runs(self, article: int, *, quoted: bool) -> Hashes:
        """Distinct runs of an article, with or without what it quotes; sorted."""
        key = article, quoted
        if key in self._runs:
            self._runs.move_to_end(key)
            return self._runs[key]
        text = self._texts[article]
        runs = distinct(runs_in_order(text if quoted else _QUOTED.sub("\n", text)))
        self._runs[key] = runs
        if len(self._runs) > self._size:
            self._runs.popitem(last=False)
        return runs


def is_reprint(shelf: _Shelf, new: int, old: int, containment: float) -> bool:
    """Whether the later article stands in the earlier one, or is little more than it."""
    later, earlier = shelf.runs(new, quoted=True), shelf.runs(old, quoted=True)
    if min(len(later), len(earlier)) < MIN_RUNS:
        return False
    shared = shared_runs(later, earlier)
    # The earlier one may be the cut, where dates are missing or days are equal. But an article
    # that only embeds a short one has words of its own: it is no reprint.
    mostly = shared >= containment * len(later)
    cut = shared >= containment * len(earlier) and shared >= containment / 2 * len(later)
    whole = shared >= _WHOLE * min(len(later), len(earlier))
    return (
        shared > 0
        and (mostly or cut)
        and (whole or _shares_own_words(shelf, new, old, containment))
    )


def _shares_own_words(shelf: _Shelf, new: int, old: int, containment: float) -> bool:
    """Whether more is shared than what both quote: two reports of one speech are two reports.

    Of one of the two, what stands outside quotation marks must be found in the other, there inside
    them or not: where a mark is missing, one of the two may be read inside out.
    """
    for one, other in ((new, old), (old, new)):
        own = shelf.runs(one, quoted=False)
        shared = shared_runs(own, shelf.runs(other, quoted=True))
        if len(own) < MIN_RUNS or shared >= containment / 2 * len(own):
            return True
    return False
