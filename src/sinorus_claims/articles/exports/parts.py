"""What the exports of news databases have in common: lines, fields, parts, a count to check."""

import itertools
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..mapping import PARAGRAPH, Piece, line_starts
from ..metadata.dates import find_date, iso_date
from ..raw import Found, RawArticle, Verdict
from ..records.html_lines import html_lines

# Lines of a text that is wrapped at a column are no longer than this.
_WRAP = 100
# Declared and counted words may differ by the headline, captions, and how numbers are counted.
_TOLERANCE, _FEW = 0.2, 25
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without blanks at its ends."""

    text: str
    pieces: tuple[Piece, ...]
    """The runs of the source that it was written with; the first has no joint."""
    number: int
    """1-based line of the source."""
    gap: bool
    """Whether a blank line, or an element's end, stands before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a bundle, as numbers of lines."""

    span: range
    """All its lines."""
    body: tuple[int, ...]
    fields: Mapping[str, str]
    """`title`, `outlet`, `byline`, `published`, `section`, `url` as the export writes them."""
    rules: Mapping[int, str] = field(default_factory=dict)
    """Rule that dropped a line; other lines outside the body are `export_field`."""
    words: int | None = None
    """Declared length."""
    labels: Mapping[int, int] = field(default_factory=dict)
    """Characters at the beginning of a line of the body that are the name of its field."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The articles of one export."""

    family: str
    """Nexis, Factiva, ProQuest."""
    parts: tuple[Part, ...]
    declared: int | None = None
    """How many articles the export says it holds."""


def text_lines(source: str) -> list[Line]:
    """Lines of a text."""
    found: list[Line] = []
    gap = True
    for number, match in enumerate(re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", source), 1):
        raw = match.group()
        text = raw.strip()
        if text:
            begin = match.start() + len(raw) - len(raw.lstrip())
            found.append(Line(text, (Piece(begin, begin + len(text)),), number, gap))
        gap = not text
    return found


def page_lines(source: str) -> list[Line]:
    """Lines that an export in HTML shows."""
    starts = line_starts(source)
    found: list[Line] = []
    at = 0
    for pieces in html_lines(source):
        while at < len(starts) and starts[at] <= pieces[0].start:
            at += 1
        words = (p.joint + (source[p.start : p.end] if p.text is None else p.text) for p in pieces)
        found.append(Line("".join(words).strip(), tuple(pieces), at, gap=True))
    return found


def part_articles(source: str, lines: Sequence[Line], bundle: Bundle) -> list[RawArticle]:
    """The articles of a bundle, numbered from 1, with notes on what does not add up."""
    found = []
    for number, part in enumerate(bundle.parts, 1):
        pieces = tuple(_pieces(lines, part))
        found.append(
            RawArticle(
                source=source,
                pieces=pieces,
                metadata=dict(_metadata(part.fields, bundle.family)),
                verdicts=tuple(_verdicts(lines, part)),
                notes=tuple(_length_notes(lines, part)),
                record=number,
            )
        )
    return found


def count_note(bundle: Bundle) -> str | None:
    """`bundle_count: 24 found, 25 declared`, if so."""
    found = len(bundle.parts)
    if bundle.declared is None or bundle.declared == found:
        return None
    return f"bundle_count: {found} found, {bundle.declared} declared ({bundle.family})"


def _pieces(lines: Sequence[Line], part: Part) -> Iterator[Piece]:
    wrapped = _is_wrapped([lines[n] for n in part.body])
    for before, n in zip((None, *part.body), part.body, strict=False):
        follows = before is not None and n == before + 1 and wrapped and not lines[n].gap
        first, *rest = _unlabelled(lines[n].pieces, part.labels.get(n, 0))
        yield Piece(first.start, first.end, "\n" if follows else PARAGRAPH, first.text)
        yield from rest


def _unlabelled(pieces: Sequence[Piece], label: int) -> Sequence[Piece]:
    """The pieces without their first `label` characters; the last piece is never left out."""
    for n, piece in enumerate(pieces):
        label -= len(piece.joint) if n else 0
        size = piece.end - piece.start if piece.text is None else len(piece.text)
        if label < size or n == len(pieces) - 1:
            cut = piece.start + max(0, label) if piece.text is None else piece.start
            return (Piece(min(cut, piece.end), piece.end, "", piece.text), *pieces[n + 1 :])
        label -= size
    return pieces


def _is_wrapped(body: Sequence[Line]) -> bool:
    """Whether paragraphs run over lines and are parted by blank ones."""
    inside = [x for x, y in itertools.pairwise(body) if not y.gap]
    if 2 * len(inside) < len(body) or not any(x.gap for x in body[1:]):
        return False
    lengths = [len(x.text) for x in inside]
    return statistics.median(lengths) >= 40 and max(lengths) <= _WRAP


def _metadata(fields: Mapping[str, str], family: str) -> Iterator[tuple[str, Found]]:
    for name, value in fields.items():
        words = " ".join(value.split())
        if name == "published":
            words = iso_date(words) or find_date(words) or ""
        if name == "byline":
            words = re.sub(r"^by:?\s+", "", words, flags=re.IGNORECASE)
        if words:
            yield name, Found(words, f"{family} {name}")


def _verdicts(lines: Sequence[Line], part: Part) -> Iterator[Verdict]:
    body = set(part.body)
    for n in part.span:
        rule = None if n in body else part.rules.get(n, "export_field")
        yield Verdict(lines[n].text, lines[n].number, rule)


def _length_notes(lines: Sequence[Line], part: Part) -> Iterator[str]:
    if part.words is None:
        return
    found = sum(len(_WORD.findall(lines[n].text)) for n in part.body)
    if abs(found - part.words) > max(_FEW, _TOLERANCE * part.words):
        yield f"length_differs: {found} words found, {part.words} declared"


def declared_words(text: str) -> int | None:
    """Words that a line such as "1,523 words" declares."""
    match = re.match(r"\s*(\d{1,3}(?:[,.]\d{3})+|\d{1,6})\s*(?:words?|mots|woorden)?", text)
    return int(re.sub(r"[,.]", "", match.group(1))) if match else None


def numbers_with(lines: Iterable[Line], pattern: re.Pattern[str]) -> list[int]:
    """Numbers of the lines that match from their start."""
    return [n for n, line in enumerate(lines) if pattern.match(line.text)]
