"""Extracted text -> pieces of the raw page.

Extractors return words without places. Each extracted block is looked up in the stream of the
page's visible characters, and the article is then written from the page itself, so that every
character has its place by construction. Long blocks are anchors, found in order; short ones are
sought between their anchors only, where a heading cannot be mistaken for a menu entry.
"""

from collections.abc import Sequence

from .html_stream import Stream, squeeze
from .mapping import PARAGRAPH, Piece

# Characters without blanks from which a block is taken for unique enough to be an anchor.
_ANCHOR = 50
# Shorter runs of a torn block count only this near to the run before.
_SHORT, _NEAR = 16, 400
_HAIR = frozenset(" \xa0\xad\u200b\u200c\u200d\u2060\ufeff")

Range = tuple[int, int]


def align(blocks: Sequence[str], stream: Stream) -> tuple[list[Piece], int]:
    """Pieces for the blocks that were found, and the number of words that were not."""
    ranges = _anchors(blocks, stream)
    _between(blocks, stream, ranges)
    pieces: list[Piece] = []
    lost = 0
    for block, found in zip(blocks, ranges, strict=True):
        size = sum(end - start for start, end in found)
        lost += len(block.split()) if not found else 0
        if found and size < len(squeeze(block)):
            lost += round(len(block.split()) * (1 - size / len(squeeze(block))))
        pieces += _pieces(block, found, stream)
    return pieces, lost


def _anchors(blocks: Sequence[str], stream: Stream) -> list[list[Range]]:
    ranges: list[list[Range]] = [[] for _ in blocks]
    cursor = 0
    for n, block in enumerate(blocks):
        if len(squeeze(block)) < _ANCHOR:
            continue
        ranges[n] = _find(block, stream.text, cursor, len(stream.text))
        if ranges[n]:
            cursor = ranges[n][-1][1]
    return ranges


def _between(blocks: Sequence[str], stream: Stream, ranges: list[list[Range]]) -> None:
    """Short blocks, as near as can be to the anchor behind them; the last ones to that before."""
    anchors = [n for n, found in enumerate(ranges) if found]
    last = anchors[-1] if anchors else -1
    low = ranges[last][-1][1] if anchors else 0
    for n in range(last + 1, len(blocks)):
        low = _seek(blocks[n], stream, ranges[n], (low, len(stream.text)), backwards=False)[1]
    before = -1
    for anchor in anchors:
        low = ranges[before][-1][1] if before >= 0 else 0
        high = ranges[anchor][0][0]
        for n in range(anchor - 1, before, -1):
            high = _seek(blocks[n], stream, ranges[n], (low, high), backwards=True)[0]
        before = anchor


def _seek(
    block: str, stream: Stream, found: list[Range], window: Range, *, backwards: bool
) -> Range:
    """Put the place of `block` inside `window` into `found`; the window that is left."""
    key = squeeze(block)
    seek = stream.text.rfind if backwards else stream.text.find
    at = seek(key, *window) if key else -1
    if at < 0:
        return window
    found.append((at, at + len(key)))
    return (window[0], at) if backwards else (at + len(key), window[1])


def _find(block: str, text: str, low: int, high: int) -> list[Range]:
    """Places of a block in `text[low:high]`; in several runs if the page has more in between."""
    key = squeeze(block)
    at = text.find(key, low, high)
    if at >= 0:
        return [(at, at + len(key))]
    words = [squeeze(w) for w in block.split()]
    found: list[Range] = []
    n = 0
    while n < len(words):
        count, at = _longest(words, n, text, low if not found else found[-1][1])
        size = sum(map(len, words[n : n + count]))
        near = found and at - found[-1][1] <= _NEAR
        if count and (size >= _SHORT if near else size >= _ANCHOR // 2):
            found.append((at, at + size))
            n += count
        else:
            n += 1
    return found


def _longest(words: Sequence[str], first: int, text: str, low: int) -> tuple[int, int]:
    """How many words from `first` on stand in `text` as one run, and where; by bisection."""
    good, best, bad = 0, -1, len(words) - first + 1
    step = 4
    while bad - good > 1:
        count = min(good + step, bad - 1) if bad > len(words) - first else (good + bad) // 2
        at = text.find("".join(words[first : first + count]), low)
        if at >= 0:
            good, best, step = count, at, step * 2
        else:
            bad = count
    return good, best


def _pieces(block: str, ranges: Sequence[Range], stream: Stream) -> list[Piece]:
    spaced, key = _spaced(block), squeeze(block)
    pieces: list[Piece] = []
    done = 0
    for start, end in ranges:
        done = max(key.find(stream.text[start:end], done), 0)
        for n in range(start, end):
            if n == start:
                pieces.append(_piece(stream, n, " " if pieces else PARAGRAPH))
            else:
                _extend(pieces, stream, n, blank=done + n - start in spaced)
        done += end - start
    return pieces


def _spaced(block: str) -> set[int]:
    """Numbers of the visible characters before which the extracted block has a blank."""
    found, count = set(), 0
    for word in block.split():
        found.add(count)
        count += len(squeeze(word))
    return found


def _piece(stream: Stream, n: int, joint: str) -> Piece:
    start, end = stream.places[n], stream.end(n)
    entity = stream.entities.get(start)
    return Piece(start, end, joint, entity[1] if entity else None)


def _extend(pieces: list[Piece], stream: Stream, n: int, *, blank: bool) -> None:
    """Add the visible character `n`, and what of the page's blanks before it can be kept."""
    piece, last = _piece(stream, n, ""), pieces[-1]
    if piece.start < last.end:  # a further character of the same entity
        return
    gap = stream.source[last.end : piece.start]
    entity = stream.entities.get(last.end)
    if len(gap) <= 2 and _HAIR.issuperset(gap) and blank == any(map(str.isspace, gap)):
        if gap:
            pieces.append(Piece(last.end, piece.start))
        pieces.append(piece)
    elif blank and entity == (piece.start, "\xa0"):
        pieces += (Piece(last.end, piece.start, "", "\xa0"), piece)
    else:
        pieces.append(Piece(piece.start, piece.end, " " if blank else "", piece.text))
    if len(pieces) > 1 and _verbatim_run(pieces):
        _merge(pieces)


def _verbatim_run(pieces: Sequence[Piece]) -> bool:
    return all(p.text is None for p in pieces[-2:]) and not pieces[-1].joint


def _merge(pieces: list[Piece]) -> None:
    """Fold the last pieces into one while they adjoin, so that a page has few pieces."""
    while len(pieces) > 1 and _verbatim_run(pieces) and pieces[-2].end == pieces[-1].start:
        last = pieces.pop()
        pieces[-1] = Piece(pieces[-1].start, last.end, pieces[-1].joint)
