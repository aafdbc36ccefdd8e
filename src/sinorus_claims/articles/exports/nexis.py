"""Exports of Nexis Uni and Lexis+ (DOCX, RTF), and of the older Nexis (TXT, HTML)."""

import re
from collections.abc import Sequence

from ..metadata.dates import find_date
from .parts import Bundle, Line, Part, declared_words, numbers_with

_START = re.compile(r"(?:FOCUS - )?(?P<n>\d{1,6}) of (?P<all>\d{1,6}) DOCUMENTS?$")
_END = re.compile(r"End of Document$", re.IGNORECASE)
_DECLARED = re.compile(r"Documents? \((?P<all>\d{1,6})\)$")
_LEADING = re.compile(
    r"(?P<name>byline|section|length|dateline|highlight|series|headline|distribution)"
    r"\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:load-date|language|publication-type|publication type|journal-code|journal code|subject"
    r"|correction-date|document-type|document type|type|url|company|organization|person|industry"
    r"|geographic|ticker|country|state|city|graphic|notes|pub-type|acc-no|dbacode|update)\s*:"
    r"|(?:classification|graphic|notes|correction|load-date)$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)|all rights reserved)", re.IGNORECASE)
_FURNITURE = re.compile(r"page \d+ of \d+|link to (?:image|graphic)", re.IGNORECASE)
_EDITION = re.compile(r"\bedition\b|correction appended|\bfinal$|^(?:\w+ ){0,3}editie", re.I)
_BODY = re.compile(r"(?:body|text)$", re.IGNORECASE)
# Lines between the date and the first field, and between copyright line and the end.
_HEAD, _FOOT = 12, 6
_MAX_DATE_LINE = 120


def split_nexis(lines: Sequence[Line]) -> Bundle | None:
    """The articles of a Nexis export, or None if the lines are none."""
    starts = numbers_with(lines, _START)
    if starts:
        return _older(lines, starts)
    ends = numbers_with(lines, _END)
    if not ends or not any(_LEADING.match(line.text) for line in lines):
        return None
    parts = []
    begin = 0
    for end in ends:
        part = _newer_part(lines, range(begin, end + 1), first=begin == 0)
        if part:
            parts.append(part)
        begin = end + 1
    said = next((m for m in (_DECLARED.match(x.text) for x in lines[: ends[0]]) if m), None)
    return Bundle("Nexis", tuple(parts), int(said["all"]) if said else None) if parts else None


def _newer_part(lines: Sequence[Line], span: range, *, first: bool) -> Part | None:
    """Title, outlet, date, copyright, fields, "Body", paragraphs, fields, "End of Document"."""
    body = next((n for n in span if _BODY.match(lines[n].text)), None)
    fields = [n for n in span if _LEADING.match(lines[n].text) and (body is None or n < body)]
    if not fields:
        return None
    head = range(max(span.start, fields[0] - _HEAD), fields[0])
    date = next((n for n in reversed(head) if _is_date(lines[n].text)), None)
    known = _fields(lines, fields)
    if date is not None:
        known["published"] = lines[date].text
        known |= {"outlet": lines[date - 1].text} if date - 1 >= span.start else {}
        known |= {"title": lines[date - 2].text} if date - 2 >= span.start else {}
    title = max(span.start, (date if date is not None else fields[0]) - 2)
    rules = dict.fromkeys(range(span.start, title), "cover_page" if first else "page_furniture")
    begin = (body if body is not None else fields[-1]) + 1
    return _part(lines, span, begin, known, rules)


def _older(lines: Sequence[Line], starts: Sequence[int]) -> Bundle:
    """Each article behind a line "3 of 25 DOCUMENTS"."""
    parts = []
    for n, (begin, end) in enumerate(zip(starts, (*starts[1:], len(lines)), strict=True)):
        span = range(begin if n else 0, end)
        part = _older_part(lines, span, begin)
        if part:
            parts.append(part)
    first, total = (int(n) for n in _START.sub(r"\1 \2", lines[starts[0]].text).split())
    return Bundle("Nexis", tuple(parts), total - first + 1)


def _older_part(lines: Sequence[Line], span: range, marker: int) -> Part | None:
    """Outlet, date and edition, title, fields, paragraphs, fields, copyright."""
    head_end = next((n for n in span if n > marker and _LEADING.match(lines[n].text)), None)
    if head_end is None:
        return None
    head = range(marker + 1, head_end)
    date = next((n for n in head if _is_date(lines[n].text)), None)
    leading = _run_of_fields(lines, head_end, span.stop)
    known = _fields(lines, leading)
    if date is not None:
        known["published"] = lines[date].text
        known["outlet"] = " ".join(lines[n].text for n in range(marker + 1, date))
        below = [n for n in range(date + 1, head_end) if not _EDITION.search(lines[n].text)]
        # What stands right below the date, without a blank line, belongs to the edition.
        while below and not lines[below[0]].gap and below[0] < head_end - 1:
            below.pop(0)
        known["title"] = " ".join(lines[n].text for n in below)
    rules = dict.fromkeys(range(span.start, marker), "cover_page")
    return _part(lines, span, leading[-1] + 1, known, rules)


def _run_of_fields(lines: Sequence[Line], begin: int, end: int) -> list[int]:
    """Fields before the body; a field may run over lines until the next blank one."""
    found = [begin]
    for n in range(begin + 1, min(end, begin + _HEAD)):
        if _LEADING.match(lines[n].text) or (not lines[n].gap and n == found[-1] + 1):
            found.append(n)
        else:
            break
    return found


def _fields(lines: Sequence[Line], numbers: Sequence[int]) -> dict[str, str]:
    known: dict[str, str] = {}
    for n in numbers:
        match = _LEADING.match(lines[n].text)
        if match:
            known.setdefault(match["name"].lower(), match["value"])
    if "section" in known:
        known["section"] = known["section"].split(";")[0]
    if "headline" in known:
        known["title"] = known.pop("headline")
    return known


def _part(
    lines: Sequence[Line], span: range, begin: int, known: dict[str, str], rules: dict[int, str]
) -> Part:
    end = next((n for n in range(begin, span.stop) if _TRAILING.match(lines[n].text)), span.stop)
    body = []
    for n in range(begin, end):
        text = lines[n].text
        if _FURNITURE.match(text) and len(text) < _MAX_DATE_LINE:
            rules[n] = "page_furniture"
        elif _END.match(text) or (n >= span.stop - _FOOT and _COPYRIGHT.match(text)):
            rules[n] = "copyright_line"
        else:
            body.append(n)
    named = ("title", "outlet", "byline", "published", "section")
    return Part(
        span,
        tuple(body),
        {name: known[name] for name in named if known.get(name)},
        rules,
        declared_words(known.get("length", "")),
    )


def _is_date(text: str) -> bool:
    if len(text) > _MAX_DATE_LINE or _COPYRIGHT.match(text):
        return False
    return bool(find_date(text)) and not text.endswith((".", "?", "!"))
