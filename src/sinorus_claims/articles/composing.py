"""Articles that were read from a text inside a file: their places become places of the file."""

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .mapping import Piece, line_starts, through
from .raw import RawArticle


def inner_text(source: str, pieces: Iterable[Piece]) -> tuple[str, list[Piece]]:
    """The text that `pieces` of `source` make, and the pieces as `composed` wants them."""
    whole = list(without_joints(pieces))
    # Not `assemble`: it looks at the whole source, which may hold thousands of records.
    return "".join(source[p.start : p.end] if p.text is None else p.text for p in whole), whole


def without_joints(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same text; each joint but a first one is a piece of its own that spans no character."""
    end = None
    for piece in pieces:
        if piece.joint and end is not None:
            yield Piece(end, end, "", piece.joint)
        plain = not piece.joint and piece.kind is None
        yield piece if plain else replace(piece, joint="", kind=None)
        end = piece.end


def composed(source: str, inner: Sequence[Piece], raw: RawArticle) -> RawArticle:
    """`raw`, read from the text that `inner` makes of `source`, as an article of `source`."""
    if not inner:
        return replace(raw, source=source)
    starts, lines = _starts_of_file(source), _lines(inner, raw.source)
    verdicts = (
        replace(v, line=bisect.bisect_right(starts, lines[min(v.line, len(lines)) - 1]))
        for v in raw.verdicts
    )
    return replace(
        raw, source=source, pieces=tuple(through(raw.pieces, inner)), verdicts=tuple(verdicts)
    )


@functools.lru_cache(maxsize=1)
def _starts_of_file(source: str) -> list[int]:
    """Found once for all records of a file."""
    return line_starts(source)


def _lines(inner: Sequence[Piece], text: str) -> list[int]:
    """Offset in the source of each line of `text`."""
    at, sizes = 0, []
    for piece in inner:
        sizes.append(at)
        at += piece.end - piece.start if piece.text is None else len(piece.text)
    found = []
    for begin in line_starts(text):
        n = bisect.bisect_right(sizes, begin) - 1
        run = inner[n]
        found.append(min(run.end, run.start + (begin - sizes[n] if run.text is None else 0)))
    return found
