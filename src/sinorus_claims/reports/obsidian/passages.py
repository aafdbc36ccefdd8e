"""An article's text in paragraphs, with the passages of its claims marked."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ...model import Article, Claim, TextSpan
from ..escaping import bold
from ..shown import runs

_T = TypeVar("_T")
_PARAGRAPH = re.compile(r"\S(?:(?!\n[ \t\r]*\n).)*", re.DOTALL)
_EQUALS = re.compile(r"(?<!\\)=")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph."""

    text: str
    marks: tuple[TextSpan, ...]
    """Where claims stand, as characters of `text`; they may overlap."""
    claims: tuple[str, ...]
    """Ids of the claims whose content begins here, in their order."""

    @property
    def markdown(self) -> str:
        """One line, with the marked passages between `==`."""
        # Nothing but our own marks has two asterisks in a row, all others have backslashes.
        plain = _EQUALS.sub(r"\\=", bold(runs(self.text, self.marks)))
        return plain.replace("**", "==")


def blocks(article: Article, claims: Iterable[Claim]) -> Iterator[Block]:
    """The paragraphs of the text, from blank line to blank line."""
    made = list(claims)
    spans = deque(sorted(span for claim in made for span in claim.content))
    first = deque(
        sorted(
            (min(claim.content).start, number, claim.id)
            for number, claim in enumerate(made)
            if claim.content
        )
    )
    running: list[TextSpan] = []
    # Paragraphs and places are walked side by side: an article of thousands of both would take
    # minutes if each were held against each.
    for found in _PARAGRAPH.finditer(article.text):
        start, end = found.span()
        running += _before(spans, end, lambda span: span.start)
        running = [span for span in running if span.end > start]
        marks = (
            TextSpan(max(span.start, start) - start, min(span.end, end) - start) for span in running
        )
        begun = sorted(_before(first, end, lambda claim: claim[0]), key=lambda claim: claim[1])
        names = (name for place, _, name in begun if place >= start)
        yield Block(found[0], tuple(marks), tuple(names))


def _before(waiting: deque[_T], end: int, place: Callable[[_T], int]) -> list[_T]:
    """What stands before that character, taken from those that wait in order."""
    taken = []
    while waiting and place(waiting[0]) < end:
        taken.append(waiting.popleft())
    return taken
