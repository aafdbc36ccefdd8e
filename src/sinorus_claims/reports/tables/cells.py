"""Values of an analysis in a form that one cell can hold and a person can read."""

import re
from collections.abc import Iterable
from datetime import date

from ...model import Article, Claim, Cue, DateMention, Entity, Quantity, Side, TextSpan

Cell = str | int | float | bool | None
Value = Cell | tuple[str, ...]
Row = dict[str, Value]
"""A value for each column of a table, in its order; a list is a tuple."""

_SIGNS = {
    "exact": "=",
    "about": "≈",
    "at_least": "≥",
    "at_most": "≤",
    "more_than": ">",
    "less_than": "<",
    "range": "",
}
_JOINT = " … "
# Neither can be kept everywhere: half of a surrogate pair has no form in UTF-8, and a NUL ends a
# text early for whatever reads it in C.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def day(published: str | None) -> str | None:
    """The day of a date or time in ISO 8601; None where it is none (a bare year, say)."""
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None


def storable(text: str) -> str:
    """The text with NUL and halves of surrogate pairs written as `<00>` and `<U+DCE9>`."""
    return text if text.isprintable() else _UNSTORABLE.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"<U+{code:04X}>" if code else "<00>"


def number(value: float) -> str:
    """The shortest form: `300`, `2.5`; never `1e+20`."""
    whole = value == int(value) if abs(value) < 1e300 else False
    return str(int(value)) if whole else repr(value)


def quantity(quantity: Quantity) -> str:
    """`about 300 people (≈300 people)`, `two to three km (2–3 km)`."""
    value = number(quantity.value)
    if quantity.high is not None:
        value += f"–{number(quantity.high)}"
    counted = ", ".join(part for part in (quantity.unit, quantity.head) if part)
    read = f"{_SIGNS[quantity.bound]}{value} {counted}".strip()
    return f"{quantity.text} ({read})"


def mentioned_date(mention: DateMention) -> str:
    """`Friday (2026-02-13)`, `March (2026-03-01/2026-03-31)`, the words alone if not resolved."""
    ends = dict.fromkeys(end for end in (mention.start, mention.end) if end)
    return f"{mention.text} ({'/'.join(ends)})" if ends else mention.text


def entities(found: Iterable[Entity]) -> tuple[str, ...]:
    """The words of each entity once, in order."""
    return tuple(dict.fromkeys(entity.text for entity in found))


def cue_words(cue: Cue | None, article: Article) -> str | None:
    """The cue's words as they stand in the article; None without any."""
    if cue is None:
        return None
    return _JOINT.join(article.text[s.start : s.end] for s in cue.spans if s.end > s.start) or None


def words_at(span: TextSpan | None, article: Article) -> str | None:
    """The words of a place; None without a place."""
    return None if span is None else article.text[span.start : span.end]


def extent(claim: Claim) -> TextSpan:
    """From the first character of the content to its last; of the sentence if it has none."""
    if not claim.content:
        return claim.sentence
    return TextSpan(min(s.start for s in claim.content), max(s.end for s in claim.content))


def side(side: Side) -> str:
    """`70% (Osterby Post, Isle Today)`."""
    return f"{side.label} ({', '.join(side.outlets)})"


def flat(row: Row) -> dict[str, Cell]:
    """The row with each list as one text, its items joined by "; "."""
    return {k: "; ".join(v) if isinstance(v, tuple) else v for k, v in row.items()}
