"""A passage in its article: the paragraphs around it, with content, cue and speaker marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rich.text import Text

from ..model import Article, Claim, TextSpan
from ..reports.escaping import one_line
from .console import styled

Part = Literal["content", "cue", "speaker"]

# The signs of docs/claims.md: `[…]` the speaker, `{…}` the cue, `<…>` the content.
_SIGNS: dict[Part, tuple[str, str]] = {
    "content": ("<", ">"),
    "cue": ("{", "}"),
    "speaker": ("[", "]"),
}
_STYLES: dict[Part, str] = {"content": "reverse", "cue": "bold yellow", "speaker": "bold cyan"}
_LONGEST = 3_000
_REACH = 600


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of an article's text and what it is."""

    span: TextSpan
    part: Part


def marks(claim: Claim) -> tuple[Mark, ...]:
    """The places of a claim: content, cue, and the mention of its speaker."""
    found = [Mark(span, "content") for span in claim.content]
    found += [Mark(span, "cue") for span in (claim.cue.spans if claim.cue else ())]
    if claim.speaker and claim.speaker.mention:
        found.append(Mark(claim.speaker.mention, "speaker"))
    return tuple(found)


def legend() -> Text:
    """What the marks mean, in the marks themselves."""
    line = Text()
    for part in _SIGNS:
        line += Text("  " if line else "") + _marked(part, part, 1)
    return line


def around(article: Article, places: Sequence[Mark], neighbours: int) -> Iterator[Text]:
    """The paragraphs that hold the places, and so many before and after; one line of text each.

    A stretch of a paragraph that is far from every place is left out where the paragraph is long.
    """
    blocks = _paragraphs(article)
    touched = [
        n for n, block in enumerate(blocks) if any(_meet(block, mark.span) for mark in places)
    ]
    if not touched:
        return
    # A speaker's mention may stand far up the text: its paragraph is shown, not all between.
    wanted = {m for n in touched for m in range(n - neighbours, n + neighbours + 1)}
    chosen = sorted(n for n in wanted if 0 <= n < len(blocks))
    last = -1
    for number in chosen:
        if number > last + 1 and last >= 0:
            yield Text("[…]", "dim")
        last = number
        yield _paragraph(article, blocks[number], places, faint=number not in touched)


def whole(article: Article, places: Sequence[Mark]) -> Iterator[Text]:
    """The whole text, a paragraph at a time, with the marks in it."""
    for block in _paragraphs(article):
        yield _paragraph(article, block, places, limit=len(article.text))


def _paragraph(
    article: Article,
    block: TextSpan,
    places: Iterable[Mark],
    *,
    faint: bool = False,
    limit: int = _LONGEST,
) -> Text:
    inside = [m for m in places if _meet(block, m.span)]
    signs = _repeats(article.text[block.start : block.end])
    line = Text(style="dim" if faint and styled() else "")
    end = block.start
    for start, end in _windows(block, inside, limit):
        if start > block.start:
            line += Text("[…] ")
        for text, part in _cut(article.text, start, end, inside):
            line += _marked(text, part, signs)
    if end < block.end:
        line += Text(" […]")
    line.rstrip()
    return line


def _paragraphs(article: Article) -> list[TextSpan]:
    if article.blocks:
        return [block.span for block in article.blocks]
    spans, place = [], 0
    for part in article.text.split("\n\n"):
        if part.strip():
            spans.append(TextSpan(place, place + len(part)))
        place += len(part) + 2
    return spans


def _meet(block: TextSpan, span: TextSpan) -> bool:
    return span.start < block.end and block.start < span.end


def _windows(block: TextSpan, inside: Sequence[Mark], limit: int) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph to show: all, or what is near a mark of a long one."""
    if block.end - block.start <= limit:
        yield block.start, block.end
        return
    if not inside:
        yield block.start, block.start + _REACH
        return
    start = end = None
    for mark in sorted(inside, key=lambda m: m.span):
        low = max(block.start, mark.span.start - _REACH)
        high = min(block.end, mark.span.end + _REACH)
        if start is None or end is None:
            start, end = low, high
        elif low <= end:
            end = max(end, high)
        else:
            yield start, end
            start, end = low, high
    if start is not None and end is not None:
        yield start, end


def _cut(
    text: str, start: int, end: int, inside: Sequence[Mark]
) -> Iterator[tuple[str, Part | None]]:
    """The stretch in pieces, each of one kind; where marks overlap, the shorter kind wins."""
    cuts = sorted(
        {start, end} | {p for m in inside for p in (m.span.start, m.span.end) if start < p < end}
    )
    order: tuple[Part, ...] = ("speaker", "cue", "content")
    for low, high in pairwise(cuts):
        here = {m.part for m in inside if m.span.start <= low and high <= m.span.end}
        yield text[low:high], next((part for part in order if part in here), None)


def _repeats(text: str) -> int:
    """How often a sign is written so that the paragraph itself has no such run of it."""
    signs = [sign for pair in _SIGNS.values() for sign in pair]
    number = 1
    while any(sign * number in text for sign in signs):
        number += 1
    return number


def _marked(text: str, part: Part | None, signs: int) -> Text:
    words = _spaced(text)
    if part is None or not words.strip():
        return Text(words)
    if styled():
        return Text(words, _STYLES[part])
    opening, closing = _SIGNS[part]
    return Text(f"{opening * signs}{words}{closing * signs}")


def _spaced(text: str) -> str:
    """`one_line` that keeps a space at either end: the pieces are joined again."""
    line = one_line(text)
    if not line:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"
