"""In which words two texts differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from ..model import TextSpan

_WORD = re.compile(r"[$€£¥]?\w+(?:[-'’.,/]\w+)*%?")
_APOSTROPHES = str.maketrans("’‘", "''")

# Below this share of common words a comparison word by word says nothing: everything differs.
COMPARABLE = 0.5


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from the left wording to the right one."""

    kind: Literal["dropped", "added", "replaced"]
    before: str
    """The words on the left; empty if added."""
    after: str
    """The words on the right; empty if dropped."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of words that differs: half-open ranges of characters in either text."""

    left: TextSpan
    right: TextSpan


def edits(left: str, right: str) -> tuple[Edit, ...]:
    """What was dropped, added and replaced, in order; case and punctuation do not count."""
    return tuple(
        _edit(left[step.left.start : step.left.end], right[step.right.start : step.right.end])
        for step in _steps(left, right)
    )


def differing(left: str, right: str) -> tuple[tuple[TextSpan, ...], tuple[TextSpan, ...]]:
    """Ranges of differing words in either text; none where the texts have little in common."""
    if alikeness(left, right) < COMPARABLE:
        return (), ()
    steps = list(_steps(left, right))
    return (
        tuple(step.left for step in steps if step.left.start < step.left.end),
        tuple(step.right for step in steps if step.right.start < step.right.end),
    )


def alikeness(left: str, right: str) -> float:
    """Share of words that stand in both texts in the same order, 0 to 1."""
    ours, theirs = (_folded(text, _words(text)) for text in (left, right))
    return float(Indel.normalized_similarity(ours, theirs))


def _edit(before: str, after: str) -> Edit:
    if not after:
        return Edit("dropped", before, "")
    return Edit("replaced" if before else "added", before, after)


def _words(text: str) -> list[TextSpan]:
    return [TextSpan(*found.span()) for found in _WORD.finditer(text)]


def _folded(text: str, words: Sequence[TextSpan]) -> list[str]:
    return [text[w.start : w.end].casefold().translate(_APOSTROPHES) for w in words]


def _steps(left: str, right: str) -> Iterator[_Step]:
    ours, theirs = _words(left), _words(right)
    codes = Indel.opcodes(_folded(left, ours), _folded(right, theirs))
    open_left, open_right = 0, 0  # first word of the stretch that is being gathered
    for code in codes:
        if code.tag != "equal":
            continue
        yield from _step(ours[open_left : code.src_start], theirs[open_right : code.dest_start])
        open_left, open_right = code.src_end, code.dest_end
    yield from _step(ours[open_left:], theirs[open_right:])


def _step(ours: Sequence[TextSpan], theirs: Sequence[TextSpan]) -> Iterator[_Step]:
    if ours or theirs:
        yield _Step(_around(ours), _around(theirs))


def _around(words: Sequence[TextSpan]) -> TextSpan:
    return TextSpan(words[0].start, words[-1].end) if words else TextSpan(0, 0)
