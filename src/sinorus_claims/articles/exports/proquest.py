"""Text exports of ProQuest: articles between rules, each with its fields behind the text."""

import re
from collections.abc import Sequence

from .parts import Bundle, Line, Part, declared_words, numbers_with

_RULE = re.compile(r"_{20,}$")
_NUMBERED = re.compile(r"Document \d{1,6} of (?P<all>\d{1,6})$")
_TEXT = re.compile(r"Full text:\s*", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<name>Author|Publication info|ProQuest document link|Links|Abstract(?: \(\w+\))?|Subject"
    r"|Business indexing term|Location|People|Company / organization|Identifier / keyword|Title"
    r"|Publication title|First page|Pages?|Publication year|Publication date|Year|Section"
    r"|Publisher|Place of publication|Country of publication|Publication subject|ISSN|e-ISSN"
    r"|Source type|Language of publication|Document type|Dateline|ProQuest document ID"
    r"|Document URL|Copyright|Last updated|Database|Credit|Classification|Number of pages|Volume"
    r"|Issue|DOI|Word count)\s*:\s*(?P<value>.*)"
)
_FIRST_BEHIND = frozenset({"Subject", "Location", "People", "Title", "Publication title"})
_FIELDS = {
    "Title": "title", "Author": "byline", "Publication title": "outlet",
    "Publication date": "published", "Section": "section", "Document URL": "url",
}  # fmt: skip


def split_proquest(lines: Sequence[Line]) -> Bundle | None:
    """The articles of a ProQuest export, or None if the lines are none."""
    rules = numbers_with(lines, _RULE)
    if not rules or not any(_TEXT.match(line.text) for line in lines):
        return None
    parts: list[Part] = []
    begin, skipped = 0, False
    for end in (*rules, len(lines)):
        part = _part(lines, range(begin, end))
        if part:
            parts.append(part)
        # An article that came without its text.
        skipped = skipped or (part is None and _is_record(lines[begin:end]))
        begin = end + 1
    said = [m for m in (_NUMBERED.match(x.text) for x in lines) if m]
    declared = int(said[0]["all"]) if said else len(parts) + skipped
    return Bundle("ProQuest", tuple(parts), declared) if parts else None


def _is_record(lines: Sequence[Line]) -> bool:
    return any(x.text.startswith("ProQuest document ID") for x in lines)


def _part(lines: Sequence[Line], span: range) -> Part | None:
    begin = next((n for n in span if _TEXT.match(lines[n].text)), None)
    if begin is None:
        return None
    known: dict[str, str] = {}
    for n in span:
        match = _FIELD.match(lines[n].text)
        # The text may hold a line like a field; those of the record stand behind it.
        if match and (n < begin or match["name"] not in known):
            known[match["name"]] = match["value"]
    end = _end_of_text(lines, range(begin + 1, span.stop))
    first = _TEXT.match(lines[begin].text)
    body = range(begin + (first is not None and first.end() == len(lines[begin].text)), end)
    if "Title" not in known:
        own = [n for n in span if n < begin and not _NUMBERED.match(lines[n].text)]
        known |= {"Title": lines[own[0]].text} if own else {}
    fields = {name: known[c] for c, name in _FIELDS.items() if known.get(c)}
    labels = {begin: first.end()} if first and body.start == begin else {}
    words = declared_words(known.get("Word count", ""))
    return Part(span, tuple(body), fields, words=words, labels=labels)


def _end_of_text(lines: Sequence[Line], span: range) -> int:
    """The first field behind the text that records never lack; else the first of any."""
    fields = [(n, m["name"]) for n in span if (m := _FIELD.match(lines[n].text))]
    sure = (n for n, name in fields if name in _FIRST_BEHIND)
    return next(sure, fields[0][0] if fields else span.stop)
