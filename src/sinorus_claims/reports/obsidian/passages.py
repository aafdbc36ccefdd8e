"""An article's text in paragraphs, with the passages of its claims marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Article, Claim, TextSpan
from ..escaping import bold
from ..shown import runs

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
    spans = sorted(span for claim in made for span in claim.content)
    first = [(min(claim.content).start, claim.id) for claim in made if claim.content]
    for found in _PARAGRAPH.finditer(article.text):
        start, end = found.span()
        marks = (
            TextSpan(max(span.start, start) - start, min(span.end, end) - start)
            for span in spans
            if span.start < end and start < span.end
        )
        names = tuple(name for place, name in first if start <= place < end)
        yield Block(found[0], tuple(marks), names)
