"""Reprints: articles most of whose words stand in an earlier article.

Containment of 5-word runs, not similarity: a reprint may be a cut of its original, or carry it
inside a longer text. Every run is a 64-bit hash; an inverted index over the rarer runs names the
pairs worth counting, so that the cost grows with the overlaps, not with all pairs.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ..model import Article
from .outlets import credits_wire, is_wire

Hashes = NDArray[np.uint64]

_RUN = 5
# Every fourth run stands for all of them when candidates are sought (chosen by the hash itself).
_SAMPLE = 4
# So many owners of a run are remembered: the first ones, among which the original is.
_COMMON = 50
# Articles with fewer runs share most of them by chance.
_MIN_RUNS = 20
_WORD = re.compile(r"[^\W_]+")
# How far from either end of the text a credit may stand, in characters.
_EDGE = 300


def link_reprints(articles: Sequence[Article], containment: float) -> tuple[Article, ...]:
    """`articles`, in the same order, with `reprint_of` set to the id of the earliest original.

    `containment` is the share (0 to 1) of the later article's 5-word runs that the earlier one
    holds (or of the earlier one's, if that is a cut of the later). The earlier of two is the one
    with the earlier date; of equal or unknown dates an agency's own, then one that credits no
    agency, then the longer, then the one with the smaller id. A chain is folded to
    its root. The result does not depend on the order of `articles`.
    """
    ordered = sorted(range(len(articles)), key=lambda n: _age(articles[n]))
    runs = [_runs(articles[n].text) for n in ordered]
    roots = list(range(len(ordered)))
    for new, candidates in enumerate(_candidates(runs)):
        originals = [old for old in candidates if _is_reprint(runs[new], runs[old], containment)]
        if originals:
            roots[new] = min(roots[old] for old in originals)
    found = {ordered[new]: articles[ordered[old]].id for new, old in enumerate(roots) if new != old}
    return tuple(replace(a, reprint_of=found.get(n)) for n, a in enumerate(articles))


def _age(article: Article) -> tuple[str, bool, bool, int, str]:
    day = (article.published or "9999")[:10]
    own = is_wire(article.outlet)
    edges = f"{article.byline or ''}\n{article.text[:_EDGE]}\n{article.text[-_EDGE:]}"
    return day, not own, not own and credits_wire(edges), -len(article.text), article.id


def _runs(text: str) -> Hashes:
    """Sorted hashes of all runs of five words; lower case, without punctuation."""
    words = np.array([crc32(w.encode()) for w in _WORD.findall(text.lower())], dtype=np.uint64)
    if len(words) < _RUN:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(len(words) - _RUN + 1, dtype=np.uint64)
    for k in range(_RUN):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[k : len(words) - _RUN + 1 + k]
        total ^= total >> np.uint64(29)
    return np.unique(total)


def _candidates(runs: Sequence[Hashes]) -> list[list[int]]:
    """For each article, the earlier ones that share enough sampled runs to be worth counting."""
    seen: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for new, hashes in enumerate(runs):
        shared: Counter[int] = Counter()
        sampled = hashes[hashes % np.uint64(_SAMPLE) == 0].tolist()
        for run in sampled:
            owners = seen.setdefault(run, [])
            shared.update(owners)
            if len(owners) < _COMMON:
                owners.append(new)
        least = 0.1 * len(sampled)
        found.append(sorted(old for old, n in shared.items() if n >= min(least, 5)))
    return found


def _is_reprint(new: Hashes, old: Hashes, containment: float) -> bool:
    """Whether the later article stands in the earlier one, or is little more than it."""
    if min(len(new), len(old)) < _MIN_RUNS:
        return False
    shared = len(np.intersect1d(new, old, assume_unique=True))
    mostly = shared >= containment * len(new)
    # The earlier one may be the cut, where dates are missing or days are equal. But an article
    # that only embeds a short one has words of its own: it is no reprint.
    return mostly or (shared >= containment * len(old) and shared >= containment / 2 * len(new))
