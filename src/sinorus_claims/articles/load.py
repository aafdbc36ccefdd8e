"""Folder, file, pattern or stdin -> articles and skipped files: nothing is lost on the way."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from ..config import ArticleSettings
from ..errors import ReadError
from ..model import Article, Skipped
from .accept import check_text, cut_pieces
from .dumps.templates import find_templates
from .files.child import Child
from .files.opening import Opener, texts_of
from .files.walk import Source, find_sources
from .mapping import assemble, block_spans
from .naming import told_by_text, with_name
from .raw import RawArticle, Verdict


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one input, and of each of its blocks."""

    item: Article | Skipped
    verdicts: tuple[Verdict, ...] = ()
    """Every block of the file, kept or dropped, in order; none if no reader got so far."""


def read_articles(
    paths: Sequence[str], settings: ArticleSettings, *, stdin: BinaryIO | None = None
) -> Iterator[Article | Skipped]:
    """Articles of `paths`, each a file, a folder, a glob pattern or `-` for `stdin`.

    Sorted by path; every file gives at least one article or one `Skipped`. An article that was
    already read is skipped as `duplicate`. Raises `ReadError` (`not_found`) for a path that does
    not exist, before anything is read.
    """
    return (loaded.item for loaded in explain_articles(paths, settings, stdin=stdin))


def explain_articles(
    paths: Sequence[str], settings: ArticleSettings, *, stdin: BinaryIO | None = None
) -> Iterator[Loaded]:
    """As `read_articles`, each with the verdict on every block of its file."""
    named = [p for p in paths if p != "-"]
    sources = find_sources(named, recursive=settings.recursive)
    if len(named) < len(paths):
        sources.insert(0, Source("-"))
    return _without_copies(_read_all(sources, settings, stdin))


def _read_all(
    sources: Sequence[Source | Skipped], settings: ArticleSettings, stdin: BinaryIO | None
) -> Iterator[Loaded]:
    files = [s for s in sources if isinstance(s, Source)]
    shared = settings.boilerplate and settings.templates and len(files) > 1
    templates = find_templates(texts_of(files, settings)) if shared else None
    with Child(settings) as child:
        opener = Opener(settings, child, stdin=stdin, templates=templates)
        for source in sources:
            if isinstance(source, Skipped):
                yield Loaded(source)
                continue
            for path, found in opener.open(source):
                if isinstance(found, Skipped):
                    yield Loaded(found)
                else:
                    yield Loaded(_finish(path, found, source, settings), found.verdicts)


def _without_copies(found: Iterator[Loaded]) -> Iterator[Loaded]:
    first: dict[str, str] = {}
    for loaded in found:
        item = loaded.item
        if isinstance(item, Article) and item.id in first:
            yield Loaded(Skipped(item.path, "duplicate", f"the same as {first[item.id]}"))
        else:
            if isinstance(item, Article):
                first[item.id] = item.path
            yield loaded


def _finish(
    path: str, record: RawArticle, source: Source, settings: ArticleSettings
) -> Article | Skipped:
    try:
        pieces, cut = cut_pieces(record.pieces, settings.max_characters)
        text, segments = assemble(record.source, pieces)
        language = check_text(text, settings)
    except ReadError as error:
        return Skipped(path, error.code, error.detail)
    named = with_name(record.metadata, path.rpartition("!")[2], source.folder)
    metadata = {**told_by_text(named, text, language, settings.families), **named}
    values = {field: found.value for field, found in metadata.items()}
    return Article(
        id=_id(values, text),
        path=path,
        outlet=values["outlet"],
        title=values["title"],
        text=text,
        byline=values.get("byline"),
        published=values.get("published"),
        updated=values.get("updated"),
        url=values.get("url"),
        section=values.get("section"),
        language=values.get("language"),
        wire=values.get("wire"),
        publisher_family=values.get("publisher_family"),
        dropped=record.dropped,
        blocks=block_spans(pieces),
        segments=segments,
        origins={field: metadata[field].origin for field in sorted(metadata)},
        notes=record.notes + cut,
        digest=record.digest,
    )


def _id(values: dict[str, str], text: str) -> str:
    parts = "\0".join((values["outlet"], values["title"], values.get("url", ""), text))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
