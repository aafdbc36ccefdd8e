"""Dumps -> what the network is trained on: token numbers, features and labels of each line."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from sinorus_claims.articles.dumps.boilerplate import Page
from sinorus_claims.articles.dumps.line_model import features_of, tokens_of

from .pages import Dump, labelled, read_articles, read_dumps, variants

FOLDS = 5
# A token must stand on pages of so many sites, or it would carry topics.
_SITES = 6
_TOKENS = 14_000
# Clean news articles besides: alone, and with the pages of others around them.
_ARTICLES = 700


@dataclass
class Sample:
    """One text as the network sees it."""

    fold: int
    set: str
    page: str
    kind: str
    flat: np.ndarray
    """Token numbers of all lines, from 1."""
    sizes: np.ndarray
    """How many of them are each line's."""
    features: np.ndarray
    label: np.ndarray
    words: np.ndarray


def fold_of(domain: str) -> int:
    """The fold of a site; one site never stands in two."""
    return crc32(domain.removeprefix("www.").encode()) % FOLDS


def make_samples(seed: int = 1) -> tuple[list[Sample], list[str]]:
    """All dumps with their variants, and the vocabulary.

    The page that is put around another's body comes from a site of the same fold. The vocabulary
    is chosen once, on all dumps as they are, for all folds: a token needs six sites.
    """
    dumps = read_dumps()
    tokens = vocabulary(dumps)
    number = {token: n for n, token in enumerate(tokens, 1)}
    chance = random.Random(seed)
    full = defaultdict(list)
    for dump in dumps:
        if not dump.set.endswith("light"):
            full[fold_of(dump.domain)].append(dump)
    found = []
    for dump in dumps:
        for kind, text in variants(dump, full[fold_of(dump.domain)], chance):
            found += _sample(dump, kind, text, number)
    for dump in read_articles(_ARTICLES, chance):
        for kind, text in variants(dump, full[fold_of(dump.domain)], chance):
            if kind != "as it is":
                found += _sample(dump, kind, text, number)
    return found, tokens


def _sample(dump: Dump, kind: str, text: str, number: dict[str, int]) -> Iterator[Sample]:
    known = labelled(text, dump.truth)
    if len(known.blocks) < 3 or not any(known.article):
        return
    bags = [[number[t] for t in tokens_of(b) if t in number] for b in known.blocks]
    yield Sample(
        fold=fold_of(dump.domain),
        set=dump.set,
        page=dump.id,
        kind=kind,
        flat=np.array([n for bag in bags for n in bag], dtype=np.int32),
        sizes=np.array([len(bag) for bag in bags], dtype=np.int32),
        features=features_of(Page(known.blocks)),
        label=np.array(known.article, dtype=np.float32),
        words=np.array([len(b.words) for b in known.blocks], dtype=np.float32),
    )


def vocabulary(dumps: list[Dump]) -> list[str]:
    """Tokens of six sites or more, the most telling 14,000, sorted.

    Telling is how far the token's share of article lines is from that of all lines, in bits, times
    the number of its sites.
    """
    sites: dict[str, set[str]] = defaultdict(set)
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for dump in dumps:
        known = labelled(dump.text, dump.truth)
        for block, article in zip(known.blocks, known.article, strict=True):
            tokens = set(tokens_of(block))
            (inside if article else outside).update(tokens)
            for token in tokens:
                sites[token].add(dump.domain)
    whole = inside.total() / (inside.total() + outside.total())

    def telling(token: str) -> float:
        share = (inside[token] + whole) / (inside[token] + outside[token] + 1)
        bits = share * np.log2(share / whole) + (1 - share) * np.log2((1 - share) / (1 - whole))
        return float(bits * len(sites[token]))

    known_ones = [t for t, where in sites.items() if len(where) >= _SITES]
    known_ones.sort(key=lambda t: (-telling(t), t))
    return sorted(known_ones[:_TOKENS])
