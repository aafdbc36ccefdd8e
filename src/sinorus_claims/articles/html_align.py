"""Extracted text -> pieces of the raw page.

Extractors return words without places. Each extracted block is looked up in the stream of the
page's visible characters, and the article is then written from the page itself, so that every
character has its place by construction. Long blocks are anchors, found in order; short ones are
sought between their anchors only, where a heading cannot be mistaken for a menu entry.
"""

import itertools
from collections.abc import Sequence

from .html_stream import Stream, squeeze
from .mapping import PARAGRAPH, Piece

# Characters without blanks from which a block is taken for unique enough to be an anchor.
_ANCHOR = 50
# Shorter runs of a torn block count only this near to the run before.
_SHORT, _NEAR = 16, 400
# Places looked at for one block, and for all blocks of a page.
_COPIES, _MOST = 6, 600
# Words that are looked for as one run.
_CHUNK = 40
_HAIR = frozenset(" \xa0\xad\u200b\u200c\u200d\u2060\ufeff")

Range = tuple[int, int]


def align(blocks: Sequence[str], stream: Stream) -> tuple[list[Piece], int]:
    """Pieces for the blocks that were found, and the number of words that were not."""
    chunks = [(chunk, n == 0) for block in blocks for n, chunk in enumerate(_chunks(block))]
    ranges = _anchors([c for c, _ in chunks], stream)
    _between([c for c, _ in chunks], stream, ranges)
    pieces: list[Piece] = []
    lost = 0
    fresh = True
    for (chunk, first), found in zip(chunks, ranges, strict=True):
        fresh = fresh or first
        lost += _lost_words(chunk, found)
        if found:
            pieces += _pieces(chunk, found, stream, PARAGRAPH if fresh else " ")
            fresh = False
    return pieces, lost


def _chunks(block: str) -> list[str]:
    """A block in runs of words: what the page has in between then tears one run only."""
    words = block.split()
    count = max(1, len(words) // _CHUNK)
    cuts = [len(words) * n // count for n in range(count + 1)]
    return [" ".join(words[a:b]) for a, b in itertools.pairwise(cuts)]


def _lost_words(chunk: str, found: Sequence[Range]) -> int:
    size, whole = sum(end - start for start, end in found), len(squeeze(chunk))
    return round(len(chunk.split()) * (1 - size / whole)) if whole else 0


def _anchors(blocks: Sequence[str], stream: Stream) -> list[list[Range]]:
    """Places of the long blocks, in the order of the page."""
    ranges: list[list[Range]] = [[] for _ in blocks]
    for n, place in _chain(_places(blocks, stream.text)):
        ranges[n] = [place]
    low = 0
    for n, block in enumerate(blocks):
        if not ranges[n] and len(squeeze(block)) >= _ANCHOR:
            high = next((r[0][0] for r in ranges[n + 1 :] if r), len(stream.text))
            ranges[n] = _torn(block, stream.text, low, high)
        low = ranges[n][-1][1] if ranges[n] else low
    return ranges


def _places(blocks: Sequence[str], text: str) -> list[tuple[int, Range]]:
    """Where each long block stands as a whole; a teaser or a second copy may stand elsewhere."""
    long = [(n, squeeze(b)) for n, b in enumerate(blocks)]
    long = [(n, key) for n, key in long if len(key) >= _ANCHOR]
    found = []
    for n, key in long:
        at = text.find(key)
        for _ in range(_COPIES):
            if at < 0:
                break
            found.append((n, (at, at + len(key))))
            at = text.find(key, at + len(key))
    # The search for the best chain compares all with all: of very many, the longest are enough.
    kept = sorted(found, key=lambda f: (f[1][0] - f[1][1], f))[:_MOST]
    return sorted(kept)


def _chain(places: Sequence[tuple[int, Range]]) -> list[tuple[int, Range]]:
    """The blocks that can all be taken in order, with most characters together."""
    best: list[tuple[int, int]] = []  # characters up to here, and the place before
    for n, (block, (start, end)) in enumerate(places):
        size, before = 0, -1
        for m in range(n - 1, -1, -1):
            other, (_, other_end) = places[m]
            if other < block and other_end <= start and best[m][0] > size:
                size, before = best[m][0], m
        best.append((size + end - start, before))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n), default=-1)
    chain = []
    while at >= 0:
        chain.append(places[at])
        at = best[at][1]
    return chain[::-1]


def _between(blocks: Sequence[str], stream: Stream, ranges: list[list[Range]]) -> None:
    """Short blocks, as near as can be to the anchor behind them; the last ones to that before."""
    anchors = [n for n, found in enumerate(ranges) if found]
    last = anchors[-1] if anchors else -1
    low = ranges[last][-1][1] if anchors else 0
    for n in range(last + 1, len(blocks)):
        low = _seek(blocks[n], stream, ranges[n], (low, len(stream.text)), backwards=False)[0]
    before = -1
    for anchor in anchors:
        low = ranges[before][-1][1] if before >= 0 else 0
        high = ranges[anchor][0][0]
        for n in range(anchor - 1, before, -1):
            high = _seek(blocks[n], stream, ranges[n], (low, high), backwards=True)[1]
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


def _torn(block: str, text: str, low: int, high: int) -> list[Range]:
    """Places of a block in `text[low:high]` inside which the page has more than the block."""
    words = [squeeze(w) for w in block.split()]
    found: list[Range] = []
    n = 0
    while n < len(words):
        count, at = _longest(words, n, text, (found[-1][1] if found else low, high))
        size = sum(map(len, words[n : n + count]))
        near = found and at - found[-1][1] <= _NEAR
        if count and (size >= _SHORT if near else size >= _ANCHOR // 2):
            found.append((at, at + size))
            n += count
        else:
            n += 1
    return found


def _longest(words: Sequence[str], first: int, text: str, window: Range) -> tuple[int, int]:
    """How many words from `first` on stand in `text` as one run, and where; by bisection."""
    good, best, bad = 0, -1, len(words) - first + 1
    step = 4
    while bad - good > 1:
        count = min(good + step, bad - 1) if bad > len(words) - first else (good + bad) // 2
        at = text.find("".join(words[first : first + count]), *window)
        if at >= 0:
            good, best, step = count, at, step * 2
        else:
            bad = count
    return good, best


def _pieces(block: str, ranges: Sequence[Range], stream: Stream, joint: str) -> list[Piece]:
    spaced, key = _spaced(block), squeeze(block)
    pieces: list[Piece] = []
    done = 0
    for start, end in ranges:
        done = max(key.find(stream.text[start:end], done), 0)
        for n in range(start, end):
            if n == start:
                pieces.append(_piece(stream, n, " " if pieces else joint))
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
