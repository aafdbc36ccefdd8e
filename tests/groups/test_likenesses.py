"""What is said of many pairs at once is what `LexicalSimilarity` says of each."""

from itertools import combinations

import numpy as np
import pytest

from sinorus_claims.groups.cosines import Overlaps
from sinorus_claims.groups.indexing import index_claims
from sinorus_claims.groups.likenesses import ROUNDING, Likenesses
from sinorus_claims.groups.similarity import LexicalSimilarity

from .conftest import make_claim

TEXTS = (
    "the ministry in <Ostrava|e=LOC> closed the bridge over the river",
    "the bridge in <Ostrava|e=LOC> was closed, closed, closed by the ministry",
    "in <Kladno|e=LOC> the ministry closed a bridge",
    "it was 12",
    "farmers sold the harvest to <Brno|e=LOC> and to <Ostrava|e=LOC>",
    "the harvest was sold",
)


def test_every_pair_is_as_much_alike_as_one_by_one() -> None:
    claims = [make_claim(text, article=f"a{n}") for n, text in enumerate(TEXTS)]
    similarity = LexicalSimilarity(claims)
    index = index_claims(claims, similarity)
    count = len(claims)
    pairs = list(combinations(range(count), 2))
    codes = np.array([i * count + j for i, j in pairs], np.int64)
    found = Likenesses(index).of(codes, Overlaps(index).of(codes)[1])
    rows = index.order.tolist()
    expected = [similarity.compare(claims[rows[i]], claims[rows[j]]) for i, j in pairs]
    assert found.tolist() == pytest.approx(expected, abs=ROUNDING)
    assert len(set(expected)) > 5


def test_no_pairs_have_no_likeness() -> None:
    index = index_claims([make_claim("a bridge was closed")])
    none = np.zeros(0, np.int64)
    assert len(Likenesses(index).of(none, np.zeros(0))) == 0
