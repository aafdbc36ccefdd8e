"""Paragraphs that stand among the article's own paragraphs, though the network took them for none.

A lost paragraph costs its claims, a kept one that is none costs little: what reads like running
text and has the parent of half of the article is kept unless the network is nearly sure.
"""

import re
from collections import Counter
from collections.abc import Sequence

from .blocks import PageBlock

# A paragraph: so many words, a stop at its end, less than this share of its characters in links.
_WORDS, _LINKED = 12, 0.4
_FINAL = re.compile(r"[.!?…]['\"”’)]{0,3}\Z")
# Share of the article's running text that has the same parent element.
_SHARE = 0.5
# Below this probability nothing is kept for its place alone. With .05 the pages of both
# benchmarks, sites left out, gained 27 blocks and .0004 of F1; with 0, 34 blocks and less F1.
_SURE = 0.05
# Characters by which a second copy is told.
_BEGINNING = 60


def with_siblings(
    blocks: Sequence[PageBlock], kept: Sequence[bool], found: Sequence[float]
) -> list[bool]:
    """`kept` with the paragraphs beside the article's; `found` are the network's probabilities."""
    prose = [keep and bool(_FINAL.search(b.text)) for b, keep in zip(blocks, kept, strict=True)]
    under: Counter[int] = Counter()
    for block, running in zip(blocks, prose, strict=True):
        if running:
            under[id(block.element.parent)] += len(block.text)
    least = _SHARE * sum(under.values())
    known = {b.text[:_BEGINNING] for b, keep in zip(blocks, kept, strict=True) if keep}
    return [
        keep
        or bool(
            least
            and p >= _SURE
            and under[id(block.element.parent)] >= least
            and block.text[:_BEGINNING] not in known
            and _is_paragraph(block)
        )
        for block, keep, p in zip(blocks, kept, found, strict=True)
    ]


def _is_paragraph(block: PageBlock) -> bool:
    return (
        block.element.name == "p"
        and block.linked <= _LINKED * len(block.text)
        and len(block.text.split()) >= _WORDS
        and bool(_FINAL.search(block.text))
    )
