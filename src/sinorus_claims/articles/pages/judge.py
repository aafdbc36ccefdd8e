"""How likely each block of a page belongs to the article: a small network over the page's blocks.

The weights are made by `training/pages`. What they see is in `tokens` and
`features`, how they are used in
`network`.
"""

import functools
import math
from collections.abc import Sequence

from ..network import Network, load_network
from ..wording import data_file
from .blocks import Page, PageBlock
from .features import features_of
from .tokens import numbers_of

# Blocks judged together: memory grows with them (about 4 KB each), and few pages have more.
_MOST = 8000


@functools.cache
def network() -> Network:
    """The network of pages, read once a process."""
    return load_network(data_file("weights", "pages.npz"))


def likelihoods(page: Page) -> list[float]:
    """For each block of `page` the probability that it is part of the article."""
    net = network()
    bags, features = numbers_of(page, net.number), features_of(page)
    found: list[float] = []
    for at in range(0, len(bags), _MOST):
        rows = net.probabilities(bags[at : at + _MOST], features[at : at + _MOST])
        found += rows[:, 0].tolist()
    return found


def doubt(blocks: Sequence[PageBlock], found: Sequence[float]) -> float:
    """Share of the text's characters that the network may have judged wrongly, by its own word."""
    sizes = [len(b.text) for b in blocks]
    wrong = math.fsum(min(p, 1 - p) * size for p, size in zip(found, sizes, strict=True))
    right = math.fsum(p * size for p, size in zip(found, sizes, strict=True))
    return wrong / right if right else 1.0


def blended(found: Sequence[float], shares: Sequence[float], weight: float) -> list[float]:
    """Probabilities moved by a second opinion, whose shares of each block lie between 0 and 1.

    `weight` is added to the logit where the second opinion keeps the whole block, and taken from
    it where it drops the block.
    """
    blend = []
    for p, share in zip(found, shares, strict=True):
        safe = min(max(p, 1e-6), 1 - 1e-6)
        logit = math.log(safe / (1 - safe)) + weight * (2 * share - 1)
        blend.append(1 / (1 + math.exp(-logit)))
    return blend
