"""A second opinion on a page, where the network is not sure: the extractor trafilatura.

Its words have no places. A block counts as kept by it as far as runs of the block's words stand in
its text.
"""

import logging
import re
from collections.abc import Sequence
from typing import Any

from .blocks import PageBlock

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_WORD = re.compile(r"\w+")
# Words of the runs that are compared.
_RUN = 4


def second_opinion(tree: Any) -> str:
    """The article's text by trafilatura's careful extraction; `tree` is used up by it."""
    import trafilatura  # noqa: PLC0415 - a fifth of a second that most runs do not need

    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_comments=False, with_metadata=False
    )
    return getattr(found, "text", None) or ""


def shares_of(blocks: Sequence[PageBlock], text: str) -> list[float]:
    """For each block the share of its runs of words that stand in `text`."""
    lines = {" ".join(_WORD.findall(line)) for line in text.split("\n")}
    runs = set(_runs(_WORD.findall(text)))
    shares = []
    for block in blocks:
        words = _WORD.findall(block.text)
        own = _runs(words)
        if len(own) > 1:
            shares.append(sum(run in runs for run in own) / len(own))
        else:
            shares.append(float(" ".join(words) in lines))
    return shares


def likeness(blocks: Sequence[PageBlock], left: Sequence[bool], right: Sequence[bool]) -> float:
    """How far two choices of blocks agree: twice the shared characters over those of both."""
    sizes = [len(b.text) for b in blocks]
    shared = sum(s for s, a, b in zip(sizes, left, right, strict=True) if a and b)
    both = sum(s * (a + b) for s, a, b in zip(sizes, left, right, strict=True))
    return 2 * shared / both if both else 1.0


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)]
