"""Articles that were read from a text inside a file: their places become places of the file."""

import bisect
import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..mapping import Piece, line_starts, through
from ..raw import RawArticle


class Inner:
    """A text that pieces of a file make: a JSON string, a cell, the lines of a PDF."""

    def __init__(self, source: str, pieces: Iterable[Piece]) -> None:
        self.source = source
        self._pieces = list(_without_joints(pieces))
        parts = [source[p.start : p.end] if p.text is None else p.text for p in self._pieces]
        self.text = "".join(parts)
        self._starts = list(itertools.accumulate(map(len, parts), initial=0))

    def composed(self, raw: RawArticle) -> RawArticle:
        """`raw`, read from `text` or from its beginning, as an article of the file."""
        if not self._pieces:
            return replace(raw, source=self.source)
        verdicts = (replace(v, line=self._line(v.line)) for v in raw.verdicts)
        return replace(
            raw, source=self.source, pieces=self._placed(raw.pieces), verdicts=tuple(verdicts)
        )

    def _placed(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Only the part that the article touches is looked at: a bundle has many articles."""
        if not pieces:
            return ()
        begin, end = min(p.start for p in pieces), max(p.end for p in pieces)
        first = max(0, bisect.bisect_right(self._starts, begin) - 1)
        last = bisect.bisect_left(self._starts, end)
        base = self._starts[first]
        moved = [replace(p, start=p.start - base, end=p.end - base) for p in pieces]
        return tuple(through(moved, self._pieces[first:last]))

    def _line(self, line: int) -> int:
        """Line of the file on which a line of the text begins; both 1-based."""
        begin = self._own_lines[min(line, len(self._own_lines)) - 1]
        n = min(bisect.bisect_right(self._starts, begin), len(self._pieces)) - 1
        run = self._pieces[n]
        place = run.start + (begin - self._starts[n] if run.text is None else 0)
        return line_at(self.source, min(place, run.end))

    @functools.cached_property
    def _own_lines(self) -> list[int]:
        return line_starts(self.text)


def line_at(source: str, offset: int) -> int:
    """1-based line of the file at `offset`; the file's lines are found once for all its records."""
    return bisect.bisect_right(_lines_of_file(source), offset)


@functools.lru_cache(maxsize=1)
def _lines_of_file(source: str) -> list[int]:
    return line_starts(source)


def _without_joints(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same text; each joint but a first one is a piece of its own that spans no character."""
    end = None
    for piece in pieces:
        if piece.joint and end is not None:
            yield Piece(end, end, "", piece.joint)
        plain = not piece.joint and piece.kind is None
        yield piece if plain else replace(piece, joint="", kind=None)
        end = piece.end
