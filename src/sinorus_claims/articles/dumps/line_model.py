"""How likely each line of a text dump is article: its words, form and place, judged by a network.

The weights are made by `training/lines` from pages whose article text is known; what the network
computes stands in `network.py`. Its tokens are the first and last words of a line, pairs of words,
and the line itself where it is short; only those that many sites use are known, so that no topic
is learnt. All features are plain numbers about the line and the page around it.
"""

import functools
import itertools
import math
import re
import struct

import numpy as np

from ..network import Floats, Network, load_network
from ..wording import data_file, word_list
from .blocks import Block, Look
from .boilerplate import Page
from .places import NAMES as PLACES
from .places import places_of

# Pages of fewer blocks have no page around the article; of more, they are no pages.
_FEWEST, _MOST = 3, 5000
# Words of a line that become tokens: so many of its beginning and of its end.
_FIRST, _LAST = 18, 6
# A line of so many words is a token as a whole.
_WHOLE = 4
# Words in which capitals and function words are counted.
_SEEN = 30
# Characters in which marks are counted.
_SHOWN = 300
# Lines whose features are kept: what stands on one page of a folder often stands on others.
_KEPT = 20_000
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d"
    r"|\b\d{1,2}:\d\d\b|\b(?:minutes?|hours?|days?|weeks?|months?|mins?|hrs?) (?:ago|read)\b"
)
_SEPARATOR = re.compile(r"[|•·›»>/▪◦→]")
_ADDRESS = re.compile(r"http|www\.|@|\.(?:com|org)")
_DIGIT = re.compile(r"\d")
_FUNCTION = frozenset(word_list("english", "function"))
_QUOTES = "\"'“‘«"
_CLOSING = "\"'”’»)] "
_BULLETS = "*-•·–—>|#+○●▪"

NAMES = (
    "words", "characters", "final", "cut_short", "asks", "colon", "ends_digit", "starts_lower",
    "starts_quote", "bullet", "capitals", "all_capitals", "digits", "commas", "separators",
    "address", "function_words", "word_length", "date", "byline", "chrome", "tail_heading",
    "sentences", "quotes", "copyright", *PLACES,
)  # fmt: skip
"""Names of the features, in the order in which the network takes them."""


# The features of a line alone, as bytes; those of its place follow them.
_FORM = struct.Struct(f"={len(NAMES) - len(PLACES)}f")


def article_probabilities(page: Page) -> tuple[float, ...]:
    """For each block of `page` the probability that it is article; empty if the page is unfit.

    Unfit are texts of under 3 blocks, which have nothing around them, and of over 5,000.
    """
    if not _FEWEST <= len(page.blocks) <= _MOST:
        return ()
    network = the_network()
    bags = [_bag(b.look) for b in page.blocks]
    found = network.probabilities(bags, features_of(page))
    return tuple(found[:, 0].tolist())


def threshold() -> float:
    """From which probability on a line is article: the best for the measure in training."""
    return the_network().threshold


@functools.cache
def the_network() -> Network:
    """The shipped weights, read once in each process."""
    return load_network(data_file("weights", "lines.npz"))


@functools.lru_cache(maxsize=_KEPT)
def _bag(look: Look) -> list[int]:
    number = the_network().number
    return [number[t] for t in tokens_of(look) if t in number]


def tokens_of(block: Block | Look) -> list[str]:
    """Tokens of a line: its ends, itself if short, its words (digits as zeros), pairs of them."""
    words = [("0" * min(len(w), 5)) if w.isdigit() else w for w in block.tokens]
    if not words:
        return ["=" + block.text[:3]]
    found = ["^" + words[0], words[-1] + "$"]
    if len(words) <= _WHOLE:
        found.append("=" + " ".join(words))
    parts = [words]
    if len(words) > _FIRST + _LAST:
        parts = [words[:_FIRST], words[-_LAST:]]
    for part in parts:
        found += part
        found += [f"{left} {right}" for left, right in itertools.pairwise(part)]
    return found


def features_of(page: Page) -> Floats:
    """Measured features of each block, [blocks, features], in the order of `NAMES`."""
    packed = b"".join([_packed(b.look) for b in page.blocks])
    forms = np.frombuffer(packed, dtype=np.float32).reshape(len(page.blocks), -1)
    return np.concatenate([forms, places_of(page).astype(np.float32)], axis=1)


@functools.lru_cache(maxsize=_KEPT)
def _packed(block: Look) -> bytes:
    return _FORM.pack(*_form(block))


def _form(block: Look) -> tuple[float, ...]:
    text, words, key = block.text, block.words, block.key
    shown = text[:_SHOWN]
    size = len(words) or 1
    first, last = text[0], text[-10:].rstrip(_CLOSING)[-1:]
    low = block.tokens[:_SEEN]
    digits = len(_DIGIT.findall(shown))
    return (
        math.log1p(len(words)),
        math.log1p(len(text)),
        block.final,
        block.cut_short,
        last in "?!",
        last == ":",
        last.isdigit(),
        first.islower(),
        first in _QUOTES,
        first in _BULLETS,
        sum([w[0].isupper() for w in words[:_SEEN]]) / min(size, _SEEN),
        shown.isupper(),
        digits / len(shown),
        text.count(",") / size,
        math.log1p(len(_SEPARATOR.findall(shown))),
        bool(_ADDRESS.search(shown)),
        sum([w in _FUNCTION for w in low]) / max(1, len(low)),
        math.log1p(len(text) / size),
        digits > 0 and bool(_DATE.search(key[:_SHOWN])),
        key.startswith("by ") and len(words) <= 14,
        block.chrome,
        block.heads_tail,
        math.log1p(text.count(". ") + text.count("? ")),
        math.log1p(text.count("“") + text.count('"')),
        "©" in text or "(c)" in key,
    )
