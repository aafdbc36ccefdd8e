"""Exports of Factiva (RTF, HTML, text), with field codes or in its article format."""

import re
from collections.abc import Sequence

from ..metadata.dates import find_date
from .parts import Bundle, Line, Part, declared_words, numbers_with

_END = re.compile(r"(?:AN(?:\s*\||\t|\s{2,})\s*)?Document [A-Za-z]{2,12}\d[A-Za-z0-9]{12,32}$")
_CODES = (
    "SE|HD|CR|WC|PD|ET|SN|SC|PG|VOL|ED|LA|CY|LP|TD|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|BY|CT|RF|DLN|ART"
    "|NGC|GC|PBC|RIC|TX"
)
_CODE = re.compile(rf"(?P<code>{_CODES})(?:\s*\||\t|\s{{2,}}|$)\s*(?P<value>.*?)[\s|]*$")
_FIELDS = {
    "HD": "title", "BY": "byline", "PD": "published", "SN": "outlet", "SE": "section",
}  # fmt: skip
_BODY_CODES = frozenset({"LP", "TD", "TX"})
_WORDS = re.compile(r"[\d,.]{1,9} (?:words|mots|Wörter|palabras)$")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: [AP]M)?(?: GMT)?$")
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)|\(copyright\))", re.IGNORECASE)
_FURNITURE = re.compile(r"page \d+ of \d+\b|factiva$|dow jones$|©.{0,20}factiva", re.IGNORECASE)
_SUMMARY = re.compile(r"search summary$", re.IGNORECASE)
_COUNT = re.compile(r"results found\W*(?P<all>\d{1,6})?$", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w'’.-]*|de|van|von|der|al|and|,)(?: (?:[A-Z][\w'’.-]*|de|and))*$")
# Lines between the length and the copyright line.
_HEAD = 14


def split_factiva(lines: Sequence[Line]) -> Bundle | None:
    """The articles of a Factiva export, or None if the lines are none."""
    ends = numbers_with(lines, _END)
    parts: list[Part] = []
    begin = 0
    for end in ends:
        span = range(begin, end + 1)
        part = _coded(lines, span) or _plain(lines, span)
        if part:
            parts.append(part)
        begin = end + 1
    if not parts:
        return None
    return Bundle("Factiva", tuple(parts), _declared(lines, ends[-1] + 1))


def _declared(lines: Sequence[Line], begin: int) -> int | None:
    """The count of the summary behind the articles: "Results Found" and the number."""
    for n in range(begin, len(lines)):
        match = _COUNT.match(lines[n].text.replace("|", " ").strip())
        if match:
            number = match["all"] or (lines[n + 1].text if n + 1 < len(lines) else "")
            return int(number) if number.isdecimal() else None
    return None


def _coded(lines: Sequence[Line], span: range) -> Part | None:
    code = ""
    known: dict[str, str] = {}
    body: list[int] = []
    labels: dict[int, int] = {}
    for n in span:
        match = _CODE.match(lines[n].text)
        value = match["value"] if match else lines[n].text
        code = match["code"] if match else code
        if code in _BODY_CODES and not (match and not value):
            body.append(n)
            labels |= {n: match.start("value")} if match else {}
        elif value and code:
            known[code] = f"{known[code]} {value}" if code in known else value
    if "HD" not in known or not body:
        return None
    fields = {name: known[c] for c, name in _FIELDS.items() if c in known}
    rules = {n: "page_furniture" for n in span if _FURNITURE.match(lines[n].text)}
    bodies = tuple(n for n in body if n not in rules)
    return Part(span, bodies, fields, rules, declared_words(known.get("WC", "")), labels)


def _plain(lines: Sequence[Line], span: range) -> Part | None:
    """[Section], headline, [author], length, date, [time], outlet, ..., copyright, paragraphs."""
    rules = {n: "page_furniture" for n in span if _FURNITURE.match(lines[n].text)}
    length = next((n for n in span if _WORDS.match(lines[n].text)), None)
    if length is None:
        return None
    above = [n for n in range(span.start, length) if n not in rules]
    fields = _above(lines, above[-3:])
    rules |= dict.fromkeys(above[:-3], "page_furniture")
    below = range(length + 1, min(length + _HEAD, span.stop - 1))
    date = next((n for n in below if find_date(lines[n].text)), None)
    last = next((n for n in below if _COPYRIGHT.match(lines[n].text)), None)
    if date is not None:
        fields["published"] = lines[date].text
        names = [n for n in below if n > date and not _CLOCK.match(lines[n].text)]
        fields |= {"outlet": lines[names[0]].text} if names else {}
    if last is None:
        # Without a copyright line the fields end at the name of the language.
        last = next((n for n in below if lines[n].text in {"English", "Anglais"}), date or length)
    body = tuple(n for n in range(last + 1, span.stop - 1) if n not in rules)
    return Part(span, body, fields, rules, declared_words(lines[length].text))


def _above(lines: Sequence[Line], numbers: Sequence[int]) -> dict[str, str]:
    texts = [lines[n].text for n in numbers]
    fields: dict[str, str] = {}
    if len(texts) > 1 and _is_byline(texts[-1], texts[-2]):
        fields["byline"] = texts.pop()
    if texts:
        fields["title"] = texts.pop()
    if texts and len(texts[-1].split()) <= 4:
        fields["section"] = texts[-1]
    return fields


def _is_byline(text: str, before: str) -> bool:
    if re.match(r"by\b", text, re.IGNORECASE):
        return True
    few = len(text.split()) <= 6
    return few and bool(_NAME.match(text[:100])) and len(before.split()) > len(text.split())
