"""Lines that stand in two or more articles of a folder whose bodies differ: the sites' own text.

Which site a text dump is from is not known, so a line is not told by its site but by the company
it keeps: the same line in two texts that share no body. Reprints of one wire story share theirs;
they are found first and count as one.
"""

import hashlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ..reprints.fingerprints import distinct, runs_in_order
from .blocks import Block, blocks_of

# So many bodies of a line are remembered, and so many hashes of a body.
_OWNERS, _SKETCH = 8, 24
# Texts that share so many of those hashes have one body, if only in part.
_SAME = 8
# Lines that only one text has are forgotten when this many lines are held (about 400 MB).
_LINES = 2_000_000
# Lines of a text that are counted, from either end: nobody's page has more around the article.
_COUNTED = 2000
# Characters of a line that is a paragraph.
_PARAGRAPH = 100
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Templates:
    """How many different bodies each line of a folder stands beside."""

    bodies: dict[int, int] = field(default_factory=dict)
    """Hash of a line -> 2 or more."""

    def count(self, block: Block) -> int:
        """Different bodies beside which the line stands, 1 if it is not known; at most 8."""
        return self.bodies.get(_hash(block.key), 1) if self.bodies else 1


@dataclass(frozen=True, slots=True)
class Lines:
    """What of one text counts for its folder."""

    body: int
    """Number of the body, a hash of the text: two files of the same text have one."""
    sketch: tuple[int, ...]
    """The smallest hashes of the runs of five words in its paragraphs, 32 bits of each."""
    own: tuple[int, ...]
    """Hashes of its lines, ascending; of a long text only those near its ends."""


def lines_of_text(text: str) -> Lines:
    """What of a text dump counts for its folder; give it as it was decoded, whole."""
    blocks = blocks_of(text)
    sketch = _sketch(blocks)
    if len(blocks) > 2 * _COUNTED:
        blocks = blocks[:_COUNTED] + blocks[-_COUNTED:]
    return Lines(_hash(text), tuple(sketch), tuple(sorted({_hash(b.key) for b in blocks if b.key})))


def lines_asked(text: str, start: int = 0) -> set[int]:
    """The lines of which `read_plain` asks how many bodies they stand beside."""
    return {_hash(block.key) for block in blocks_of(text, start)}


def find_templates(texts: Iterable[str]) -> Templates:
    """The lines that the text dumps `texts` of one folder share though their bodies differ.

    Give a file's text as it was decoded, whole.
    """
    return shared_lines(map(lines_of_text, texts))


def shared_lines(texts: Iterable[Lines]) -> Templates:
    """As `find_templates`, of what was found in each text.

    One pass; of each text 24 hashes are held and of each line one, up to 2 million lines, so that
    a million texts take some 700 MB. Up to that number the result does not depend on the order of
    `texts`; beyond it give them sorted.
    """
    owners: dict[int, list[int]] = {}
    bodies = _Bodies()
    for text in texts:
        bodies.add(text)
        for line in text.own:
            _own(owners.setdefault(line, []), text.body)
        if len(owners) > _LINES:
            owners = {line: found for line, found in owners.items() if len(found) > 1}
    counted = ((line, bodies.different(found)) for line, found in owners.items() if found[1:])
    return Templates({line: count for line, count in counted if count > 1})


def _own(found: list[int], body: int) -> None:
    """Keep the smallest numbers, whichever come first."""
    if len(found) < _OWNERS:
        found.append(body)
    elif body < max(found):
        found[found.index(max(found))] = body


class _Bodies:
    """Bodies by number (a hash of the text), and which of them are the same."""

    def __init__(self) -> None:
        self.sketches: dict[int, bytes] = {}

    def add(self, text: Lines) -> None:
        """Remember the body of a text."""
        # A tenth of a tuple of numbers.
        self.sketches[text.body] = array("I", text.sketch).tobytes()

    def different(self, found: list[int]) -> int:
        """How many of the bodies `found` share nothing with one before them."""
        apart: list[frozenset[int]] = []
        for body in sorted(set(found)):
            sketch = frozenset(array("I", self.sketches[body]))
            if all(len(sketch & other) < _SAME for other in apart):
                apart.append(sketch)
        return len(apart)


def _sketch(blocks: list[Block]) -> list[int]:
    """The smallest hashes of the runs of five words in its paragraphs, 32 bits of each."""
    paragraphs = (b.text for b in blocks if len(b.text) >= _PARAGRAPH and b.final)
    found: list[int] = (distinct(runs_in_order("\n".join(paragraphs)))[:_SKETCH] >> _HALF).tolist()
    return found


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
