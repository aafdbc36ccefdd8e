"""One claim a sentence: what a long quotation says, in the pieces that can be compared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from ..found import Found, is_word, ranges
from .stops import is_stop

_SHORT = 3


def by_sentence(doc: Doc, found: Found) -> Iterator[Found]:
    """The attribution once for each sentence of its content, with its speaker and cue.

    An interrupted sentence ("The quay," she said, "is sinking") stays one. A sentence of fewer
    than three words ("No.") stays with the next one, or at the end with the one before.
    """
    pieces = _merged(list(_sentences(doc, [i for a, b in found.content for i in range(a, b)])))
    if len(pieces) < 2:
        yield found
        return
    rules = first = tuple(r for r in found.rules if r != "continuation")
    for piece in pieces:
        content = ranges(frozenset(range(piece[0], piece[-1] + 1)) & found.tokens(), doc)
        if content:
            yield replace(found, content=content, rules=rules)
            rules = (*first, "continuation")


def _sentences(doc: Doc, tokens: Sequence[int]) -> Iterator[list[int]]:
    """The word tokens of each sentence."""
    piece: list[int] = []
    for i in tokens:
        if not is_word(doc[i]):
            continue
        if piece and _ended(doc, piece[-1], i):
            yield piece
            piece = []
        piece.append(i)
    if piece:
        yield piece


def _ended(doc: Doc, last: int, i: int) -> bool:
    """Whether a sentence ends between two words that follow each other in a content: a stop stands
    between them, in the content or in the words that interrupt it, and the next begins as one.
    """
    if doc[i].text[0].islower():
        return False
    return any(is_stop(doc, k) or "\n" in doc[k].text for k in range(last + 1, i))


def _merged(pieces: list[list[int]]) -> list[list[int]]:
    out: list[list[int]] = []
    for piece in pieces:
        if out and len(out[-1]) < _SHORT:
            out[-1] = out[-1] + piece
        else:
            out.append(piece)
    if len(out) > 1 and len(out[-1]) < _SHORT:
        last = out.pop()
        out[-1] += last
    return out
