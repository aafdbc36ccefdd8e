"""Values of an analysis in a form that one cell can hold and a person can read."""

import re
from collections.abc import Iterable
from datetime import date
from math import isfinite

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
_SPACE = re.compile(r"\s+")
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


def spaced(text: str) -> str:
    """The text with each run of white space as one space."""
    return _SPACE.sub(" ", text)


def number(value: float) -> str:
    """The shortest form, to four places: `300`, `2.5`, `33.3333`; no exponent in large ones."""
    if not isfinite(value):
        return repr(value)
    short = round(value, 4) or value
    return str(int(short)) if short == int(short) else repr(short)


def quantity(quantity: Quantity) -> str:
    """`about 300 people (≈300)`, `two to three km (2–3)`, `70% (=70 percent, freight)`.

    What is counted is added where the words do not name it; nothing where they say it all.
    """
    value = number(quantity.value)
    if quantity.high is not None:
        value += f"–{number(quantity.high)}"
    words = quantity.text.casefold()
    head = quantity.head if quantity.head and quantity.head.casefold() not in words else None
    unit = quantity.unit if quantity.unit and (head or quantity.unit not in words) else None
    if quantity.bound == "exact" and value in words and not (head or unit):
        return quantity.text
    counted = ", ".join(part for part in (unit, head) if part)
    return f"{quantity.text} ({f'{_SIGNS[quantity.bound]}{value} {counted}'.rstrip()})"


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


def stance(claim: Claim) -> str | None:
    """What the speaker does; None without a cue."""
    return claim.cue.stance if claim.cue else None


def side(side: Side, claim: Claim) -> str:
    """`70% – Osterby Post, Isle Today`, `denies: the dam leaks – Quay Times`.

    `claim` is the one that the label is taken from.
    """
    words = side.label
    if claim.cue and words == claim.text and (claim.cue.negated or claim.cue.stance != "asserts"):
        words = f"{'did not' if claim.cue.negated else claim.cue.stance}: {words}"
    return f"{words} – {', '.join(side.outlets)}"


def flat(row: Row) -> dict[str, Cell]:
    """The row with each list as one text, its items joined by "; "."""
    return {k: "; ".join(v) if isinstance(v, tuple) else v for k, v in row.items()}
