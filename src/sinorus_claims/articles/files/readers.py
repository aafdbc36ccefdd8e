"""Readers of texts and pages: bytes -> articles. Other formats have files of their own."""

from collections.abc import Iterable, Iterator

from ...config import ArticleSettings
from ..dumps.markdown import front_matter, looks_like_markdown, read_markdown
from ..dumps.plain import read_plain
from ..dumps.templates import Templates, lines_asked
from ..exports.bundles import split_page, split_text
from ..exports.clips import split_clips
from ..pages.page import read_pages
from ..raw import BadRecord, RawArticle
from ..records.json_records import read_json, read_jsonl
from .decode import decode

Records = Iterator[RawArticle | BadRecord]


def read_text_file(
    _name: str, data: bytes, settings: ArticleSettings, *, templates: Templates | None = None
) -> Records:
    """Plain text: an export of a news database, Markdown if it begins like it, or one article.

    `templates` are the lines that the texts of the folder share.
    """
    source, notes = decode(data)
    bundle = split_text(source)
    if bundle is not None:
        return _noted(bundle, notes)

    def read(text: str) -> RawArticle:
        if looks_like_markdown(text):
            return _markdown(text, settings, templates)
        return read_plain(text, boilerplate=settings.boilerplate, templates=templates)

    return _noted(split_clips(source, read) or [read(source)], notes)


def read_markdown_file(
    _name: str, data: bytes, settings: ArticleSettings, *, templates: Templates | None = None
) -> Records:
    """Markdown, with or without front matter; `templates` as in `read_text_file`."""
    source, notes = decode(data)

    def read(text: str) -> RawArticle:
        return _markdown(text, settings, templates)

    return _noted(split_clips(source, read) or [read(source)], notes)


def _markdown(source: str, settings: ArticleSettings, templates: Templates | None) -> RawArticle:
    fields = settings.json_fields
    return read_markdown(source, fields, boilerplate=settings.boilerplate, templates=templates)


def lines_read(source: str) -> set[int]:
    """The lines about which the readers of texts ask `templates`."""
    found: set[int] = set()

    def take(text: str) -> RawArticle:
        found.update(lines_asked(text))
        if start := front_matter(text):
            found.update(lines_asked(text, start))
        return RawArticle(text, ())

    if split_clips(source, take) is None:
        take(source)
    return found


TEXTS = {"text": read_text_file, "markdown": read_markdown_file}
"""Formats whose lines may be those of the whole folder."""


def read_html_file(_name: str, data: bytes, _settings: ArticleSettings) -> Records:
    """A saved web page, or an export of a news database in HTML."""
    source, notes = decode(data)
    bundle = split_page(source)
    return _noted(read_pages(source) if bundle is None else bundle, notes)


def read_json_file(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """JSON: a record, a list of records, or an object that holds the list."""
    source, notes = decode(data)
    found = read_json(source, settings.json_fields, boilerplate=settings.boilerplate)
    return _noted(found, notes)


def read_jsonl_file(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """JSON lines, one record each."""
    source, notes = decode(data)
    found = read_jsonl(source, settings.json_fields, boilerplate=settings.boilerplate)
    return _noted(found, notes)


def _noted(found: Iterable[RawArticle | BadRecord], notes: tuple[str, ...]) -> Records:
    for record in found:
        yield record.with_notes(notes) if isinstance(record, RawArticle) else record
