"""Portions -> articles: the work that any process may do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from ...config import ArticleSettings
from ...errors import ReadError
from ...model import Article, Segment, Skipped, TextSpan
from ..dumps.templates import Templates
from ..files.child import Child
from ..files.decode import without_surrogates
from ..files.opening import Named, Opener, named_records
from ..files.walk import Source
from ..finishing import finish
from ..raw import BadRecord, RawArticle
from ..records.json_records import read_lines
from ..records.tables import read_csv, read_rows_below
from .portion import Portion, Reading
from .survey import digest_of

# What the machine or its software refused today; and what would say that the file is another.
_FLEETING = frozenset({"time_limit", "memory_limit", "crashed", "needs_extra", "reader_failed"})
_GONE = frozenset({"vanished", "permission", "unreadable"})


def read_portion(portion: Portion, settings: ArticleSettings, child: Child) -> Reading:
    """What is in the portion; never an error but a wrong setting."""
    if portion.kind == "file":
        return _file(portion, settings, child)
    try:
        records, lacking = _READERS[portion.kind](portion, settings)
    except ReadError as error:
        return Reading(items=(Skipped(portion.path, error.code, error.detail),))
    noted = (r.with_notes(portion.notes) if isinstance(r, RawArticle) else r for r in records)
    found = _finished(named_records(portion.path, noted, {}), portion, settings)
    if not records:
        return Reading()
    moved = tuple(x if isinstance(x, Skipped) else _moved(x, portion) for x in found.items)
    return replace(found, items=moved, records=len(records), lacking=lacking)


def _file(portion: Portion, settings: ArticleSettings, child: Child) -> Reading:
    templates = Templates(dict(portion.templates)) if portion.templates else None
    opener = Opener(settings, child, templates=templates)
    source = Source(portion.path, portion.folder, portion.at)
    found = _finished(opener.open(source), portion, settings)
    gone = any(isinstance(x, Skipped) and x.reason in _GONE for x in found.items)
    changed = gone or not is_same(portion)
    return Reading(fleeting=True, changed=True) if changed else found


def is_same(portion: Portion) -> bool:
    """Whether the file is what it was when it was planned."""
    try:
        with Path(portion.at).open("rb") as file:
            return digest_of(file) == portion.digest
    except OSError:
        return False


def _finished(items: Iterable[Named], portion: Portion, settings: ArticleSettings) -> Reading:
    kept = tuple(
        x if isinstance(x, Skipped) else finish(path, x, portion.folder, settings)
        for path, x in items
    )
    fleeting = any(isinstance(x, Skipped) and x.reason in _FLEETING for x in kept)
    return Reading(fleeting=fleeting, items=kept)


def readable(reading: Reading) -> Reading:
    """The same without halves of surrogate pairs, which no JSON holds."""
    return replace(reading, items=tuple(_readable(item) for item in reading.items))


def _readable(item: Article | Skipped) -> Article | Skipped:
    texts = {
        field.name: without_surrogates(value)
        for field in fields(item)
        if isinstance(value := getattr(item, field.name), str)
    }
    return replace(item, **texts)  # type: ignore[arg-type]


Records = tuple[list[RawArticle | BadRecord], str | None]


def _lines(portion: Portion, settings: ArticleSettings) -> Records:
    found = read_lines(
        portion.text,
        settings.json_fields,
        boilerplate=settings.boilerplate,
        first=portion.first,
        line=portion.lines + 1,
    )
    return found.records, found.lacking


def _rows(portion: Portion, settings: ArticleSettings) -> Records:
    if not portion.header:
        return list(read_csv(portion.path, portion.text.encode(), settings)), None
    rows = read_rows_below(portion.text, portion.header, portion.delimiter, settings, portion.first)
    return list(rows), None


_READERS: dict[str, Callable[[Portion, ArticleSettings], Records]] = {
    "jsonl": _lines,
    "csv": _rows,
}


def _moved(article: Article, portion: Portion) -> Article:
    """The article with the places that it has in the whole file."""
    return replace(
        article,
        segments=tuple(_moved_segments(article.segments, portion)),
        dropped=tuple(replace(d, line=d.line + portion.breaks) for d in article.dropped),
    )


def _moved_segments(segments: Iterable[Segment], portion: Portion) -> Iterator[Segment]:
    for segment in segments:
        start, end = segment.source.start, segment.source.end
        place = TextSpan(start + portion.characters, end + portion.characters)
        yield Segment(segment.text, place, segment.line + portion.breaks)
