"""Several articles that somebody pasted into one text, with lines of dashes between them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..mapping import Piece
from ..metadata.dates import find_date
from ..raw import RawArticle
from ..records.composing import Inner

# A line that parts: three or more of one mark, and nothing else.
_RULE = re.compile(r"(?:^|\n)[ \t]*([-=*_~#])\1{2,}[ \t]*(?=\r?\n|\Z)")
_ADDRESS = re.compile(r"https?://\S")
# Words that make a part an article; lines of its head in which a date or an address stands.
_WORDS, _HEAD = 40, 8


def split_clips(source: str, read: Callable[[str], RawArticle]) -> list[RawArticle] | None:
    """The articles of a text, each read by `read`; None if it is one article.

    Lines of dashes part articles as well as sections: the text is only split if every part has
    40 words and begins like an article, with its date or its address in its first 8 lines.
    """
    places = list(_parts(source))
    if len(places) < 2 or not all(_is_article(source[a:b]) for a, b in places):
        return None
    found = []
    for number, (start, end) in enumerate(places, 1):
        inner = Inner(source, [Piece(start, end)])
        note = f"clips: article {number} of {len(places)} in one file, parted by lines of dashes"
        found.append(replace(inner.composed(read(inner.text)), record=number).with_notes((note,)))
    return found


def _parts(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    for rule in _RULE.finditer(source):
        if source[start : rule.start()].strip():
            yield start, rule.start()
        start = rule.end()
    if source[start:].strip():
        yield start, len(source)


def _is_article(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:_HEAD]
    told = any(find_date(line) or _ADDRESS.search(line[:200]) for line in lines)
    return told and len(text.split()) >= _WORDS
