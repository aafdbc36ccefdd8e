"""The way back from an article's text to the characters of its decoded file.

An article is assembled from pieces of its source. A piece is a run of the source that is taken
over as it stands, or a short run that stands for other characters (an entity, an escape, a CRLF).
What is put between pieces is blank, and has no source.
"""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import BlockKind, Segment, TextBlock, TextSpan

PARAGRAPH = "\n\n"
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the source, in characters, and what it becomes in the text."""

    start: int
    """First character in the source."""
    end: int
    """One past the last character in the source."""
    joint: str = ""
    """Blanks put before the piece; they have no source."""
    text: str | None = None
    """What the run stands for, of another length than the run; None if it is taken as it is."""
    kind: BlockKind | None = None
    """Set on the first piece of a block that is no plain paragraph."""


def assemble(source: str, pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """Text made of `pieces` of `source`, with its segments, neighbours merged."""
    parts: list[str] = []
    texts: list[TextSpan] = []
    places: list[TextSpan] = []
    length = 0
    verbatim = False
    for piece in pieces:
        start, end = piece.start, piece.end
        words = source[start:end] if piece.text is None else piece.text
        if not words:
            continue
        joint = piece.joint if parts else ""
        parts += (joint, words)
        begin = length + len(joint)
        length = begin + len(words)
        adjoin = not joint and verbatim and piece.text is None and places[-1].end == start
        if adjoin:
            begin, start = texts.pop().start, places.pop().start
        texts.append(TextSpan(begin, length))
        places.append(TextSpan(start, end))
        verbatim = piece.text is None
    lines = lines_of(source, [p.start for p in places])
    return "".join(parts), tuple(map(Segment, texts, places, lines))


def block_spans(pieces: Iterable[Piece]) -> tuple[TextBlock, ...]:
    """The blocks of the text that `assemble` makes: one begins at each joint of a paragraph."""
    kinds: list[BlockKind] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for piece in pieces:
        size = piece.end - piece.start if piece.text is None else len(piece.text)
        if not size:
            continue
        begin = length + (len(piece.joint) if starts else 0)
        length = begin + size
        if not starts or PARAGRAPH in piece.joint or piece.kind:
            kinds.append(piece.kind or "paragraph")
            starts.append(begin)
            ends.append(length)
        else:
            ends[-1] = length
    return tuple(map(TextBlock, kinds, map(TextSpan, starts, ends)))


def lines_of(source: str, places: Iterable[int]) -> Iterator[int]:
    """1-based line of `source` on which each of `places` stands."""
    if "\r" in source:
        starts = line_starts(source)
        yield from (bisect.bisect_right(starts, place) for place in places)
        return
    # Line feeds are counted from place to place: most places follow one another.
    at, line = 0, 1
    for place in places:
        if place >= at:
            line += source.count("\n", at, place)
        else:
            line -= source.count("\n", place, at)
        at = place
        yield line


@functools.lru_cache(maxsize=1)  # all records of a bundle have one source
def line_starts(source: str) -> list[int]:
    """Offsets at which lines begin; CRLF, LF and CR end a line."""
    return [0, *(m.end() for m in _BREAK.finditer(source))]


def verbatim(source: str, start: int, end: int, joint: str = "") -> list[Piece]:
    r"""Pieces for `source[start:end]`, each line break a `\n` of the text.

    CRLF becomes a piece of its own. A lone CR becomes a blank without a source, so that runs of
    equal length are always equal.
    """
    pieces: list[Piece] = []
    at = start
    for match in _BREAK.finditer(source, start, end):
        if match.group() == "\n":
            continue
        if match.start() > at:
            pieces.append(Piece(at, match.start(), joint))
            joint = ""
        if match.group() == "\r\n":
            pieces.append(Piece(*match.span(), joint, "\n"))
            joint = ""
        else:
            joint += "\n"
        at = match.end()
    if at < end:
        pieces.append(Piece(at, end, joint))
    return pieces


def through(pieces: Iterable[Piece], inner: Sequence[Piece]) -> list[Piece]:
    """Pieces of a string, as pieces of the file in which the string is written.

    `inner` are the pieces of the file that the string was assembled from (a JSON literal with its
    escapes), without joints.
    """
    lengths = [len(p.text) if p.text is not None else p.end - p.start for p in inner]
    starts = [0]
    for size in lengths:
        starts.append(starts[-1] + size)
    placed: list[Piece] = []
    for piece in pieces:
        placed += _place(piece, inner, starts)
    return placed


def _place(piece: Piece, inner: Sequence[Piece], starts: Sequence[int]) -> list[Piece]:
    first = bisect.bisect_right(starts, piece.start) - 1
    last = bisect.bisect_left(starts, piece.end) - 1
    if piece.text is not None:
        begin = _source_start(inner[first], piece.start - starts[first])
        close = _source_end(inner[last], starts[last + 1] - piece.end)
        return [replace(piece, start=begin, end=close)]
    placed = []
    joint, kind = piece.joint, piece.kind
    for n in range(first, last + 1):
        run = inner[n]
        low, high = max(piece.start, starts[n]), min(piece.end, starts[n + 1])
        if run.text is None:
            shift = run.start - starts[n]
            placed.append(Piece(low + shift, high + shift, joint, kind=kind))
        else:
            part = run.text[low - starts[n] : high - starts[n]]
            placed.append(Piece(run.start, run.end, joint, part, kind))
        joint, kind = "", None
    return placed


def _source_start(run: Piece, skipped: int) -> int:
    return run.start + (skipped if run.text is None else 0)


def _source_end(run: Piece, left: int) -> int:
    return run.end - (left if run.text is None else 0)


def in_lines(source: str, offset: int) -> int:
    """1-based line of `source` on which the character at `offset` stands."""
    return len(_BREAK.findall(source, 0, offset)) + 1


def count_breaks(text: str) -> int:
    """Line breaks in `text`: CRLF, LF and CR end a line."""
    return text.count("\n") + (text.count("\r") - text.count("\r\n") if "\r" in text else 0)
